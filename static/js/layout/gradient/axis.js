/**
 * The time axis of the gradient's views: that of the columns, with room at its right for what stands beside the rows.
 *
 * @import {Axis, Camera, Plan, Run, Stop} from "#app/types.js"
 */

import { cameraAxis } from "#app/layout/camera.js";
import { stageAxis } from "#app/layout/stageaxis.js";

const BESIDE = { wide: 92, compact: 60, presenting: 84 };
const LEAST = 2; // pixels a step: as many steps as have a pixel or two are looked at, the others are folded
const MOST = 480; // steps in the window
const WHOLE = { pitch: 34, presenting: 35, steps: 24 }; // a run of so few steps is seen as a whole

/**
 * @param {Run} run
 * @param {Stop} stop
 * @param {number} width
 * @param {Camera | null} [camera]
 * @param {boolean} [presenting]
 * @param {boolean} [isWhole] a view of all steps: however narrow they are
 * @param {Plan} [beside] of the run that is drawn on the same axis
 * @returns {Axis}
 */
export function gradientAxis(run, stop, width, camera = null, presenting = false, isWhole = false, beside = run.plan) {
  const isNarrow = hasNoWords(width, presenting);
  const room = width - (presenting ? BESIDE.presenting : isNarrow ? BESIDE.compact : BESIDE.wide);
  if (isWhole) return stageAxis(run, stop, room, isNarrow, camera ?? { pitch: 0, centre: 1 }, 0, beside);
  const least = Math.max(LEAST, room / MOST);
  const axis = stageAxis(run, stop, room, isNarrow, camera, least, beside);
  const { T, start, end, room: wide = end - start, fold = 0 } = axis;
  const bounds = T > MOST ? { narrowest: least } : {};
  const fitting = presenting ? WHOLE.presenting : WHOLE.pitch;
  if (camera || T > WHOLE.steps || T * fitting > wide) return { ...axis, ...bounds };
  return cameraAxis({ T, start, end: start + wide, fold }, { pitch: wide / T, centre: (T + 1) / 2 });
}

/**
 * Whether the rows have names alone, and the steps the room.
 *
 * @param {number} width
 * @param {boolean} presenting
 */
export function hasNoWords(width, presenting) {
  return presenting || width < 560;
}
