/**
 * Where a state's gradient goes: ∂c_t/∂c_k along the direct path, as a block, in total. What it asks, and what of it a
 * link may set.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Laid, LaidKind} from "#app/gradient.js"
 */

import { windowAround } from "#app/state/laid/window.js";

export const WAYS = /** @type {const} */ (["direct", "block", "total"]);
export const UNDER = /** @type {const} */ (["parts", "units"]);
export const BEFORE = "before"; // the same net without what a person changed in it
const MOST = 4; // nets beside

/** @typedef {typeof WAYS[number]} Way */

/** @type {LaidKind} */
export const paths = {
  fields: {
    path: (path) => WAYS.includes(path),
    under: (under) => UNDER.includes(under),
    unit: (unit) => unit === null || (Number.isInteger(unit) && unit >= 0),
    pair: (pair) => pair === null || (Array.isArray(pair) && pair.length === 2 && pair.every(isUnit)), // what is checked
    beside: (beside) =>
      Array.isArray(beside) &&
      beside.length <= MOST &&
      new Set(beside).size === beside.length &&
      beside.every((name) => typeof name === "string" && /^\w{1,40}$/u.test(name)),
  },
  ofState: true,
  withoutLoss: true,
  isWhole: true,
  drawsBoth: true,
  initial: ["k"],
  question: ({ plan, laid, window, place, checking }) => ({
    ...stateIn(plan, laid),
    t: place.t,
    ...(window ? { window: windowAround(window, place.t) } : {}),
    ...(plan.input && besideOf(laid).length ? { beside: besideOf(laid) } : {}), // other nets read the same x
    ...(checking ? { k: place.k, entry: pairOf(laid, sizeIn(plan, laid)), check: true } : {}),
  }),
};

/**
 * The state by name, where the chosen node is one: what some step reads at another.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 */
function stateIn(plan, { node }) {
  return plan.equations.some(({ name, delayed }) => name === node && delayed) ? { state: node } : {};
}

/**
 * @param {Laid} laid
 * @returns {string[]}
 */
export function besideOf({ beside }) {
  return Array.isArray(beside) ? beside : [];
}

/**
 * @param {Laid} laid
 * @returns {Way}
 */
export function wayOf({ path }) {
  return WAYS.find((one) => one === path) ?? "total";
}

/**
 * The unit whose own derivative is shown; null: norms.
 *
 * @param {Laid} laid
 * @param {number} n
 */
export function unitOf({ unit }, n) {
  return typeof unit === "number" && unit < n ? unit : null;
}

/**
 * The units whose entry ∂c_t,i/∂c_k,j is checked, [i, j]; the chosen unit's own where nobody has chosen two.
 *
 * @param {Laid} laid
 * @param {number} n
 * @returns {number[]}
 */
export function pairOf(laid, n) {
  const pair = /** @type {number[] | null | undefined} */ (laid.pair);
  if (pair?.every((unit) => unit < n)) return pair;
  const own = unitOf(laid, n) ?? 0;
  return [own, own];
}

/**
 * How many units the state has, by the plan.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 */
function sizeIn({ equations }, { node }) {
  const all = equations.filter(({ delayed }) => delayed);
  return (all.find(({ name }) => name === node) ?? all[0])?.size ?? 1;
}

/** @param {any} unit */
function isUnit(unit) {
  return Number.isInteger(unit) && unit >= 0 && unit < 1e5;
}
