/**
 * What the operations of a plan read of their operands: what a phase, a hold or a cut leaves out at a step is not read
 * there, and what is 0 whatever the numbers are tells nothing.
 *
 * @import {PlanNode, PlanRef} from "#app/types.js"
 */

/** @typedef {(node: PlanNode, t: number, unit: number) => number} MaskAt the value of a leaf that chooses (0 or not) */

const CHOOSES = new Set(["only", "unless", "choose"]); // by their first operand

export class Operands {
  /**
   * @param {PlanNode[]} nodes
   * @param {MaskAt} maskAt
   * @param {boolean} isCoarse vectors as a whole: one unit each
   */
  constructor(nodes, maskAt, isCoarse) {
    this.byId = new Map(nodes.map((node) => [node.id, node]));
    this.maskAt = maskAt;
    this.isCoarse = isCoarse;
  }

  /** @param {number} id */
  sizeOf(id) {
    return this.isCoarse ? 1 : (this.byId.get(id)?.size ?? 1);
  }

  /**
   * The unit of an operand that is read for a unit of the result; one number is read for all.
   *
   * @param {PlanRef} ref
   * @param {number} unit
   */
  unitOf({ node }, unit) {
    return this.sizeOf(node) === 1 ? 0 : unit;
  }

  /**
   * @param {PlanRef} ref
   * @param {number} t
   * @param {number} unit
   */
  isOn({ node, shift }, t, unit) {
    const mask = this.byId.get(node);
    return !mask || this.maskAt(mask, t + shift, unit) !== 0;
  }

  /**
   * Whether what is read is 0 whatever the numbers are: a cut edge, what comes back where a value is held. Looked for
   * within a step.
   *
   * @param {PlanRef} ref
   * @param {number} t
   * @param {number} unit −1: every unit
   * @returns {boolean}
   */
  vanishes({ node, shift }, t, unit) {
    const found = this.byId.get(node);
    if (!found || shift || this.isCoarse) return false;
    const { op, args, number } = found;
    if (op === "number") return number === 0;
    if (unit < 0) return units(this.sizeOf(node)).every((k) => this.vanishes({ node, shift }, t, k));
    const is = (/** @type {number} */ k, at = unit) => this.vanishes(args[k], t, this.unitOf(args[k], at));
    if (op === "only") return !this.isOn(args[0], t, unit) || is(1);
    if (op === "unless") return this.isOn(args[0], t, unit) || is(1);
    if (op === "multiply") return is(0) || is(1);
    if (op === "negative" || op === "same" || op === "spread") return is(0);
    if (op === "add" || op === "subtract") return args.every((_, k) => is(k));
    if (op === "matmul" || op === "transposed") return is(1, -1);
    if (op === "sum") return is(0, -1);
    return false;
  }

  /**
   * Whether an operation unit by unit reads this operand there.
   *
   * @param {PlanNode} user
   * @param {number} position
   * @param {number} t
   * @param {number} unit
   */
  isRead({ op, args }, position, t, unit) {
    if (op === "detach") return position === 1; // what it lets pass back is no part of its value
    if (op === "multiply") return !this.vanishes(args[1 - position], t, this.unitOf(args[1 - position], unit));
    if (!CHOOSES.has(op)) return true;
    if (position === 0) return args.slice(1).some((arg) => !this.vanishes(arg, t, this.unitOf(arg, unit)));
    if (this.isCoarse && this.byId.get(args[0].node)?.op === "held") return true; // some units may be free
    const isThere = this.isOn(args[0], t, unit);
    return op === "only" || (op === "choose" && position === 1) ? isThere : !isThere;
  }
}

/** @param {number} count */
export function units(count) {
  return Array.from({ length: count }, (_, k) => k);
}
