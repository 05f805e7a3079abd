/**
 * How many times larger two runs are drawn while presenting: as large as both have room, at the same size, since they
 * stand on one axis.
 *
 * @import {Plan, View} from "#app/types.js"
 */

import { wishList } from "#app/layout/bands.js";
import { alongside, total } from "#app/layout/presented.js";
import { barOf, roomFor } from "#app/layout/unfolded/room.js";

const SIZES = [1.6, 1.5, 1.4, 1.3, 1.25, 1.15, 1.05, 0.95, 0.85]; // at 1280 pixels
const SPARE = 14; // pixels of a graph, for what stands at its lowest circles
const LEAST = 1.25; // letters of 18 pixels: where that is still too large, it scrolls

/**
 * @param {Plan[]} plans
 * @param {{view: View, width: number, height: number}} sight
 */
export function largerTogether(plans, { view, width, height }) {
  const sizes = SIZES.map((size) => Math.max(LEAST, size * Math.max(1, width / 1280)));
  const least = view.show === "graph" ? graphHeight : columnsHeight;
  const fits = (/** @type {number} */ size) =>
    plans.every((plan) => least(plan, view, width / size, height / size) <= height / size);
  return sizes.find(fits) ?? /** @type {number} */ (sizes.at(-1));
}

/**
 * @param {Plan} plan
 * @param {View} view
 * @param {number} _
 * @param {number} height
 */
function columnsHeight(plan, view, _, height) {
  return total(alongside(plan, view.cell, true)(wishList(plan), height));
}

/**
 * @param {Plan} plan
 * @param {View} _
 * @param {number} width
 * @param {number} height
 */
function graphHeight(plan, _, width, height) {
  const manner = { presenting: true, together: true };
  return roomFor(plan, width, height, manner).least + barOf(manner) + SPARE;
}
