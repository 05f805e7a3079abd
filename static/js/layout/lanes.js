/**
 * The lanes: heat strips of one node each over all steps, in the stage's one order of rows. The loss comes first, and
 * where there is nothing but lanes the input comes last.
 *
 * @import {Band, Lane, Reach, Run, Span, View} from "#app/types.js"
 */

import { rowsOf } from "#app/layout/bands.js";
import { roundUp } from "#app/layout/figures.js";
import { rampOf } from "#app/layout/ramp.js";
import { NOWHERE } from "#app/state/reach.js";

/**
 * @param {{run: Run, reach: Reach, band: Map<string, Band>}} ground
 * @param {View} view
 * @returns {Lane[]}
 */
export function lanesOf({ run, reach, band }, view) {
  const gradients = view.lanes === "gradients";
  const { above, inside } = rowsOf(run.plan);
  const nodes = [...above, ...inside].flatMap((equation) => {
    const place = band.get(`lane-${equation.name}`);
    if (!place) return [];
    const { key, y, height } = place;
    const series = (gradients ? run.grads : run.values).get(equation.name) ?? null;
    const reached = (gradients ? reach.grads : reach.values).get(equation.name) ?? NOWHERE;
    const ramp = rampOf(gradients ? undefined : equation, series);
    return [{ key, node: equation.name, y, height, series, reached, ...ramp }];
  });
  return [...nodes, ...lossLane(run, reach, band.get("lane-loss")), ...inputLane(run, band.get("lane-x"))];
}

/**
 * @param {Run} run
 * @param {Reach} reach
 * @param {Band | undefined} place
 * @returns {Lane[]}
 */
function lossLane({ lossSeries: series, losses, isChange }, reach, place) {
  if (!place) return [];
  const { key, y, height } = place;
  const limit = roundUp(series?.largest ?? 1);
  const reached = losses ? everywhere([...reach.values.values()]) : NOWHERE;
  return [{ key, node: "loss", y, height, series, reached, ramp: isChange ? "signed" : "magnitude", limit }];
}

/**
 * What is given, whether or not the playhead has come by.
 *
 * @param {Run} run
 * @param {Band | undefined} place
 * @returns {Lane[]}
 */
function inputLane({ inputs: series, inputPresent: present, plan }, place) {
  if (!place || !series) return [];
  const { key, y, height } = place;
  const reached = { first: 1, last: plan.T };
  return [{ key, node: "x", y, height, series, reached, ...rampOf(undefined, series), present }];
}

/**
 * The steps that all spans hold.
 *
 * @param {Span[]} spans
 */
function everywhere(spans) {
  return {
    first: Math.max(1, ...spans.map(({ first }) => first)),
    last: Math.min(...spans.map(({ last }) => last)),
  };
}
