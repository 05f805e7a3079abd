/**
 * Which numbers of a step's operations would tell a hidden one. What goes over the same units does (1 − h² tells h); a
 * sum does where exactly one of its terms is hidden, since the others stand beside it; where such a sum has a name and
 * is shown, its other terms do. A softmax, and a sum of two hidden terms, tell none.
 *
 * @import {PlanNode, PlanRef} from "#app/types.js"
 * @import {Of, Veil} from "#app/state/veil.js"
 */

import { once } from "#app/state/once.js";

const SILENT = new Set(["softmax", "outer", "log_softmax"]); // of all units together
const OVER_UNITS = new Set(["matmul", "transposed", "sum", "mean"]);
const SUMS = new Set(["add", "subtract"]);
const LOSSES = new Set([
  "softmax_cross_entropy",
  "sigmoid_binary_cross_entropy",
  "cross_entropy",
  "binary_cross_entropy",
  "squared_error",
  "log_softmax",
]);
const DEPTH = 12; // operations inside each other

/** @type {(veil: Veil) => Tells} */
export const tellsOf = once((veil) => new Tells(veil));

class Tells {
  /** @param {Veil} veil */
  constructor(veil) {
    const { equations, nodes, backward, parameters } = veil.plan;
    this.veil = veil;
    this.plan = veil.plan;
    this.names = new Set(equations.map(({ name }) => name));
    this.nodes = new Map([...nodes, ...(backward?.nodes ?? [])].map((node) => [node.id, node]));
    this.gradientOf = new Map((backward?.of ?? []).map(([forward, back]) => [back, this.nodes.get(forward)]));
    this.backOf = new Map(backward?.of ?? []);
    this.shapes = new Map(parameters.map(({ name, shape }) => [name, shape]));
  }

  /**
   * Whether a node's number would tell a hidden one, or its gradient.
   *
   * @param {number} id
   * @param {Of} of
   * @param {number} t
   * @param {number} unit
   */
  node(id, of, t, unit) {
    const node = this.nodes.get(id);
    if (of === "gradient") return this.gradient(node, t, unit);
    return this.value(node, t, unit) || (node !== undefined && !this.nameOf(node) && this.standsBeside(node, t, unit));
  }

  /**
   * Whether what comes back along an operand would.
   *
   * @param {PlanNode} user
   * @param {number} position
   * @param {number} t
   * @param {number} unit
   */
  edge(user, position, t, unit) {
    const ref = user.args[position];
    if (this.alone(user, ref, t, unit)) return true;
    const at = t + ref.shift;
    const hidden = this.plan.nodes.flatMap((other) =>
      other.args.filter((one) => one.node === ref.node && this.alone(other, one, at - one.shift, unit)),
    );
    return hidden.length === 1;
  }

  /**
   * @param {PlanNode | undefined} node
   * @param {number} t
   * @param {number} unit
   * @returns {boolean}
   */
  gradient(node, t, unit) {
    const name = node && this.nameOf(node);
    if (name) return this.veil.hides("gradient", name, t, unit);
    return this.value(this.nodes.get(this.backOf.get(node?.id ?? -1) ?? -1), t, unit);
  }

  /**
   * @param {PlanNode | undefined} node
   * @param {number} t
   * @param {number} unit
   * @param {number} [depth]
   * @returns {boolean}
   */
  value(node, t, unit, depth = 0) {
    if (!node || depth > DEPTH) return false;
    const own = this.own(node, t, unit);
    if (own !== null) return own;
    if (SILENT.has(node.op)) return false;
    if (OVER_UNITS.has(node.op)) return this.hiddenTerms(node, t, unit, depth) === 1;
    return this.throughUnits(node, t, unit, depth);
  }

  /**
   * What the veil itself says of a node: of what has a name, is a leaf, or is or begins at the loss.
   *
   * @param {PlanNode} node
   * @param {number} t
   * @param {number} unit
   * @returns {boolean | null} null: nothing
   */
  own(node, t, unit) {
    const { veil } = this;
    const { id, op } = node;
    const name = this.nameOf(node);
    if (name) return veil.hides("value", name, t, unit);
    if (op === "input" || op === "target") return veil.hides("value", op === "input" ? "x" : "y", t, unit);
    if (op === "parameter")
      return veil.hidesEntry(node.name ?? "", this.shapes.get(node.name ?? "")?.length ? [unit] : []);
    const forward = this.gradientOf.get(id);
    const whose = forward && this.nameOf(forward);
    if (whose) return veil.hides("gradient", whose, t, unit);
    return LOSSES.has(op) || (forward && this.feedsLoss(forward)) ? veil.hidesLoss(t) : null;
  }

