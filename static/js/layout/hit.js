/**
 * Which number stands at a point of the stage.
 *
 * @import {Cell, Scene} from "#app/types.js"
 */

import { begins, stepAt } from "#app/layout/axis.js";
import { holds } from "#app/state/reach.js";

const LETTERS = 15; // pixels
const NEAR = 4; // pixels beside a vector that still mean it

/**
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @returns {Cell | null}
 */
export function cellAt(scene, x, y) {
  return inVector(scene, x, y) ?? inSpot(scene, x, y) ?? inBars(scene, x, y) ?? inLane(scene, x, y);
}

/**
 * The input or the target whose word stands there; its unit is the run's to tell.
 *
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @returns {{node: "x" | "y", t: number} | null}
 */
export function givenAt({ words, columns, larger }, x, y) {
  const tall = LETTERS * larger;
  const word = words.find(
    (one) => /^(?:token|target)\b/u.test(one.tone) && Math.abs(y - one.y) < tall && Math.abs(x - one.x) < 2 * tall,
  );
  const column = word && columns.find((one) => Math.abs(one.x - word.x) < 1);
  return column ? { node: word.tone.startsWith("token") ? "x" : "y", t: column.t } : null;
}

/**
 * A name of the graph: all of its circle means it, each unit at its height.
 *
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @returns {Cell | null}
 */
function inSpot({ unfolded }, x, y) {
  const found = unfolded?.spots.find((spot) => Math.hypot(x - spot.x, y - spot.y) <= spot.radius);
  if (!found) return null;
  const { node, t, radius, size } = found;
  const share = (y - found.y + 0.62 * radius) / (1.24 * radius); // as its strip stands
  return { node, t, unit: Math.max(0, Math.min(size - 1, Math.floor(share * size))) };
}

/**
 * The operation of an opened step at a point: the id of its node.
 *
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @returns {number | null}
 */
export function operationAt({ boxes }, x, y) {
  const found = boxes.find(
    (box) =>
      box.key.startsWith("glyph-o:") && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
  );
  return found ? Number(found.key.slice("glyph-o:".length)) : null;
}

/**
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @returns {Cell | null}
 */
function inVector({ vectors }, x, y) {
  const found = vectors.find(
    (v) => v.values && x >= v.x - NEAR && x <= v.x + v.width + NEAR && y >= v.y && y < v.y + v.height,
  );
  if (!found?.values) return null;
  return { node: found.node, t: found.t, unit: Math.floor(((y - found.y) / found.height) * found.values.length) };
}

/**
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @returns {Cell | null}
 */
function inBars({ bars }, x, y) {
  const found = bars.find(
    (bar) => x >= bar.x && x <= bar.x + bar.width + 1 && y <= bar.y + bar.height && y > bar.y + bar.height - 40,
  );
  return found?.cell ?? null;
}

/**
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @returns {Cell | null}
 */
function inLane({ lanes, axis }, x, y) {
  const lane = lanes.find((one) => one.node !== "loss" && y >= one.y && y < one.y + one.height);
  if (!lane?.series || x < begins(axis, 1) || x >= begins(axis, axis.T + 1)) return null;
  const t = stepAt(axis, x);
  if (!holds(lane.reached, t)) return null;
  return { node: lane.node, t, unit: Math.floor(((y - lane.y) / lane.height) * lane.series.width) };
}
