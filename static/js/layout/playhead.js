/**
 * Where the playhead stands on the time axis: behind the step it has passed, in the direction of the pass.
 *
 * @import {Axis, Playhead, Stop} from "#app/types.js"
 */

import { begins } from "#app/layout/axis.js";
import { isBackward } from "#app/state/stops.js";

/**
 * @param {Stop} stop
 * @param {Axis} axis
 * @returns {Playhead}
 */
export function playheadOf(stop, axis) {
  const kind = isBackward(stop) ? "backward" : "forward";
  if (stop.kind === "loss") return { x: begins(axis, axis.T + 1), kind, band: null };
  if (stop.kind === "gradients") return { x: begins(axis, 1), kind, band: null };
  const [left, right] = [begins(axis, stop.t), begins(axis, stop.t + 1)];
  return { x: stop.direction > 0 ? right : left, kind, band: { x: left, width: right - left } };
}
