/**
 * How a pinned number is written: as TeX with step and unit (h₄[2], W_hf[6,2]), and in plain letters.
 *
 * @import {Pin, Plan} from "#app/types.js"
 */

import { operationTex } from "#app/layout/operation.js";
import { gradientTex, labelOf, symbol, symbolAt } from "#app/layout/symbols.js";
import { isOperation } from "#app/state/opened.js";
import { standing } from "#app/state/pins.js";

/**
 * @param {Plan} plan
 * @param {Pin} pin one that the plan has
 * @returns {[string, string]} its name, and the loss's derivative by it
 */
export function pinTexes(plan, pin) {
  const { cell, entry } = standing(plan, pin);
  const index = `[${(entry?.at ?? [cell?.unit ?? 0]).map((k) => k + 1).join(",")}]`;
  const names = entry
    ? [symbol(plan, entry.parameter), gradientTex(plan, entry.parameter)]
    : cell && isOperation(cell)
      ? operationTexes(plan, cell)
      : [symbolAt(plan, cell?.node ?? "", cell?.t ?? 0), gradientTex(plan, cell?.node ?? "", cell?.t ?? 0)];
  return [names[0] + index, names[1] + index];
}

/**
 * @param {Plan} plan
 * @param {import("#app/types.js").Cell} cell
 */
function operationTexes(plan, cell) {
  const known = plan.nodes.some(({ id }) => `o:${id}` === cell.node);
  const { tex, derivative } = known ? operationTex(plan, cell) : { tex: "", derivative: "" };
  return [tex, derivative];
}

/**
 * @param {Plan} plan
 * @param {Pin} pin
 */
export function pinLabel(plan, pin) {
  if ("parameter" in pin) return `${labelOf(plan, pin.parameter)} [${pin.at.map((k) => k + 1).join(", ")}]`;
  return `${pin.label ?? labelOf(plan, pin.node)} [${pin.unit + 1}], t = ${pin.t}`;
}
