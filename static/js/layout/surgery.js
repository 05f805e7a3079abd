/**
 * What a person changed, marked where it is: held numbers stand between two bars, numbers that were set carry a
 * square, cut edges are crossed by two strokes, and a gradient that does not pass ends at a bar. Without colour, in
 * columns, lanes, strips and graph alike.
 *
 * @import {Box, Copy, Edge, Run, Scene, Vector} from "#app/types.js"
 */

import { begins } from "#app/layout/axis.js";
import { bundles } from "#app/layout/bundles.js";
import { changesOf, edgeState, heldAt, setSteps } from "#app/state/surgery.js";

const BAR = 3; // pixels, of what holds a vector
const BEHIND = 11; // an arrow's tip
const STROKE = 6; // half of one across an edge

/**
 * @template {Omit<Scene, "larger">} S
 * @param {S} scene
 * @param {Run} run
 * @returns {S}
 */
export function withSurgery(scene, { plan }) {
  if (!changesOf(plan).length) return scene;
  const steps = new Map(scene.columns.map(({ key, t }) => [key, t]));
  const edges = scene.unfolded ? scene.edges : columnEdges(scene.edges, plan, steps);
  const held = scene.unfolded ? [] : scene.vectors.flatMap((vector) => barsOf(plan, vector));
  const set = scene.boxes.flatMap((box) => squareAt(plan, box, steps));
  const lanes = scene.lanes.flatMap(({ key, node, series, y, height }) =>
    series ? laneFrames(plan, { key, node, y, height, size: series.width }, scene.axis) : [],
  );
  const { unfolded } = scene;
  const found = { ...scene, edges: [...edges, ...held, ...set], boxes: [...scene.boxes, ...lanes] };
  if (!unfolded) return found;
  const copies = unfolded.copies.map((copy) => copyWith(plan, copy));
  const first = scene.axis.first - 1;
  const ways = unfolded.ways.flatMap((edge, _, all) => {
    const [, from, shift, to, k, back] = /^(\S+) (-?\d+) (\S+) k(-?\d+)( back)?$/u.exec(edge.key) ?? [];
    if (!from || !to) return [edge];
    const state = edgeState(plan, from, Number(shift), [to], first + Number(k));
    const forward = back ? all.find(({ key }) => `${key} back` === edge.key) : edge;
    return marked(edge, forward, state, parametersOf(edge)).map((one) => ({ ...one, over: edge.over }));
  });
  return { ...found, unfolded: { ...unfolded, copies, ways } };
}

/** @param {Edge} edge @returns {string[]} the parameters among what runs along it: the node comes first */
function parametersOf({ names = "" }) {
  return names.split(" ").slice(1);
}

/** @typedef {import("#app/state/surgery.js").EdgeState} EdgeState */

/**
 * @param {Edge[]} edges
 * @param {Run["plan"]} plan
 * @param {Map<string, number>} steps
 * @returns {Edge[]}
 */
function columnEdges(edges, plan, steps) {
  const all = bundles(plan);
  const byKey = new Map(edges.map((edge) => [edge.key, edge]));
  return edges.flatMap((edge) => {
    const key = edge.key.replace(/ back$/u, "");
    const at = key.lastIndexOf(" ");
    const [bundle, t] = [all.find((one) => one.key === key.slice(0, at)), steps.get(key.slice(at + 1))];
    if (!bundle || t === undefined) return [edge];
    const isBack = key !== edge.key;
    const { from, shift } = bundle;
    const readers = isBack
      ? all.filter((one) => one.from === from && one.shift === shift).flatMap((one) => one.readers)
      : bundle.readers;
    return marked(edge, byKey.get(key), edgeState(plan, from, shift, readers, t), bundle.parameters);
  });
}

/**
 * An edge with what was done to it; a gradient that does not pass as far as it comes.
 *
 * @param {Edge} edge
 * @param {Edge | undefined} forward the edge that it runs along, itself or the one that it comes back along
 * @param {EdgeState} state
 * @param {string[]} parameters
 * @returns {Edge[]}
 */
