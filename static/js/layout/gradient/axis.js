/**
 * The time axis of the gradient's views: that of the columns, with room at its right for what stands beside the rows.
 *
 * @import {Axis, Camera, Run, Stop} from "#app/types.js"
 */

import { stageAxis } from "#app/layout/stageaxis.js";

const BESIDE = { wide: 92, compact: 60 };
const LEAST = 2; // pixels a step: as many steps as have a pixel or two are looked at, the others are folded
const MOST = 480; // steps in the window

/**
 * @param {Run} run
 * @param {Stop} stop
 * @param {number} width
 * @param {Camera | null} [camera]
 * @returns {Axis}
 */
export function gradientAxis(run, stop, width, camera = null) {
  const compact = width < 560;
  const room = width - (compact ? BESIDE.compact : BESIDE.wide);
  const axis = stageAxis(run, stop, room, compact, camera, leastOf(room));
  return camera ? { ...axis, narrowest: leastOf(room) } : axis;
}

/** @param {number} room */
function leastOf(room) {
  return Math.max(LEAST, room / MOST);
}
