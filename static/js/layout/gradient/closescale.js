/**
 * A log axis that is as near to its numbers as it can be: powers of ten where they span some decades, else 1, 2 and 5
 * of each. It reaches over all that a number can be, from 10⁻³²⁴ to 10³⁰⁸.
 */

import { plain, powerOfTen } from "#app/layout/figures.js";

const APART = 22; // least pixels between two ticks
export const FEW = 2.2; // decades, below which 1, 2 and 5 are ticks
const STEPS = [1, 2, 5];
export const EVERY = [1, 2, 5, 10, 20, 50, 100]; // powers from one tick to the next

/**
 * @param {number[]} sizes positive and finite
 * @param {number} top
 * @param {number} bottom
 */
export function closeScale(sizes, top, bottom) {
  const logs = sizes.map((size) => Math.log10(size));
  const [least, most] = logs.length ? [logs.reduce(min), logs.reduce(max)] : [-1, 0];
  const isFew = most - least < FEW;
  const [low, high] = isFew ? near(least, most) : [Math.floor(least + 1e-9), Math.ceil(most - 1e-9)];
  const decade = (bottom - top) / (high - low);
  const y = (/** @type {number} */ log) => bottom - Math.max(0, Math.min(high - low, log - low)) * decade;
  const ticks = isFew ? fine(low, high, decade) : coarse(low, high, decade);
  return {
    ticks: ticks.map(({ key, log, text }) => ({ key, text, y: y(log) })),
    /** @param {number} value positive; held inside the axis */
    y: (value) => y(Math.log10(value)),
  };
}

/**
 * Ends at 1, 2 or 5 times a power of ten.
 *
 * @param {number} least log10
 * @param {number} most
 */
export function near(least, most) {
  const all = marks(Math.floor(least) - 1, Math.ceil(most) + 1).map(({ log }) => log);
  const low = all.filter((log) => log <= least + 1e-9).reduce(max);
  const high = all.filter((log) => log >= most - 1e-9).reduce(min);
  return low < high ? [low, high] : [all[all.indexOf(low) - 1], all[all.indexOf(high) + 1]];
}

/**
 * @param {number} from a power
 * @param {number} to
 */
function marks(from, to) {
  const found = [];
  for (let power = from; power <= to; power += 1)
    for (const step of STEPS) found.push({ step, power, log: power + Math.log10(step) });
  return found;
}

/**
 * Ticks at 1, 2 and 5 times the powers of ten from one log10 to another, as far as there is room for them.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} decade pixels
 * @param {number} [apart] least pixels between two
 */
export function fine(low, high, decade, apart = APART) {
  const inside = marks(Math.floor(low), Math.ceil(high)).filter(({ log }) => log >= low - 1e-9 && log <= high + 1e-9);
  const all = decade * Math.log10(2) >= apart ? inside : inside.filter(({ step }) => step === 1 || decade < apart);
  const few = all.length > 1 ? all : inside;
  return few.map(({ step, power, log }) => ({ key: `${step}e${power}`, log, text: plain(Number(`${step}e${power}`)) }));
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} decade pixels
 */
function coarse(low, high, decade) {
  const every = EVERY.find((each) => each * decade >= APART) ?? 200;
  const round = Math.floor(high / every) * every;
  const found = [];
  for (let power = round >= low ? round : high; power >= low; power -= every)
    found.push({ key: `1e${power}`, log: power, text: power === 0 ? "1" : powerOfTen(power) });
  return found;
}

/**
 * @param {number} a
 * @param {number} b
 */
function min(a, b) {
  return Math.min(a, b);
}

/**
 * @param {number} a
 * @param {number} b
 */
function max(a, b) {
  return Math.max(a, b);
}
