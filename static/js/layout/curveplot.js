/**
 * A function's curve with one point on it and the tangent there.
 *
 * @typedef {object} CurvePlot
 * @property {number} width
 * @property {number} height
 * @property {string} curve
 * @property {string} guides from the point to both axes
 * @property {string} tangent
 * @property {{x: number, y: number} | null} point
 * @property {{key: string, x: number, y: number, text: string, anchor: "middle" | "end"}[]} ticks
 * @property {string} rules
 */

import { plain, roundUp } from "#app/layout/figures.js";

const REACH = 0.16; // of the width: half a tangent

/**
 * @param {{limit: number, values: ArrayLike<number>}} curve evenly from −limit to limit
 * @param {{a: number | undefined, value: number | undefined, slope: number | undefined}} at
 * @param {{width: number, height: number, letters: number}} room
 * @returns {CurvePlot}
 */
export function curvePlot({ limit, values }, { a, value, slope }, { width, height, letters }) {
  const [low, high] = extent(values, value);
  const ends = [low, ...(low < 0 && high > 0 && -low < 3 * high && high < -3 * low ? [0] : [(low + high) / 2]), high];
  const left = 0.62 * letters * Math.max(...ends.map((end) => tick(end).length)) + 10;
  const [right, top, bottom] = [width - 10, 0.7 * letters, height - 1.6 * letters];
  const x = (/** @type {number} */ point) => left + ((point + limit) / (2 * limit)) * (right - left);
  const y = (/** @type {number} */ point) => bottom - ((point - low) / (high - low)) * (bottom - top);
  const shown = [a, value].every((one) => one !== undefined && Number.isFinite(one));
  const point = shown && Math.abs(Number(a)) <= limit ? { x: x(Number(a)), y: y(Number(value)) } : null;
  return {
    width,
    height,
    curve: pathOf(values, limit, x, y),
    guides: point ? `M${point.x},${bottom}L${point.x},${point.y}L${left},${point.y}` : "",
    tangent: point && slope !== undefined && Number.isFinite(slope) ? tangentAt(point, slope, x(1) - x(0), y(0) - y(1), width) : "",
    point,
    ticks: [
      ...[-limit, -limit / 2, 0, limit / 2, limit].map((at) => ({ key: `x ${at}`, x: x(at), y: height - 0.6 * letters, text: tick(at), anchor: /** @type {const} */ ("middle") })),
      ...ends.map((at) => ({ key: `y ${at}`, x: left - 6, y: y(at), text: tick(at), anchor: /** @type {const} */ ("end") })),
    ],
    rules: ends.map((at) => `M${left},${y(at)}H${right}`).join(""),
  }; // biome-ignore format: a table
}

/** @param {number} value */
function tick(value) {
  return plain(Number(value.toPrecision(3)));
}

/**
 * Round numbers around all finite values, and 0.
 *
 * @param {ArrayLike<number>} values
 * @param {number | undefined} own
 * @returns {[number, number]}
 */
function extent(values, own) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of [...Array.from(values), own ?? Number.NaN]) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const ends = /** @type {[number, number]} */ ([low < 0 ? -roundUp(-low) : 0, high > 0 ? roundUp(high) : 0]);
  return ends[0] < ends[1] ? ends : [0, 1];
}

/**
 * @param {ArrayLike<number>} values
 * @param {number} limit
 * @param {(a: number) => number} x
 * @param {(v: number) => number} y
 */
function pathOf(values, limit, x, y) {
  let path = "";
  let pen = "M";
  for (let k = 0; k < values.length; k += 1) {
    if (!Number.isFinite(values[k])) {
      pen = "M";
      continue;
    }
    const a = -limit + (2 * limit * k) / (values.length - 1);
    path += `${pen}${x(a).toFixed(1)},${y(values[k]).toFixed(1)}`;
    pen = "L";
  }
  return path;
}

/**
 * @param {{x: number, y: number}} point
 * @param {number} slope
 * @param {number} across pixels of one to the right
 * @param {number} up pixels of one upwards
 * @param {number} width
 */
function tangentAt({ x, y }, slope, across, up, width) {
  const steep = (slope * up) / across;
  const long = (REACH * width) / Math.hypot(1, steep);
  return `M${x - long},${y + long * steep}L${x + long},${y - long * steep}`;
}
