/**
 * The loss under the equations, whatever the stage shows: that of the step, and once all steps are through, their sum
 * with its addends.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { numberPart } from "#app/layout/board/numbers.js";
import { addends, isLossReached, withLoss } from "#app/layout/losses.js";
import { symbol, symbolAt } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { sideShown } from "#app/state/beside.js";
import { reach } from "#app/state/reach.js";
import { boardWords } from "#app/words/board.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Losses({ page }) {
  const side = sideShown(page);
  const { value: run } = side.run;
  const { value: plan } = side.plan;
  const { value: itinerary } = side.itinerary;
  const { value: stop } = side.stop;
  if (!plan?.loss || !run?.losses || !itinerary || !stop) return null;
  const passed = reach(itinerary, side.cursor.value);
  if (passed.loss) return html`<${Sum} run=${run} plan=${plan} names=${stop.kind === "loss"} />`;
  if (!isLossReached(plan, passed.values, stop.t)) return null;
  const left = symbolAt(plan, "loss", stop.t);
  if (!run.hasLoss?.[stop.t - 1]) return html`<p class="quiet">${boardWords.noTarget}</p>`;
  return html`<p><${Tex} tex=${`${left} ${equals(run.losses[stop.t - 1], run.veil?.hidesLoss(stop.t) ?? false)}`} /></p>`;
}

/** @param {{run: import("#app/types.js").Run, plan: import("#app/types.js").Plan, names: boolean}} props */
function Sum({ run, plan, names }) {
  const steps = withLoss(run);
  const losses = /** @type {Float64Array} */ (run.losses);
  if (run.loss === null || !steps.length) return null;
  const sum = addends(plan, losses, steps);
  const left = symbol(plan, "loss");
  return html`
    ${names ? html`<p><${Tex} tex=${`${left} = ${plan.loss?.total}`} /></p>` : null}
    ${names && steps.length > 1 ? html`<p><${Tex} tex=${`{}= ${sum.names}`} /></p>` : null}
    ${steps.length > 1 ? html`<p><${Tex} tex=${`${names ? "{}" : left} ${sum.numbers.exact ? "=" : String.raw`\approx`} ${sum.numbers.tex}`} /></p>` : null}
    <p class="sum"><${Tex} tex=${`${names || steps.length > 1 ? "{}" : left} ${equals(run.loss, run.hidesTotal ?? false)}`} /></p>
    ${names && !plan.notation ? html`<p class="quiet hint">${boardWords.swapped}</p>` : null}
  `;
}

/** @param {number} value @param {boolean} hidden */
function equals(value, hidden) {
  const { tex, exact } = numberPart(value, hidden);
  return `${exact ? "=" : String.raw`\approx`} ${tex}`;
}
