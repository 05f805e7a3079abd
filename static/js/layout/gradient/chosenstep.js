/**
 * The chosen step k: its name under its column; in a view that has one row for a chosen t, a band over it and clicks
 * that choose another.
 *
 * @import {LaidGround, Spot} from "#app/gradient.js"
 */

import { begins } from "#app/layout/axis.js";
import { widthOf } from "#app/layout/lettering.js";
import { count } from "#app/words/count.js";

const APART = 8; // pixels from a name to its column's edges, together

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

/**
 * The name of the chosen step; close set where its column is narrow, since a playhead may stand at the column's edge.
 *
 * @param {number} k
 * @param {number} wide pixels of the column
 * @param {number} letters
 */
export function chosenName(k, wide, letters) {
  const text = `k = ${count(k)}`;
  return widthOf(text, letters) + APART > wide ? `k=${count(k)}` : text;
}
