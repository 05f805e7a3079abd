/**
 * Outlines around the chosen number, in its column and in its lane.
 *
 * @import {Box, Scene, View} from "#app/types.js"
 */

import { begins, middle } from "#app/layout/axis.js";

/**
 * @param {Omit<Scene, "outlines" | "larger">} scene
 * @param {View} view
 * @returns {Box[]}
 */
export function outlinesOf({ vectors, bars, lanes, axis }, { cell }) {
  if (!cell) return [];
  /** @type {Box[]} */
  const found = [];
  const vector = vectors.find(({ node, t }) => node === cell.node && t === cell.t);
  if (vector?.values) {
    const each = vector.height / vector.values.length;
    found.push(box("vector", vector.x - 3, vector.y + cell.unit * each, vector.width + 6, each));
  }
  const bar = bars.find((one) => one.cell.node === cell.node && one.cell.t === cell.t && one.cell.unit === cell.unit);
  if (bar) found.push(box("bar", bar.x - 2, bar.y - 2, bar.width + 4, bar.height + 4));
  const lane = lanes.find(({ node }) => node === cell.node);
  if (lane?.series && cell.t >= 1 && cell.t <= axis.T) {
    const each = lane.height / lane.series.width;
    const x = begins(axis, cell.t);
    found.push(box("lane", x, lane.y + cell.unit * each, Math.max(6, 2 * (middle(axis, cell.t) - x)), each));
  }
  return found;
}

/**
 * @param {string} key
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @returns {Box}
 */
function box(key, x, y, width, height) {
  const tall = Math.max(5, height);
  return { key: `outline-${key}`, tone: "outline", x, y: y - (tall - height) / 2, width, height: tall, radius: 2 };
}
