/**
 * The operations of an opened step that have no name, to choose one from a list: "f: sigmoid", "f: W_hf @ h[t−1]".
 *
 * @import {Plan} from "#app/types.js"
 */

import { openedGraph } from "#app/state/openedgraph.js";
import { productOf } from "#app/state/products.js";

/**
 * In the order in which they are computed.
 *
 * @param {Plan} plan
 * @returns {[string, string][]} "o:36", and what to call it
 */
export function operationsOf(plan) {
  const { order, stands } = openedGraph(plan);
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  /** @type {[string, string][]} */
  const found = [];
  const same = new Map();
  for (const key of order) {
    const node = nodes.get(stands.get(key)?.id ?? -1);
    if (!node || plan.equations.some(({ name }) => name === node.name)) continue; // asked about by its name
    const product = productOf(plan, node.id);
    const label = `${node.equation}: ${product ? plainName(plan, product) : node.op.replaceAll("_", " ")}`;
    same.set(label, (same.get(label) ?? 0) + 1);
    found.push([key, same.get(label) > 1 ? `${label} ${same.get(label)}` : label]);
  }
  return found;
}

/**
 * A product as the text of the net has it: "W_hf @ h[t−1]".
 *
 * @param {Plan} plan
 * @param {import("#app/state/products.js").Product} product
 */
export function plainName(plan, { matrix, operand }) {
  const read = plan.nodes.find(({ id }) => id === operand.node);
  const name = read?.op === "input" ? "x" : read?.op === "target" ? "y" : read?.name;
  const at = operand.shift ? `[t${operand.shift > 0 ? "+" : "−"}${Math.abs(operand.shift)}]` : "";
  return `${matrix.name} @ ${name ? name + at : "(…)"}`;
}
