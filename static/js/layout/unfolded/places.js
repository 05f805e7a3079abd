/**
 * Where the names of a cell stand around its own middle, where its delays run, and how far apart two copies must be.
 * Heights count upwards from the lowest rank, which stands at y = 0.
 *
 * @import {CellGraph, Delay} from "#app/layout/unfolded/graph.js"
 * @import {Point} from "#app/layout/ways.js"
 */

import { spread } from "#app/layout/folded/ranks.js";

const BETWEEN = 9; // two names of one rank
export const LEVEL = 8; // two lines that run across between two ranks
const TRACK = 10; // two upright lines between two columns
const NEAR = 10; // from a name to the first line beside it
export const LOOP = 2.75; // radii from a name's middle to the outmost of its loop

/**
 * @typedef {object} Size
 * @property {number} radius
 * @property {number} least between two ranks
 * @property {number} height that there is for the ranks, between the middles of the lowest and the highest
 * @property {boolean} beside the target stands beside the loss, not above it
 * @property {(name: string) => {left: number, right: number}} room that a name needs beside its circle
 * @property {(names: string[]) => number} written how wide the names of parameters are
 *
 * @typedef {object} Cell
 * @property {CellGraph} graph
 * @property {number} radius
 * @property {Map<string, Point>} at
 * @property {Point[][]} chains of the direct edges, in their order
 * @property {Map<string, number>} level of what runs across: "bundle rank"
 * @property {Map<string, {folded: number, unfolded: number}>} track of each delay that has one, from the middle
 * @property {Map<string, number>} nest of each loop: how many are inside of it
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 * @property {number} pitch the least one
 */

/**
 * Between which ranks a delay runs across: gap 1 lies above rank 0. What spans several columns needs a line for each,
 * as its copies overlap.
 *
 * @param {Delay} delay
 * @param {CellGraph} graph
 * @param {number} ranks
 * @returns {{gap: number, from: "below" | "above"}[]}
 */
function acrossOf(delay, { rank }, ranks) {
  const own = rank.get(delay.from) ?? ranks - 1; // a target that stands aside
  const needsTop = delay.readers.some(({ manner }) => manner === "over" || (manner !== "loop" && delay.exit === "top"));
  const gaps = new Set(delay.readers.filter(({ manner }) => manner === "bus").map(({ to }) => rank.get(to) ?? 0));
  return [
    ...[...gaps].map((gap) => ({ gap, from: /** @type {const} */ ("above") })),
    ...(needsTop
      ? Array.from({ length: delay.lag }, () => ({ gap: own + 1, from: /** @type {const} */ ("below") }))
      : []),
  ];
}

/**
 * @param {CellGraph} graph
 * @param {Size} size
 * @returns {Cell}
 */
export function placed(graph, size) {
  const { order, chains, delays, names, aside } = graph;
  const { radius, beside } = size;
  const isName = (/** @type {string} */ item) => names.includes(item);
  const room = (/** @type {string} */ item) => {
    if (!isName(item)) return { left: 5, right: 5 };
    const more = size.room(item);
    return { left: radius + more.left, right: radius + more.right };
  };
  const x = spread(order, chains, room, BETWEEN);
  const ranks = order.length + (aside && !beside ? 1 : 0);
  const across = delays.map((delay) => ({ key: delay.key, lines: acrossOf(delay, graph, ranks) }));
  const linesOf = (/** @type {number} */ gap, /** @type {"above" | "below"} */ from) =>
    across.flatMap(({ key, lines }) => lines.filter((line) => line.gap === gap && line.from === from).map(() => key));
  const hasPhases = graph.direct.some(({ branches }) => branches.length);
  const least = Array.from({ length: ranks + 1 }, (_, gap) => {
    const [above, below] = [linesOf(gap, "above").length, linesOf(gap, "below").length];
    const labels = below ? 18 : above && hasPhases ? 14 : 0; // beside the lines, which would cover what is written at edges
    return above + below ? Math.max(size.least, 24 + LEVEL * (above + below) + labels) : size.least;
  });
  const y = heights(ranks, least, radius, size.height);

  /** @type {Map<string, Point>} */
  const at = new Map();
  order.forEach((row, r) => {
    for (const item of row) at.set(item, { x: x.get(item) ?? 0, y: y[r] });
  });
  const loss = at.get("loss");
  if (aside && loss) {
    at.set("y", beside ? { x: loss.x + 2 * radius + 16, y: loss.y } : { x: loss.x, y: y[order.length] });
  }
  /** @type {Map<string, number>} */
  const level = new Map();
  for (let gap = 0; gap <= ranks; gap += 1) {
    const upper = y[gap] ?? y[ranks - 1] - 2 * radius - least[ranks];
    const lower = y[gap - 1] ?? 0;
    linesOf(gap, "above").forEach((key, k) => {
      level.set(`${key} ${gap}`, upper + radius + 16 + LEVEL * k);
    });
    linesOf(gap, "below").forEach((key, k) => {
      if (!level.has(`${key} top`)) level.set(`${key} top`, lower - radius - 10 - LEVEL * k);
    });
  }
  const own = [...at].filter(([item]) => isName(item));
  const base = {
    graph,
    radius,
    at: new Map(own),
    chains: [
      ...chains.map((chain) => chain.map((item) => /** @type {Point} */ (at.get(item)))),
      ...asideChain(at, aside),
    ],
    level,
    left: Math.min(...own.map(([name, place]) => place.x - room(name).left)),
    right: Math.max(...own.map(([name, place]) => place.x + room(name).right)),
    top: Math.min(...own.map(([, place]) => place.y - radius), ...[...level.values()].map((one) => one - 4)),
    bottom: Math.max(radius, ...[...level.values()].map((one) => one + 4)),
  };
  return { ...base, ...tracked(base, size, room) };
}

