/**
 * Click a number and it answers: name, step, unit, formula, value, gradient, shape. The three fields on top choose a
 * number without a mouse.
 *
 * @import {Cell, Plan} from "#app/types.js"
 * @import {Answer as Found} from "#app/state/answer.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure, full } from "#app/layout/figures.js";
import { glanceAt } from "#app/layout/opened/values.js";
import { operationAnswer, operationTex } from "#app/layout/operation.js";
import { gradientTex, labelOf, normTex, symbolAt } from "#app/layout/symbols.js";
import { Acts } from "#app/panels/acts.js";
import { askParameter, EntryAnswer, namesOf, parameterOptions } from "#app/panels/entry.js";
import { QuestionMark } from "#app/panels/hide.js";
import { Tex } from "#app/panels/tex.js";
import { answer, neighbour } from "#app/state/answer.js";
import { reveal } from "#app/state/hidden.js";
import { isOperation, openedSteps } from "#app/state/opened.js";
import { operationsOf } from "#app/state/operations.js";
import { choose } from "#app/state/page.js";
import { openedProduct } from "#app/state/product.js";
import { anyUnit, isHidden } from "#app/state/veil.js";
import { stepsOf } from "#app/state/why.js";
import { hiddenWords } from "#app/words/hidden.js";
import { words } from "#app/words/page.js";
import { html, useState } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Answer({ page }) {
  const { value: run } = page.run;
  const { value: itinerary } = page.itinerary;
  if (!run || !itinerary || openedProduct(page)) return null; // a product answers itself
  const { cell } = page.view.value;
  const { plan } = run;
  const entry = page.entry.value;
  if (entry) return html`<h2>${words.answer}</h2><${EntryAnswer} page=${page} run=${run} entry=${entry} />`;
  const found = cell ? foundFor(page, cell) : null;
  return html`
    <h2>${words.answer}</h2>
    <${Chooser} page=${page} plan=${plan} found=${found} />
    ${found ? html`<${Facts} page=${page} plan=${plan} found=${found} />` : html`<p class="quiet">${words.noCell}</p>`}
  `;
}

/**
 * What is known of a number: of one on an operation of the opened step, too.
 *
 * @param {Page} page
 * @param {Cell} cell
 * @returns {Found | null}
 */
function foundFor(page, cell) {
  const [run, itinerary, cursor, view] = [page.run.value, page.itinerary.value, page.cursor.value, page.view.value];
  if (!run || !itinerary) return null;
  if (!isOperation(cell)) return answer(run, itinerary, cursor, cell);
  page.steps.value;
  const sight = { run, itinerary, cursor, view, opening: page.opening.value, stepOf: openedSteps(page) };
  return itinerary.stops[cursor] ? operationAnswer(glanceAt(sight), cell) : null;
}

/**
 * A number's name, and the loss's derivative by it.
 *
 * @param {Plan} plan
 * @param {Cell} cell
 */
function texesOf(plan, cell) {
  if (!isOperation(cell)) return [symbolAt(plan, cell.node, cell.t), gradientTex(plan, cell.node, cell.t)];
  const { tex, derivative } = operationTex(plan, cell);
  return [tex, derivative];
}

/**
 * The same in one line, where the panel is out of sight: above the transport of a narrow screen.
 *
 * @param {{page: Page}} props
 */
export function BriefAnswer({ page }) {
  const { value: run } = page.run;
  const { value: itinerary } = page.itinerary;
  const { cell } = page.view.value;
  const found = cell && foundFor(page, cell);
  if (!run || !itinerary || !found) return null;
  const { value, gradient, cell: sound } = found;
  const [name, derivative] = texesOf(run.plan, sound);
  const hides = (/** @type {"value" | "gradient"} */ of) => isHidden(page.veil.value, of, sound);
  return html`
    <span><${Tex} tex=${name} />[${sound.unit + 1}] = ${value === undefined ? words.notReached : figure(value, hides("value"))}</span>
    ${gradient === undefined ? null : html`<span class="gradient"><${Tex} tex=${derivative} />[${sound.unit + 1}] = ${figure(gradient, hides("gradient"))}</span>`}
  `;
}

