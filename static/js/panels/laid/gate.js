/**
 * The gate that keeps a state (an LSTM's forget gate, a GRU's update gate): hold it open, and everything follows.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Change} from "#app/state/changes.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure } from "#app/layout/figures.js";
import { labelOf } from "#app/layout/symbols.js";
import { setUp } from "#app/state/page.js";
import { pathWords as said } from "#app/words/gradient/paths.js";
import { html } from "#vendor/preact.js";

/** @typedef {{node: string, part: string, open: number, bias: string | null}} Keeper */

/** @param {{page: Page, plan: Plan, keeper: Keeper | null}} props */
export function Gate({ page, plan, keeper }) {
  if (!keeper) return null;
  const { changes } = page.setup.value;
  const isHeld = (/** @type {Change} */ { hold, steps, units }) => hold === keeper.node && !steps && !units;
  const held = changes.some(isHeld);
  const turn = () => setUp(page, { changes: held ? changes.filter((one) => !isHeld(one)) : [...changes, { hold: keeper.node, to: keeper.open }] }); // biome-ignore format: one line
  const gate = labelOf(plan, keeper.node);
  return html`<fieldset class="laid-gate"><legend>${said.gate(keeper.part)}</legend>
    <button type="button" class="tight" aria-pressed=${held} onClick=${turn}>${said.open(gate, figure(keeper.open))}</button>
  </fieldset>`;
}
