/**
 * The lines of the folded graph for one order of its ranks and one choice of sides. Direct edges climb straight. A
 * delayed bundle leaves its name at the side, runs through its square on a track beside the ranks, and comes in at the
 * side where nothing stands between, else from a bus under the rank it goes to.
 *
 *        ╭─────╮
 *       (h)    ■      a name's own recurrence: a loop at its side
 *        ╰─────╯
 *
 * @import {Bundle, Connections, Reader} from "#app/layout/foldedbundles.js"
 * @import {Extent, Ranked} from "#app/layout/foldedranks.js"
 */

import { spread } from "#app/layout/foldedranks.js";

export const SQUARE = 10;
const LOOP = 25; // from a circle to the track of its own loop
const BEND = 14;
const ROUND = 20; // of a loop
const TRACK = 13; // from what a track passes
const LEVEL = 7; // between two buses

/** @typedef {{x: number, y: number}} Point */
/** @typedef {1 | -1} Side */
/** @typedef {"side" | "bus"} Entry */

/**
 * @typedef {object} Line
 * @property {string} key
 * @property {Point[]} points
 * @property {number} bend the radius of its corners
 * @property {string} tone
 * @property {string} from
 * @property {string} to
 * @property {string[]} parameters
 * @property {boolean} arrow
 * @property {string} bundle whose lines may lie on one another; "" for direct ones
 */

/**
 * @typedef {object} Routed
 * @property {Map<string, Point>} places of the names
 * @property {Line[]} lines
 * @property {{key: string, x: number, y: number, side: Side, shift: number}[]} squares
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
  const found = { places, lines: [], squares: [], clashes: 0 };
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
 * @typedef {object} Turns how a bundle runs, before anything has a place
 * @property {Bundle} bundle
 * @property {Side} side
 * @property {boolean} loops reads itself
 * @property {boolean} alone reads only itself
 * @property {boolean} rises straight up out of a name that gives nothing else
 * @property {boolean} leaves at the side; else over the names that stand there
 * @property {Map<string, Entry>} entries of the other readers
 * @property {number[]} buses the ranks it runs under
 * @property {number} span of ranks
 */

/**
 * @param {Bundle} bundle
 * @param {Side} side
 * @param {(name: string) => number} rank
 * @param {(name: string, side: Side) => boolean} isOuter
 * @param {Connections} what
 * @returns {Turns}
 */
function turns(bundle, side, rank, isOuter, { direct }) {
  const { from, readers } = bundle;
  const others = readers.map(({ to }) => to).filter((name) => name !== from);
  const loops = others.length < readers.length;
  const alike = (/** @type {string} */ name) => others.filter((other) => rank(other) === rank(name)).length;
  /** @type {Map<string, Entry>} */
  const entries = new Map(others.map((name) => [name, isOuter(name, side) && alike(name) === 1 ? "side" : "bus"]));
  const rises = !loops && !direct.some((edge) => edge.from === from) && others.every((name) => rank(name) > rank(from));
  const leaves = rises || loops || isOuter(from, side);
  const buses = new Set(others.filter((name) => entries.get(name) === "bus").map(rank));
  if (!leaves) buses.add(rank(from) + 1);
  const ranks = [from, ...others].map(rank);
  const span = Math.max(...ranks) - Math.min(...ranks);
  const alone = others.length === 0;
  return { bundle, side, loops, alone, rises, leaves, entries, buses: [...buses], span };
}

/**
 * @param {string} item
 * @param {Turns[]} plans
 * @param {(item: string) => boolean} isName
 * @param {number} radius
 * @returns {Extent}
 */
function extentOf(item, plans, isName, radius) {
  if (!isName(item)) return { left: 5, right: 5 };
  const room = (/** @type {Side} */ way) =>
    radius + LOOP * plans.filter(({ bundle, side, loops }) => loops && side === way && bundle.from === item).length;
  return { left: room(-1), right: room(1) };
}

/**
 * @param {string[][]} order
 * @param {Turns[][]} levels
 * @param {number} radius
 * @param {number} height
 * @returns {number[]} the middle of each rank; x at the bottom
 */
