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
  const reading = new Reading(plan);
  for (const node of namedOf(plan)) reading.visit(node);
  for (const { from, shift } of plan.edges) if (shift) reading.leave(from, shift < 0 ? -1 : 1);
  const { stands, links, order } = reading;
  return { stands, links, order };
}

/**
 * The nodes whose names are computed, in the order of the sweeps.
 *
 * @param {Plan} plan
 * @returns {PlanNode[]}
 */
function namedOf({ nodes, sweeps }) {
  const computed = new Map(nodes.filter(({ name, op }) => name && !isLeaf(op)).map((node) => [node.name, node]));
  const found = (/** @type {string} */ name) => computed.get(name) ?? nodes.find((one) => one.name === name);
  return sweeps.flatMap(({ nodes: names }) => names.flatMap((name) => found(name) ?? []));
}

/** What has been read so far. */
class Reading {
  /** @param {Plan} plan */
  constructor(plan) {
    this.plan = plan;
    this.nodes = new Map(plan.nodes.map((node) => [node.id, node]));
    this.above = aboveOf(plan);
    /** @type {OpenedGraph["stands"]} */
    this.stands = new Map();
    /** @type {OpenedGraph["links"]} */
    this.links = [];
    /** @type {OpenedGraph["order"]} */
    this.order = [];
  }

  /**
   * A node with all that it is computed from.
   *
   * @param {PlanNode} node
   * @returns {string} the key of what stands for it
   */
  visit(node) {
    const { id, op, size } = node;
    const name = equationOf(this.plan, node) ? /** @type {string} */ (node.name) : null;
    const key = name ? `v:${name}` : `o:${id}`;
    if (this.stands.has(key)) return key;
    const equation = node.equation ?? "";
    if (name) this.put({ key, kind: this.above.has(name) ? "bars" : "vector", id, name, equation, size });
    if (isLeaf(op)) return key; // what is held or given has no operation
    const operation = this.operate(node, this.put({ key: `o:${id}`, kind: "operation", id, equation, size }));
    if (name) {
      this.links.push({ key: `${operation.key}>${key}`, from: operation.key, to: key, operand: null, sign: "" });
      this.standAt(key).order = operation.order;
    }
    return key;
  }

  /**
   * The operation of a node, after its operands, with a link from each of them.
   *
   * @param {PlanNode} node
   * @param {string} key
   * @returns {Stand}
   */
  operate(node, key) {
    const stand = this.standAt(key);
    const sources = node.args.map((ref) => this.source(ref));
    stand.glyph = glyphOf(this.plan, node, this.nodes, sources);
    stand.order = this.order.push(key) - 1;
    sources.forEach((from, position) => {
      if (!from) return;
      const { node: id, shift } = node.args[position];
      const operand = { user: node.id, position, node: id, shift };
      const sign = stand.glyph?.signs[position] ?? "";
      this.links.push({ key: `${from}>${key}#${position}`, from, to: key, operand, sign });
    });
    return stand;
  }

  /**
   * Where an operand comes from.
   *
   * @param {{node: number, shift: number}} ref
   * @returns {string | null} null: a parameter or a number, which is said in the glyph
   */
  source({ node: id, shift }) {
    const node = /** @type {PlanNode} */ (this.nodes.get(id));
    const { op, size } = node;
    if (isStill(op) || HIDDEN.has(op)) return null;
    const name = op === "input" ? "x" : op === "target" ? "y" : equationOf(this.plan, node) ? node.name : null;
    if (name === "x" && shift === 0) return this.put({ key: "x", kind: "token", id, name, size });
    if (name && (shift !== 0 || name === "y")) {
      return this.put({ key: `in:${name}:${shift}`, kind: "entry", id, name, equation: name, shift, size });
    }
    return this.visit(node);
  }

  /**
   * The exit of a name that is read in other steps.
   *
   * @param {string} name
   * @param {1 | -1} way
   */
  leave(name, way) {
    const stand = this.stands.get(`v:${name}`);
    const key = `out:${name}:${way}`;
    if (!stand || this.stands.has(key)) return;
    this.put({ key, kind: "exit", id: stand.id, name, equation: name, shift: way, size: stand.size });
    this.links.push({ key: `v:${name}>${key}`, from: `v:${name}`, to: key, operand: null, sign: "" });
  }

  /** @param {Partial<Stand> & Pick<Stand, "key" | "kind">} stand */
  put(stand) {
    if (!this.stands.has(stand.key)) {
      this.stands.set(stand.key, {
        id: -1, name: "", equation: "", shift: 0, size: 1, order: -1, glyph: null, ...stand,
      }); // biome-ignore format: one line to read
    }
    return stand.key;
  }

  /** @param {string} key */
  standAt(key) {
    return /** @type {Stand} */ (this.stands.get(key));
  }
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
