/**
 * The scrubber's strip as a scene: the lane of one state over all steps, a rail for each direction, a handle.
 *
 * @import {Itinerary, Lane, Run, Scene, Stop} from "#app/types.js"
 */

import { begins } from "#app/layout/axis.js";
import { playheadOf } from "#app/layout/playhead.js";
import { rampOf } from "#app/layout/ramp.js";
import { NOWHERE, reach as reachOf } from "#app/state/reach.js";

export const STRIP = { height: 40, top: 10, lane: 20, rail: 3 };

/**
 * @typedef {object} StripScene
 * @property {number} width
 * @property {Scene["axis"]} axis
 * @property {Scene["laneSpans"]} laneSpans
 * @property {Lane | null} lane
 * @property {{key: string, tone: string, x: number, y: number, width: number, height: number, radius: number}[]} boxes
 */

/**
 * @param {Run} run
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @param {Scene} stage
 * @param {Stop} [stop] where the handle stands: of two runs, their common moment
 * @returns {StripScene}
 */
export function layOutStrip(run, itinerary, cursor, { width, axis, shared = axis, laneSpans }, stop) {
  const reach = reachOf(itinerary, cursor);
  const { equations } = run.plan;
  const shown = equations.findLast(({ delayed }) => delayed) ?? equations[0];
  const series = run.values.get(shown.name) ?? null;
  const reached = reach.values.get(shown.name) ?? NOWHERE;
  const lane = {
    key: `strip-${shown.name}`,
    node: shown.name,
    y: STRIP.top,
    height: STRIP.lane,
    series,
    reached,
    ...rampOf(shown, series),
  };
  const rails = itinerary.walks.map(({ kind, nodes }, k) => {
    const { first, last } = (kind === "forward" ? reach.values : reach.grads).get(nodes[0]) ?? NOWHERE;
    const x = begins(axis, Math.max(1, first));
    const right = first > last ? x : begins(axis, last + 1);
    const y = kind === "forward" ? STRIP.top - 6 : STRIP.top + STRIP.lane + 3;
    return { key: `rail-${k}`, tone: `rail ${kind}`, x, y, width: right - x, height: STRIP.rail, radius: 1.5 };
  });
  const { x, band, kind } = playheadOf(stop ?? itinerary.stops[cursor], shared);
  const box = band ?? { x: x - 3, width: 6 };
  const wide = Math.max(8, box.width);
  const handle = {
    key: "handle",
    tone: `handle ${kind}`,
    x: box.x - (wide - box.width) / 2,
    y: STRIP.top - 3,
    width: wide,
    height: STRIP.lane + 6,
    radius: 4,
  };
  return { width, axis, laneSpans, lane, boxes: [...rails, handle] };
}