/**
 * @param {Map<string, Point>} at
 * @param {boolean} aside
 */
function asideChain(at, aside) {
  return aside ? [[/** @type {Point} */ (at.get("y")), /** @type {Point} */ (at.get("loss"))]] : [];
}

/**
 * @param {number} ranks
 * @param {number[]} least
 * @param {number} radius
 * @param {number} height
 * @returns {number[]} the middle of each rank, upwards (so below zero)
 */
function heights(ranks, least, radius, height) {
  const inner = least.slice(1, ranks);
  const wanted = inner.reduce((sum, gap) => sum + gap + 2 * radius, 0);
  const more = ranks > 1 ? Math.max(0, Math.min(2.6 * radius, (height - wanted) / (ranks - 1))) : 0;
  let y = 0;
  return Array.from({ length: ranks }, (_, r) => {
    if (r) y -= 2 * radius + least[r] + more;
    return y;
  });
}

/**
 * @param {Omit<Cell, "track" | "nest" | "pitch">} cell
 * @param {Size} size
 * @param {(item: string) => {left: number, right: number}} room
 * @returns {Pick<Cell, "track" | "nest" | "pitch">}
 */
function tracked({ graph, at, level, radius }, size, room) {
  const place = (/** @type {string} */ name) => /** @type {Point} */ (at.get(name));
  const names = [...at.keys()];
  /** @type {Map<string, number>} */
  const nest = new Map();
  const loops = graph.delays.filter(({ readers, from }) => readers.some(({ to }) => to === from));
  for (const { key, from, way } of loops) {
    const inside = loops.filter((other) => other.from === from && other.way === way);
    nest.set(
      key,
      inside.findIndex((other) => other.key === key),
    );
  }
  const sideOf = (/** @type {string} */ name, /** @type {1 | -1} */ way) =>
    way * place(name).x + (way > 0 ? room(name).right : room(name).left);
  /** @type {{way: number, top: number, bottom: number, folded: number, unfolded: number}[]} */
  const laid = [];
  /** @type {Map<string, {folded: number, unfolded: number}>} */
  const track = new Map();
  let pitch = 0;
  const spans = graph.delays
    .filter(({ readers }) => readers.some(({ manner }) => manner === "side" || manner === "bus"))
    .map((delay) => {
      const { key, from, exit, readers, way } = delay;
      const others = readers.filter(({ manner }) => manner === "side" || manner === "bus");
      const start = exit === "top" ? (level.get(`${key} top`) ?? 0) : place(from).y;
      const ends = others.map(({ to, manner }) =>
        manner === "side" ? place(to).y : (level.get(`${key} ${graph.rank.get(to)}`) ?? 0),
      );
      const isSide = others.some(({ manner }) => manner === "side");
      return { key, from, way, isSide, top: Math.min(start, ...ends), bottom: Math.max(start, ...ends) };
    })
    .sort((a, b) => a.bottom - a.top - (b.bottom - b.top));
  for (const { key, from, way, isSide, top, bottom } of spans) {
    const isPassed = (/** @type {number} */ y) => y + radius > top - 4 && y - radius < bottom + 4;
    const passed = names.filter((name) => isPassed(place(name).y));
    const inner = laid.filter((one) => one.way === way && one.top < bottom + 4 && one.bottom > top - 4);
    const walls = [sideOf(from, way), ...passed.map((name) => sideOf(name, way))];
    const unfolded = Math.max(Math.max(...walls) + NEAR, ...inner.map((one) => one.unfolded + TRACK));
    const loopWalls = loops
      .filter((one) => one.way === way && isPassed(place(one.from).y))
      .map((one) => way * place(one.from).x + outmost(radius, nest.get(one.key) ?? 0) + NEAR);
    const folded = Math.max(unfolded + 12, ...loopWalls, ...inner.map((one) => one.folded + TRACK + 2));
    laid.push({ way, top, bottom, folded, unfolded });
    track.set(key, { folded, unfolded });
    const next = Math.max(0, ...passed.map((name) => sideOf(name, way > 0 ? -1 : 1))); // of the next copy
    pitch = Math.max(pitch, unfolded + next + (isSide ? 20 : NEAR));
    for (const other of laid) if (other.way !== way) pitch = Math.max(pitch, unfolded + other.unfolded + NEAR);
  }
  const rows = new Set([...at.values()].map(({ y }) => y));
  for (const y of rows) {
    const row = names.filter((name) => place(name).y === y);
    const wide = Math.max(...row.map((name) => sideOf(name, 1))) + Math.max(...row.map((name) => sideOf(name, -1)));
    const arrows = loops.filter(({ from }) => row.includes(from));
    const written = arrows.map(({ from, readers }) =>
      size.written(
        readers.filter(({ to, manner }) => to === from && manner === "loop").flatMap((one) => one.parameters),
      ),
    );
    const tracks = laid.filter((one) => one.way > 0 && one.top < y && one.bottom > y).map((one) => one.unfolded + 12);
    const past = Math.max(0, ...tracks.map((one) => one - Math.max(...row.map((name) => sideOf(name, 1))))); // tracks that cross the row
    pitch = Math.max(pitch, wide + 12, ...written.map((long) => wide + Math.max(26, long + 16 + past)));
  }
  return { track, nest, pitch };
}

/**
 * How far from a name's middle its loop reaches.
 *
 * @param {number} radius
 * @param {number} nested
 */
export function outmost(radius, nested) {
  return radius * LOOP + 19 * nested;
}
