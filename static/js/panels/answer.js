/**
 * Click a number and it answers: name, step, unit, formula, value, gradient, shape. The three fields on top choose a
 * number without a mouse.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Answer as Found} from "#app/state/answer.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure } from "#app/layout/figures.js";
import { gradientTex, labelOf, normTex, symbolAt } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { answer, neighbour } from "#app/state/answer.js";
import { choose } from "#app/state/page.js";
import { words } from "#app/words/page.js";
import { html, useState } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Answer({ page }) {
  const { value: run } = page.run;
  const { value: itinerary } = page.itinerary;
  if (!run || !itinerary) return null;
  const { cell } = page.view.value;
  const { plan } = run;
  const found = cell ? answer(run, itinerary, page.cursor.value, cell) : null;
  return html`
    <h2>${words.answer}</h2>
    <${Chooser} page=${page} plan=${plan} found=${found} />
    ${found ? html`<${Facts} page=${page} plan=${plan} found=${found} />` : html`<p class="quiet">${words.noCell}</p>`}
  `;
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
  if (!run || !itinerary || !cell) return null;
  const { value, gradient, cell: sound } = answer(run, itinerary, page.cursor.value, cell);
  const name = symbolAt(run.plan, sound.node, sound.t);
  return html`
    <span><${Tex} tex=${name} />[${sound.unit + 1}] = ${value === undefined ? words.notReached : figure(value)}</span>
    ${gradient === undefined ? null : html`<span class="gradient"><${Tex} tex=${gradientTex(run.plan, sound.node, sound.t)} />[${sound.unit + 1}] = ${figure(gradient)}</span>`}
  `;
}

/** @param {{page: Page, plan: Plan, found: Found}} props */
function Facts({ page, plan, found }) {
  const [isFull, setFull] = useState(false);
  const written = isFull ? full : figure;
  const { cell, equation, size, value, gradient, norm } = found;
  const name = symbolAt(plan, cell.node, cell.t);
  const derivative = gradientTex(plan, cell.node, cell.t);
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
      ${value === undefined ? html` <span class="quiet small">${words.notReached}</span>` : html`<span> = ${figure(value)}</span>`}
    </p>
    <p class="quiet hint neighbours">${words.neighbours}</p>
    ${value !== undefined && !Number.isFinite(value) ? html`<p class="warning">${words.broken}</p>` : null}
    ${equation ? html`<p class="formula" tabindex="0"><${Tex} tex=${equation.tex} parameters=${plan.parameters} equations=${plan.equations} /></p>` : null}
    <dl class="facts">
      <div><dt>${words.value}</dt><dd>${value === undefined ? later : written(value)}</dd></div>
      ${
        equation && plan.loss
          ? html`<div class="gradient">
              <dt><${Tex} tex=${derivative} />[${cell.unit + 1}]</dt>
              <dd>${gradient === undefined ? html`<span class="later">${words.notYetBackward}</span>` : written(gradient)}</dd>
            </div>
            ${norm === undefined ? null : html`<div><dt><${Tex} tex=${normTex(derivative)} /></dt><dd>${written(norm)}</dd></div>`}`
          : null
      }
      <div><dt>${words.shape}</dt><dd>${size}</dd></div>
    </dl>
    <button type="button" class="tight digits" aria-pressed=${isFull} onClick=${() => setFull(!isFull)}>${words.allDigits}</button>
  `;
}

/**
 * All digits that the number has, as few as bring it back.
 *
 * @param {number} value
 */
function full(value) {
  return Number.isFinite(value) ? String(value).replace("-", "−") : figure(value);
}

/** @param {{page: Page, plan: Plan, found: Found | null}} props */
function Chooser({ page, plan, found }) {
  const names = [...plan.rows, ...(plan.input ? ["x"] : [])];
  const t = page.stop.value?.t || plan.T;
  const now = found?.cell ?? { node: plan.rows.at(-1) ?? names[0], t, unit: 0 };
  const pick = (/** @type {"node" | "t" | "unit"} */ key) => (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    const next = key === "node" ? value : Number(value) - Number(key === "unit");
    if (value !== "") choose(page, { ...now, [key]: next });
  };
  return html`
    <div class="chooser">
      <label>${words.node}
        <select value=${now.node} onChange=${pick("node")}>${names.map((name) => html`<option value=${name}>${labelOf(plan, name)}</option>`)}</select>
      </label>
      <label>${words.step}<input type="number" min="1" max=${plan.T} value=${now.t} onChange=${pick("t")} /></label>
      <label>${words.unit}<input type="number" min="1" max=${found?.size ?? 1} value=${now.unit + 1} onChange=${pick("unit")} /></label>
    </div>
  `;
}
