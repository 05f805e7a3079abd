/**
 * A small sketch of what an example unrolls to, read off its net's edges and its spec: which steps have an input, which
 * a target, and what is handed from step to step. Computed numbers are not in it.
 *
 *     ▪   ▪   ▪     targets
 *     ○ → ○ → ○     states, a row each
 *     ▪   ▪   ▪     inputs
 *
 * @import {Example, PlanEdge} from "#app/types.js"
 */

import { isActive } from "#app/state/phases.js";

const PITCH = 22;
const LEVEL = 17;
const LEFT = 9;
const MOST = 7; // columns; of longer sequences the first and the last ones
const RADIUS = 4;
const STATES = 3; // rows at most

/** @typedef {{key: string, x: number, y: number, kind: "input" | "state" | "target"}} Mark */
/** @typedef {{key: string, d: string, dashed: boolean}} Stroke */
/** @typedef {{width: number, height: number, marks: Mark[], strokes: Stroke[], gap: {x: number, y: number} | null}} Sketch */
/** @typedef {{x: number, y: number}} Point */

/**
 * @param {Pick<Example, "spec" | "edges" | "ends">} example
 * @returns {Sketch}
 */
export function sketchOf(example) {
  const { spec, edges } = example;
  const read = listOf(spec.tokens ?? spec.inputs);
  const targets = listOf(spec.targets);
  const T = read.length;
  const phases = /** @type {Record<string, boolean[]>} */ (masksOf(spec.phases));
  const states = statesOf(example);
  const shown = columnsOf(T);
  const isRead = (/** @type {PlanEdge} */ edge, /** @type {number} */ t) => isActive({ phases }, edge, t);
  const top = 8;
  const x = (/** @type {number} */ t) => LEFT + PITCH * (shown.indexOf(t) + (t > shown[2] && T > MOST ? 1 : 0));
  const bottom = top + LEVEL * (states.length + 1);
  const level = (/** @type {string} */ name) => {
    if (name === "x") return bottom;
    const at = states.indexOf(name);
    return name === "y" || example.ends.includes(name)
      ? at < 0
        ? top
        : top + LEVEL * (at + 1)
      : top + LEVEL * (Math.max(0, at) + 1);
  };
  /** @type {Sketch} */
  const sketch = { width: 0, height: bottom + 8, marks: [], strokes: [], gap: null };
  for (const t of shown) {
    const takes = edges.some((edge) => edge.from === "x" && !edge.shift && isRead(edge, t));
    const has = takes && read[t - 1] !== null;
    if (has) sketch.marks.push({ key: `x${t}`, x: x(t), y: bottom, kind: "input" });
    states.forEach((name) => {
      sketch.marks.push({ key: `${name}${t}`, x: x(t), y: level(name), kind: "state" });
    });
    const wanted = (targets[t - 1] ?? null) !== null;
    if (wanted) sketch.marks.push({ key: `y${t}`, x: x(t), y: top, kind: "target" });
    const first = { x: x(t), y: level(states[0]) };
    const last = { x: x(t), y: level(states[states.length - 1]) };
    if (has) sketch.strokes.push(stroke(`in${t}`, { x: x(t), y: bottom }, last));
    if (wanted) sketch.strokes.push(stroke(`out${t}`, first, { x: x(t), y: top }));
  }
  for (const edge of edges.filter(({ shift, to }) => shift && to !== "loss")) {
    for (const t of shown) {
      const s = t + edge.shift;
      if (!shown.includes(s) || Math.abs(x(s) - x(t)) > PITCH * Math.abs(edge.shift) || !isRead(edge, t)) continue;
      const from = { x: x(s), y: level(edge.from) };
      const isInside = states.includes(edge.from);
      const to = { x: x(t), y: states.includes(edge.to) || !isInside ? level(edge.to) : from.y };
      const key = `${edge.from} ${from.y} ${to.y} ${s} ${t}`;
      if (sketch.strokes.some((one) => one.key === key)) continue;
      sketch.strokes.push({ ...stroke(key, from, to, Math.abs(edge.shift) > 1), dashed: edge.from === "y" });
    }
  }
  if (T > MOST) sketch.gap = { x: LEFT + 3 * PITCH, y: level(states[0]) };
  sketch.width = x(T) + LEFT;
  return sketch;
}

/**
 * Rows of states: what is handed on, without outputs that are only compared.
 *
 * @param {Pick<Example, "edges" | "ends">} example
 */
function statesOf({ edges, ends }) {
  const inside = edges.flatMap(({ from, to }) => [from, to]).filter((name) => !["x", "y", "loss"].includes(name));
  const handed = edges.filter(({ shift, from }) => shift && inside.includes(from)).map(({ from }) => from);
  const rows = [...new Set(handed)].filter((name) => !ends.includes(name) || inside.every((one) => ends.includes(one)));
  const read = edges.find(({ from, to }) => from === "x" && inside.includes(to))?.to;
  const usual = read ?? inside.find((name) => !ends.includes(name)) ?? inside[0];
  return (rows.length ? rows : [usual]).slice(0, STATES).reverse();
}

/** @param {number} T */
function columnsOf(T) {
  const all = Array.from({ length: Math.min(T, 10_000) }, (_, k) => k + 1);
  return T > MOST ? [...all.slice(0, 3), ...all.slice(-3)] : all;
}

/**
 * @param {string} key
 * @param {Point} from
 * @param {Point} to
 * @param {boolean} [bowed] over what it skips
 * @returns {Stroke}
 */
function stroke(key, from, to, bowed = false) {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / far, (to.y - from.y) / far];
  const [a, b] = [RADIUS + 1, RADIUS + 2];
  const start = { x: from.x + ux * a, y: from.y + uy * a };
  const end = { x: to.x - ux * b, y: to.y - uy * b };
  const p = (/** @type {Point} */ { x, y }) => `${round(x)},${round(y)}`;
  if (bowed) {
    const rise = { x: (from.x + to.x) / 2, y: from.y - 13 };
    return {
      key,
      d: `M${p({ x: from.x + 2, y: from.y - a })}Q${p(rise)} ${p({ x: to.x - 2, y: to.y - a })}`,
      dashed: false,
    };
  }
  const wing = (/** @type {number} */ way) => ({
    x: end.x - 3.2 * ux + way * 2.2 * uy,
    y: end.y - 3.2 * uy - way * 2.2 * ux,
  });
  return { key, d: `M${p(start)}L${p(end)}M${p(wing(1))}L${p(end)}L${p(wing(-1))}`, dashed: false };
}

/** @param {number} number */
function round(number) {
  return Math.round(number * 10) / 10;
}

/** @param {unknown} value @returns {unknown[]} */
function listOf(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {unknown} phases */
function masksOf(phases) {
  const entries = Object.entries(typeof phases === "object" && phases !== null ? phases : {});
  return Object.fromEntries(entries.map(([name, mask]) => [name, listOf(mask).map(Boolean)]));
}
