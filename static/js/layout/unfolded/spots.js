/**
 * Where numbers can be chosen in the graph, and the outlines around the one that is.
 *
 * @import {Box, Copy, Run, Scene, View} from "#app/types.js"
 * @import {Cell} from "#app/layout/unfolded/places.js"
 */

import { begins } from "#app/layout/axis.js";

/**
 * @param {Run} run
 * @param {Copy[]} copies
 * @param {Cell} cell
 */
export function spotsOf(run, copies, { at, radius }) {
  const sizes = new Map(run.plan.equations.map(({ name, size }) => [name, size]));
  if (run.plan.input && !run.plan.tokens) sizes.set("x", run.plan.input.size);
  return copies
    .filter(({ dealt }) => dealt > 0.98)
    .flatMap(({ t, x, y, scale, nodes }) =>
      nodes.flatMap(({ name, tone }) => {
        const size = sizes.get(name);
        const place = at.get(name);
        if (!size || !place || /unreached|absent/u.test(tone)) return [];
        return [{ node: name, t, x: x + scale * place.x, y: y + scale * place.y, radius: scale * radius, size }];
      }),
    );
}

/**
 * Around the chosen number: in its circle, and in its lane.
 *
 * @param {Omit<Scene, "outlines" | "larger">} scene
 * @param {View} view
 * @returns {Box[]}
 */
export function outlinesOf({ vectors, lanes, axis, unfolded }, { cell }) {
  if (!cell || !unfolded) return [];
  /** @type {Box[]} */
  const found = [];
  const outline = { tone: "outline", radius: 2 };
  const vector = vectors.find(({ node, t }) => node === cell.node && t === cell.t);
  const spot = unfolded.spots.find(({ node, t }) => node === cell.node && t === cell.t);
  if (vector?.values) {
    const each = vector.height / vector.values.length;
    const tall = Math.max(5, each);
    found.push({ ...outline, key: "outline-vector", x: vector.x - 2, y: vector.y + cell.unit * each - (tall - each) / 2, width: vector.width + 4, height: tall }); // biome-ignore format: one line
  }
  if (spot) {
    const r = spot.radius + 3;
    found.push({
      ...outline,
      key: "outline-node",
      x: spot.x - r,
      y: spot.y - r,
      width: 2 * r,
      height: 2 * r,
      radius: r,
    });
  }
  const lane = lanes.find(({ node }) => node === cell.node);
  if (lane?.series && cell.t >= 1 && cell.t <= axis.T) {
    const each = lane.height / lane.series.width;
    const [x, end] = [begins(axis, cell.t), begins(axis, cell.t + 1)];
    found.push({ ...outline, key: "outline-lane", x, y: lane.y + cell.unit * each, width: Math.max(6, end - x), height: Math.max(5, each) }); // biome-ignore format: one line
  }
  return found;
}
