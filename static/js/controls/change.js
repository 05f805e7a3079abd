/**
 * Change the chosen number and see what follows: hold it (or its whole node, over steps), silence its unit, set a
 * weight or an input. The run is computed anew while the slider moves.
 *
 * @import {Cell, Equation, Plan} from "#app/types.js"
 * @import {Change, Scope} from "#app/state/changes.js"
 * @import {Page} from "#app/state/page.js"
 */

import { GivenStep, InitialValue } from "#app/controls/given.js";
import { around, Slider } from "#app/controls/slider.js";
import { figure, signed } from "#app/layout/figures.js";
import { labelOf } from "#app/layout/symbols.js";
import { answer } from "#app/state/answer.js";
import { holding, withHold, withSet, withSilence } from "#app/state/changes.js";
import { isOperation } from "#app/state/opened.js";
import { setUp } from "#app/state/page.js";
import { entryIn } from "#app/state/pins.js";
import { isHidden as isHiddenAt } from "#app/state/veil.js";
import { changeWords } from "#app/words/change.js";
import { html, useRef, useState } from "#vendor/preact.js";

/** @type {Partial<Record<string, [number, number]>>} */
const RANGES = { unit: [0, 1], probability: [0, 1], signed: [-1, 1] };

/** @param {{page: Page}} props */
export function ChangeIt({ page }) {
  const { value: run } = page.run;
  const { value: itinerary } = page.itinerary;
  const shown = useRef(/** @type {Cell | null} */ (null)); // whose control this is
  if (!run || !itinerary) return null;
  const { plan } = run;
  const { cell } = page.view.value;
  const entry = page.entry.value;
  const { changes } = page.setup.value;
  const send = (/** @type {Change[]} */ next) => setUp(page, { changes: next });
  let field = null;
  if (entry) {
    const value = entryIn(run.parameters.get(entry.parameter), entry.at);
    const set = (/** @type {number} */ to) => send(withSet(changes, entry.parameter, entry.at, to));
    field = html`<${Slider} label=${changeWords.set} value=${value} range=${around(value)} send=${set} />`;
  } else if (cell && !isOperation(cell) && cell.t >= 1 && cell.t <= plan.T) {
    const found = answer(run, itinerary, page.cursor.value, cell);
    const isComing = shown.current === cell && !run.complete; // a slider stays under the hand while its run arrives
    if (found.value === undefined && !isComing)
      field = null; // the playhead has not come there: no number is shown yet
    else
      field = found.equation
        ? html`<${Hold} key=${cell.node} cell=${found.cell} equation=${found.equation} value=${found.value} changes=${changes} send=${send} />`
        : html`<${GivenStep} key=${`${cell.node} ${cell.t}`} page=${page} run=${run} cell=${found.cell} value=${found.value} send=${send} />`;
  } else if (cell && !isOperation(cell) && run.initial.has(cell.node)) {
    field = html`<${InitialValue} key=${cell.node} page=${page} cell=${cell} value=${answer(run, itinerary, page.cursor.value, cell).value} />`;
  }
  shown.current = field ? cell : null;
  const isHidden = entry
    ? page.veil.value?.hidesEntry(entry.parameter, entry.at)
    : isHiddenAt(page.veil.value, "value", cell);
  if (isHidden) field = null; // a slider would tell where it stands
  if (!field && !changes.length) return null;
  // The div: Chromium lets a slider go that is being dragged when a fieldset gets another child.
  return html`
    <fieldset class="change"><legend>${changeWords.title}</legend><div>
      ${field}
      ${changes.length ? html`<${Changes} plan=${plan} changes=${changes} send=${send} />` : null}
    </div></fieldset>
  `;
}

