/**
 * What can be chosen at a point of a gradient's view.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Laid, Spot} from "#app/gradient.js"
 */

import { stepAt } from "#app/layout/axis.js";

/**
 * @param {Pick<Scene, "spots">} scene
 * @param {number} x
 * @param {number} y
 * @returns {Partial<Laid> | null} what it sets
 */
export function spotAt({ spots = [] }, x, y) {
  const found = spots.findLast((spot) => !spot.drags && isIn(spot, x, y));
  if (!found) return null;
  const { to, cells, entries } = found;
  if (entries) return { ...to, at: entryAt(entries, x, y) };
  if (!cells) return to;
  const t = cells.losses[Math.min(cells.losses.length - 1, Math.floor((y - found.y) / cells.each))];
  return { ...to, t, k: stepAt(cells.axis, x) };
}

/**
 * Where a span of steps can be chosen by dragging.
 *
 * @param {Pick<Scene, "spots">} scene
 * @param {number} x
 * @param {number} y
 */
export function dragAt({ spots = [] }, x, y) {
  return spots.findLast((spot) => spot.drags && isIn(spot, x, y))?.drags ?? null;
}

/**
 * @param {Spot} spot
 * @param {number} x
 * @param {number} y
 */
function isIn(spot, x, y) {
  return x >= spot.x && x <= spot.x + spot.width && y >= spot.y && y <= spot.y + spot.height;
}

/**
 * Row and column of a matrix, or of the part of it that is drawn, from 0; in the matrix's own layout.
 *
 * @param {NonNullable<Spot["entries"]>} entries
 * @param {number} x
 * @param {number} y
 */
function entryAt({ across, down, first, counts, turned }, x, y) {
  const at = [down, across].map((edges, axis) => {
    const share = ((axis ? x : y) - edges[0]) / (edges[edges.length - 1] - edges[0]);
    return first[axis] + Math.max(0, Math.min(counts[axis] - 1, Math.floor(share * counts[axis])));
  });
  return turned ? at.reverse() : at;
}
