/**
 * The panel of what an output remembers: which node, step and unit is asked, the answer in a sentence, what was checked.
 *
 * @import {Props} from "#app/panels/laid.js"
 */

import { figure, signed } from "#app/layout/figures.js";
import { shown as spelt } from "#app/layout/lettering.js";
import { labelOf, normTex, symbolAt } from "#app/layout/symbols.js";
import { Checks } from "#app/panels/laid/checks.js";
import { Tex } from "#app/panels/tex.js";
import { lay } from "#app/state/laid/acts.js";
import { inputOf, MEASURES } from "#app/state/laid/memory.js";
import { memoryWords as said } from "#app/words/gradient/memory.js";
import { html } from "#vendor/preact.js";

const SMALL = 0.05; // a largest norm below it is called small

/** @param {Props} props */
export function MemoryPanel(props) {
  const { page, shown, laid, place } = props;
  const { sums, unit } = shown.answer.message;
  return html`
    <${Choices} ...${props} />
    <p class="laid-guide">${sentence(props)}</p>
    <${Initial} ...${props} />
    <p class="quiet">${sums?.largest_relative_error == null ? said.unchecked : said.checked(sums.entries, figure(sums.largest_relative_error))}</p>
    ${unit === null ? html`<p class="quiet">${said.choose}</p>` : html`<${Checks} page=${page} laid=${laid} rows=${checkRows(props)} place=${place} />`}
  `;
}

/** What the initial values of the state count for. @param {Props} props */
function Initial({ shown: { answer, run } }) {
  const { node, t, unit, initial = [] } = answer.message;
  const sizes = answer.tensors.get("initial")?.values;
  if (!sizes || !initial.length) return null;
  const of = symbolAt(run.plan, node, t, unit === null ? "" : `,${unit + 1}`);
  return html`<div class="laid-initial"><span class="quiet">${said.initial}</span>
    ${initial.map(
      (/** @type {{name: string, step: number}} */ { name, step }, /** @type {number} */ at) =>
        html`<span key=${at}><${Tex} tex=${normTex(String.raw`\partial ${of}/\partial ${symbolAt(run.plan, name, step)}`)} /> ${figure(sizes[at])}</span>`,
    )}
  </div>`;
}

/** @param {Props} props */
function Choices({ page, shown, laid, place }) {
  const { plan } = shown.run;
  const { node, unit } = shown.answer.message;
  const size = plan.equations.find(({ name }) => name === node)?.size ?? 1;
  const value = (/** @type {Event} */ event) => /** @type {HTMLSelectElement} */ (event.target).value;
  const go = (/** @type {string} */ typed) => {
    const to = Math.round(Number(typed));
    if (typed.trim() !== "" && to >= 1 && to <= plan.T) lay(page, { t: to });
  };
  const names = plan.equations.map(({ name }) => ({ name, label: labelOf(plan, name) }));
  if (plan.loss) names.push({ name: "loss", label: said.loss });
  return html`
    <div class="row laid-choices">
      <label>${said.of}
        <select value=${node} onChange=${(/** @type {Event} */ event) => lay(page, { node: value(event), output: null })}>
          ${names.map(({ name, label }) => html`<option key=${name} value=${name}>${label}</option>`)}
        </select></label>
      <label>${said.step}
        <input type="number" min="1" max=${plan.T} value=${place.t} onInput=${(/** @type {Event} */ event) => go(value(event))} /></label>
      <label>${said.unit}
        <select value=${unit ?? ""} onChange=${(/** @type {Event} */ event) => lay(page, { node, output: value(event) === "" ? null : Number(value(event)) })}>
          <option value="">${said.all}</option>
          ${Array.from({ length: node === "loss" ? 0 : size }, (_, at) => html`<option key=${at} value=${at}>${unitName(plan, size, at)}</option>`)}
        </select></label>
    </div>
    <p class="row">
      <span class="joined" role="group" aria-label=${said.measure}>${MEASURES.map(
        (name) =>
          html`<button type="button" class="tight" key=${name} aria-pressed=${(laid.heard ?? "norm") === name} title=${said.measureAbout[name]} onClick=${() => lay(page, { heard: name })}>${said.measures[name]}</button>`,
      )}</span>
      <span class="joined" role="group" aria-label=${said.scale}>${
        /** @type {const} */ (["linear", "log"]).map(
          (name) =>
            html`<button type="button" class="tight" key=${name} aria-pressed=${(laid.scale ?? "linear") === name} onClick=${() => lay(page, { scale: name })}>${said.scales[name]}</button>`,
        )
      }</span>
    </p>`;
}

/**
 * A unit of an output of words goes by its word.
 *
 * @param {Props["shown"]["run"]["plan"]} plan
 * @param {number} size
 * @param {number} at
 */
function unitName({ vocabulary }, size, at) {
  return vocabulary?.length === size ? `${at + 1} ${spelt(vocabulary[at])}` : String(at + 1);
}

/**
 * Which input counts most, and how far the next one is.
 *
 * @param {Props} props
 */
function sentence({ shown, laid }) {
  const { message, tensors } = shown.answer;
  const { plan } = shown.run;
  const isAlong = laid.heard === "along";
  const isSigned = isAlong && message.unit !== null;
  const values = tensors.get(isAlong ? (isSigned ? "along" : "along_norm") : "norm")?.values ?? new Float64Array();
  const order = Array.from(values, (value, n) => ({ k: message.first + n, value, size: Math.abs(value) }))
    .filter(({ size }) => Number.isFinite(size) && size > 0)
    .sort((a, b) => b.size - a.size);
  if (!order.length) return said.nothing;
  const name = (/** @type {number} */ k) => {
    const token = plan.tokens?.[k - 1];
    return token == null ? said.stepOf(k) : said.token(spelt(token), k);
  };
  const [most, next] = order;
  const value = isSigned ? signed(most.value) : figure(most.value);
  const share = next ? said.times(figure(most.size / next.size), name(next.k)) : "";
  return `${said.most(name(most.k), value, share)} ${most.size < SMALL ? said.small : ""}`;
}

/** @param {Props} props */
function checkRows({ shown, laid, place }) {
  const { check, node, t, unit } = shown.answer.message;
  const { plan } = shown.run;
  if (!check || check.k !== place.k || check.entry !== inputOf(plan, laid, place.k)) return null;
  const of = symbolAt(plan, node, t, `,${unit + 1}`);
  const by = symbolAt(plan, "x", check.k, `,${check.entry + 1}`);
  return { tex: String.raw`\partial ${of}/\partial ${by}`, rows: [{ name: "", ...check }] };
}
