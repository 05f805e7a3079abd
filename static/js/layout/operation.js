/**
 * What is known of a number on an operation that has no name: it stands in an opened step, and only there.
 *
 * @import {Cell, Plan} from "#app/types.js"
 * @import {Glance} from "#app/layout/opened/values.js"
 * @import {Answer} from "#app/state/answer.js"
 */

import { isBack, isReached, normOf } from "#app/layout/opened/values.js";
import { texOf } from "#app/layout/product/tex.js";
import { symbol } from "#app/layout/symbols.js";

/**
 * @param {Glance} glance at the step that stands open
 * @param {Cell} cell "o:36"
 * @returns {Answer | null} null where the net has no such operation
 */
export function operationAnswer(glance, cell) {
  const stand = glance.graph.stands.get(cell.node);
  if (!stand) return null;
  const unit = Math.max(0, Math.min(stand.size - 1, cell.unit));
  const known = glance.step?.nodes.get(stand.id);
  const back = known?.grad && isBack(glance, stand) ? known.grad : null;
  const at = (/** @type {ArrayLike<number>} */ numbers) => (numbers.length === 1 ? numbers[0] : numbers[unit]);
  return {
    cell: { node: cell.node, t: glance.t, unit },
    equation: null,
    size: stand.size,
    value: known && isReached(glance, stand) ? at(known.value) : undefined,
    gradient: back ? at(back) : undefined,
    norm: back ? normOf(back) : undefined,
  };
}

/**
 * Its formula, and the loss's derivative by it.
 *
 * @param {Plan} plan
 * @param {Cell} cell
 */
export function operationTex(plan, { node, t }) {
  const tex = texOf(plan, { node: Number(node.slice(2)), shift: 0 }, t, "a");
  return { tex: `(${tex})`, derivative: String.raw`\partial ${symbol(plan, "loss")}/\partial (${tex})` };
}
