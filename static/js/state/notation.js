/**
 * A notation renames and re-typesets everything on the page, and computes nothing: the plan as a pack writes it. The
 * keys (a node's name, a parameter's) stay those of the net's text; what is printed follows the pack.
 *
 * @import {Plan} from "#app/types.js"
 */

import { shelf } from "#app/state/once.js";

/** @type {import("#app/state/once.js").Shelf<Plan, Plan>} one plan has one notated plan a pack: what is cached by it stays cached */
const kept = shelf();

/**
 * @param {Plan} plan as the server sent it
 * @param {string | null | undefined} name of a pack; one that this net does not have leaves everything as it is
 * @returns {Plan}
 */
export function notated(plan, name) {
  const pack = plan.notations?.find((one) => one.name === name);
  if (!pack) return plan;
  return kept(plan, pack.name, () => written(plan, pack));
}

/**
 * @param {Plan} plan
 * @param {NonNullable<Plan["notations"]>[0]} pack
 * @returns {Plan}
 */
function written(plan, pack) {
  const { nodes, parameters, loss, total } = pack;
  return {
    ...plan,
    notation: pack.name,
    rows: pack.rows,
    order: pack.order,
    given: pack.given,
    circled: pack.circled,
    operations: multiplied(plan.operations, pack.times),
    equations: plan.equations.map((equation) => ({ ...equation, ...nodes[equation.name] })),
    parameters: plan.parameters.map((parameter) => ({ ...parameter, ...parameters[parameter.name] })),
    loss: plan.loss && { ...plan.loss, tex: loss ?? plan.loss.tex, total: total ?? plan.loss.total },
  };
}

/**
 * @param {Plan["operations"]} operations
 * @param {string} times
 */
function multiplied(operations, times) {
  const product = operations?.multiply;
  if (!operations || !product) return operations;
  return { ...operations, multiply: { ...product, tex: product.tex.replace(String.raw`\odot`, times) } };
}
