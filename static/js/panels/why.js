/**
 * The answer to "why this number?": its parts, largest first, down to the numbers they came from; what comes back to it
 * along each edge; its checks; and numpy that makes it again. Every part leads on to its own answer.
 *
 * @import {Plan, Reach} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Why as Answer} from "#app/state/why.js"
 */

import { figure } from "#app/layout/figures.js";
import { rootTex } from "#app/layout/whytex.js";
import { Tex } from "#app/panels/tex.js";
import { Bar, Edges, largestOf, Parts, TOLD } from "#app/panels/whyparts.js";
import { answer as known } from "#app/state/answer.js";
import { openedProduct } from "#app/state/product.js";
import { holds, reach } from "#app/state/reach.js";
import { veiledWhy } from "#app/state/veilwhy.js";
import { keyOf, question, walkBack } from "#app/state/why.js";
import { whyWords } from "#app/words/why.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page, ask: (page: Page, asked: Record<string, unknown>, check: boolean) => void}} props */
export function Why({ page, ask }) {
  const { value: run } = page.run;
  const { value: plan } = page.plan;
  const { value: itinerary } = page.itinerary;
  const { cell } = page.view.value;
  const asked = plan && question(plan, cell, page.entry.value);
  const back = page.trail.value.length
    ? html`<button type="button" class="tight" onClick=${() => walkBack(page)}>← ${whyWords.back}</button>`
    : null;
  if (openedProduct(page)) return null;
  if (!run || !plan || !itinerary || !asked) return back;
  const told = page.answers.value.get(keyOf(plan, asked));
  if (!told) return back;
  if (typeof told === "string") return html`${back}<p class="warning" role="status">${told}</p>`;
  const found = page.veil.value ? veiledWhy(told, page.veil.value) : told;
  const passed = cell && !page.entry.value ? known(run, itinerary, page.cursor.value, cell) : null;
  const isMade = !passed || passed.value !== undefined;
  const isBack = passed
    ? passed.gradient !== undefined || cameBack(plan, reach(itinerary, page.cursor.value), cell)
    : page.stop.value?.kind === "gradients";
  const props = { page, plan, found };
  return html`
    ${back}
    ${isMade && found.made !== undefined ? html`<${MadeOf} ...${props} />` : null}
    ${isBack && found.wanted ? html`<${WantedBy} ...${props} />` : null}
    ${isBack && found.shares ? html`<${Shares} ...${props} />` : null}
    ${isBack && found.gradient !== null ? html`<${Checked} ...${props} check=${() => ask(page, asked, true)} />` : null}
    ${isMade && found.numpy ? html`<${Numpy} lines=${isBack ? [...found.numpy.value, "", ...found.numpy.gradient] : found.numpy.value} />` : null}
  `;
}

/**
 * Whether all that reads an input or a target has been passed on the way back: they have no gradient of their own there.
 *
 * @param {Plan} plan
 * @param {Reach} passed
 * @param {import("#app/types.js").Cell | null} cell
 */
function cameBack(plan, { grads, gradients }, cell) {
  if (!cell || plan.equations.some(({ name }) => name === cell.node)) return false;
  const readers = plan.edges.filter(({ from: name, to }) => name === cell.node && to !== "loss");
  return readers.every(({ to, shift }) => {
    const t = cell.t - shift;
    return t < 1 || t > plan.T || holds(grads.get(to), t) || gradients;
  });
}

/** @typedef {{page: Page, plan: Plan, found: Answer}} Props */

/** @param {Props} props */
function MadeOf({ page, plan, found: { made, number } }) {
  if (!made) return html`<h3>${whyWords.made}</h3><p class="quiet">${whyWords.given}</p>`;
  return html`
    <h3>${whyWords.made}</h3>
    ${made.op === "choose" ? null : html`<p class="operation"><${Tex} tex=${rootTex(plan, made.node, number.t ?? 0)} /> = ${figure(made.value, made.hidden ?? false)}</p>`}
    <${Parts} page=${page} plan=${plan} made=${made} />
  `;
}

/** @param {Props} props */
function WantedBy({ page, plan, found: { wanted = [], gradient } }) {
  return html`
    <h3>${whyWords.wanted}</h3>
    ${wanted.length ? null : html`<p class="quiet">${whyWords.none}</p>`}
    <ul class="parts back">
      <${Edges} page=${page} plan=${plan} wanted=${wanted} />
      ${wanted.length > 1 ? html`<li class="sum"><span class="row"><span>${whyWords.sum}</span><span class="number">${figure(gradient)}</span></span></li>` : null}
    </ul>
  `;
}

/** @param {Props} props */
function Shares({ found: { shares = [], rest = 0, untold = 0, gradient } }) {
  const largest = largestOf(shares);
  const others = shares.slice(TOLD);
  const count = others.length + untold;
  const row = (/** @type {string} */ name, /** @type {number | null} */ value) =>
    html`<span class="row"><span>${name}</span><span class="number">${figure(value)}</span><${Bar} value=${value ?? 0} largest=${largest} /></span>`;
  return html`
    <h3>${whyWords.shares}</h3>
    <ul class="parts back">
      ${shares.slice(0, TOLD).map(({ t, value }) => html`<li key=${t}>${row(`t = ${t}`, value)}</li>`)}
      ${
        count
          ? html`<li class="quiet">${row(
              whyWords.more(count),
              others.reduce((sum, { value }) => sum + value, rest),
            )}</li>`
          : null
      }
      <li class="sum">${row(whyWords.sum, gradient)}</li>
    </ul>
  `;
}

/** @param {Props & {check: () => void}} props */
function Checked({ found: { checks, gradient }, check }) {
  if (!checks) return html`<button type="button" class="tight" onClick=${check}>${whyWords.check}</button>`;
  const off = (/** @type {number} */ value) =>
    gradient === value ? 0 : Math.abs(value - (gradient ?? 0)) / Math.max(Math.abs(value), Math.abs(gradient ?? 0));
  const row = (/** @type {string} */ name, /** @type {number} */ value, /** @type {boolean} */ tells) =>
    html`<div><dt>${name}</dt><dd>${tells ? `${figure(value)} (${whyWords.off} ${figure(off(value))})` : whyWords.tooSmall}</dd></div>`;
  return html`<dl class="facts checks" role="status">
    ${row(whyWords.exact, checks.complex_step, true)}
    ${row(whyWords.central, checks.central, !checks.too_small)}
  </dl>`;
}

/** @param {{lines: string[]}} props */
function Numpy({ lines }) {
  return html`<details class="numpy"><summary>${whyWords.numpy}</summary><pre tabindex="0">${lines.join("\n")}</pre></details>`;
}
