/**
 * How dependence spreads over the graph of operations: from a number to those that are computed from it, unit by unit,
 * over delays and steps, forwards and, in the graph of the backward pass, back. What a phase, a hold or a cut leaves
 * out at a step is not read there. A table says what a unit of a result is made from; all else is unit by unit.
 *
 * @import {Plan, PlanNode} from "#app/types.js"
 */

/** @typedef {{node: number, t: number, unit: number}} Place unit −1: all of them */
/** @typedef {(node: PlanNode, t: number, unit: number) => number} MaskAt the value of a leaf that chooses (0 or not) */

const WHOLE = new Set(["softmax", "log_softmax", "matmul", "transposed", "sum", "mean"]);
const LOSSES = new Set(["cross_entropy", "squared_error", "binary_cross_entropy", "softmax_cross_entropy", "sigmoid_binary_cross_entropy"]); // biome-ignore format: one line
const CHOOSES = new Set(["only", "unless", "choose"]); // by their first operand
const FORM = new Set(["spread", "mean_share"]); // read of one operand its size alone

/**
 * @param {Plan} plan
 * @param {MaskAt} maskAt
 * @param {boolean} isCoarse vectors as a whole: one unit each
 */
export function createSpread(plan, maskAt, isCoarse) {
  const all = [...plan.nodes, ...(plan.backward?.nodes ?? [])];
  const byId = new Map(all.map((node) => [node.id, node]));
  const sizeOf = (/** @type {number} */ id) => (isCoarse ? 1 : (byId.get(id)?.size ?? 1));
  /** @type {Map<number, {user: PlanNode, position: number, shift: number}[]>} */
  const users = new Map();
  for (const user of all) {
    user.args.forEach(({ node, shift }, position) => {
      const known = users.get(node);
      if (known) known.push({ user, position, shift });
      else users.set(node, [{ user, position, shift }]);
    });
  }
  /** @type {Map<number, Uint8Array>} */
  const reached = new Map();
  /** @type {[number, number][]} */
  let waiting = [];
  const queued = new Map(all.map(({ id }) => [id, new Uint8Array(plan.T + 1)]));

  const maskOf = (/** @type {number} */ id) => {
    const known = reached.get(id);
    if (known) return known;
    const made = new Uint8Array(plan.T * sizeOf(id));
    reached.set(id, made);
    return made;
  };

  /** @param {Place} place */
  const mark = ({ node, t, unit }) => {
    if (t < 1 || t > plan.T || !byId.has(node)) return;
    const [mask, size] = [maskOf(node), sizeOf(node)];
    const from = (t - 1) * size;
    const [first, last] = unit < 0 ? [0, size - 1] : [Math.min(unit, size - 1), Math.min(unit, size - 1)];
    let isNew = false;
    for (let k = first; k <= last; k += 1) {
      if (mask[from + k]) continue;
      mask[from + k] = 1;
      isNew = true;
    }
    const line = /** @type {Uint8Array} */ (queued.get(node));
    if (!isNew || line[t]) return;
    line[t] = 1;
    waiting.push([node, t]);
  };

  /**
   * What a user makes of an operand's unit that has changed.
   *
   * @param {PlanNode} user
   * @param {number} position
   * @param {number} t of the user
   * @param {number} unit of the operand
   */
  const tell = (user, position, t, unit) => {
    const { id, op, args } = user;
    if (t < 1 || t > plan.T) return;
    if (FORM.has(op) && position === args.length - 1) return;
    if ((op === "matmul" || op === "transposed") && vanishes(args[1 - position], t, -1)) return; // times nothing
    if (LOSSES.has(op)) {
      if (position === 2 || isOn(args[2], t, 0)) mark({ node: id, t, unit: 0 });
    } else if (WHOLE.has(op)) mark({ node: id, t, unit: position ? -1 : ofMatrix(op, unit) });
    else if (op === "join") {
      const before = args.slice(0, position).reduce((sum, { node }) => sum + sizeOf(node), 0);
      const told = unit < 0 ? units(sizeOf(args[position].node)) : [unit];
      for (const k of isCoarse ? [-1] : told) mark({ node: id, t, unit: k < 0 ? -1 : before + k });
    } else if (op === "slice") {
      if (position > 0) return;
      const before = args.slice(1, 1 + (user.number ?? 0)).reduce((sum, { node }) => sum + sizeOf(node), 0);
      const at = unit - before;
      if (isCoarse || unit < 0) mark({ node: id, t, unit: -1 });
      else if (at >= 0 && at < sizeOf(id)) mark({ node: id, t, unit: at });
    } else {
      const isOne = sizeOf(args[position].node) === 1;
      for (const k of isOne || unit < 0 ? units(sizeOf(id)) : [unit]) {
        if (op === "multiply" && vanishes(args[1 - position], t, sizeOf(args[1 - position].node) === 1 ? 0 : k))
          continue;
        if (isRead(user, position, t, k)) mark({ node: id, t, unit: k });
      }
    }
  };

  /** @param {{node: number, shift: number}} ref @param {number} t @param {number} unit */
  const isOn = ({ node, shift }, t, unit) => {
    const mask = byId.get(node);
    return !mask || maskAt(mask, t + shift, unit) !== 0;
  };

  /**
   * Whether what is read is 0 whatever the numbers are: a cut edge, what comes back where a value is held. Looked for
   * within a step.
   *
   * @param {{node: number, shift: number}} ref
   * @param {number} t
   * @param {number} unit −1: every unit
   * @returns {boolean}
   */
  const vanishes = ({ node, shift }, t, unit) => {
    const found = byId.get(node);
    if (!found || shift || isCoarse) return false;
    const { op, args, number } = found;
    if (op === "number") return number === 0;
    if (unit < 0) return units(sizeOf(node)).every((k) => vanishes({ node, shift }, t, k));
    const is = (/** @type {number} */ k, at = unit) => vanishes(args[k], t, sizeOf(args[k].node) === 1 ? 0 : at);
    if (op === "only") return !isOn(args[0], t, unit) || is(1);
    if (op === "unless") return isOn(args[0], t, unit) || is(1);
    if (op === "multiply") return is(0) || is(1);
    if (op === "negative" || op === "same" || op === "spread") return is(0);
    if (op === "add" || op === "subtract") return args.every((_, k) => is(k));
    if (op === "matmul" || op === "transposed") return is(1, -1);
    if (op === "sum") return is(0, -1);
    return false;
  };

  /**
   * Whether an operation unit by unit reads this operand there.
   *
   * @param {PlanNode} user
   * @param {number} position
   * @param {number} t
   * @param {number} unit
   */
  const isRead = ({ op, args }, position, t, unit) => {
    if (op === "detach") return position === 1; // what it lets pass back is no part of its value
    if (!CHOOSES.has(op)) return true;
    if (position === 0) return args.slice(1).some((arg) => !vanishes(arg, t, sizeOf(arg.node) === 1 ? 0 : unit));
    if (isCoarse && byId.get(args[0].node)?.op === "held") return true; // some units may be free
    const isThere = isOn(args[0], t, unit);
    return op === "only" || (op === "choose" && position === 1) ? isThere : !isThere;
  };

  return {
    mark,
    users: (/** @type {number} */ node) => users.get(node) ?? [],
    tell,
    /** Until nothing more is reached. */
    run() {
      while (waiting.length) {
        const now = waiting;
        waiting = [];
        for (const [node, t] of now) {
          /** @type {Uint8Array} */ (queued.get(node))[t] = 0;
          const [mask, size] = [maskOf(node), sizeOf(node)];
          const from = (t - 1) * size;
          let isFull = true;
          for (let unit = 0; unit < size && isFull; unit += 1) isFull = mask[from + unit] === 1;
          for (const { user, position, shift } of users.get(node) ?? []) {
            if (isFull) tell(user, position, t - shift, -1);
            else
              for (let unit = 0; unit < size; unit += 1) if (mask[from + unit]) tell(user, position, t - shift, unit);
          }
        }
      }
    },
    of: (/** @type {number} */ node) => reached.get(node) ?? null,
    sizeOf,
  };
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

/** @param {number} count */
function units(count) {
  return Array.from({ length: count }, (_, k) => k);
}