  /**
   * What the same unit of an operand tells; where operands are put together or cut apart, the unit that it was there.
   *
   * @param {PlanNode} node
   * @param {number} t
   * @param {number} unit
   * @param {number} depth
   */
  throughUnits({ op, args, number }, t, unit, depth) {
    const operand = (/** @type {PlanRef} */ ref, at = unit) =>
      this.value(this.nodes.get(ref.node), t + ref.shift, at, depth + 1);
    if (op === "join") {
      let from = 0;
      for (const ref of args) {
        const size = this.nodes.get(ref.node)?.size ?? 1;
        if (unit < from + size) return operand(ref, unit - from);
        from += size;
      }
    }
    if (op === "slice") {
      const before = args.slice(1, 1 + (number ?? 0));
      return operand(
        args[0],
        before.reduce((sum, ref) => sum + (this.nodes.get(ref.node)?.size ?? 0), unit),
      );
    }
    return args.some((ref) => operand(ref));
  }

  /**
   * How many of the terms that a sum over units adds up are hidden, but no more than two.
   *
   * @param {PlanNode} node
   * @param {number} t
   * @param {number} unit
   * @param {number} depth
   */
  hiddenTerms({ op, args }, t, unit, depth) {
    const ref = /** @type {PlanRef} */ (args.at(-1));
    const operand = this.nodes.get(ref.node);
    const matrix = args.length > 1 ? (this.nodes.get(args[0].node)?.name ?? "") : "";
    const entry = (/** @type {number} */ k) =>
      this.veil.parameters.has(matrix) && this.veil.hidesEntry(matrix, op === "transposed" ? [k, unit] : [unit, k]);
    let found = 0;
    for (let k = 0; k < (operand?.size ?? 0) && found < 2; k += 1) {
      if (entry(k) || this.value(operand, t + ref.shift, k, depth + 1)) found += 1;
    }
    return found;
  }

  /**
   * Whether it stands beside the only hidden term of a sum that has a name and is shown.
   *
   * @param {PlanNode} node
   * @param {number} t
   * @param {number} unit
   */
  standsBeside(node, t, unit) {
    return this.plan.nodes.some((sum) => {
      if (!SUMS.has(sum.op) || !this.nameOf(sum) || this.value(sum, t, unit)) return false;
      if (!sum.args.some((ref) => ref.node === node.id && ref.shift === 0)) return false;
      return sum.args.filter((ref) => this.value(this.nodes.get(ref.node), t + ref.shift, unit)).length === 1;
    });
  }

  /**
   * What comes back along an operand, without a look at what comes back along the other ones.
   *
   * @param {PlanNode} user
   * @param {PlanRef} ref
   * @param {number} t
   * @param {number} unit
   */
  alone(user, ref, t, unit) {
    if (this.gradient(this.nodes.get(ref.node), t + ref.shift, unit)) return true;
    if (user.op === "matmul") {
      const matrix = this.nodes.get(user.args[0].node)?.name ?? "";
      let found = 0;
      for (let k = 0; k < user.size && found < 2; k += 1) {
        if (this.veil.hidesEntry(matrix, [k, unit]) || this.gradient(user, t, k)) found += 1;
      }
      return found === 1;
    }
    const isByUnits = !OVER_UNITS.has(user.op) && !SILENT.has(user.op) && !LOSSES.has(user.op);
    return isByUnits && this.gradient(user, t, unit);
  }

  /** @param {PlanNode} node */
  feedsLoss({ id }) {
    return this.plan.nodes.some(({ op, args }) => LOSSES.has(op) && args[0]?.node === id);
  }

  /**
   * @param {PlanNode} node
   * @returns {string | null} null: it has none, or one that no equation has
   */
  nameOf({ name }) {
    return name !== null && this.names.has(name) ? name : null;
  }
}
