/**
 * Change what is given: a number of the input or the target, a whole step of them (another token, or none), a value
 * before the first step.
 *
 * @import {Cell, Plan, Run} from "#app/types.js"
 * @import {Change} from "#app/state/changes.js"
 * @import {Page} from "#app/state/page.js"
 */

import { around, Slider } from "#app/controls/slider.js";
import { labelOf } from "#app/layout/symbols.js";
import { withSet } from "#app/state/changes.js";
import { stepSet, withInitial, withoutInitial, withoutStep, withStep } from "#app/state/givenchanges.js";
import { setUp } from "#app/state/page.js";
import { changeWords } from "#app/words/change.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page, run: Run, cell: Cell, value: number | undefined, send: (next: Change[]) => void}} props of x or y */
export function GivenStep({ page, run, cell, value, send }) {
  const { plan } = run;
  const { changes } = page.setup.value;
  const isInput = cell.node === "x";
  const words = isInput ? plan.tokens : plan.target_tokens;
  const present = (isInput ? run.inputPresent : run.targetPresent)?.[cell.t - 1] === 1;
  const set = stepSet(changes, cell.node, cell.t);
  const label = labelOf(plan, cell.node);
  return html`
    ${
      words
        ? html`<${Token} plan=${plan} now=${words[cell.t - 1]} isMissing=${!present} choose=${(/** @type {string} */ to) => send(withStep(changes, cell.node, cell.t, to))} />`
        : present
          ? html`<${Slider} label=${changeWords.set} value=${value} range=${around(value)} send=${(/** @type {number} */ to) => send(withSet(changes, cell.node, [cell.t, cell.unit], to))} />`
          : null
    }
    ${present ? null : html`<p class="quiet">${isInput ? changeWords.noInput : changeWords.noTarget}</p>`}
    <div class="row">
      ${present ? html`<button type="button" class="tight" onClick=${() => send(withStep(changes, cell.node, cell.t, null))}>${changeWords.takeOut(label, cell.t)}</button>` : null}
      ${set ? html`<button type="button" class="tight" onClick=${() => send(withoutStep(changes, cell.node, cell.t))}>${changeWords.giveBack}</button>` : null}
    </div>
  `;
}

/** @param {{plan: Plan, now: string | null, isMissing: boolean, choose: (to: string) => void}} props */
function Token({ plan, now, isMissing, choose }) {
  const pick = (/** @type {Event} */ { target }) => {
    const { value } = /** @type {HTMLSelectElement} */ (target);
    if (value !== "") choose(value);
  };
  return html`<label class="token"><span>${changeWords.set}</span>
    <select value=${isMissing ? "" : now} onChange=${pick}>
      ${isMissing ? html`<option value="">–</option>` : null}
      ${(plan.vocabulary ?? []).map((word) => html`<option key=${word} value=${word}>${word === " " ? "␣" : word}</option>`)}
    </select>
  </label>`;
}

/** @param {{page: Page, cell: Cell, value: number | undefined}} props h(0), h(−1), … */
export function InitialValue({ page, cell, value }) {
  const { initial } = page.setup.value;
  const whole = page.received.value?.initial.get(cell.node); // the others may be hidden: they stay what they are
  if (!whole) return null;
  const T = page.plan.value?.T ?? 0;
  const set = (/** @type {number} */ to) => setUp(page, { initial: withInitial(initial, whole, T, cell, to) });
  return html`
    <${Slider} label=${changeWords.set} value=${value} range=${around(value)} send=${set} />
    ${initial[cell.node] === undefined ? null : html`<div class="row"><button type="button" class="tight" onClick=${() => setUp(page, { initial: withoutInitial(initial, cell.node) })}>${changeWords.zero}</button></div>`}
  `;
}
