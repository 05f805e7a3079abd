/**
 * What stands in an opened step, read off the plan's operations: vectors for what has a name, a glyph for each
 * operation, and terminals where something enters or leaves.
 *
 *     c = f * c[t-1] + i * g    o:36 ⊙ ─┐
 *                               o:37 ⊙ ─┴ o:4 + ─ v:c ─ out:c
 *
 * @import {Equation, Plan, PlanNode} from "#app/types.js"
 */

import { once } from "#app/state/once.js";
import { glyphOf } from "#app/state/openedglyph.js";

/** @typedef {"vector" | "bars" | "operation" | "token" | "entry" | "exit"} StandKind */

/**
 * @typedef {object} Stand something that stands in the opened step
 * @property {string} key "v:c", "o:36", "x", "in:c:-1", "out:c:-1"
 * @property {StandKind} kind
 * @property {number} id of the plan's node
 * @property {string} name of a vector or a terminal
 * @property {string} equation whose it is
 * @property {number} shift of a terminal
 * @property {number} size
 * @property {number} order in which operations are computed, from 0; a vector has its operation's
 * @property {import("#app/state/openedglyph.js").Glyph | null} glyph of an operation
 */

/**
 * @typedef {object} Link one operand of one operation
 * @property {string} key
 * @property {string} from
 * @property {string} to
 * @property {{user: number, position: number, node: number, shift: number} | null} operand null on the way to a name
 * @property {string} sign "−" where the operand is taken away
 */

/**
 * @typedef {object} OpenedGraph
 * @property {Map<string, Stand>} stands
 * @property {Link[]} links
 * @property {string[]} order keys of the operations, first computed first
 */

export const openedGraph = once(read);

/**
 * @param {Plan} plan
 * @returns {OpenedGraph}
 */
function read(plan) {
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  const named = new Map(plan.nodes.filter(({ name, op }) => name && !isLeaf(op)).map((node) => [node.name, node.id]));
  const above = aboveOf(plan);
  /** @type {OpenedGraph} */
  const graph = { stands: new Map(), links: [], order: [] };
  const { stands, links, order } = graph;
  /** @param {Partial<Stand> & Pick<Stand, "key" | "kind">} stand */
  const put = (stand) => {
    if (!stands.has(stand.key)) {
      stands.set(stand.key, {
        id: -1, name: "", equation: "", shift: 0, size: 1, order: -1, glyph: null, ...stand,
      }); // biome-ignore format: one line to read
    }
    return stand.key;
  };

  /**
   * Where an operand comes from.
   *
   * @param {{node: number, shift: number}} ref
   * @returns {string | null} null: a parameter or a number, which is said in the glyph
   */
  const source = ({ node: id, shift }) => {
    const node = /** @type {PlanNode} */ (nodes.get(id));
    if (isStill(node.op) || HIDDEN.has(node.op)) return null;
    const name = node.op === "input" ? "x" : node.op === "target" ? "y" : equationOf(plan, node) ? node.name : null;
    if (name === "x" && shift === 0) return put({ key: "x", kind: "token", id, name, size: node.size });
    if (name && (shift !== 0 || name === "y")) {
      return put({ key: `in:${name}:${shift}`, kind: "entry", id, name, equation: name, shift, size: node.size });
    }
    return visit(node);
  };

  /**
   * @param {PlanNode} node
   * @returns {string}
   */
  const visit = (node) => {
    const name = equationOf(plan, node) ? /** @type {string} */ (node.name) : null;
    const key = name ? `v:${name}` : `o:${node.id}`;
    if (stands.has(key)) return key;
    const equation = node.equation ?? "";
    const operation = `o:${node.id}`;
    if (name) {
      put({ key, kind: above.has(name) ? "bars" : "vector", id: node.id, name, equation, size: node.size });
    }
    if (isLeaf(node.op)) return key; // what is held or given has no operation
    const at = put({ key: operation, kind: "operation", id: node.id, equation, size: node.size });
    const sources = node.args.map(source);
    const stand = /** @type {Stand} */ (stands.get(at));
    stand.glyph = glyphOf(plan, node, nodes, sources);
    stand.order = order.push(at) - 1;
    sources.forEach((from, position) => {
      if (!from) return;
      const { node: id, shift } = node.args[position];
      const operand = { user: node.id, position, node: id, shift };
      links.push({ key: `${from}>${at}#${position}`, from, to: at, operand, sign: stand.glyph?.signs[position] ?? "" });
    });
    if (name) {
      links.push({ key: `${at}>${key}`, from: at, to: key, operand: null, sign: "" });
      /** @type {Stand} */ (stands.get(key)).order = stand.order;
    }
    return key;
  };

  for (const { nodes: names } of plan.sweeps) {
    for (const name of names) {
      const node = nodes.get(named.get(name) ?? -1) ?? plan.nodes.find((one) => one.name === name);
      if (node) visit(node);
    }
  }
  for (const { from, shift } of plan.edges) {
    if (!shift || !stands.has(`v:${from}`)) continue;
    const way = shift < 0 ? -1 : 1;
    const { id, size } = /** @type {Stand} */ (stands.get(`v:${from}`));
    const key = `out:${from}:${way}`;
    if (stands.has(key)) continue;
    put({ key, kind: "exit", id, name: from, equation: from, shift: way, size });
    links.push({ key: `v:${from}>${key}`, from: `v:${from}`, to: key, operand: null, sign: "" });
  }
  return graph;
}

const STILL = new Set(["parameter", "number"]);
const HIDDEN = new Set(["phase", "cutting", "present", "seed"]);
const LEAVES = new Set(["input", "target", "held", "given", ...STILL, ...HIDDEN]);

/** @param {string} op */
export function isStill(op) {
  return STILL.has(op);
}

/** @param {string} op */
function isLeaf(op) {
  return LEAVES.has(op);
}

/**
 * @param {Plan} plan
 * @param {PlanNode} node
 * @returns {Equation | undefined}
 */
function equationOf(plan, { name, op }) {
  return isStill(op) || HIDDEN.has(op) ? undefined : plan.equations.find((one) => one.name === name);
}

/**
 * Outputs at the top of the plan's order stand above the frame.
 *
 * @param {Plan} plan
 */
export function aboveOf(plan) {
  const roles = new Map(plan.equations.map(({ name, role }) => [name, role]));
  const start = plan.rows.findIndex((name) => roles.get(name) !== "output");
  return new Set(start < 0 ? plan.rows : plan.rows.slice(0, start));
}