/** @param {{cell: Cell, equation: Equation, value: number | undefined, changes: Change[], send: (next: Change[]) => void}} props */
function Hold({ cell, equation, value, changes, send }) {
  const [scope, setScope] = useState(/** @type {Scope} */ ({ steps: "this", units: "this" }));
  const held = holding(changes, cell);
  const isSilent = changes.some(
    ({ silence, units }) => silence === cell.node && Array.isArray(units) && units[0] === cell.unit,
  );
  const pick = (
    /** @type {keyof Scope} */ key,
    /** @type {string} */ label,
    /** @type {Record<string, string>} */ names,
  ) =>
    html`<select aria-label=${label} value=${scope[key]} onChange=${(/** @type {Event} */ event) => setScope({ ...scope, [key]: /** @type {HTMLSelectElement} */ (event.target).value })}>
      ${Object.entries(names).map(([name, words]) => html`<option key=${name} value=${name}>${words}</option>`)}
    </select>`;
  return html`
    <${Slider} label=${changeWords.hold} value=${value} range=${RANGES[equation.range] ?? around(value)} bounds=${RANGES[equation.range] ?? null} send=${(/** @type {number} */ to) => send(withHold(changes, cell, scope, to))} />
    <div class="row">
      ${pick("steps", changeWords.holdSteps, changeWords.steps)}
      ${pick("units", changeWords.holdUnits, changeWords.units)}
      <button type="button" class="tight" aria-pressed=${isSilent} onClick=${() => send(withSilence(changes, cell))}>${isSilent ? changeWords.hear : changeWords.silence}</button>
    </div>
    ${held ? html`<p class="quiet">${changeWords.noGradient}</p>` : null}
  `;
}

/** @param {{plan: Plan, changes: Change[], send: (next: Change[]) => void}} props */
function Changes({ plan, changes, send }) {
  const take = (/** @type {number} */ k) => () => send(changes.filter((_, at) => at !== k));
  return html`
    <ul class="changes" aria-label=${changeWords.list}>
      ${changes.map((change, k) => {
        const said = sentence(plan, change);
        return html`<li key=${JSON.stringify(change)}><span>${said}</span><button type="button" class="tight" aria-label=${changeWords.remove(said)} onClick=${take(k)}>✕</button></li>`;
      })}
    </ul>
    ${changes.length > 1 ? html`<button type="button" class="tight" onClick=${() => send([])}>${changeWords.all}</button>` : null}
  `;
}

/**
 * @param {Plan} plan
 * @param {Change} change
 */
function sentence(plan, { hold, silence, set, scale, shift, cut, detach, to, at, steps, units, by, radius, norm }) {
  const list = (/** @type {unknown} */ numbers, /** @type {number} */ from) =>
    Array.isArray(numbers) ? numbers.map((one) => one + from).join(", ") : "";
  const { from, to: last } = /** @type {{from?: number, to?: number}} */ (steps ?? {});
  const span = Array.isArray(steps) ? list(steps, 0) : steps ? `${from ?? 1} … ${last ?? plan.T}` : "";
  const where = `${units ? changeWords.ofUnits(list(units, 1)) : ""}${span ? changeWords.atSteps(span) : ""}`;
  if (scale) return changeWords.rescaled(labelOf(plan, String(scale)), { by, radius, norm }, figure);
  const value = typeof to === "number" ? figure(to) : typeof to === "string" ? `“${to}”` : to === null ? "–" : "…";
  const isStep = set && Array.isArray(at) && at.length === 1;
  if (isStep && to === null) return changeWords.removed(labelOf(plan, String(set)), at[0]);
  if (set) return changeWords.setTo(labelOf(plan, String(set)), settingAt(String(set), at), value);
  if (hold) return changeWords.held(labelOf(plan, String(hold)), value, where);
  if (silence) return changeWords.silenced(labelOf(plan, String(silence)), where);
  if (shift) return changeWords.shifted(labelOf(plan, String(shift)), signed(Number(by)));
  return cut ? changeWords.cut(String(cut), where) : changeWords.detached(String(detach), where);
}

/**
 * @param {string} name
 * @param {unknown} at
 */
function settingAt(name, at) {
  const index = Array.isArray(at) ? at : [];
  return index.map((k, place) => (["x", "y"].includes(name) && place === 0 ? k : k + 1)).join(", ");
}
