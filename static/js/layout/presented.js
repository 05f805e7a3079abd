/**
 * What stays on the stage in presentation mode: the unfolded graph, and of the rest as much as has room. On the way
 * back the curve of the gradient comes before the gates; a row that is being asked about always stays.
 *
 * @import {Cell, Plan, Stop} from "#app/types.js"
 * @import {Wish} from "#app/layout/bands.js"
 */

import { isBackward } from "#app/state/stops.js";

const LEAST_ROW = 19;

/** In a window of 1280 × 720 letters of 15 px become 30 px; a larger one shows the same picture larger. */
const LARGER = { width: 1280, height: 648, factor: 2 }; // the stage's: the bar takes the rest

/**
 * How many times larger everything is drawn.
 *
 * @param {number} width of the stage
 * @param {number} height
 */
export function largerFor(width, height) {
  return Math.max(1.25, LARGER.factor * Math.min(width / LARGER.width, height / LARGER.height));
}

/**
 * @param {Plan} plan
 * @param {Stop} stop
 * @param {Cell | null} cell
 * @returns {(wishes: Wish[], height: number) => Wish[]}
 */
export function presented(plan, stop, cell) {
  const isGate = gatesOf(plan, cell);
  const order = isBackward(stop) ? [isLane, isGate, isCurve] : [isLane, isCurve];
  return (wishes, height) => leaving(wishes, height, order);
}

/** @typedef {(wish: Wish) => boolean} Leaves */

/** @type {Leaves} */
const isLane = ({ key }) => /^(gap-)?(lane|lanes|under)(-|$)/.test(key);

/** @type {Leaves} */
const isCurve = ({ key }) => key === "curve" || key === "gap-curve";

/** @type {Leaves} */
const isAim = ({ kind }) => kind === "target" || kind === "loss";

/**
 * Rows that one can do without: but for the one that is being asked about.
 *
 * @param {Plan} plan
 * @param {Cell | null} cell
 * @returns {Leaves}
 */
function gatesOf(plan, cell) {
  const gates = plan.equations.filter(
    ({ name, delayed, role }) => role !== "output" && !delayed && name !== cell?.node,
  );
  const rows = new Set(gates.flatMap(({ name }) => [`row-${name}`, `gap-gap-${name}`]));
  return ({ key }) => rows.has(key);
}

/**
 * @param {Wish[]} wishes
 * @param {number} height
 * @param {Leaves[]} order what leaves first
 */
function leaving(wishes, height, order) {
  let kept = wishes.map((wish) => (wish.kind === "vector" ? { ...wish, least: LEAST_ROW } : wish));
  for (const leaves of order) {
    if (total(kept) <= height) break;
    const next = kept.filter((wish) => !leaves(wish));
    if (next.some(({ kind }) => kind === "vector")) kept = next;
  }
  return kept;
}

/**
 * What stays of a run beside another: one curve and the steps' numbers stand below both; lanes go before gates, and while
 * presenting target and loss, which the line over it says.
 *
 * @param {Plan} plan
 * @param {Cell | null} cell
 * @param {boolean} [presenting]
 * @returns {(wishes: Wish[], height: number) => Wish[]}
 */
export function alongside(plan, cell, presenting) {
  const order = [isLane, gatesOf(plan, cell), ...(presenting ? [isAim] : [])];
  return (wishes, height) => leaving(lower(withoutCurve(wishes)), height, order);
}

/** @param {Wish[]} wishes */
export function withoutCurve(wishes) {
  return wishes.filter((wish) => wish.key !== "steps" && !isCurve(wish));
}

/** @param {Wish[]} wishes */
function lower(wishes) {
  return wishes.map((wish) => ({ ...wish, least: Math.min(wish.least, LOWER[wish.kind] ?? wish.least) }));
}

/** @type {Partial<Record<Wish["kind"], number>>} */
const LOWER = { target: 20, loss: 19, output: 28, arrows: 19, token: 26 };

/** @param {Wish[]} wishes */
export function total(wishes) {
  return wishes.reduce((sum, { least }) => sum + least, 0);
}
