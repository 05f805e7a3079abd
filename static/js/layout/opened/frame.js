/**
 * An opened step without its numbers: where everything stands, which room its labels have, which ways its arrows take.
 * Depends on the plan and the room alone, so it is worked out once and then only filled with numbers.
 * x counts from the left side of the step's frame.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Link, OpenedGraph, Stand} from "#app/state/openedgraph.js"
 * @import {Port} from "#app/layout/opened/lattice.js"
 * @import {Point} from "#app/layout/paths.js"
 * @import {Rows} from "#app/layout/opened/rows.js"
 */

import { texWidth } from "#app/layout/lettering.js";
import { direct, label, rectOf } from "#app/layout/opened/labels.js";
import { Lattice } from "#app/layout/opened/lattice.js";
import { placesOf } from "#app/layout/opened/places.js";
import { Routes } from "#app/layout/opened/routes.js";
import { openedRows, snap } from "#app/layout/opened/rows.js";
import { symbolAt } from "#app/layout/symbols.js";
import { shelf } from "#app/state/once.js";
import { openedGraph } from "#app/state/openedgraph.js";

const UNIT = { least: 58, most: 80 };
const TRIES = 12; // orders in which arrows may choose their ways
const SIDE = 1.75; // columns right of the last one, for its labels

/**
 * @typedef {object} Standing
 * @property {Stand} stand
 * @property {number} x middle
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {import("#app/layout/opened/labels.js").Room | null} upper room for the value, with the name before it
 * @property {import("#app/layout/opened/labels.js").Room | null} lower room for the gradient
 * @property {import("#app/layout/opened/labels.js").Room[]} beside room for each parameter next to it: two lines
 * @property {number} named pixels of the name in `upper`
 */

/**
 * @typedef {object} OpenedFrame
 * @property {OpenedGraph} graph
 * @property {Rows} rows
 * @property {number} width
 * @property {Map<string, Standing>} standing
 * @property {Map<string, Point[]>} ways by link
 * @property {string[]} lost links for which there was no way: none, the tests say
 */

/** @type {import("#app/state/once.js").Shelf<Plan, OpenedFrame>} */
const kept = shelf(8);

/**
 * @param {Plan} plan
 * @param {number} room pixels for the frame; it is wider where it must be
 * @param {number} height of the stage
 * @returns {OpenedFrame}
 */
export function openedFrame(plan, room, height) {
  return kept(plan, `${room} ${height}`, () => arrange(plan, room, height));
}

/**
 * @param {Plan} plan
 * @returns {number} pixels that the frame cannot do without
 */
export function leastWidth(plan) {
  return snap((placesOf(plan, openedGraph(plan)).columns + SIDE) * UNIT.least);
}

/**
 * @param {Plan} plan
 * @param {number} room
 * @param {number} height
 * @returns {OpenedFrame}
 */
function arrange(plan, room, height) {
  const graph = openedGraph(plan);
  const places = placesOf(plan, graph);
  const rows = openedRows(plan, places, height);
  const unit = Math.max(UNIT.least, Math.min(UNIT.most, room / (places.columns + SIDE)));
  const width = snap((places.columns + SIDE) * unit);
  /** @type {Map<string, Standing>} */
  const standing = new Map();
  for (const stand of graph.stands.values()) {
    if (stand.kind === "entry" || stand.kind === "exit") continue;
    const place = /** @type {import("#app/layout/opened/places.js").Place} */ (places.at.get(stand.key));
    standing.set(stand.key, stood(plan, rows, stand, snap(place.column * unit), rows.y(place.row)));
  }
  terminals(plan, graph, rows, standing, width);
  label(graph, standing, width, rows.frame);
  return { graph, rows, width, standing, ...connected(graph, standing, width) };
}

/**
 * @param {Plan} plan
 * @param {Rows} rows
 * @param {Stand} stand
 * @param {number} x
 * @param {number} y
 * @returns {Standing}
 */
function stood(plan, rows, stand, x, y) {
  const { kind, name, glyph } = stand;
  if (kind === "token") return bare(stand, x, middleOf(rows, "x"), 40, 34);
  if (kind === "bars") return bare(stand, x, middleOf(rows, `row-${name}`), 52, 44);
  if (kind === "vector") {
    const tall = 2 * Math.floor(Math.min(64, rows.step * 0.8) / 2);
    return { ...bare(stand, x, y, 20, tall), named: nameWidth(plan, name) };
  }
  if (glyph?.shape === "circle") return bare(stand, x, y, 30, 30);
  if (glyph?.shape === "product") return bare(stand, x, y, Math.max(56, 2 * snap(texWidth(glyph.tex, 17) / 2 + 4)), 38);
  return bare(stand, x, y, Math.max(38, 12 + 8 * letters(glyph?.tex ?? "")), 30);
}

/**
 * @param {Stand} stand
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @returns {Standing}
 */
function bare(stand, x, y, width, height) {
  return { stand, x, y, width, height, upper: null, lower: null, beside: [], named: 0 };
}

/**
 * @param {Rows} rows
 * @param {string} key
 */
function middleOf({ band }, key) {
  const { y, height } = /** @type {import("#app/types.js").Band} */ (band.get(key));
  return y + height / 2;
}

/**
 * At its step, whichever it is.
 *
 * @param {Plan} plan
 * @param {string} name
 */
function nameWidth(plan, name) {
  return Math.max(23, Math.ceil(texWidth(symbolAt(plan, name, plan.T), 17)) + 5);
}

