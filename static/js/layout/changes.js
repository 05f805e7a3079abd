/**
 * What a change has reached, marked where it stands. Three cases are told apart, without colour as well:
 *
 *     does not depend      dashed and empty
 *     depends, as before   whole, with =
 *     has changed          whole, framed, by how much as its colour
 *
 * @import {Axis, Box, Copy, Lane, Run, Scene, Vector, Words} from "#app/types.js"
 * @import {Dependence} from "#app/state/dependence.js"
 */

import { begins } from "#app/layout/axis.js";
import { stretches } from "#app/layout/surgery.js";
import { depends } from "#app/state/dependence.js";
import { at as numberAt, row } from "#app/state/series.js";

/** @typedef {"values" | "grads"} Kind */
/** @typedef {"apart" | "same" | "changed"} Case */

const LEAST = 12; // pixels of a vector that has room for a sign

/**
 * @template {Omit<Scene, "larger">} S
 * @param {S} scene of a run of differences
 * @param {Run} run that run
 * @param {Dependence} of
 * @param {Kind} kind of the lanes
 * @returns {S}
 */
export function withChanges(scene, run, of, kind) {
  const steps = new Map(scene.columns.map(({ key, t }) => [key, t]));
  /** @type {Box[]} */
  const boxes = scene.boxes.map((box) => (isChangedToken(box, steps, run, of) ? { ...box, tone: `${box.tone} changed` } : box)); // biome-ignore format: one line
  /** @type {Words[]} */
  const words = scene.words.map((one) => (isLossApart(one, steps, run, of) ? { ...one, text: "" } : one));
  for (const vector of scene.vectors) {
    if (!vector.values || vector.t < 1 || vector.t > run.plan.T) continue;
    const found = caseOf(of, "values", run, vector.node, vector.t);
    boxes.push(around(vector, found));
    if (found === "same" && vector.height >= LEAST) words.push(sign(vector));
    if (found !== "apart") boxes.push(...unitsApart(of, vector));
  }
  boxes.push(...scene.lanes.flatMap((lane) => stretchesApart(of, kind, lane, scene.axis)));
  const vectors = scene.vectors.map((vector) => ({ ...vector, series: seriesOf(run, "values", vector.node) }));
  const { unfolded } = scene;
  const copies = unfolded?.copies.map((copy) => copyWith(copy, run, of));
  return { ...scene, boxes, words, vectors, ...(unfolded && copies ? { unfolded: { ...unfolded, copies } } : {}) };
}

/**
 * What became of a vector at a step.
 *
 * @param {Dependence} of
 * @param {Kind} kind
 * @param {Run} run of differences
 * @param {string} node
 * @param {number} t
 * @returns {Case}
 */
function caseOf(of, kind, run, node, t) {
  const values = row(seriesOf(run, kind, node), t);
  const size = node === "loss" ? 1 : (values?.length ?? 1);
  const reached = Array.from({ length: size }, (_, unit) => depends(of, kind, node, t, unit, size));
  if (!reached.includes(true)) return "apart";
  if (!values) return "same";
  return reached.some((is, unit) => is && values[unit] !== 0) ? "changed" : "same";
}

/**
 * @param {Run} run
 * @param {Kind} kind
 * @param {string} node
 */
function seriesOf(run, kind, node) {
  if (node === "loss") return run.lossSeries;
  if (node === "x") return run.inputs;
  return run[kind].get(node) ?? null;
}

/**
 * @param {Box} box
 * @param {Map<string, number>} steps by the column's key
 * @param {Run} run
 * @param {Dependence} of
 */
function isChangedToken({ key }, steps, run, of) {
  const t = key.startsWith("pill-") ? steps.get(key.slice("pill-".length)) : undefined;
  return t !== undefined && caseOf(of, "values", run, "x", t) === "changed";
}

/**
 * @param {Words} one
 * @param {Map<string, number>} steps
 * @param {Run} run
 * @param {Dependence} of
 */
function isLossApart({ key }, steps, run, of) {
  const t = key.startsWith("loss-") ? steps.get(key.slice("loss-".length)) : undefined;
  return t !== undefined && caseOf(of, "values", run, "loss", t) === "apart";
}

/**
 * @param {Vector} vector
 * @param {Case} found
 * @returns {Box}
 */
function around({ key, x, y, width, height }, found) {
  const by = { changed: 1.5, apart: 1, same: 0 }[found]; // over the outline that a vector has
  return {
    key: `case-${key}`,
    tone: `case ${found}`,
    x: x - by,
    y: y - by,
    width: width + 2 * by,
    height: height + 2 * by,
    radius: 0,
  };
}

/**
 * @param {Vector} vector
 * @returns {Words}
 */
function sign({ key, x, y, width, height }) {
  return { key: `same-${key}`, tone: "same", x: x + width / 2, y: y + height / 2, text: "=", anchor: "middle" };
}

/**
 * Units that do not depend, in a vector of which others do.
 *
 * @param {Dependence} of
 * @param {Vector} vector
 * @returns {Box[]}
 */
function unitsApart(of, { key, node, t, x, y, width, height, values }) {
  const size = values?.length ?? 0;
  const each = height / size;
  const isApart = (/** @type {number} */ unit) => !depends(of, "values", node, t, unit, size);
  return stretches(size, isApart).map(([first, last]) => ({
    key: `apart-${key}-${first}`,
    tone: "case apart",
    x: x + 1,
    y: y + first * each + 0.5,
    width: width - 2,
    height: (last - first + 1) * each - 1,
    radius: 0,
  }));
}

/**
 * Steps at which no unit of a lane depends.
 *
 * @param {Dependence} of
 * @param {Kind} kind
 * @param {Lane} lane
 * @param {Axis} axis
 * @returns {Box[]}
 */
function stretchesApart(of, kind, { key, node, y, height, series, reached }, axis) {
  if (!series) return [];
  const size = of.isCoarse ? 1 : series.width;
  const mask = of[node === "loss" || node === "x" ? "values" : kind].get(node);
  const isApart = (/** @type {number} */ at) => {
    const from = at * size;
    for (let k = from; k < from + size; k += 1) if (mask?.[k]) return false;
    return at + 1 >= reached.first && at + 1 <= reached.last;
  };
  return stretches(axis.T, isApart).map(([first, last]) => {
    const x = begins(axis, first + 1);
    return { key: `apart-${key}-${first}`, tone: "case apart", x: x + 1, y: y + 1, width: Math.max(1, begins(axis, last + 2) - x - 2), height: Math.max(1, height - 2), radius: 0 }; // biome-ignore format: one line
  });
}

/**
 * @param {Copy} copy
 * @param {Run} run
 * @param {Dependence} of
 * @returns {Copy}
 */
function copyWith(copy, run, of) {
  if (copy.dealt <= 0.98) return copy;
  const nodes = copy.nodes.map((node) => {
    if (/\b(unreached|absent)\b/u.test(node.tone)) return node;
    const found = caseOf(of, "values", run, node.name, copy.t);
    const by = numberAt(run.values.get(node.name), copy.t) ?? 0;
    const number = node.number && by > 0 ? `+${node.number}` : node.number;
    return { ...node, tone: `${node.tone} ${found}`, number: found === "apart" ? "" : found === "same" ? "=" : number };
  });
  const isApart = caseOf(of, "values", run, "loss", copy.t) === "apart";
  const words = copy.words.map((one) => (isApart && one.key === "loss" ? { ...one, text: "" } : one));
  return { ...copy, nodes, words };
}
