/**
 * How dependence spreads over the graph of operations: from a number to those that are computed from it, unit by unit,
 * over delays and steps, forwards and, in the graph of the backward pass, back. A table says what a unit of a result is
 * made from; all else is unit by unit.
 *
 * @import {Plan, PlanNode, PlanRef} from "#app/types.js"
 * @import {MaskAt} from "#app/state/operands.js"
 */

import { Operands, units } from "#app/state/operands.js";

/** @typedef {{node: number, t: number, unit: number}} Place unit −1: all of them */
/** @typedef {{user: PlanNode, position: number, shift: number}} Use of a node, as an operand */

const WHOLE = new Set(["softmax", "log_softmax", "matmul", "transposed", "sum", "mean"]);
const LOSSES = new Set(["cross_entropy", "squared_error", "binary_cross_entropy", "softmax_cross_entropy", "sigmoid_binary_cross_entropy"]); // biome-ignore format: one line
const FORM = new Set(["spread", "mean_share"]); // read of one operand its size alone

export class Spread {
  /**
   * @param {Plan} plan
   * @param {MaskAt} maskAt
   * @param {boolean} isCoarse vectors as a whole: one unit each
   */
  constructor(plan, maskAt, isCoarse) {
    const nodes = [...plan.nodes, ...(plan.backward?.nodes ?? [])];
    this.T = plan.T;
    this.isCoarse = isCoarse;
    this.operands = new Operands(nodes, maskAt, isCoarse);
    this.uses = usesOf(nodes);
    /** @type {Map<number, Uint8Array>} */
    this.reached = new Map();
    /** @type {[number, number][]} */
    this.waiting = [];
    this.queued = new Map(nodes.map(({ id }) => [id, new Uint8Array(plan.T + 1)]));
  }

  /** @param {Place} place */
  mark({ node, t, unit }) {
    const line = this.queued.get(node);
    if (t < 1 || t > this.T || !line) return;
    const [mask, size] = [this.maskOf(node), this.operands.sizeOf(node)];
    const from = (t - 1) * size;
    const [first, last] = unit < 0 ? [0, size - 1] : [Math.min(unit, size - 1), Math.min(unit, size - 1)];
    let isNew = false;
    for (let k = first; k <= last; k += 1) {
      if (mask[from + k]) continue;
      mask[from + k] = 1;
      isNew = true;
    }
    if (!isNew || line[t]) return;
    line[t] = 1;
    this.waiting.push([node, t]);
  }

  /**
   * What a user makes of an operand's unit that has changed.
   *
   * @param {PlanNode} user
   * @param {number} position
   * @param {number} t of the user
   * @param {number} unit of the operand
   */
  tell(user, position, t, unit) {
    const { id, op, args } = user;
    const { operands } = this;
    if (t < 1 || t > this.T) return;
    if (FORM.has(op) && position === args.length - 1) return;
    if ((op === "matmul" || op === "transposed") && operands.vanishes(args[1 - position], t, -1)) return; // times nothing
    if (LOSSES.has(op)) {
      if (position === 2 || operands.isOn(args[2], t, 0)) this.mark({ node: id, t, unit: 0 });
    } else if (WHOLE.has(op)) this.mark({ node: id, t, unit: position ? -1 : ofMatrix(op, unit) });
    else if (op === "join") this.tellJoin(user, position, t, unit);
    else if (op === "slice") this.tellSlice(user, position, t, unit);
    else this.tellUnits(user, position, t, unit);
  }

  /**
   * @param {PlanNode} user
   * @param {number} position
   * @param {number} t
   * @param {number} unit
   */
  tellJoin({ id, args }, position, t, unit) {
    const before = this.sizeOfAll(args.slice(0, position));
    const told = unit < 0 ? units(this.operands.sizeOf(args[position].node)) : [unit];
    for (const k of this.isCoarse ? [-1] : told) this.mark({ node: id, t, unit: k < 0 ? -1 : before + k });
  }

  /**
   * @param {PlanNode} user
   * @param {number} position
   * @param {number} t
   * @param {number} unit
   */
  tellSlice({ id, args, number }, position, t, unit) {
    if (position > 0) return;
    const at = unit - this.sizeOfAll(args.slice(1, 1 + (number ?? 0)));
    if (this.isCoarse || unit < 0) this.mark({ node: id, t, unit: -1 });
    else if (at >= 0 && at < this.operands.sizeOf(id)) this.mark({ node: id, t, unit: at });
  }

  /**
   * @param {PlanNode} user
   * @param {number} position
   * @param {number} t
   * @param {number} unit
   */
  tellUnits(user, position, t, unit) {
    const { id, args } = user;
    const isOne = this.operands.sizeOf(args[position].node) === 1;
    for (const k of isOne || unit < 0 ? units(this.operands.sizeOf(id)) : [unit]) {
      if (this.operands.isRead(user, position, t, k)) this.mark({ node: id, t, unit: k });
    }
  }

  /** Until nothing more is reached. */
  run() {
    while (this.waiting.length) {
      const now = this.waiting;
      this.waiting = [];
      for (const [node, t] of now) this.pass(node, t);
    }
  }

  /**
   * From a node's units at a step to all that is computed from them.
   *
   * @param {number} node
   * @param {number} t
   */
  pass(node, t) {
    /** @type {Uint8Array} */ (this.queued.get(node))[t] = 0;
    const [mask, size] = [this.maskOf(node), this.operands.sizeOf(node)];
    const from = (t - 1) * size;
    let isFull = true;
    for (let unit = 0; unit < size && isFull; unit += 1) isFull = mask[from + unit] === 1;
    for (const { user, position, shift } of this.uses.get(node) ?? []) {
      if (isFull) this.tell(user, position, t - shift, -1);
      else for (let unit = 0; unit < size; unit += 1) if (mask[from + unit]) this.tell(user, position, t - shift, unit);
    }
  }

  /** @param {number} node */
  of(node) {
    return this.reached.get(node) ?? null;
  }

  /** @param {number} node */
  maskOf(node) {
    const known = this.reached.get(node);
    if (known) return known;
    const made = new Uint8Array(this.T * this.operands.sizeOf(node));
    this.reached.set(node, made);
    return made;
  }

  /** @param {PlanRef[]} refs */
  sizeOfAll(refs) {
    return refs.reduce((sum, { node }) => sum + this.operands.sizeOf(node), 0);
  }
}

/** @param {PlanNode[]} nodes */
function usesOf(nodes) {
  /** @type {Map<number, Use[]>} */
  const uses = new Map();
  for (const user of nodes) {
    user.args.forEach(({ node, shift }, position) => {
      const known = uses.get(node);
      if (known) known.push({ user, position, shift });
      else uses.set(node, [{ user, position, shift }]);
    });
  }
  return uses;
}

/**
 * The unit that a row of a matrix makes, or, where it is transposed, a column; what is summed takes part in all.
 *
 * @param {string} op
 * @param {number} unit
 */
function ofMatrix(op, unit) {
  return op === "matmul" || op === "transposed" ? unit : -1;
}
