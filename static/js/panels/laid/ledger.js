/**
 * The ledger's panel: its formula, whose ledger it is and what its cells show, the chosen cell, and which sums were
 * checked.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Props} from "#app/panels/laid.js"
 */

import { figure, shapeOf } from "#app/layout/figures.js";
import { factorsOf, stateTex, wholeState } from "#app/layout/gradient/factors.js";
import { stateOf } from "#app/layout/gradient/graph.js";
import { measureOf } from "#app/layout/gradient/ledgerplaces.js";
import { gradientTex, labelOf, symbol, symbolAt } from "#app/layout/symbols.js";
import { Clipping } from "#app/panels/laid/clipping.js";
import { LedgerCell } from "#app/panels/laid/ledgercell.js";
import { LedgerChecks } from "#app/panels/laid/ledgerchecks.js";
import { Rescale } from "#app/panels/laid/rescale.js";
import { Torch } from "#app/panels/laid/torch.js";
import { Truncation } from "#app/panels/laid/truncation.js";
import { Tex } from "#app/panels/tex.js";
import { lay } from "#app/state/laid/acts.js";
import { entryIn } from "#app/state/laid/ledger.js";
import { ledgerWords as said } from "#app/words/gradient/ledger.js";
import { html } from "#vendor/preact.js";

/** @param {Props} props */
export function LedgerPanel(props) {
  const { page, shown, laid, place } = props;
  const { run, answer } = shown;
  const { message } = answer;
  const names = statesOf(shown, place);
  return html`
    <p class="formula"><${Tex} tex=${sumTex(run.plan, message.parameter, names, sidesOf(answer))} parameters=${run.plan.parameters} /></p>
    ${names.length > 1 ? html`<p class="quiet small">${said.whole} <${Tex} tex=${wholeState(run.plan, names)} /></p>` : null}
    <${Whose} page=${page} plan=${run.plan} parameter=${message.parameter} />
    <${Measure} ...${props} />
    ${message.losses.last - message.losses.first + 1 < run.plan.T ? html`<${Windowed} page=${page} losses=${message.losses} T=${run.plan.T} t=${place.t} />` : null}
    ${message.direction ? null : html`<p class="warning">${said.noDirection(figure(Number(message.norm)))}</p>`}
    <${LedgerCell} ...${props} />
    <${Rescale} page=${page} plan=${run.plan} message=${message} laid=${laid} />
    <${Truncation} ...${props} />
    <${Clipping} ...${props} />
    <${Torch} ...${props} />
    <${LedgerChecks} page=${page} answer=${answer} laid=${laid} place=${place} />
  `;
}

/**
 * Of a long run: which losses are taken back one by one, and the way to see as many as there is room for.
 *
 * @param {{page: Props["page"], losses: {first: number, last: number}, T: number, t: number}} props
 */
function Windowed({ page, losses: { first, last }, T, t }) {
  const all = () => {
    page.view.value = { ...page.view.peek(), camera: { pitch: 0, centre: t } };
  };
  return html`
    <p class="quiet small">${said.windowed(first, last, T)}</p>
    <button type="button" class="tight" onClick=${all}>${said.manySteps}</button>
  `;
}

/**
 * The states that the parameter's gradient runs through: those of the chosen cell, or where it has no path, of one that
 * has.
 *
 * @param {Props["shown"]} shown
 * @param {Props["place"]} place
 */
function statesOf({ run, answer }, place) {
  const { plan } = run;
  const t = (run.hasLoss?.lastIndexOf(1) ?? 0) + 1;
  const places = [place, { t, k: 1 }, { t: (run.hasLoss?.indexOf(1) ?? 0) + 1, k: plan.T }, { t, k: t }];
  for (const one of places) {
    const found = factorsOf({ plan, run }, answer.message.parameter, one);
    if (found) return found.names;
  }
  return stateOf(plan).map(({ name }) => name);
}

