/**
 * The lines of the folded graph for one order of its ranks and one choice of sides. Direct edges climb straight. A
 * delayed bundle leaves its name at the side, runs through its square on a track beside the ranks, and comes in at the
 * side where nothing stands between, else from a bus under the rank it goes to.
 *
 *        ╭─────╮
 *       (h)    ■      a name's own recurrence: a loop at its side
 *        ╰─────╯
 *
 * @import {Connections} from "#app/layout/folded/bundles.js"
 * @import {Ranked} from "#app/layout/folded/ranks.js"
 * @import {Turns} from "#app/layout/folded/turns.js"
 * @import {Site} from "#app/layout/folded/ways.js"
 */

import { spread } from "#app/layout/folded/ranks.js";
import { extentOf, heights, LEVEL, LOOP, turns } from "#app/layout/folded/turns.js";
import { leavingAt, turnOf, wayBack, wayIn, wayOut } from "#app/layout/folded/ways.js";

export const SQUARE = 10;
const BEND = 14;
const ROUND = 20; // of a loop
const TRACK = 13; // from what a track passes

/** @typedef {{x: number, y: number}} Point */
/** @typedef {1 | -1} Side */

/**
 * @typedef {object} Line
 * @property {string} key
 * @property {Point[]} points
 * @property {number} bend the radius of its corners
 * @property {string} tone
 * @property {string} from
 * @property {string} to
 * @property {string[]} parameters
 * @property {import("#app/layout/folded/bundles.js").Branch[]} branches where phases choose; on the line with the arrow
 * @property {boolean} arrow
 * @property {string} bundle whose lines may lie on one another; "" for direct ones
 */

/**
 * @typedef {object} Routed
 * @property {Map<string, Point>} places of the names
 * @property {Line[]} lines
 * @property {{key: string, x: number, y: number, side: Side, shift: number}[]} squares
 * @property {Map<string, number>} loops how many there are at each side of a name
 * @property {number} clashes places where two things want the same room
 */

/**
 * @param {Connections} what
 * @param {Ranked} graph
 * @param {string[][]} order
 * @param {Side[]} sides of the bundles
 * @param {number} radius
 * @param {number} height that there is
 * @returns {Routed}
 */
export function routed(what, graph, order, sides, radius, height) {
  const isName = (/** @type {string} */ item) => what.names.includes(item);
  const rankOf = new Map(order.flatMap((row, r) => row.map((item) => [item, r])));
  const rank = (/** @type {string} */ name) => rankOf.get(name) ?? 0;
  const isOuter = (/** @type {string} */ name, /** @type {Side} */ side) => {
    const row = order[rank(name)];
    const beyond = side > 0 ? row.slice(row.indexOf(name) + 1) : row.slice(0, row.indexOf(name));
    return beyond.length === 0;
  };
  const plans = what.bundles.map((bundle, k) => turns(bundle, sides[k], rank, isOuter, what));
  const x = spread(order, graph.chains, (item) => extentOf(item, plans, isName, radius));
  const levels = order.map((_, r) => plans.filter((one) => one.buses.includes(r)));
  const y = heights(order, levels, radius, height);
  const at = (/** @type {string} */ item) => ({ x: x.get(item) ?? 0, y: y[rank(item)] });
  const places = new Map(what.names.map((name) => [name, at(name)]));
  const items = order.flatMap((row) => row.map((item) => ({ ...at(item), half: isName(item) ? radius : 4 })));

  /** @type {Routed} */
  const found = { places, lines: [], squares: [], loops: new Map(), clashes: 0 };
  for (const [k, edge] of what.direct.entries()) {
    found.lines.push({ ...edge, ...directLine(graph.chains[k].map(at), [...places.values()], radius) });
  }
  const inner = [...plans].sort((a, b) => a.span - b.span);
  for (const one of inner) addBundle(found, one, { at, rank, levels, items, radius, what });
  const ends = plans.flatMap(({ bundle, side }) => [...new Set([bundle.from])].map((name) => `${name} ${side}`));
  found.clashes += ends.length - new Set(ends).size;
  for (const { bundle, side, loops } of plans) if (loops && !isOuter(bundle.from, side)) found.clashes += 0.1;
  return found;
}

/**
 * Straight where nothing is in the way, else through the places kept free for it.
 *
 * @param {Point[]} chain
 * @param {Point[]} names
 * @param {number} radius
 */
function directLine(chain, names, radius) {
  const [start, end] = [chain[0], chain[chain.length - 1]];
  const others = names.filter((name) => ![start, end].some(({ x, y }) => x === name.x && y === name.y));
  const isClear = others.every((name) => distance(name, start, end) > radius + 5);
  const way = isClear ? [start, end] : chain;
  const points = [
    towards(way[0], way[1], radius + 1),
    ...way.slice(1, -1),
    towards(way[way.length - 1], way[way.length - 2], radius + 2),
  ];
  return { key: "", points, bend: 16, arrow: true, bundle: "" };
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {number} length
 * @returns {Point}
 */
function towards(from, to, length) {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * length) / far, y: from.y + ((to.y - from.y) * length) / far };
}

