/**
 * Where a product goes: operation by operation to the node that has a name, unit by unit as long as each of its
 * numbers goes on by itself.
 *
 *     W h ─ + (U x, b) ─ tanh ─ h
 *
 * @import {Plan, PlanNode} from "#app/types.js"
 */

import { isStill, openedGraph } from "#app/state/openedgraph.js";

/** @typedef {"sum" | "function" | "softmax" | "product" | "other"} PaceKind */

/**
 * @typedef {object} Pace one operation on the way
 * @property {PlanNode} node
 * @property {PaceKind} kind
 * @property {number} position among its operands, of what comes along the way
 * @property {number} offset of its units: a joined vector begins further down
 * @property {string | null} name where it has one
 */

/**
 * @typedef {object} Way
 * @property {Pace[]} paces
 * @property {{node: PlanNode, at: number}[]} elsewhere other operations that read the product (or what became of it) at this step
 */

const WHOLE = new Set(["softmax", "sum", "mean", "matmul"]); // all units together

/**
 * @param {Plan} plan
 * @param {number} id of a product
 * @param {string | null} toward the node that is asked about, if the way divides
 * @returns {Way}
 */
export function wayOf(plan, id, toward = null) {
  const { stands } = openedGraph(plan);
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  /** @type {Way} */
  const way = { paces: [], elsewhere: [] };
  let at = /** @type {PlanNode} */ (nodes.get(id));
  let offset = 0;
  while (!isEnd(plan, at)) {
    const users = plan.nodes.filter((user) => stands.has(`o:${user.id}`) && positionOf(user, at.id) >= 0);
    const next = users.find(({ equation }) => equation === toward) ?? users[0];
    if (!next) return way;
    for (const node of users) if (node !== next) way.elsewhere.push({ node, at: at.id });
    const position = positionOf(next, at.id);
    if (next.op === "join") offset += before(nodes, next, position);
    const kind = kindOf(nodes, next);
    way.paces.push({ node: next, kind, position, offset, name: named(plan, next) });
    if (kind === "product") return way; // every entry goes into every entry
    if (WHOLE.has(next.op) && kind !== "softmax") offset = 0;
    at = next;
  }
  return way;
}

/**
 * A name ends the way; not where a single softmax reads it (o = V h, ŷ = softmax o) and nothing else.
 *
 * @param {Plan} plan
 * @param {PlanNode} node
 */
function isEnd(plan, node) {
  if (!named(plan, node)) return false;
  const readers = plan.nodes.filter(
    ({ args, equation }) => equation !== "loss" && args.some((ref) => ref.node === node.id),
  );
  return readers.length !== 1 || readers[0].op !== "softmax" || positionOf(readers[0], node.id) < 0;
}

/**
 * The unit at the end of the way that a unit of the product leads to.
 *
 * @param {Way} way
 * @param {number} unit
 */
export function unitAtEnd({ paces }, unit) {
  const { node, offset = 0 } = paces.at(-1) ?? {};
  return node?.scalar || node?.size === 1 ? 0 : unit + offset;
}

/**
 * @param {Map<number, PlanNode>} nodes
 * @param {PlanNode} node
 * @returns {PaceKind}
 */
function kindOf(nodes, { op, args }) {
  if (op === "add" || op === "subtract") return "sum";
  if (op === "matmul") return "product";
  if (op === "softmax") return "softmax";
  const moving = args.filter(({ node }) => !isStill(nodes.get(node)?.op ?? ""));
  return args.length === 1 && moving.length === 1 && !PLAIN.has(op) ? "function" : "other";
}

const PLAIN = new Set(["negative", "same", "sum", "mean"]); // no curve is worth drawing

/**
 * @param {PlanNode} user
 * @param {number} id
 */
function positionOf({ args }, id) {
  return args.findIndex(({ node, shift }) => node === id && shift === 0);
}

/**
 * How many units stand before an operand in a joined vector.
 *
 * @param {Map<number, PlanNode>} nodes
 * @param {PlanNode} node
 * @param {number} position
 */
function before(nodes, { args }, position) {
  return args.slice(0, position).reduce((sum, { node }) => sum + (nodes.get(node)?.size ?? 0), 0);
}

/**
 * @param {Plan} plan
 * @param {PlanNode} node
 */
function named({ equations }, { name, op }) {
  return !isStill(op) && equations.some((one) => one.name === name) ? name : null;
}