/** @param {string} tex */
function letters(tex) {
  return tex
    .replace(/\\(?:sigma|odot|cdot|sqrt|sum|div|ln)/gu, "s")
    .replace(/\\(mathit|mathrm|hat|text|left|right|operatorname)|[{}_^\\,]/gu, "").length;
}

/**
 * Where values come in from other steps and go out to them: at the height of their rows.
 *
 * @param {Plan} plan
 * @param {OpenedGraph} graph
 * @param {Rows} rows
 * @param {Map<string, Standing>} standing
 * @param {number} width
 */
function terminals(plan, graph, rows, standing, width) {
  /** @type {Record<string, number[]>} */
  const taken = { left: [], right: [] };
  const all = [...graph.stands.values()].filter(({ kind }) => kind === "entry" || kind === "exit");
  const level = (/** @type {Stand} */ { name }) => standing.get(`v:${name}`)?.stand.kind === "vector";
  for (const stand of [...all.filter(level), ...all.filter((one) => !level(one))]) {
    const side = stand.shift < 0 === (stand.kind === "entry") ? "left" : "right";
    const link = graph.links.find(({ from }) => from === stand.key);
    const user = link && standing.get(link.to);
    const wanted = level(stand)
      ? middleOf(rows, `row-${stand.name}`)
      : stand.name === "x"
        ? rows.frame.bottom - 16
        : (user?.y ?? rows.frame.top);
    let y = snap(Math.max(rows.frame.top + 32, Math.min(rows.frame.bottom - 16, wanted)));
    for (let k = 1; taken[side].some((other) => Math.abs(other - y) < 56) && k < 40; k += 1) {
      y = snap(wanted + (k % 2 ? -1 : 1) * Math.ceil(k / 2) * 16);
      if (y < rows.frame.top + 24 || y > rows.frame.bottom - 16) y = taken[side][0];
    }
    taken[side].push(y);
    const x = side === "left" ? 0 : width;
    const it = bare(stand, x, y, 0, 0);
    if (stand.kind === "exit") standing.set(stand.key, it);
    else {
      standing.set(stand.key, { ...it, named: nameWidth(plan, stand.name) + 4 });
    }
  }
}

/**
 * @param {OpenedGraph} graph
 * @param {Map<string, Standing>} standing
 * @param {number} width
 */
function connected(graph, standing, width) {
  const all = [...standing.values()];
  const rects = all.map(rectOf);
  const obstacles = [
    ...rects.filter((rect) => rect.width),
    ...all.flatMap(({ upper, lower, beside }) => [upper, lower, ...beside].filter((rect) => rect !== null)),
  ];
  const bottom = snap(Math.max(...all.map(({ y, height }) => y + height / 2)) + 8);
  const place = (/** @type {string} */ key) => /** @type {Standing} */ (standing.get(key));
  const distance = (/** @type {Link} */ { from, to }) =>
    Math.abs(place(from).x - place(to).x) + Math.abs(place(from).y - place(to).y);
  const aligned = (/** @type {Link} */ { from, to }) => place(from).x === place(to).x || place(from).y === place(to).y;
  const falling = (/** @type {Link} */ { from, to }) => place(from).y < place(to).y;
  const first = (/** @type {Link} */ link) => (aligned(link) ? 2 : falling(link) ? 1 : 0);
  let ordered = [...graph.links].sort((a, b) => first(b) - first(a) || distance(a) - distance(b));
  let found = attempt(ordered, all, standing, new Lattice({ width, top: 0, bottom }, obstacles));
  for (let k = 0; k < TRIES && found.lost.length; k += 1) {
    const lost = new Set(found.lost); // they choose first, the next time
    const rank = (/** @type {Link} */ link) => (aligned(link) ? 2 : Number(lost.has(link.key)));
    ordered = [...ordered].sort((one, other) => rank(other) - rank(one));
    const next = attempt(ordered, all, standing, new Lattice({ width, top: 0, bottom }, obstacles));
    if (next.lost.length <= found.lost.length) found = next;
  }
  return found;
}

/**
 * @param {Link[]} ordered
 * @param {Standing[]} all
 * @param {Map<string, Standing>} standing
 * @param {Lattice} lattice
 */
function attempt(ordered, all, standing, lattice) {
  const routes = new Routes(lattice);
  const place = (/** @type {string} */ key) => /** @type {Standing} */ (standing.get(key));
  /** @type {Map<string, Port[]>} */
  const ports = new Map();
  for (const one of all) {
    const { stand, x, y } = one;
    const side = x === 0 ? "left" : "right";
    const sides = stand.kind === "bars" ? "s" : stand.kind === "token" ? "n" : "nesw";
    ports.set(
      stand.key,
      stand.kind === "entry" || stand.kind === "exit" ? [lattice.gate(side, y)] : lattice.portsOf(rectOf(one), sides),
    );
  }
  /** @type {Map<string, Point[]>} */
  const ways = new Map();
  /** @type {string[]} */
  const lost = [];
  for (const { key, from, to } of ordered) {
    const straight = direct(place(from), place(to));
    if (straight) {
      ways.set(key, straight);
      routes.claim(from, straight);
      continue;
    }
    const way = routes.route({ key, from, out: ports.get(from) ?? [], into: ports.get(to) ?? [] });
    if (way) ways.set(key, way.points);
    else lost.push(key);
  }
  return { ways, lost };
}
