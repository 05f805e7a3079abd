/**
 * What the bound's answer says of each step: measured norm, bound, and the same with the spectral radius, as powers of
 * ten, which go on where the numbers themselves end.
 *
 * @import {LaidAnswer} from "#app/gradient.js"
 */

import { figure, powerOfTen } from "#app/layout/figures.js";

export const MOST = 308.2547; // log10 of the largest float64
export const LEAST = -308; // below, numbers lose their digits and then are 0

/** @typedef {"fine" | "above" | "below" | "zero" | "nan"} Kind of a number that has, or has no, place on a log axis */

/**
 * @typedef {object} Line
 * @property {"measured" | "bound" | "radius"} name
 * @property {number} first least step
 * @property {number} last
 * @property {Float64Array} log10 by step − first
 * @property {import("#app/layout/gradient/sides.js").Side} [side]
 */

/**
 * @param {LaidAnswer} answer
 * @returns {Line[]} measured first
 */
export function linesOf({ message, tensors }) {
  const { t, T, state } = message;
  const names = /** @type {const} */ ({ measured: "norm_log10", bound: "bound_log10", radius: "radius_log10" });
  return /** @type {(keyof typeof names)[]} */ (Object.keys(names)).flatMap((name) => {
    const rows = tensors.get(names[name])?.values;
    if (!rows) return [];
    const steps = Math.min(rows.length, state.direction > 0 ? t : T - t + 1); // without the initial state
    const log10 = Float64Array.from({ length: steps }, (_, n) => rows[state.direction > 0 ? steps - 1 - n : n]);
    return [
      { name, first: state.direction > 0 ? t - steps + 1 : t, last: state.direction > 0 ? t : t + steps - 1, log10 },
    ];
  });
}

/**
 * @param {Line | undefined} line
 * @param {number} k
 * @returns {number | undefined} undefined where it has none
 */
export function powerAt(line, k) {
  return line && k >= line.first && k <= line.last ? line.log10[k - line.first] : undefined;
}

/** @param {number} log10 @returns {Kind} */
export function kindOf(log10) {
  if (Number.isNaN(log10)) return "nan";
  if (log10 === Number.NEGATIVE_INFINITY) return "zero";
  if (log10 > MOST) return "above";
  return log10 < LEAST ? "below" : "fine";
}

/**
 * A number by its power of ten, also where it is none of float64.
 *
 * @param {number | undefined} log10
 */
export function bigFigure(log10) {
  if (log10 === undefined) return "–";
  const kind = kindOf(log10);
  if (kind === "nan") return "NaN";
  if (kind === "zero") return "0";
  if (kind === "fine") return figure(10 ** log10);
  if (log10 === Number.POSITIVE_INFINITY) return "∞";
  const power = Math.floor(log10);
  const exact = `${(10 ** (log10 - power)).toFixed(2)}×${powerOfTen(power)}`;
  return kind === "above" ? `∞ (${exact})` : exact;
}

/**
 * The stretches of a line that have no place on the axis, each with why.
 *
 * @param {Line} line
 * @returns {{kind: Kind, first: number, last: number}[]}
 */
export function leftOut({ first, log10 }) {
  /** @type {{kind: Kind, first: number, last: number}[]} */
  const found = [];
  for (let n = 0; n < log10.length; n += 1) {
    const kind = kindOf(log10[n]);
    if (kind === "fine") continue;
    const before = found.at(-1);
    if (before?.kind === kind && before.last === first + n - 1) before.last += 1;
    else found.push({ kind, first: first + n, last: first + n });
  }
  return found;
}
