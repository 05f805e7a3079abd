/**
 * Which numbers of a step's operations would tell a hidden one. What goes over the same units does (1 − h² tells h); a
 * sum does where exactly one of its terms is hidden, since the others stand beside it; where such a sum has a name and
 * is shown, its other terms do. A softmax, and a sum of two hidden terms, tell none.
 *
 * @import {Plan, PlanNode, PlanRef} from "#app/types.js"
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

/**
 * @typedef {object} Tells
 * @property {(id: number, of: Of, t: number, unit: number) => boolean} node its number, or its gradient
 * @property {(user: PlanNode, position: number, t: number, unit: number) => boolean} edge what comes back along an operand
 */

/** @type {(veil: Veil) => Tells} */
export const tellsOf = once((veil) => read(veil.plan, veil));

/**
 * @param {Plan} plan
 * @param {Veil} veil
 * @returns {Tells}
 */
function read(plan, veil) {
  const names = new Set(plan.equations.map(({ name }) => name));
  const nodes = new Map([...plan.nodes, ...(plan.backward?.nodes ?? [])].map((node) => [node.id, node]));
  const gradientOf = new Map((plan.backward?.of ?? []).map(([forward, back]) => [back, nodes.get(forward)]));
  const backOf = new Map(plan.backward?.of ?? []);
  const shapes = new Map(plan.parameters.map(({ name, shape }) => [name, shape]));
  const isNamed = (/** @type {PlanNode} */ { name }) => name !== null && names.has(name);

  /** @type {(node: PlanNode | undefined, t: number, unit: number, depth?: number) => boolean} */
  const value = (node, t, unit, depth = 0) => {
    if (!node || depth > DEPTH) return false;
    if (node.name && isNamed(node)) return veil.hides("value", node.name, t, unit);
    if (node.op === "input" || node.op === "target")
      return veil.hides("value", node.op === "input" ? "x" : "y", t, unit);
    if (node.op === "parameter")
      return veil.hidesEntry(node.name ?? "", shapes.get(node.name ?? "")?.length ? [unit] : []);
    const forward = gradientOf.get(node.id);
    if (forward?.name && isNamed(forward)) return veil.hides("gradient", forward.name, t, unit);
    if (forward && plan.nodes.some(({ op, args }) => LOSSES.has(op) && args[0]?.node === forward.id))
      return veil.hidesLoss(t);
    if (LOSSES.has(node.op)) return veil.hidesLoss(t);
    if (SILENT.has(node.op)) return false;
    if (OVER_UNITS.has(node.op)) return hiddenTerms(node, t, unit, depth) === 1;
    const operand = (/** @type {PlanRef} */ ref, at = unit) => value(nodes.get(ref.node), t + ref.shift, at, depth + 1);
    if (node.op === "join") {
      let from = 0;
      for (const ref of node.args) {
        const size = nodes.get(ref.node)?.size ?? 1;
        if (unit < from + size) return operand(ref, unit - from);
        from += size;
      }
    }
    if (node.op === "slice") {
      const before = node.args.slice(1, 1 + (node.number ?? 0));
      return operand(
        node.args[0],
        before.reduce((sum, ref) => sum + (nodes.get(ref.node)?.size ?? 0), unit),
      );
    }
    return node.args.some((ref) => operand(ref));
  };

  /** How many of the terms that a sum over units adds up are hidden, but no more than two. */
  const hiddenTerms = (
    /** @type {PlanNode} */ node,
    /** @type {number} */ t,
    /** @type {number} */ unit,
    depth = 0,
  ) => {
    const ref = /** @type {PlanRef} */ (node.args.at(-1));
    const operand = nodes.get(ref.node);
    const matrix = node.args.length > 1 ? (nodes.get(node.args[0].node)?.name ?? "") : "";
    const entry = (/** @type {number} */ k) =>
      veil.parameters.has(matrix) && veil.hidesEntry(matrix, node.op === "transposed" ? [k, unit] : [unit, k]);
    let found = 0;
    for (let k = 0; k < (operand?.size ?? 0) && found < 2; k += 1) {
      if (entry(k) || value(operand, t + ref.shift, k, depth + 1)) found += 1;
    }
    return found;
  };

  /** Whether it stands beside the only hidden term of a sum that has a name and is shown. */
  const standsBeside = (/** @type {PlanNode} */ node, /** @type {number} */ t, /** @type {number} */ unit) =>
    plan.nodes.some((sum) => {
      if (!SUMS.has(sum.op) || !isNamed(sum) || value(sum, t, unit)) return false;
      if (!sum.args.some((ref) => ref.node === node.id && ref.shift === 0)) return false;
      return sum.args.filter((ref) => value(nodes.get(ref.node), t + ref.shift, unit)).length === 1;
    });

  const gradient = (/** @type {PlanNode | undefined} */ node, /** @type {number} */ t, /** @type {number} */ unit) =>
    node?.name && isNamed(node)
      ? veil.hides("gradient", node.name, t, unit)
      : value(nodes.get(backOf.get(node?.id ?? -1) ?? -1), t, unit);

  /** Without a look at what comes back along the other operands. */
  const alone = (
    /** @type {PlanNode} */ user,
    /** @type {PlanRef} */ ref,
    /** @type {number} */ t,
    /** @type {number} */ unit,
  ) => {
    if (gradient(nodes.get(ref.node), t + ref.shift, unit)) return true;
    if (user.op === "matmul") {
      const matrix = nodes.get(user.args[0].node)?.name ?? "";
      let found = 0;
      for (let k = 0; k < user.size && found < 2; k += 1) {
        if (veil.hidesEntry(matrix, [k, unit]) || gradient(user, t, k)) found += 1;
      }
      return found === 1;
    }
    return !OVER_UNITS.has(user.op) && !SILENT.has(user.op) && !LOSSES.has(user.op) && gradient(user, t, unit);
  };

  return {
    node: (id, of, t, unit) => {
      const node = nodes.get(id);
      if (of === "gradient") return gradient(node, t, unit);
      return value(node, t, unit) || (node !== undefined && !isNamed(node) && standsBeside(node, t, unit));
    },
    edge: (user, position, t, unit) => {
      const ref = user.args[position];
      if (alone(user, ref, t, unit)) return true;
      const at = t + ref.shift;
      const hidden = plan.nodes.flatMap((other) =>
        other.args.filter((one) => one.node === ref.node && alone(other, one, at - one.shift, unit)),
      );
      return hidden.length === 1;
    },
  };
}
