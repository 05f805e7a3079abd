/**
 * The gate that keeps a state (an LSTM's forget gate, a GRU's update gate): move its bias as a whole or hold it open,
 * and the run and all that is laid open follow.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Change} from "#app/state/changes.js"
 * @import {Page} from "#app/state/page.js"
 */

import { plain, signed } from "#app/layout/figures.js";
import { labelOf } from "#app/layout/symbols.js";
import { shiftOf, withShift } from "#app/state/changes.js";
import { setUp } from "#app/state/page.js";
import { pathWords as said } from "#app/words/gradient/paths.js";
import { html } from "#vendor/preact.js";

const FAR = 6; // a sigmoid is within 0.3 % of its ends there

/** @typedef {{node: string, part: string, open: number, bias: string | null}} Keeper */

/** @param {{page: Page, plan: Plan, keeper: Keeper | null}} props */
export function Gate({ page, plan, keeper }) {
  if (!keeper) return null;
  const { changes } = page.setup.value;
  const { node, part, open, bias } = keeper;
  const isHeld = (/** @type {Change} */ { hold, steps, units }) => hold === node && !steps && !units;
  const held = changes.some(isHeld);
  const turn = () =>
    setUp(page, { changes: held ? changes.filter((one) => !isHeld(one)) : [...changes, { hold: node, to: open }] });
  return html`<fieldset class="laid-gate"><legend>${said.gate(part)}</legend>
    ${bias && !held ? html`<${Shift} page=${page} changes=${changes} bias=${bias} label=${labelOf(plan, bias)} />` : null}
    <button type="button" class="tight" aria-pressed=${held} onClick=${turn}>${said.open(labelOf(plan, node), plain(open))}</button>
  </fieldset>`;
}

/** @param {{page: Page, changes: Change[], bias: string, label: string}} props */
function Shift({ page, changes, bias, label }) {
  const by = shiftOf(changes, bias);
  const move = (/** @type {Event} */ event) => {
    const to = Number(/** @type {HTMLInputElement} */ (event.target).value);
    setUp(page, { changes: withShift(changes, bias, to) });
  };
  return html`<label class="laid-shift"><span>${said.shift(label)}</span>
    <input type="range" min=${-FAR} max=${FAR} step="0.1" value=${by} onInput=${move} />
    <output>${by ? signed(by) : "0"}</output>
  </label>`;
}
