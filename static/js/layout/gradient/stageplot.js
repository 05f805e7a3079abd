/**
 * How far off a truncated gradient is, for every number of stages: its error (of the whole, left scale) and its angle
 * (right scale), with the chosen number marked.
 *
 * @typedef {object} StagePlot
 * @property {number} width
 * @property {number} height
 * @property {string} error a path
 * @property {string} angle
 * @property {string} rules
 * @property {{x: number, y: number} | null} point on the error, at the chosen number of stages
 * @property {number} left
 * @property {number} right
 * @property {{key: string, x: number, y: number, text: string, anchor: "start" | "middle" | "end", tone: string}[]} ticks
 */

import { roundUp } from "#app/layout/figures.js";

const ROOM = { left: 52, right: 40, top: 12, bottom: 30 };

/**
 * @param {{error: ArrayLike<number>, angle: ArrayLike<number>}} curves of 1…T stages; NaN where there is none
 * @param {number} stages the chosen number
 * @param {{width: number, height: number}} room
 * @returns {StagePlot}
 */
export function stagePlot({ error, angle }, stages, { width, height }) {
  const T = error.length;
  const [left, right, top, bottom] = [ROOM.left, width - ROOM.right, ROOM.top, height - ROOM.bottom];
  const most = { error: roundUp(largest(error)) || 1, angle: largest(angle) > 90 ? 180 : 90 };
  const x = (/** @type {number} */ K) => (T > 1 ? left + ((K - 1) / (T - 1)) * (right - left) : (left + right) / 2);
  const y = (/** @type {number} */ share) => bottom - share * (bottom - top);
  const at = error[stages - 1];
  const tick = (/** @type {string} */ key, /** @type {number} */ share, /** @type {string} */ text, isLeft = true) => ({
    key,
    x: isLeft ? left - 5 : right + 5,
    y: y(share),
    text,
    anchor: /** @type {"start" | "end"} */ (isLeft ? "end" : "start"),
    tone: isLeft ? "error" : "angle",
  });
  return {
    width,
    height,
    left,
    right,
    error: path(error, (value) => value / most.error, x, y),
    angle: path(angle, (value) => value / most.angle, x, y),
    rules: [0, 0.5, 1].map((share) => `M${left},${y(share)}H${right}`).join(""),
    point: Number.isFinite(at) ? { x: x(stages), y: y(at / most.error) } : null,
    ticks: [
      ...[0, 0.5, 1].map((share) => tick(`e${share}`, share, `${Number((100 * share * most.error).toPrecision(2))} %`)),
      ...[0, 0.5, 1].map((share) => tick(`a${share}`, share, `${share * most.angle}°`, false)),
      ...[...new Set([1, Math.ceil(T / 2), T])].map((K) => ({
        key: `k${K}`,
        x: x(K),
        y: height - 6,
        text: String(K),
        anchor: /** @type {const} */ ("middle"),
        tone: "stages",
      })),
    ],
  };
}

/**
 * Which number of stages stands at a place of the plot.
 *
 * @param {Pick<StagePlot, "left" | "right">} plot
 * @param {number} x
 * @param {number} T
 */
export function stagesAt({ left, right }, x, T) {
  return Math.max(1, Math.min(T, 1 + Math.round(((x - left) / (right - left)) * (T - 1))));
}

/**
 * @param {ArrayLike<number>} values
 * @param {(value: number) => number} scaled
 * @param {(K: number) => number} x
 * @param {(share: number) => number} y
 */
function path(values, scaled, x, y) {
  let found = "";
  let isOn = false;
  for (let n = 0; n < values.length; n += 1) {
    const value = values[n];
    if (Number.isFinite(value)) found += `${isOn ? "L" : "M"}${x(n + 1).toFixed(1)},${y(scaled(value)).toFixed(1)}`;
    isOn = Number.isFinite(value);
  }
  return found;
}

/** @param {ArrayLike<number>} values */
function largest(values) {
  let found = 0;
  for (let n = 0; n < values.length; n += 1) if (Number.isFinite(values[n]) && values[n] > found) found = values[n];
  return found;
}