function heights(order, levels, radius, height) {
  const least = order.map((_, r) => (r === 0 ? 0 : levels[r].length ? 22 + LEVEL * levels[r].length : 18));
  const spare = height - order.length * 2 * radius - least.reduce((sum, gap) => sum + gap, 0);
  const more = Math.max(0, Math.min(28, spare / Math.max(1, order.length - 1)));
  let y = 0;
  return order.map((_, r) => {
    if (r) y -= 2 * radius + least[r] + more;
    return y;
  });
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
 * @typedef {object} Site
 * @property {(item: string) => Point} at
 * @property {(name: string) => number} rank
 * @property {Turns[][]} levels
 * @property {{x: number, y: number, half: number}[]} items
 * @property {number} radius
 * @property {Connections} what
 */

/**
 * @param {Routed} found
 * @param {Turns} turn
 * @param {Site} site
 */
function addBundle(found, turn, site) {
  const { bundle, side, loops, alone, rises } = turn;
  const { at, radius } = site;
  const source = at(bundle.from);
  const near = source.x + side * (radius + LOOP);
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
    arrow: false,
    points: wayOut(turn, site, square),
  });
  for (const reader of bundle.readers) {
    const points =
      reader.to === bundle.from ? wayBack(source, square, side, radius) : wayIn(turn, site, square, track, reader);
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
 * At which height a bundle leaves its track for a reader.
 *
 * @param {Turns} turn
 * @param {Site} site
 * @param {string} to
 */
function turnOf(turn, { at, rank, levels, radius }, to) {
  const place = at(to);
  if (turn.entries.get(to) === "side") return place.y;
  return place.y + radius + 14 + LEVEL * levels[rank(to)].indexOf(turn);
}

/**
 * @param {Turns} turn
 * @param {Site} site
 */
function leavingAt(turn, { at, rank, levels, radius }) {
  const source = at(turn.bundle.from);
  if (turn.leaves) return source.y;
  return source.y - radius - 8 - LEVEL * (levels[rank(turn.bundle.from) + 1] ?? []).indexOf(turn);
}

/**
 * @param {Turns} turn
 * @param {Site} site
 * @param {Point} square
 * @returns {Point[]}
 */
function wayOut(turn, site, square) {
  const { side, loops, rises, leaves, bundle } = turn;
  const { at, radius } = site;
  const source = at(bundle.from);
  if (loops) return mirrored(wayBack(source, square, side, radius), source.y).reverse();
  if (rises) return [{ x: source.x, y: source.y - radius - 1 }, square];
  const level = leavingAt(turn, site);
  if (leaves) return [{ x: source.x + side * (radius + 1), y: level }, { x: square.x, y: level }, square];
  const port = { x: source.x + side * 7, y: source.y - Math.sqrt(radius ** 2 - 49) - 1 };
  return [port, { x: port.x, y: level }, { x: square.x, y: level }, square];
}

/**
 * @param {Point[]} points
 * @param {number} y
 * @returns {Point[]}
 */
function mirrored(points, y) {
  return points.map((point) => ({ x: point.x, y: 2 * y - point.y }));
}

/**
 * From the square back into its own name.
 *
 * @param {Point} source
 * @param {Point} square
 * @param {Side} side
 * @param {number} radius
 * @returns {Point[]}
 */
function wayBack({ x, y }, square, side, radius) {
  const angle = 0.5;
  const reach = radius + 2;
  return [
    square,
    { x: square.x, y: y + radius + 6 },
    { x: x + side * reach * Math.cos(angle), y: y + reach * Math.sin(angle) },
  ];
}

/**
 * @param {Turns} turn
 * @param {Site} site
 * @param {Point} square
 * @param {number} track
 * @param {Reader} reader
 * @returns {Point[]}
 */
function wayIn(turn, site, square, track, { to }) {
  const { side } = turn;
  const { at, radius } = site;
  const place = at(to);
  const level = turnOf(turn, site, to);
  const start = square.x === track ? [square] : [square, { x: track, y: square.y }];
  const turned = [...start, { x: track, y: level }];
  if (turn.entries.get(to) === "side") return [...turned, { x: place.x + side * (radius + 2), y: place.y }];
  const aside = 6 * portOf(turn, site, to);
  const port = { x: place.x + aside, y: place.y + Math.sqrt((radius + 2) ** 2 - 36) };
  return [...turned, { x: port.x, y: level }, port];
}

/**
 * Which side of a name's foot a bus comes in at: away from the lines that come from below, else its own.
 *
 * @param {Turns} turn
 * @param {Site} site
 * @param {string} to
 * @returns {Side}
 */
function portOf({ side }, { at, rank, levels, what }, to) {
  const buses = levels[rank(to)].filter(({ bundle }) => bundle.readers.some((reader) => reader.to === to));
  if (buses.length > 1) return side;
  const feet = what.direct.filter((edge) => edge.to === to).map(({ from }) => at(from).x - at(to).x);
  const lean = feet.reduce((sum, dx) => sum + dx, 0);
  return Math.abs(lean) < 3 ? side : lean > 0 ? -1 : 1;
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
