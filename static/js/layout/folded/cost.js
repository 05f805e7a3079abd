/**
 * How far a picture of the folded graph is from plain: lines through circles weigh most, then crossings, then length.
 *
 * @import {Line, Point, Routed} from "#app/layout/folded/routes.js"
 */

import { distance } from "#app/layout/folded/routes.js";

const HIT = 1000;
const CLASH = 60;
const CROSSING = 40;
const WIDTH = 216; // without margins and labels

/** @typedef {{from: Point, to: Point}} Stretch */
/** @typedef {{left: number, right: number, top: number, bottom: number}} Bounds */
/** @typedef {{line: Line, stretches: Stretch[], bounds: Bounds}} Laid */

/**
 * @param {Routed} picture
 * @param {number} radius
 * @param {number} limit stop counting where it is exceeded
 */
export function cost({ places, lines, squares, clashes }, radius, limit) {
  const all = lines.map((line) => ({ line, stretches: stretchesOf(line), bounds: boundsOf(line) }));
  const xs = [...lines.flatMap(({ points }) => points.map(({ x }) => x)), ...[...places.values()].map(({ x }) => x)];
  const width = Math.max(...xs) - Math.min(...xs);
  let sum = CLASH * clashes + 4 * Math.max(0, width - WIDTH) + 0.1 * width;
  for (const { line } of all) sum += 0.05 * length(line.points) + 2 * (line.points.length - 2) * (line.bundle ? 0 : 1);
  for (const { side, shift } of squares) sum += side > 0 ? 0 : shift === -1 ? 1.6 : 1.5;
  if (sum > limit) return sum;
  for (const { line, stretches } of all) {
    for (const [name, place] of places) {
      const isEnd = name === line.from || name === line.to;
      if (stretches.some(({ from, to }) => distance(place, from, to) < radius + (isEnd ? -0.5 : 4))) sum += HIT;
    }
    for (const square of squares) {
      if (square.key === line.bundle) continue;
      if (stretches.some(({ from, to }) => distance(square, from, to) < 10)) sum += HIT;
    }
  }
  for (let a = 0; a < all.length && sum < limit; a += 1) {
    for (let b = a + 1; b < all.length; b += 1) sum += together(all[a], all[b]);
  }
  return sum;
}

/**
 * What two lines cost each other.
 *
 * @param {Laid} one
 * @param {Laid} other
 */
function together(one, other) {
  if (one.line.bundle && one.line.bundle === other.line.bundle) return 0;
  if (apart(one.bounds, other.bounds)) return 0;
  let sum = 0;
  for (const a of one.stretches) {
    for (const b of other.stretches) {
      if (cross(a, b)) sum += CROSSING;
      else if (alongside(a, b)) sum += CLASH;
    }
  }
  return sum;
}

/**
 * @param {Stretch} a
 * @param {Stretch} b
 */
function cross(a, b) {
  const turn = (/** @type {Stretch} */ { from, to }, /** @type {Point} */ p) =>
    (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x);
  return turn(a, b.from) * turn(a, b.to) < 0 && turn(b, a.from) * turn(b, a.to) < 0;
}

/**
 * Whether the middle of one lies on the other, as if they were one line.
 *
 * @param {Stretch} a
 * @param {Stretch} b
 */
function alongside(a, b) {
  const middle = (/** @type {Stretch} */ { from, to }) => ({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
  return (
    distance(middle(a), b.from, b.to) < 3.5 || distance(middle(b), a.from, a.to) < 3.5 || distance(a.to, b.to, b.to) < 4
  );
}

/**
 * @param {Line} line
 * @returns {Bounds} with the room a line needs
 */
function boundsOf({ points }) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return {
    left: Math.min(...xs) - 2,
    right: Math.max(...xs) + 2,
    top: Math.min(...ys) - 2,
    bottom: Math.max(...ys) + 2,
  };
}

/**
 * @param {Bounds} a
 * @param {Bounds} b
 */
function apart(a, b) {
  return a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;
}

/** @param {Line} line */
function stretchesOf({ points }) {
  return points.slice(1).map((to, k) => ({ from: points[k], to }));
}

/** @param {Point[]} points */
function length(points) {
  return points.slice(1).reduce((sum, to, k) => sum + Math.hypot(to.x - points[k].x, to.y - points[k].y), 0);
}