/**
 * @param {Routed} found
 * @param {Turns} turn
 * @param {Site} site
 */
function addBundle(found, turn, site) {
  const { bundle, side, loops, alone, rises } = turn;
  const { at, radius } = site;
  const source = at(bundle.from);
  const nested = found.loops.get(`${bundle.from} ${side}`) ?? 0;
  if (loops) found.loops.set(`${bundle.from} ${side}`, nested + 1);
  const near = source.x + side * (radius + LOOP * (1 + nested));
  const track = alone ? near : rises ? source.x : trackOf(found, turn, site);
  const others = bundle.readers.filter(({ to }) => to !== bundle.from);
  const squareX = loops ? near : track;
  const squareY = loops ? source.y : between(turn, site, track);
  const square = { x: squareX, y: squareY };
  found.squares.push({ key: bundle.key, ...square, side, shift: bundle.shift });
  const tones = new Set(bundle.readers.map(({ tone }) => tone));
  const tone = tones.size === 1 ? [...tones][0] : "plain";
  const shared = { from: bundle.from, bundle: bundle.key, bend: BEND };
  const parameters = bundle.readers.length === 1 ? bundle.readers[0].parameters : [];
  found.lines.push({
    ...shared,
    key: `into ${bundle.key}`,
    to: "",
    tone,
    bend: loops ? ROUND : BEND,
    parameters,
    branches: [],
    arrow: false,
    points: wayOut(turn, site, square, nested),
  });
  for (const reader of bundle.readers) {
    const points =
      reader.to === bundle.from
        ? wayBack(source, square, side, radius, nested)
        : wayIn(turn, site, square, track, reader);
    const bend = reader.to === bundle.from ? ROUND : BEND;
    found.lines.push({ ...shared, ...reader, key: `${bundle.key} ${reader.to}`, bend, arrow: true, points });
  }
  if (others.length && loops && Math.abs(track - near) < BEND && track !== near) found.clashes += 1;
}

/**
 * Outside of all that stands between the ranks it connects, and of the loops and tracks there.
 *
 * @param {Routed} found
 * @param {Turns} turn
 * @param {Site} site
 */
function trackOf({ lines, squares }, { bundle, side, loops, entries, buses }, { at, items, radius, rank, levels }) {
  const source = at(bundle.from);
  const ends = [source.y, ...[...entries.keys()].map((name) => at(name).y)];
  const below = buses.map((r) => r).some((r) => r <= Math.min(rank(bundle.from), ...[...entries.keys()].map(rank)));
  const [top, bottom] = [
    Math.min(...ends) - radius,
    Math.max(...ends) + radius + (below ? 8 + LEVEL * Math.max(...buses.map((r) => levels[r].length)) : 0),
  ];
  const isBetween = (/** @type {number} */ low, /** @type {number} */ high) => high > top && low < bottom;
  const walls = [
    source.x + side * (radius + (loops ? LOOP - TRACK : 4)),
    ...items.filter(({ y, half }) => isBetween(y - half, y + half)).map(({ x, half }) => x + side * half),
    ...squares.filter(({ y }) => isBetween(y - SQUARE, y + SQUARE)).map(({ x }) => x + (side * SQUARE) / 2),
    ...lines
      .filter(({ bundle: other }) => other)
      .flatMap(({ points }) =>
        points
          .slice(1)
          .map((to, k) => ({ from: points[k], to }))
          .filter(({ from, to }) => from.x === to.x && isBetween(Math.min(from.y, to.y), Math.max(from.y, to.y)))
          .map(({ to }) => to.x),
      ),
  ];
  return TRACK * side + (side > 0 ? Math.max(...walls) : Math.min(...walls));
}

/**
 * Where the square stands on the track of a bundle without a loop: halfway to its first turn.
 *
 * @param {Turns} turn
 * @param {Site} site
 * @param {number} track
 */
function between(turn, site, track) {
  const source = site.at(turn.bundle.from);
  const stops = turn.bundle.readers.map(({ to }) => turnOf(turn, site, to));
  const nearest = stops.sort((a, b) => Math.abs(a - source.y) - Math.abs(b - source.y))[0];
  const start = track === source.x ? source.y - site.radius : leavingAt(turn, site);
  return (start + nearest) / 2;
}

/**
 * From a point to a stretch of line.
 *
 * @param {Point} point
 * @param {Point} from
 * @param {Point} to
 */
export function distance({ x, y }, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const u = Math.max(0, Math.min(1, along));
  return Math.hypot(x - from.x - u * dx, y - from.y - u * dy);
}
