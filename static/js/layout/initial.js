/**
 * The values before the first step (and after the last, for nets that read backwards): narrow, outlined with dashes,
 * and named, so that nobody takes them for computed ones.
 *
 * @import {Box, Plan, Vector} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Wish} from "#app/layout/initialnames.js"
 */

import { rampOf } from "#app/layout/ramp.js";
import { symbolAt } from "#app/layout/symbols.js";
import { isActive } from "#app/state/phases.js";

const WIDTH = 12;
const MOST = 2; // h(0) and h(−1); more are there but not drawn

/**
 * @param {Plan} plan
 * @returns {{before: Set<string>, after: Set<string>}} names that are read from before the start, after the end
 */
export function initialSides(plan) {
  const { edges, T } = plan;
  const isRead = (/** @type {import("#app/types.js").PlanEdge} */ edge) => {
    const near = Array.from({ length: Math.min(T, Math.abs(edge.shift)) }, (_, k) => (edge.shift < 0 ? k + 1 : T - k));
    return near.some((t) => isActive(plan, edge, t));
  };
  const read = (/** @type {number} */ way) =>
    new Set(edges.filter((edge) => Math.sign(edge.shift) === way && isRead(edge)).map(({ from }) => from));
  return { before: read(-1), after: read(1) };
}

/**
 * @param {Ground} ground
 * @param {boolean} named whether there is room for their names
 * @returns {{vectors: Vector[], boxes: Box[], names: Wish[]}}
 */
export function initialValues(ground, named) {
  const { run, axis } = ground;
  const { before, after } = initialSides(run.plan);
  /** @type {{vectors: Vector[], boxes: Box[], names: Wish[]}} */
  const scene = { vectors: [], boxes: [], names: [] };
  for (const name of before) addSide(scene, ground, name, axis.start - 4, -1, named);
  for (const name of after) addSide(scene, ground, name, axis.end + 4, 1, named);
  return scene;
}

/**
 * @param {{vectors: Vector[], boxes: Box[], names: Wish[]}} scene
 * @param {Ground} ground
 * @param {string} name
 * @param {number} edge where the nearest one ends
 * @param {1 | -1} way
 * @param {boolean} named
 */
function addSide(scene, { run, band, axis }, name, edge, way, named) {
  const place = band.get(`row-${name}`);
  const tensor = run.initial.get(name);
  if (!place || !tensor) return;
  const equation = run.plan.equations.find((other) => other.name === name);
  const size = tensor.shape.at(-1) ?? 1;
  const rows = Math.min(MOST, tensor.values.length / size);
  for (let k = 0; k < rows; k += 1) {
    const near = edge + way * k * (WIDTH + 4);
    const t = way < 0 ? -k : axis.T + 1 + k;
    const x = way < 0 ? near - WIDTH : near;
    const values = tensor.values.subarray(k * size, (k + 1) * size);
    const key = `${name}-t${t}`;
    const { y, height } = place;
    scene.vectors.push({
      key,
      node: name,
      t,
      x,
      y,
      width: WIDTH,
      height,
      values,
      ...rampOf(equation, run.values.get(name)),
    });
    scene.boxes.push({
      key: `initial-${key}`,
      tone: "initial",
      x: x - 2,
      y: y - 2,
      width: WIDTH + 4,
      height: height + 4,
      radius: 2,
    });
  }
  if (!named) return;
  const tex = symbolAt(run.plan, name, way < 0 ? 0 : axis.T + 1);
  const side = way < 0 ? "before" : "after";
  const far = edge + way * (rows * (WIDTH + 4) - 2);
  const near = edge - way * 2;
  const box = {
    left: Math.min(near, far),
    right: Math.max(near, far),
    top: place.y - 2,
    bottom: place.y + place.height + 2,
  };
  scene.names.push({ key: `initial-${name}-${side}`, node: name, tex, side, box });
}
