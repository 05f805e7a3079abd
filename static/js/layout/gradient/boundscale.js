/**
 * The log axis of the bound: powers of ten from 10⁻³⁰⁸ to 10³⁰⁸, as far as what is seen needs them; of few decades,
 * 1, 2 and 5 times each.
 *
 * @import {Line} from "#app/layout/gradient/boundseries.js"
 */

import { powerOfTen } from "#app/layout/figures.js";
import { kindOf } from "#app/layout/gradient/boundseries.js";
import { EVERY, FEW, fine, near } from "#app/layout/gradient/closescale.js";

/**
 * @typedef {object} Powers
 * @property {number} low
 * @property {number} high
 * @property {(log10: number) => number} y held inside
 * @property {{power: number, y: number, text: string}[]} ticks
 */

/**
 * @param {Line[]} lines
 * @param {{first: number, last: number}} seen
 * @param {{top: number, bottom: number, apart: number}} room apart: least pixels from one tick to the next
 * @returns {Powers}
 */
export function powers(lines, seen, { top, bottom, apart }) {
  let [low, high] = [0, 0]; // what is left of a state in itself is 1
  for (const { first, last, log10 } of lines) {
    for (let k = Math.max(first, seen.first); k <= Math.min(last, seen.last); k += 1) {
      const value = log10[k - first];
      if (kindOf(value) !== "fine") continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const isFew = high - low < FEW;
  [low, high] = isFew ? near(low, high) : [Math.floor(low + 1e-9), Math.ceil(high - 1e-9)];
  const decade = Math.max(1, bottom - top) / (high - low);
  const y = (/** @type {number} */ value) => bottom - (Math.max(low, Math.min(high, value)) - low) * decade;
  const ticks = isFew ? fine(low, high, decade, apart) : coarse(low, high, decade, apart);
  return { low, high, y, ticks: ticks.map(({ log, text }) => ({ power: log, y: y(log), text })) };
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} decade pixels
 * @param {number} apart
 */
function coarse(low, high, decade, apart) {
  const every = EVERY.find((each) => each * decade >= apart) ?? 200;
  const found = [];
  for (let log = Math.ceil(low / every) * every; log <= high; log += every)
    found.push({ log, text: log === 0 ? "1" : powerOfTen(log) });
  return found;
}
