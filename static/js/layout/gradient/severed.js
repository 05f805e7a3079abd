/**
 * A way across steps that truncation cuts: the part that the gradient still runs along, up to the cut, and the rest.
 *
 * @import {Point} from "#app/layout/paths.js"
 */

import { arrowAcross, rounded } from "#app/layout/paths.js";

const HALVINGS = 30;

/**
 * @param {Point[]} curve a cubic's four points, the gradient's way along it; or the two ends of a straight one
 * @param {number} x of the cut
 * @param {number} width
 * @returns {{near: string, far: {d: string, head: string}}}
 */
export function severed(curve, x, width) {
  const [from, to] = [curve[0], curve[curve.length - 1]];
  if (curve.length === 2 && Math.abs(from[1] - to[1]) < 0.5) {
    const at = /** @type {Point} */ ([x, from[1]]);
    return { near: rounded([from, at], 0), far: arrowAcross(at, to, width) };
  }
  const whole = curve.length === 4 ? curve : bent(from, to);
  const [near, far] = split(whole, shareAt(whole, x));
  const { head } = arrowAcross(to[0] > from[0] ? [to[0] - 1, to[1]] : [to[0] + 1, to[1]], to, width);
  return { near: cubic(near), far: { d: cubic(far), head } };
}

/** As `arrowAcross` bends it. @param {Point} from @param {Point} to @returns {Point[]} */
function bent(from, to) {
  const middle = (from[0] + to[0]) / 2;
  return [from, [middle, from[1]], [middle, to[1]], to];
}

/** Where along a curve that runs one way across it comes to x. @param {Point[]} curve @param {number} x */
function shareAt(curve, x) {
  const way = Math.sign(curve[3][0] - curve[0][0]);
  let [low, high] = [0, 1];
  for (let n = 0; n < HALVINGS; n += 1) {
    const middle = (low + high) / 2;
    const [[at]] = split(curve, middle)[1];
    if ((x - at) * way > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * De Casteljau's construction.
 *
 * @param {Point[]} curve
 * @param {number} share
 * @returns {[Point[], Point[]]}
 */
function split([a, b, c, d], share) {
  const between = (/** @type {Point} */ [x0, y0], /** @type {Point} */ [x1, y1]) =>
    /** @type {Point} */ ([x0 + share * (x1 - x0), y0 + share * (y1 - y0)]);
  const [ab, bc, cd] = [between(a, b), between(b, c), between(c, d)];
  const [abc, bcd] = [between(ab, bc), between(bc, cd)];
  const middle = between(abc, bcd);
  return [
    [a, ab, abc, middle],
    [middle, bcd, cd, d],
  ];
}

/** @param {Point[]} curve */
function cubic([a, ...rest]) {
  const at = (/** @type {Point} */ point) => point.map((one) => Math.round(one * 10) / 10).join(",");
  return `M${at(a)}C${rest.map(at).join(" ")}`;
}
