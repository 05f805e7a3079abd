/**
 * The chain of Jacobians between two steps: what it asks, and what of it a link may set.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Laid, LaidKind} from "#app/gradient.js"
 */

export const LAYOUTS = /** @type {const} */ (["numerator", "denominator"]);
export const ORDERS = /** @type {const} */ (["right", "wrong"]);
export const MATRICES = /** @type {const} */ (["factor", "product"]);

const CORNER = 8; // entries before the chosen one in the numbers of a large matrix

/** @type {LaidKind} */
export const chain = {
  fields: {
    layout: (layout) => LAYOUTS.includes(layout),
    order: (order) => ORDERS.includes(order),
    matrix: (matrix) => MATRICES.includes(matrix),
    step: (step) => step === null || (Number.isInteger(step) && step >= 0 && step <= 1e6), // the factor looked at
    at: (at) => at === null || (Array.isArray(at) && at.length === 2 && at.every(isPlace)), // an entry: row, column
    open: (open) => typeof open === "boolean", // the tile that is looked at stands open, in numbers
  },
  withoutLoss: true,
  initial: ["k", "t"],
  question: ({ plan, laid, place }) => {
    const node = plan && laid.node && delayedNames(plan).includes(laid.node) ? laid.node : null;
    const at = entryOf(laid, plan);
    return {
      ...(place ? { k: place.k, t: place.t } : {}),
      ...(node ? { node } : {}),
      ...(typeof laid.step === "number" ? { step: Math.min(laid.step, (plan?.T ?? laid.step) + 1) } : {}),
      ...(at ? { entry: at, matrix: matrixOf(laid), corner: at.map((one) => Math.max(0, one - CORNER)) } : {}),
    };
  },
};

/** @param {Laid} laid @returns {"factor" | "product"} */
export function matrixOf({ matrix }) {
  return matrix === "factor" ? "factor" : "product";
}

/**
 * The chosen entry, if the net's state can have it.
 *
 * @param {Laid} laid
 * @param {Plan | null} plan
 * @returns {number[] | null}
 */
export function entryOf({ at, node }, plan) {
  const entry = /** @type {number[] | null | undefined} */ (at);
  if (!entry) return null;
  const most = plan ? sizeOf(plan, node) : Number.POSITIVE_INFINITY;
  return entry.every((one) => one < most) ? entry : null;
}

/** @param {Plan} plan */
export function delayedNames({ equations }) {
  return equations.filter(({ delayed }) => delayed).map(({ name }) => name);
}

/**
 * How many entries the state has that is asked for: every delayed name of its sweep, as often as the longest delay.
 *
 * @param {Plan} plan
 * @param {string | null | undefined} node of that state; of the first one where there is none
 */
function sizeOf(plan, node) {
  const names = delayedNames(plan);
  const isAsked = (/** @type {string[]} */ nodes) =>
    names.includes(String(node)) ? nodes.includes(String(node)) : nodes.some((name) => names.includes(name));
  const sweep = plan.sweeps.find(({ nodes }) => isAsked(nodes));
  const lag = (/** @type {string} */ name) =>
    plan.edges.reduce((most, { from, shift }) => (from === name ? Math.max(most, Math.abs(shift)) : most), 0);
  return plan.equations
    .filter(({ name }) => names.includes(name) && sweep?.nodes.includes(name))
    .reduce((sum, { name, size }) => sum + size * lag(name), 0);
}

/** @param {any} one */
function isPlace(one) {
  return Number.isInteger(one) && one >= 0 && one < 1e5;
}
