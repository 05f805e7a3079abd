/**
 * A closed stage with what is lit on it: the ways inside the columns, and in the curve's place the share lane of the
 * parameter. Everything else keeps its place.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 */

import { shareLane } from "#app/layout/sharelane.js";
import { withinColumns } from "#app/layout/within.js";

/**
 * @typedef {object} Lit
 * @property {string | null} names everything that is lit, between spaces
 * @property {string[]} parameters whose shares are shown
 */

/**
 * @template {Omit<Scene, "larger">} S
 * @param {S} scene
 * @param {Ground} ground
 * @param {Lit | undefined} lit
 * @returns {S}
 */
export function withLit(scene, ground, lit) {
  if (!lit?.names) return scene;
  const { run, reach, stop, axis, band } = ground;
  const within = withinColumns(ground, new Set(lit.names.split(" ")));
  const place = band.get("curve");
  const lane = place && lit.parameters.length ? shareLane(run, reach, stop, lit.parameters, axis, place) : null;
  const isCurves = (/** @type {{key: string}} */ { key }) => key.startsWith("broken-curve");
  return {
    ...scene,
    boxes: [...(lane ? scene.boxes.filter((box) => !isCurves(box)) : scene.boxes), ...within.boxes],
    edges: [...scene.edges, ...within.edges, ...(lane?.edges ?? [])],
    words: [...(lane ? scene.words.filter((one) => !isCurves(one)) : scene.words), ...(lane?.words ?? [])],
    captions: lane?.captions ?? [],
    curve: lane?.curve ?? scene.curve,
  };
}
