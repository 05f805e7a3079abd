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
  const entries = near(edges, ["x"], states, 1);
  const exits = near(edges, example.ends, states, -1);
  for (const t of shown) {
    const takes = edges.some((edge) => edge.from === "x" && !edge.shift && isRead(edge, t));
    const has = takes && read[t - 1] !== null;
    const wanted = (targets[t - 1] ?? null) !== null;
    const levels = states.map(level);
    if (has) {
      sketch.marks.push({ key: `x${t}`, x: x(t), y: bottom, kind: "input" });
      sketch.strokes.push(...entries.map((name) => upright(`in${t}${name}`, x(t), bottom, level(name), levels)));
    }
    sketch.marks.push(
      ...states.map((name) => /** @type {Mark} */ ({ key: `${name}${t}`, x: x(t), y: level(name), kind: "state" })),
    );
    if (wanted) {
      sketch.marks.push({ key: `y${t}`, x: x(t), y: top, kind: "target" });
      sketch.strokes.push(...exits.map((name) => upright(`out${t}${name}`, x(t), level(name), top, levels)));
    }
    for (const [name, onto] of handed(edges, states)) {
      sketch.strokes.push(upright(`up${t}${name}${onto}`, x(t), level(name), level(onto), levels));
    }
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
 * Rows of states, top first: what is handed on, without outputs that are only compared. Nearest the output is on top.
 *
 * @param {Pick<Example, "edges" | "ends">} example
 */
function statesOf({ edges, ends }) {
  const inside = edges.flatMap(({ from, to }) => [from, to]).filter((name) => !["x", "y", "loss"].includes(name));
  const delayed = edges.filter(({ shift, from }) => shift && inside.includes(from)).map(({ from }) => from);
  const rows = [...new Set(delayed)].filter(
    (name) => !ends.includes(name) || inside.every((one) => ends.includes(one)),
  );
  const read = edges.find(({ from, to }) => from === "x" && inside.includes(to))?.to;
  const usual = read ?? inside.find((name) => !ends.includes(name)) ?? inside[0];
  const far = distances(edges, ends, -1);
  const from = (/** @type {string} */ name) => far.get(name) ?? 99;
  return (rows.length ? rows : [usual]).sort((a, b) => from(a) - from(b)).slice(0, STATES);
}

/**
 * How many edges of the same step lie between, along them (1) or against them (−1).
 *
 * @param {PlanEdge[]} edges
 * @param {string[]} starts
 * @param {1 | -1} way
 */
function distances(edges, starts, way) {
  const found = new Map(starts.map((name) => [name, 0]));
  const rest = [...starts];
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    for (const { from, to, shift } of edges) {
      const [here, there] = way > 0 ? [from, to] : [to, from];
      if (shift || here !== name || found.has(there)) continue;
      found.set(there, (found.get(name) ?? 0) + 1);
      rest.push(there);
    }
  }
  return found;
}

/**
 * The states that are nearest to what enters, or leaves.
 *
 * @param {PlanEdge[]} edges
 * @param {string[]} starts
 * @param {string[]} states
 * @param {1 | -1} way
 */
function near(edges, starts, states, way) {
  const far = distances(edges, starts, way);
  const least = Math.min(...states.map((name) => far.get(name) ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(least) ? states.filter((name) => far.get(name) === least) : [];
}

/**
 * Which state is read by which within a step, with no other state between.
 *
 * @param {PlanEdge[]} edges
 * @param {string[]} states
 * @returns {[string, string][]}
 */
function handed(edges, states) {
  return states.flatMap((name) => {
    const others = edges.filter(({ to }) => to !== name && states.includes(to)).map(({ to }) => to);
    const plain = edges.filter(({ from }) => from === name || !states.includes(from)); // not through another state
    const far = distances(plain, [name], 1);
    return [...new Set(others)].filter((to) => far.has(to)).map((to) => /** @type {[string, string]} */ ([name, to]));
  });
}

/**
 * Up or down within a step; around a state that stands between.
 *
 * @param {string} key
 * @param {number} x
 * @param {number} from
 * @param {number} to
 * @param {number[]} levels
 * @returns {Stroke}
 */
function upright(key, x, from, to, levels) {
  const isBetween = levels.some((y) => y > Math.min(from, to) && y < Math.max(from, to));
  if (!isBetween) return stroke(key, { x, y: from }, { x, y: to });
  const side = to < from && from > Math.max(...levels) ? -1 : 1;
  const [a, b] = [`${round(x + side * 3)},${round(from - 4)}`, `${round(x + side * 4)},${round(to + 5)}`];
  return { key, d: `M${a}Q${round(x + side * 13)},${round((from + to) / 2)} ${b}`, dashed: false };
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
