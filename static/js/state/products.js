/**
 * The products of a matrix and a vector that stand in an opened step, read off the plan: which there are, what each
 * of them multiplies, which one leads to a number.
 *
 * @import {Parameter, Plan, PlanNode} from "#app/types.js"
 * @import {Stand} from "#app/state/openedgraph.js"
 */

import { once } from "#app/state/once.js";
import { openedGraph } from "#app/state/openedgraph.js";

/**
 * @typedef {object} Product W @ v
 * @property {number} id of its node
 * @property {PlanNode} node
 * @property {Parameter} matrix
 * @property {number} rows of the matrix: the size of the product
 * @property {number} columns of the matrix: the size of the vector
 * @property {{node: number, shift: number}} operand
 * @property {Stand | null} source where the operand stands in the opened step; null for a parameter
 */

/** In the order in which they are computed. @type {(plan: Plan) => Product[]} */
export const productsOf = once(read);

/**
 * @param {Plan} plan
 * @param {number | null | undefined} id
 * @returns {Product | null} null where this net has no such product
 */
export function productOf(plan, id) {
  return productsOf(plan).find((one) => one.id === id) ?? null;
}

/**
 * @param {Plan} plan
 * @returns {Product[]}
 */
function read(plan) {
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  const { stands, links, order } = openedGraph(plan);
  return order.flatMap((key) => {
    const node = nodes.get(stands.get(key)?.id ?? -1);
    if (node?.op !== "matmul") return [];
    const left = nodes.get(node.args[0].node);
    const matrix = left?.op === "parameter" ? plan.parameters.find(({ name }) => name === left.name) : undefined;
    if (matrix?.shape.length !== 2) return []; // an edge that was cut: no matrix stands there
    const [rows, columns] = matrix.shape;
    const from = links.find(({ to, operand }) => to === key && operand?.position === 1)?.from;
    return [
      { id: node.id, node, matrix, rows, columns, operand: node.args[1], source: stands.get(from ?? "") ?? null },
    ];
  });
}

/**
 * The product from which a number is made: the nearest one before it, of several the one that reads the past.
 *
 * @param {Plan} plan
 * @param {string | null} name of a node, or "o:36" for an operation
 * @returns {Product | null}
 */
export function productBefore(plan, name) {
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  const asked = name?.startsWith("o:")
    ? Number(name.slice(2))
    : plan.nodes.find((node) => node.name === name && plan.equations.some((one) => one.name === name))?.id;
  const seen = new Set();
  for (let level = asked === undefined ? [] : [asked]; level.length; ) {
    const here = level.flatMap((id) => productOf(plan, id) ?? []);
    if (here.length) return here.find(({ matrix }) => matrix.role === "recurrent") ?? here[0];
    for (const id of level) seen.add(id);
    const next = level.flatMap((id) => nodes.get(id)?.args ?? []).filter(({ shift }) => shift === 0);
    level = [...new Set(next.map(({ node }) => node))].filter((id) => !seen.has(id));
  }
  const all = productsOf(plan);
  return all.find(({ matrix }) => matrix.role === "recurrent") ?? all[0] ?? null;
}
