/**
 * What can be chosen at a point of a gradient's view.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Laid} from "#app/gradient.js"
 */

import { stepAt } from "#app/layout/axis.js";

/**
 * @param {Pick<Scene, "spots">} scene
 * @param {number} x
 * @param {number} y
 * @returns {Partial<Laid> | null} what it sets
 */
export function spotAt({ spots = [] }, x, y) {
  const found = spots.findLast(
    (spot) => x >= spot.x && x <= spot.x + spot.width && y >= spot.y && y <= spot.y + spot.height,
  );
  if (!found) return null;
  const { to, cells } = found;
  if (!cells) return to;
  const t = cells.losses[Math.min(cells.losses.length - 1, Math.floor((y - found.y) / cells.each))];
  return { ...to, t, k: stepAt(cells.axis, x) };
}