function marked(edge, forward, state, parameters) {
  const tip = forward && tipOf(forward);
  if (!tip) return [edge];
  if (edge !== forward) return state.passes ? [edge] : stopped(edge, tip);
  const { isSet } = state;
  const across = state.cut ? [strokes(edge, tip)] : [];
  const square = isSet(parameters) ? [squareBeside(edge, tip)] : [];
  return [{ ...edge, tone: state.cut === "all" ? `${edge.tone} cut` : edge.tone }, ...across, ...square];
}

/** @typedef {{x: number, y: number, dx: number, dy: number}} Tip with the direction it points to */

/**
 * @param {Edge} edge
 * @returns {Tip | null}
 */
function tipOf({ head }) {
  const numbers = head.match(/-?\d+(?:\.\d+)?/gu)?.map(Number) ?? [];
  if (numbers.length < 6) return null;
  const [x, y, ax, ay, bx, by] = numbers;
  const [dx, dy] = [x - (ax + bx) / 2, y - (ay + by) / 2];
  const long = Math.hypot(dx, dy) || 1;
  return { x, y, dx: dx / long, dy: dy / long };
}

/**
 * @param {Edge} edge
 * @param {Tip} tip
 * @returns {Edge}
 */
function strokes({ key }, { x, y, dx, dy }) {
  const d = [BEHIND, BEHIND + 3.5].map((by) => stroke(x - dx * by, y - dy * by, dx, dy, 2)).join("");
  return { key: `${key} cut`, tone: "surgery", d, head: "", width: 2, title: "" };
}

/**
 * Across a line, a little slanted.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} dx
 * @param {number} dy
 * @param {number} slant
 */
function stroke(x, y, dx, dy, slant) {
  const [ax, ay] = [-dy * STROKE + dx * slant, dx * STROKE + dy * slant];
  return `M${round(x + ax)},${round(y + ay)}L${round(x - ax)},${round(y - ay)}`;
}

/**
 * @param {Edge} edge
 * @param {Tip} tip
 * @returns {Edge}
 */
function squareBeside({ key }, { x, y, dx, dy }) {
  const [mx, my] = [x - dx * BEHIND - dy * 6, y - dy * BEHIND + dx * 6];
  return squareOf(`${key} set`, mx, my);
}

/**
 * @param {string} key
 * @param {number} x its middle
 * @param {number} y
 * @returns {Edge}
 */
function squareOf(key, x, y) {
  const head = `M${round(x - 3)},${round(y - 3)}h6v6h-6Z`;
  return { key, tone: "surgery", d: "", head, width: 1, title: "" };
}

/**
 * @param {Edge} edge what came back
 * @param {Tip} tip of the edge that it came back along: there it begins
 * @returns {Edge[]}
 */
function stopped(edge, { dx, dy }) {
  const [x, y] = edge.d.match(/-?\d+(?:\.\d+)?/gu)?.map(Number) ?? [];
  if (x === undefined || y === undefined) return [];
  const [ex, ey] = [x - dx * BEHIND, y - dy * BEHIND];
  const d = `M${round(x)},${round(y)}L${round(ex)},${round(ey)}`;
  return [
    { ...edge, d, head: "", tone: `${edge.tone} stopped`, width: Math.min(edge.width, 3) },
    { key: `${edge.key} bar`, tone: "backward stopped", d: stroke(ex, ey, dx, dy, 0), head: "", width: 3, title: "" },
  ];
}

/**
 * @param {Run["plan"]} plan
 * @param {Vector} vector
 * @returns {Edge[]}
 */
function barsOf(plan, { key, node, t, x, y, width, height, values }) {
  const size = values?.length ?? 0;
  const held = size ? heldAt(plan, node, size) : null;
  if (!held || t < 1) return [];
  const each = height / size;
  return stretches(size, (unit) => held.is[(t - 1) * size + unit] === 1).map(([first, last]) => {
    const [top, bottom] = [round(y + first * each), round(y + (last + 1) * each)];
    const d = [x - BAR - 1, x + width + BAR + 1].map((at) => `M${round(at)},${top}V${bottom}`).join("");
    return { key: `held ${key} ${first}`, tone: "surgery", d, head: "", width: BAR, title: "" };
  });
}

