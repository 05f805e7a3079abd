/**
 * Ways: lines as points close together, so that they can be cut where a circle begins, drawn beside themselves, and
 * followed to a place on them, whatever their shape.
 *
 * @import {Edge} from "#app/types.js"
 */

import { headAt, headSize } from "#app/layout/paths.js";

/** @typedef {{x: number, y: number}} Point */
/** @typedef {Point & {radius: number}} Circle */

const CORNER = 6; // points in a round corner
const CURVE = 28; // points in a curve

/**
 * Straight, with round corners.
 *
 * @param {Point[]} all its corners
 * @param {number} radius
 * @returns {Point[]}
 */
export function bent(all, radius) {
  const corners = all.filter((corner, k) => k === 0 || apart(all[k - 1], corner) > 0.01);
  const last = corners.length - 1;
  const points = [corners[0]];
  for (let k = 1; k < last; k += 1) {
    const [before, corner, after] = [corners[k - 1], corners[k], corners[k + 1]];
    const [near, far] = [apart(before, corner) / (k > 1 ? 2 : 1), apart(corner, after) / (k < last - 1 ? 2 : 1)];
    const r = Math.min(radius, near, far);
    if (r < 0.5) points.push(corner);
    else {
      const [from, to] = [towards(corner, before, r), towards(corner, after, r)];
      for (let i = 0; i <= CORNER; i += 1) points.push(between(between(from, corner, i / CORNER), between(corner, to, i / CORNER), i / CORNER)); // biome-ignore format: one line
    }
  }
  points.push(corners[last]);
  return points;
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 * @param {Point} d
 * @returns {Point[]} of a cubic
 */
export function curved(a, b, c, d) {
  return Array.from({ length: CURVE + 1 }, (_, k) => {
    const u = k / CURVE;
    const v = 1 - u;
    const sum = (/** @type {"x" | "y"} */ i) =>
      v * v * v * a[i] + 3 * v * v * u * b[i] + 3 * v * u * u * c[i] + u * u * u * d[i];
    return { x: sum("x"), y: sum("y") };
  });
}

/**
 * What of a way lies between two circles in which it begins and ends; nothing where they lie on each other.
 *
 * @param {Point[]} way
 * @param {Circle | null} start null: it begins in the open
 * @param {Circle | null} end
 * @returns {Point[]}
 */
export function outOf(way, start, end) {
  const begun = start ? leaving(way, start) : way;
  return end ? leaving([...begun].reverse(), end).reverse() : begun;
}

/**
 * @param {Point[]} way
 * @param {Circle} circle
 * @returns {Point[]}
 */
function leaving(way, circle) {
  const first = way.findIndex((point) => apart(point, circle) > circle.radius);
  if (first < 0) return [];
  if (first === 0) return way;
  let [low, high] = [0, 1];
  for (let round = 0; round < 24; round += 1) {
    const u = (low + high) / 2;
    if (apart(between(way[first - 1], way[first], u), circle) > circle.radius) high = u;
    else low = u;
  }
  return [between(way[first - 1], way[first], high), ...way.slice(first)];
}

/**
 * What of a way lies on one side of an upright line, from its beginning (or its end) to the first time it meets it.
 *
 * @param {Point[]} way
 * @param {number} x
 * @param {1 | -1} side 1: where x is larger
 * @returns {Point[]}
 */
export function beyond(way, x, side) {
  /** @type {Point[]} */
  const kept = [];
  way.forEach((point, k) => {
    const isIn = (point.x - x) * side >= 0;
    const wasIn = k > 0 && (way[k - 1].x - x) * side >= 0;
    if (k > 0 && isIn !== wasIn) {
      const u = (x - way[k - 1].x) / (point.x - way[k - 1].x);
      kept.push(between(way[k - 1], point, u));
    }
    if (isIn) kept.push(point);
  });
  return kept;
}

/**
 * The same way at a distance, to its right as it goes.
 *
 * @param {Point[]} way
 * @param {number} by
 * @returns {Point[]}
 */
export function beside(way, by) {
  return way.map((point, k) => {
    const [before, after] = [way[Math.max(0, k - 1)], way[Math.min(way.length - 1, k + 1)]];
    const [one, other] = [turned(before, point, by), turned(point, after, by)];
    if (k === 0) return moved(point, other);
    if (k === way.length - 1) return moved(point, one);
    const sum = { x: one.x + other.x, y: one.y + other.y };
    const long = (sum.x ** 2 + sum.y ** 2) / (2 * by * by) || 1; // of a corner: so far out that both sides keep their distance
    return moved(point, { x: sum.x / Math.max(0.6, long), y: sum.y / Math.max(0.6, long) });
  });
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {number} by
 * @returns {Point} square to the way
 */
function turned(from, to, by) {
  const long = apart(from, to);
  return long ? { x: (-(to.y - from.y) * by) / long, y: ((to.x - from.x) * by) / long } : { x: 0, y: 0 };
}

/** @param {Point[]} way */
export function lengthOf(way) {
  return way.slice(1).reduce((sum, point, k) => sum + apart(way[k], point), 0);
}

/**
 * @param {Point[]} way
 * @param {number} u share of its length
 * @returns {Point}
 */
export function along(way, u) {
  let left = u * lengthOf(way);
  for (let k = 1; k < way.length; k += 1) {
    const step = apart(way[k - 1], way[k]);
    if (left <= step) return between(way[k - 1], way[k], step ? left / step : 0);
    left -= step;
  }
  return way[way.length - 1];
}

/**
 * From a share of its length on.
 *
 * @param {Point[]} way
 * @param {number} u
 * @returns {Point[]}
 */
export function from(way, u) {
  if (u <= 0) return way;
  let left = u * lengthOf(way);
  for (let k = 1; k < way.length; k += 1) {
    const step = apart(way[k - 1], way[k]);
    if (left < step) return [between(way[k - 1], way[k], left / step), ...way.slice(k)];
    left -= step;
  }
  return [];
}

/**
 * @param {Point[]} way
 * @param {number} u
 * @returns {Point[]}
 */
export function upTo(way, u) {
  return from([...way].reverse(), 1 - u).reverse();
}

/**
 * With a head at its end.
 *
 * @param {Point[]} way
 * @param {number} width
 * @returns {Pick<Edge, "d" | "head">}
 */
export function arrowAlong(way, width) {
  if (way.length < 2) return { d: "", head: "" };
  const { length, half } = headSize(width);
  const whole = lengthOf(way);
  if (whole < 3) return { d: "", head: "" };
  const shorter = Math.min(1, whole / (1.6 * length)); // there is little room for a head
  const tip = way[way.length - 1];
  const neck = along(way, 1 - (length * shorter) / whole);
  const far = apart(neck, tip) || 1;
  const head = headAt(
    [tip.x, tip.y],
    [(tip.x - neck.x) / far, (tip.y - neck.y) / far],
    length * shorter,
    half * shorter,
  );
  return { d: pathOf(upTo(way, 1 - ((length - 1) * shorter) / whole)), head };
}

/** @param {Point[]} way */
export function pathOf(way) {
  return way.length ? `M${way.map(told).join("L")}` : "";
}

/**
 * A circle as four curves: a path that can be drawn larger by making its numbers larger.
 *
 * @param {Circle} circle
 */
export function circlePath({ x, y, radius: r }) {
  const c = 0.5523 * r;
  const quarter = (/** @type {number[]} */ ...at) =>
    `C${[0, 2, 4].map((k) => told({ x: x + at[k], y: y + at[k + 1] })).join(" ")}`;
  return `M${told({ x: x + r, y })}${quarter(r, c, c, r, 0, r)}${quarter(-c, r, -r, c, -r, 0)}${quarter(-r, -c, -c, -r, 0, -r)}${quarter(c, -r, r, -c, r, 0)}Z`;
}

/** @param {Point} point */
function told({ x, y }) {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

/**
 * @param {Point} a
 * @param {Point} b
 */
export function apart(a, b) {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {number} u
 * @returns {Point}
 */
export function between(a, b, u) {
  return { x: a.x + u * (b.x - a.x), y: a.y + u * (b.y - a.y) };
}

/**
 * @param {Point} start
 * @param {Point} end
 * @param {number} by
 */
function towards(start, end, by) {
  return between(start, end, by / (apart(start, end) || 1));
}

/**
 * @param {Point} point
 * @param {Point} by
 */
function moved(point, by) {
  return { x: point.x + by.x, y: point.y + by.y };
}
