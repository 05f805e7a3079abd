/**
 * The answer to "why this number?": its parts, largest first, down to the numbers they came from; what comes back to it
 * along each edge; its checks; and numpy that makes it again. Every part leads on to its own answer.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Asked, Made, Part, Why as Answer} from "#app/state/why.js"
 */

import { figure } from "#app/layout/figures.js";
import { labelOf, symbolAt } from "#app/layout/symbols.js";
import { numberTex, rootTex } from "#app/layout/whytex.js";
import { Tex } from "#app/panels/tex.js";
import { answer as known } from "#app/state/answer.js";
import { openedProduct } from "#app/state/product.js";
import { isPlace, keyOf, question, walk, walkBack } from "#app/state/why.js";
import { whyWords } from "#app/words/why.js";
import { html } from "#vendor/preact.js";

const TOLD = 5; // parts that stand open

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
  const found = page.answers.value.get(keyOf(plan, asked));
  if (!found) return back;
  if (typeof found === "string") return html`${back}<p class="warning" role="status">${found}</p>`;
  const passed = cell && !page.entry.value ? known(run, itinerary, page.cursor.value, cell) : null;
  const isMade = !passed || passed.value !== undefined;
  const isBack = passed ? passed.gradient !== undefined || cell?.node === "x" : page.stop.value?.kind === "gradients";
  const props = { page, plan, found };
  return html`
    ${back}
    ${page.entry.value ? html`<p class="figure entry"><${Tex} tex=${numberTex(plan, found.number)} /> = ${figure(found.number.value)}</p>` : null}
    ${isMade && found.made !== undefined ? html`<${MadeOf} ...${props} />` : null}
    ${isBack && found.wanted ? html`<${WantedBy} ...${props} />` : null}
    ${isBack && found.shares ? html`<${Shares} ...${props} />` : null}
    ${isBack && found.gradient !== null ? html`<${Checked} ...${props} check=${() => ask(page, asked, true)} />` : null}
    ${isMade && found.numpy ? html`<${Numpy} lines=${isBack ? [...found.numpy.value, "", ...found.numpy.gradient] : found.numpy.value} />` : null}
  `;
}

/** @typedef {{page: Page, plan: Plan, found: Answer}} Props */

/** @param {Props} props */
function MadeOf({ page, plan, found: { made, number } }) {
  if (!made) return html`<h3>${whyWords.made}</h3><p class="quiet">${whyWords.given}</p>`;
  return html`
    <h3>${whyWords.made}</h3>
    ${made.op === "choose" ? null : html`<p class="operation"><${Tex} tex=${rootTex(plan, made.node, number.t ?? 0)} /> = ${figure(made.value)}</p>`}
    <${Parts} page=${page} plan=${plan} made=${made} />
  `;
}

/**
 * The parts of an operation; under a part that has no name of its own, what made that.
 *
 * @param {{page: Page, plan: Plan, made: Made}} props
 */
function Parts({ page, plan, made }) {
  const largest = Math.max(...made.parts.map(({ value }) => Math.abs(value)).filter(Number.isFinite), 0);
  const inside = (/** @type {Part} */ { factors }) =>
    made.inner.filter(({ node }) => factors.some((one) => one.node === node));
  const rest = made.parts.slice(TOLD);
  const count = rest.length + made.untold;
  return html`
    <ul class="parts">
      ${made.parts.slice(0, TOLD).map(
        (part, k) => html`<li key=${k}>
          <${Row} page=${page} plan=${plan} part=${part} largest=${largest} />
          ${inside(part).map((one) => html`<div class=${one.op === "add" ? "" : "inner"}><${Parts} page=${page} plan=${plan} made=${one} /></div>`)}
        </li>`,
      )}
      ${count ? html`<li class="quiet"><span class="row"><span>${whyWords.more(count)}</span><span class="number">${figure(rest.reduce((sum, { value }) => sum + value, made.rest))}</span></span></li>` : null}
    </ul>
  `;
}

/** @param {{page: Page, plan: Plan, part: Part, largest: number}} props */
function Row({ page, plan, part, largest }) {
  const { value, factors } = part;
  return html`
    <span class=${factors.length > 1 ? "row long" : "row"}>
      <span class="factors">${factors.map((factor, k) => html`${k ? html` ${whyWords.product} ` : null}<${Factor} page=${page} plan=${plan} factor=${factor} shown=${factors.length > 1} />`)}</span>
      <span class="number">${figure(value)}</span>
      <${Bar} value=${value} largest=${largest} />
    </span>
  `;
}

/** @param {{page: Page, plan: Plan, factor: Asked, shown: boolean}} props */
function Factor({ page, plan, factor, shown }) {
  const written = html`<${Tex} tex=${numberTex(plan, factor)} />${shown ? html`<small>${figure(factor.value)}</small>` : null}`;
  if (!isPlace(plan, factor)) return html`<span class="factor">${written}</span>`;
  const label = `${whyWords.walk} ${labelOf(plan, factor.name ?? "")} [${factor.at.map((k) => k + 1).join(", ")}]${factor.t === null ? "" : `, t = ${factor.t}`}, ${figure(factor.value)}`;
  return html`<button type="button" class="factor" data-names=${factor.name} aria-label=${label} onClick=${() => walk(page, factor)}>${written}</button>`;
}

/**
 * How much of the largest part, to the right where it adds and to the left where it takes away.
 *
 * @param {{value: number, largest: number}} props
 */
function Bar({ value, largest }) {
  const share = Number.isFinite(value) && largest ? Math.round((20 * Math.abs(value)) / largest) : 0;
  return html`<svg class=${value < 0 ? "bar minus" : "bar"} viewBox="0 0 42 8" aria-hidden="true"><path d="M21 0v8" /><rect x=${value < 0 ? 21 - share : 21} y="1" width=${share} height="6" /></svg>`;
}

/** @param {Props} props */
function WantedBy({ page, plan, found: { wanted = [], gradient } }) {
  const largest = Math.max(...wanted.map(({ value }) => Math.abs(value)).filter(Number.isFinite), 0);
  return html`
    <h3>${whyWords.wanted}</h3>
    ${wanted.length ? null : html`<p class="quiet">${whyWords.none}</p>`}
    <ul class="parts back">
      ${wanted.map(({ into, t, value, joint, user }, k) => {
        const name = into ?? "";
        const isNamed = plan.equations.some((one) => one.name === name);
        const place = /** @type {Asked} */ ({ kind: "node", name, node: user, t, at: [0], value });
        const label = html`<${Tex} tex=${symbolAt(plan, name, t)} />`;
        return html`<li key=${k}><span class="row">
          <span class="factors">← ${isNamed ? html`<button type="button" class="factor" data-names=${name} aria-label=${`${whyWords.through(labelOf(plan, name), t)}, ${figure(value)}`} onClick=${() => walk(page, place)}>${label}</button>` : html`<span class="factor">${label}</span>`}</span>
          <span class="number">${figure(value)}</span><${Bar} value=${value} largest=${largest} />
        </span>${joint ? html`<small class="quiet">${whyWords.joint}</small>` : null}</li>`;
      })}
      ${wanted.length > 1 ? html`<li class="sum"><span class="row"><span>${whyWords.sum}</span><span class="number">${figure(gradient)}</span></span></li>` : null}
    </ul>
  `;
}

/** @param {Props} props */
function Shares({ found: { shares = [], rest = 0, untold = 0, gradient } }) {
  const largest = Math.max(...shares.map(({ value }) => Math.abs(value)).filter(Number.isFinite), 0);
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
