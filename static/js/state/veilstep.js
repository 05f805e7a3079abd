/**
 * An opened step without what is hidden: its named vectors, their gradients, and the operations without a name that
 * would tell them, since they go over the same units (1 − h² tells h; a product mixes all units and tells none).
 *
 * @import {OpenedStep, Plan, PlanNode} from "#app/types.js"
 * @import {Of, Veil} from "#app/state/veil.js"
 */

import { anyUnit } from "#app/state/veil.js";

const MIXING = new Set(["matmul", "transposed", "sum", "mean", "softmax", "outer", "join", "slice"]);
const LOSSES = new Set([
  "softmax_cross_entropy",
  "sigmoid_binary_cross_entropy",
  "cross_entropy",
  "binary_cross_entropy",
  "squared_error",
  "log_softmax",
]);

/** @type {WeakMap<Veil, WeakMap<OpenedStep, OpenedStep>>} */
const known = new WeakMap();

/**
 * @param {OpenedStep} step
 * @param {Plan} plan
 * @param {Veil} veil
 * @returns {OpenedStep}
 */
export function veiledStep(step, plan, veil) {
  const mine = known.get(veil) ?? new WeakMap();
  known.set(veil, mine);
  const found = mine.get(step) ?? without(step, plan, veil);
  mine.set(step, found);
  return found;
}

/**
 * @param {OpenedStep} step
 * @param {Plan} plan
 * @param {Veil} veil
 * @returns {OpenedStep}
 */
function without(step, plan, veil) {
  const tells = tellsOf(plan, veil);
  const cover = (/** @type {Float64Array} */ numbers, /** @type {number} */ id, /** @type {Of} */ of) =>
    numbers.map((number, unit) => (tells(id, of, step.t, unit) ? Number.NaN : number));
  const isWhole = (/** @type {number} */ id, /** @type {number} */ size) =>
    !anyUnit(size, (unit) => !tells(id, "gradient", step.t, unit));
  const nodes = [...step.nodes].map(([id, { value, grad, norm }]) => {
    const covered = { value: cover(value, id, "value"), grad: grad && cover(grad, id, "gradient") };
    return /** @type {const} */ ([id, { ...covered, norm: grad && isWhole(id, grad.length) ? Number.NaN : norm }]);
  });
  const edges = [...step.edges].map(([key, { grad, norm }]) => {
    const [user, position] = key.split(":").map(Number);
    const read = plan.nodes.find(({ id }) => id === user)?.args[position];
    const id = read && read.shift === 0 ? read.node : -1;
    return /** @type {const} */ ([
      key,
      { grad: cover(grad, id, "gradient"), norm: isWhole(id, grad.length) ? Number.NaN : norm },
    ]);
  });
  return {
    ...step,
    nodes: new Map(nodes),
    edges: new Map(edges),
    backward: new Map([...step.backward].map(([id, numbers]) => [id, cover(numbers, id, "value")])),
    slopes: new Map([...step.slopes].map(([id, numbers]) => [id, cover(numbers, id, "value")])),
  };
}

/**
 * Whether a node's number at a step would tell a hidden one.
 *
 * @param {Plan} plan
 * @param {Veil} veil
 * @returns {(id: number, of: Of, t: number, unit: number) => boolean}
 */
function tellsOf(plan, veil) {
  const names = new Set(plan.equations.map(({ name }) => name));
  const nodes = new Map([...plan.nodes, ...(plan.backward?.nodes ?? [])].map((node) => [node.id, node]));
  const gradientOf = new Map((plan.backward?.of ?? []).map(([forward, back]) => [back, nodes.get(forward)]));
  const backOf = new Map(plan.backward?.of ?? []);
  /** @type {(node: PlanNode | undefined, t: number, unit: number, depth: number) => boolean} */
  const value = (node, t, unit, depth) => {
    if (!node || depth > 12) return false;
    if (node.name && names.has(node.name)) return veil.hides("value", node.name, t, unit);
    const forward = gradientOf.get(node.id);
    if (forward) {
      if (forward.name && names.has(forward.name)) return veil.hides("gradient", forward.name, t, unit);
      if (plan.nodes.some(({ op, args }) => LOSSES.has(op) && args[0]?.node === forward.id)) return veil.hidesLoss(t);
    }
    if (LOSSES.has(node.op)) return veil.hidesLoss(t);
    if (MIXING.has(node.op)) return false;
    return node.args.some((arg) => value(nodes.get(arg.node), t + arg.shift, unit, depth + 1));
  };
  return (id, of, t, unit) => {
    if (of === "value") return value(nodes.get(id), t, unit, 0);
    const node = nodes.get(id);
    if (node?.name && names.has(node.name)) return veil.hides("gradient", node.name, t, unit);
    return value(nodes.get(backOf.get(id) ?? -1), t, unit, 0);
  };
}