/** @param {{page: Page, plan: Plan, found: Found}} props */
function Facts({ page, plan, found }) {
  const [isFull, setFull] = useState(false);
  const written = isFull ? full : figure;
  const { cell, equation, size, value, gradient, norm } = found;
  const isGiven = cell.t < 1 || cell.t > plan.T;
  const said = `${labelOf(plan, cell.node)} [${cell.unit + 1}], t = ${cell.t}`;
  const hides = (/** @type {"value" | "gradient"} */ of) => isHidden(page.veil.value, of, cell);
  const hidesNorm = anyUnit(size, (unit) => isHidden(page.veil.value, "gradient", { ...cell, unit }));
  const mark = html`<${QuestionMark} name=${said} show=${() => reveal(page, cell)} />`;
  const [name, derivative] = texesOf(plan, cell);
  const later = html`<span class="later">${words.notReached}</span>`;
  const move = (/** @type {KeyboardEvent} */ event) => {
    const next = neighbour(cell, event.key, plan.T, size);
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(page, next);
  };
  return html`
    <p class="figure" tabindex="0" title=${words.neighbours} onKeyDown=${move}>
      <${Tex} tex=${name} /><span class="unit">[${cell.unit + 1}]</span>
      ${value === undefined ? html` <span class="quiet small">${words.notReached}</span>` : html`<span> = ${hides("value") ? mark : figure(value, false)}</span>`}
    </p>
    <p class="quiet hint neighbours">${words.neighbours}</p>
    ${value !== undefined && hides("value") ? html`<p class="quiet">${hiddenWords.note}</p>` : null}
    ${value !== undefined && !Number.isFinite(value) && !hides("value") ? html`<p class="warning">${words.broken}</p>` : null}
    ${isGiven ? html`<p class="quiet">${words.initialGiven}</p>` : null}
    ${equation && !isGiven ? html`<p class="formula" tabindex="0"><${Tex} tex=${equation.tex} parameters=${plan.parameters} equations=${plan.equations} /></p>` : null}
    <dl class="facts">
      <div><dt>${words.value}</dt><dd>${value === undefined ? later : written(value, hides("value"))}</dd></div>
      ${
        (equation || isOperation(cell) || isGiven) && plan.loss
          ? html`<div class="gradient">
              <dt><${Tex} tex=${derivative} />[${cell.unit + 1}]</dt>
              <dd>${gradient === undefined ? html`<span class="later">${words.notYetBackward}</span>` : hides("gradient") ? (hides("value") ? "?" : mark) : written(gradient, false)}</dd>
            </div>
            ${norm === undefined ? null : html`<div><dt><${Tex} tex=${normTex(derivative)} /></dt><dd>${written(norm, hidesNorm)}</dd></div>`}`
          : null
      }
      <div><dt>${words.shape}</dt><dd>${size}</dd></div>
    </dl>
    <${Acts} page=${page} isFull=${isFull} setFull=${setFull} />
  `;
}

/** @param {{page: Page, plan: Plan, found: Found | null}} props */
function Chooser({ page, plan, found }) {
  const names = namesOf(plan);
  const t = page.stop.value?.t || plan.T;
  const now = found?.cell ?? { node: plan.rows.at(-1) ?? names[0], t, unit: 0 };
  const pick = (/** @type {"node" | "t" | "unit"} */ key) => (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    if (key === "node" && askParameter(page, plan, value)) return;
    const next = key === "node" ? value : Number(value) - Number(key === "unit");
    if (value !== "") choose(page, { ...now, [key]: next });
  };
  return html`
    <div class="chooser">
      <label>${words.node}
        <select value=${now.node} onChange=${pick("node")}>${names.map((name) => html`<option value=${name}>${labelOf(plan, name)}</option>`)}
          ${page.view.value.open ? operationsOf(plan).map(([key, label]) => html`<option value=${key}>${label}</option>`) : null}
          <optgroup label=${words.parameters}>${parameterOptions(plan)}</optgroup></select>
      </label>
      <label>${words.step}<input type="number" min=${stepsOf(plan, now.node).first} max=${stepsOf(plan, now.node).last} value=${now.t} onChange=${pick("t")} /></label>
      <label>${words.unit}<input type="number" min="1" max=${found?.size ?? 1} value=${now.unit + 1} onChange=${pick("unit")} /></label>
    </div>
  `;
}
