/**
 * The chosen step k in a view that has one row for a chosen t: a band over it, and clicks that choose another.
 *
 * @import {LaidGround, Spot} from "#app/gradient.js"
 */

import { begins } from "#app/layout/axis.js";

/**
 * A band over the chosen k, from the lines to the end.
 *
 * @param {LaidGround} ground
 * @param {number} top
 * @param {number} bottom
 */
export function chosenBand({ axis, place }, top, bottom) {
  if (place.k < axis.first || place.k > axis.last) return [];
  const x = begins(axis, place.k);
  const width = Math.max(3, begins(axis, place.k + 1) - x);
  return [{ key: "laid-k", tone: "laid-cross", x, y: top, width, height: bottom - top, radius: 0 }];
}

/**
 * A click anywhere chooses k.
 *
 * @param {LaidGround} ground
 * @param {number} top
 * @param {number} bottom
 * @returns {Spot}
 */
export function choosingSpot({ axis, room, place }, top, bottom) {
  const cells = { losses: [place.t], each: bottom - top, axis };
  return { x: room.left, y: top, width: room.right - room.left, height: bottom - top, to: {}, cells };
}
