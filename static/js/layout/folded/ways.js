/**
 * The way of a bundle of the folded graph in points: out of its name to the square, and on to each that reads it.
 *
 * @import {Connections, Reader} from "#app/layout/folded/bundles.js"
 * @import {Point, Side} from "#app/layout/folded/routes.js"
 * @import {Turns} from "#app/layout/folded/turns.js"
 */

import { LEVEL } from "#app/layout/folded/turns.js";

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
 * At which height a bundle leaves its track for a reader.
 *
 * @param {Turns} turn
 * @param {Site} site
 * @param {string} to
 */
export function turnOf(turn, { at, rank, levels, radius }, to) {
  const place = at(to);
  if (turn.entries.get(to) === "side") return place.y;
  return place.y + radius + 14 + LEVEL * levels[rank(to)].indexOf(turn);
}

/**
 * @param {Turns} turn
 * @param {Site} site
 */
export function leavingAt(turn, { at, rank, levels, radius }) {
  const source = at(turn.bundle.from);
  if (turn.leaves) return source.y;
  return source.y - radius - 8 - LEVEL * (levels[rank(turn.bundle.from) + 1] ?? []).indexOf(turn);
}

/**
 * @param {Turns} turn
 * @param {Site} site
 * @param {Point} square
 * @param {number} nested loops inside of this one
 * @returns {Point[]}
 */
export function wayOut(turn, site, square, nested) {
  const { side, loops, rises, leaves, bundle } = turn;
  const { at, radius } = site;
  const source = at(bundle.from);
  if (loops) return mirrored(wayBack(source, square, side, radius, nested), source.y).reverse();
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
 * @param {number} nested loops inside of this one
 * @returns {Point[]}
 */
export function wayBack({ x, y }, square, side, radius, nested) {
  const angle = 0.5 + 0.4 * nested;
  const reach = radius + 2;
  return [
    square,
    { x: square.x, y: y + radius + 6 + 9 * nested },
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
export function wayIn(turn, site, square, track, { to }) {
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
