/**
 * The rows of the stage while a step is open: the outputs on top, the frame with c … h where the closed columns have
 * them too, the token below. No lanes: the opened step takes their room.
 *
 * @import {Band, Equation, Plan} from "#app/types.js"
 * @import {Places} from "#app/layout/opened/places.js"
 */

import { rowsOf } from "#app/layout/bands.js";

export const GRID = 8; // everything that arrows end at stands on this lattice
const LEAST = 56;
const MOST = 88;

/**
 * @typedef {object} Rows
 * @property {Map<string, Band>} band by key, as for the closed stage
 * @property {Band[]} all
 * @property {{top: number, bottom: number}} frame
 * @property {(row: number) => number} y
 * @property {number} step pixels from row to row
 * @property {number} height
 */

/** @param {number} value */
export function snap(value) {
  return Math.round(value / GRID) * GRID;
}

/**
 * @param {Plan} plan
 * @param {Places} places
 * @param {number} height what there is
 * @returns {Rows}
 */
export function openedRows(plan, places, height) {
  const { above, inside } = rowsOf(plan);
  /** @type {Band[]} */
  const all = [];
  let y = 6;
  const put = (
    /** @type {Band["kind"]} */ kind,
    /** @type {string} */ key,
    /** @type {string | null} */ node,
    /** @type {number} */ tall,
  ) => {
    all.push({ key, kind, node, y, height: tall });
    y += tall;
  };
  if (plan.target && plan.loss) {
    put("target", "target", null, 20);
    put("loss", "loss", null, 20);
  }
  for (const { name } of above) {
    put("output", `row-${name}`, name, 44);
    put("arrows", `above-${name}`, null, 20);
  }
  const top = snap(y + 2);
  const below = 22 + 34 + 24 + 8; // and what snapping may add
  const [over, under] = [36, 36];
  const range = Math.max(1, places.most - places.least);
  const room = height - top - over - under - below;
  const step = Math.max(LEAST, Math.min(MOST, Math.floor(room / range)));
  const first = snap(top + over);
  const at = (/** @type {number} */ row) => snap(first + (row - places.least) * step);
  const frame = { top, bottom: at(places.most) + under };
  all.push(...insideBands(inside, places, at, frame));
  y = frame.bottom;
  put("arrows", "in", null, 22);
  if (plan.input) put("token", "x", "x", 34);
  put("gap", "gap-steps", null, 0);
  put("steps", "steps", null, 24);
  return { band: new Map(all.map((band) => [band.key, band])), all, frame, y: at, step, height: Math.max(height, y) };
}

/**
 * Anchored rows where the opened step has them, the others spread evenly between.
 *
 * @param {Equation[]} inside
 * @param {Places} places
 * @param {(row: number) => number} at
 * @param {{top: number, bottom: number}} frame
 * @returns {Band[]}
 */
function insideBands(inside, places, at, frame) {
  const middles = inside.map(({ name }) => {
    const place = places.anchors.includes(name) ? places.at.get(`v:${name}`) : undefined;
    return place ? at(place.row) : null;
  });
  for (let k = 0; k < middles.length; k += 1) {
    if (middles[k] !== null) continue;
    const end = middles.findIndex((middle, j) => j > k && middle !== null);
    const last = end < 0 ? middles.length : end;
    const low = k ? /** @type {number} */ (middles[k - 1]) : frame.top - 12;
    const high = end < 0 ? frame.bottom + 12 : /** @type {number} */ (middles[end]);
    const each = (high - low) / (last - k + 1);
    for (let j = k; j < last; j += 1) middles[j] = Math.round(low + each * (j - k + 1));
  }
  return inside.map(({ name }, k) => {
    const middle = /** @type {number} */ (middles[k]);
    const near = Math.min(
      ...middles
        .filter((_, j) => Math.abs(j - k) === 1)
        .map((other) => Math.abs(/** @type {number} */ (other) - middle)),
      88,
    );
    const tall = Math.max(16, Math.min(60, near * 0.8));
    return { key: `row-${name}`, kind: "vector", node: name, y: middle - tall / 2, height: tall };
  });
}
