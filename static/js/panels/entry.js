/**
 * An entry of a parameter answers: its value, its gradient once all steps have added theirs, its place in the matrix.
 * It is chosen from the same list as the nodes, or walked to.
 *
 * @import {Plan, Run} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Entry} from "#app/state/why.js"
 */

import { figure, full, shapeOf } from "#app/layout/figures.js";
import { gradientTex, labelOf, symbol } from "#app/layout/symbols.js";
import { Acts } from "#app/panels/acts.js";
import { QuestionMark } from "#app/panels/hide.js";
import { Tex } from "#app/panels/tex.js";
import { revealEntry } from "#app/state/hidden.js";
import { choose } from "#app/state/page.js";
import { entryIn } from "#app/state/pins.js";
import { hiddenWords } from "#app/words/hidden.js";
import { words } from "#app/words/page.js";
import { html, useState } from "#vendor/preact.js";

const PREFIX = "p:"; // no node is called so

/** @param {Plan} plan */
export function parameterOptions(plan) {
  return plan.parameters.map(
    ({ name }) => html`<option key=${name} value=${PREFIX + name}>${labelOf(plan, name)}</option>`,
  );
}

/** What can be asked about at a step. @param {Plan} plan */
export function namesOf(plan) {
  return [...plan.rows, ...(plan.input ? ["x"] : []), ...(plan.target ? ["y"] : [])];
}

/**
 * @param {Page} page
 * @param {Plan} plan
 * @param {string} option of the list
 * @returns {boolean} whether it was a parameter
 */
export function askParameter(page, plan, option) {
  const found = option.startsWith(PREFIX) && plan.parameters.find(({ name }) => PREFIX + name === option);
  if (found) page.entry.value = { parameter: found.name, at: found.shape.map(() => 0) };
  return Boolean(found);
}

/** @param {{page: Page, run: Run, entry: Entry}} props */
export function EntryAnswer({ page, run, entry }) {
  const [isFull, setFull] = useState(false);
  const { plan } = run;
  const { parameter, at } = entry;
  const shape = plan.parameters.find(({ name }) => name === parameter)?.shape ?? [];
  const written = isFull ? full : figure;
  const value = entryIn(run.parameters.get(parameter), at);
  const isBack = page.stop.value?.kind === "gradients";
  const gradient = isBack ? entryIn(run.parameterGrads.get(parameter), at) : undefined;
  const isHidden = page.veil.value?.hidesEntry(parameter, at) ?? false;
  const said = `${labelOf(plan, parameter)} [${at.map((k) => k + 1).join(", ")}]`;
  const index = html`<span class="unit">[${at.map((k) => k + 1).join(",")}]</span>`;
  return html`
    <${Places} page=${page} plan=${plan} entry=${entry} shape=${shape} />
    <p class="figure entry" tabindex="-1"><${Tex} tex=${symbol(plan, parameter)} />${index}${value === undefined ? null : html`<span> = ${isHidden ? html`<${QuestionMark} name=${said} show=${() => revealEntry(page, entry)} />` : figure(value, false)}</span>`}</p>
    ${isHidden ? html`<p class="quiet">${hiddenWords.note}</p>` : null}
    <dl class="facts">
      ${value === undefined ? null : html`<div><dt>${words.value}</dt><dd>${written(value, isHidden)}</dd></div>`}
      ${plan.loss ? html`<div class="gradient"><dt><${Tex} tex=${gradientTex(plan, parameter)} />${index}</dt><dd>${gradient === undefined ? html`<span class="later">${words.notYetGradients}</span>` : written(gradient, isHidden)}</dd></div>` : null}
      <div><dt>${words.shape}</dt><dd>${shapeOf(shape)}</dd></div>
    </dl>
    <${Acts} page=${page} isFull=${isFull} setFull=${setFull} />
  `;
}

/** @param {{page: Page, plan: Plan, entry: Entry, shape: number[]}} props */
function Places({ page, plan, entry, shape }) {
  const pick = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    if (askParameter(page, plan, value)) return;
    page.entry.value = null;
    choose(page, { node: value, t: page.stop.value?.t || plan.T, unit: 0 });
  };
  const set = (/** @type {number} */ axis) => (/** @type {Event} */ event) => {
    const to = Math.round(Number(/** @type {HTMLInputElement} */ (event.target).value)) - 1;
    if (Number.isFinite(to)) {
      const at = entry.at.with(axis, Math.max(0, Math.min(shape[axis] - 1, to)));
      page.entry.value = { ...entry, at };
    }
  };
  const axes = shape.length > 1 ? [words.row, words.column] : [words.unit];
  return html`
    <div class="chooser">
      <label>${words.node}
        <select value=${PREFIX + entry.parameter} onChange=${pick}>${namesOf(plan).map((name) => html`<option value=${name}>${labelOf(plan, name)}</option>`)}
          <optgroup label=${words.parameters}>${parameterOptions(plan)}</optgroup></select>
      </label>
      ${shape.map((size, axis) => html`<label key=${axis}>${axes[axis]}<input type="number" min="1" max=${size} value=${entry.at[axis] + 1} onChange=${set(axis)} /></label>`)}
    </div>
  `;
}
