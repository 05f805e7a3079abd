/**
 * The time axis of the stage: where it begins, behind the rows' names and what stands before the first step.
 *
 * @import {Camera, Plan, Run, Stop} from "#app/types.js"
 */

import { makeAxis } from "#app/layout/axis.js";
import { cameraAxis } from "#app/layout/camera.js";
import { initialSides } from "#app/layout/initial.js";
import { texWidth } from "#app/layout/lettering.js";
import { symbolOf } from "#app/layout/symbols.js";

const NAME = 21; // letters of a row's name

/**
 * Room for the rows' names: as wide as the widest of them, within limits.
 *
 * @param {Plan} plan
 * @param {boolean} compact
 */
export function gutterOf(plan, compact) {
  const widest = Math.max(0, ...plan.equations.map((equation) => texWidth(symbolOf(equation), NAME)));
  return compact ? Math.min(90, Math.max(40, 22 + widest)) : Math.min(180, Math.max(124, 22 + widest));
}

/**
 * @param {Run} run
 * @param {Stop} stop
 * @param {number} width
 * @param {boolean} compact
 * @param {Camera | null} [camera] null: as many columns as are legible, around the playhead
 * @param {number} [least] pixels a step, where what is drawn needs more than strips do
 * @param {Plan} [beside] of the run that is shown on the same axis
 */
export function stageAxis(run, stop, width, compact, camera = null, least = 0, beside = run.plan) {
  const plans = beside === run.plan ? [beside] : [run.plan, beside];
  const sides = plans.map((plan) => {
    const { before, after } = initialSides(plan);
    const isFar = plan.edges.some(({ shift }) => Math.abs(shift) > 1); // two values before the first step
    const aside = (/** @type {Set<string>} */ names) => (names.size ? (compact ? (isFar ? 36 : 20) : 40) : 0);
    return { before: aside(before), after: aside(after), gutter: gutterOf(plan, compact) };
  });
  const most = (/** @type {"before" | "after" | "gutter"} */ side) => Math.max(...sides.map((one) => one[side]));
  const T = Math.max(...plans.map((plan) => plan.T));
  const room = {
    T,
    start: most("gutter") + most("before"),
    end: width - 10 - most("after"),
    fold: compact ? 34 : 56,
  };
  if (camera) return cameraAxis(room, { ...camera, pitch: Math.max(least, camera.pitch) });
  const focus = stop.kind === "loss" ? T : stop.kind === "gradients" ? 1 : stop.t;
  return makeAxis({ ...room, focus, pitch: compact ? 56 : 60 });
}