/**
 * A token, of which a number was set.
 *
 * @param {Run["plan"]} plan
 * @param {Box} box
 * @param {Map<string, number>} steps
 * @returns {Edge[]}
 */
function squareAt(plan, { key, x, y, width }, steps) {
  const t = key.startsWith("pill-") ? steps.get(key.slice("pill-".length)) : undefined;
  return t !== undefined && setSteps(plan, "x").has(t) ? [squareOf(`set ${key}`, x + width - 1, y + 3)] : [];
}

/**
 * Frames around what is held, as far as steps hold the same units.
 *
 * @param {Run["plan"]} plan
 * @param {{key: string, node: string, y: number, height: number, size: number}} lane
 * @param {import("#app/types.js").Axis} axis
 * @returns {Box[]}
 */
function laneFrames(plan, { key, node, y, height, size }, axis) {
  const held = heldAt(plan, node, size);
  if (!held) return [];
  const each = height / size;
  return Array.from({ length: size }, (_, unit) => unit).flatMap((unit) => {
    const isHeld = (/** @type {number} */ at, /** @type {number} */ k) => k >= 0 && k < size && held.is[at * size + k] === 1; // biome-ignore format: one line
    const begun = (/** @type {number} */ at) => isHeld(at, unit) && !isHeld(at, unit - 1);
    return stretches(axis.T, begun).map(([first, last]) => {
      let end = unit;
      while (isHeld(first, end + 1)) end += 1;
      const x = begins(axis, first + 1);
      return { key: `held-${key}-${first}-${unit}`, tone: "held", x, y: y + unit * each, width: Math.max(2, begins(axis, last + 2) - x), height: Math.max(3, (end + 1 - unit) * each), radius: 0 }; // biome-ignore format: one line
    });
  });
}

/**
 * @param {Run["plan"]} plan
 * @param {Copy} copy
 * @returns {Copy}
 */
function copyWith(plan, copy) {
  if (copy.dealt <= 0.98) return copy;
  const byKey = new Map(copy.edges.map((edge) => [edge.key, edge]));
  const edges = copy.edges.flatMap((edge) => {
    const key = edge.key.replace(/ back$/u, "");
    const [from, to] = key.split(" ");
    return marked(edge, byKey.get(key), edgeState(plan, from, 0, [to], copy.t), parametersOf(edge));
  });
  const bars = copy.nodes.flatMap(({ name, x, y, d }) => {
    const size = plan.equations.find((one) => one.name === name)?.size ?? 0;
    const held = size ? heldAt(plan, name, size) : null;
    const row = held?.is.subarray((copy.t - 1) * size, copy.t * size);
    const radius = Number.parseFloat(d.slice(1)) - x; // a circle is drawn from its right
    if (row?.includes(1)) {
      const bar = [-1, 1].map((side) => `M${round(x + side * (radius + 4))},${round(y - radius * 0.7)}v${round(radius * 1.4)}`).join(""); // biome-ignore format: one line
      return [{ key: `held ${name}`, tone: "surgery", d: bar, head: "", width: BAR, title: "" }];
    }
    return setSteps(plan, name).has(copy.t) ? [squareOf(`set ${name}`, x + radius * 0.75, y - radius * 0.75)] : [];
  });
  return { ...copy, edges: [...edges, ...bars] };
}

/**
 * Stretches of 0 … count − 1 where something holds.
 *
 * @param {number} count
 * @param {(at: number) => boolean} holds
 */
export function stretches(count, holds) {
  /** @type {[number, number][]} */
  const found = [];
  for (let at = 0; at < count; at += 1) {
    if (!holds(at)) continue;
    const last = found.at(-1);
    if (last && last[1] === at - 1) last[1] = at;
    else found.push([at, at]);
  }
  return found;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