/**
 * On which sides of a loss the copies lie that it can feel.
 *
 * @param {Props["shown"]["answer"]} answer
 */
function sidesOf({ message, tensors }) {
  const reached = tensors.get("reached");
  const { losses, copies } = message;
  const wide = copies.last - copies.first + 1;
  const sides = { before: false, after: false };
  reached?.values.forEach((one, at) => {
    const apart = copies.first + (at % wide) - losses.first - Math.floor(at / wide);
    if (one && apart) sides[apart < 0 ? "before" : "after"] = true;
  });
  return sides;
}

/**
 * ∂E/∂W as the double sum.
 *
 * @param {Plan} plan
 * @param {string} parameter
 * @param {string[]} names of the states on the way; none: E uses the parameter by itself
 * @param {{before: boolean, after: boolean}} sides
 */
function sumTex(plan, parameter, names, { before: isBefore, after: isAfter }) {
  const [from, to] = [isBefore ? "1" : "t", isAfter ? "T" : "t"];
  const [at, before] = ["t", "k"].map((t) => (names.length ? stateTex(plan, names, t) : ""));
  const [E, W] = [symbolAt(plan, "loss", "t"), symbol(plan, parameter)];
  const over = (/** @type {string} */ a, /** @type {string} */ b, plus = "") =>
    String.raw`\frac{\partial${plus} ${a}}{\partial ${b}}`;
  const chain = names.length
    ? [over(E, at), over(at, before), over(before, W, "^{+}")].join(String.raw`\,`)
    : over(E, W, "^{+}");
  const inner = names.length ? String.raw`\sum_{k=${from}}^{${to}}` : "";
  return String.raw`${gradientTex(plan, parameter)} = \sum_{t=1}^{T}${inner}${chain}`;
}

/** @param {{page: Props["page"], plan: Plan, parameter: string}} props */
function Whose({ page, plan, parameter }) {
  const choose = (/** @type {Event} */ { target }) => {
    lay(page, { parameter: /** @type {HTMLSelectElement} */ (target).value, entry: null });
  };
  return html`<label class="laid-field"><span>${said.parameter}</span>
    <select value=${parameter} onChange=${choose}>
      ${plan.parameters.map(({ name, shape }) => html`<option key=${name} value=${name}>${labelOf(plan, name)}  (${shapeOf(shape)})</option>`)}
    </select>
  </label>`;
}

/** @param {Props} props */
function Measure({ page, shown: { answer }, laid }) {
  const { shape } = answer.message;
  const now = laid.measure === "entry" ? "entry" : measureOf(laid.measure, answer.tensors, answer.message.direction);
  const at = entryIn(laid, shape);
  const measures = /** @type {const} */ (["along", "norms", "entry"]);
  const turn = (/** @type {string} */ measure) => () =>
    lay(page, { measure, ...(measure === "entry" ? { entry: at } : {}) });
  const set =
    (/** @type {number} */ axis) =>
    (/** @type {Event} */ { target }) => {
      const value = Number(/** @type {HTMLInputElement} */ (target).value) - 1;
      if (Number.isInteger(value) && value >= 0 && value < shape[axis]) lay(page, { entry: at.with(axis, value) });
    };
  return html`
    <div class="choice"><span>${said.cells}</span>
      <span class="joined" role="group" aria-label=${said.cells}>
        ${measures.map((measure) => html`<button type="button" class="tight" key=${measure} aria-pressed=${measure === now} title=${said.measureTitles[measure]} onClick=${turn(measure)}>${said.measureNames[measure]}</button>`)}
      </span>
    </div>
    ${
      now === "entry"
        ? html`<div class="chooser">${at.map(
            (one, axis) =>
              html`<label key=${axis}>${said.axes[axis]}<input type="number" min="1" max=${shape[axis]} value=${one + 1} onChange=${set(axis)} /></label>`,
          )}</div>`
        : null
    }
    <p class="quiet small">${said.shows[now]}</p>
  `;
}
