/**
 * Where the rows and columns of a product stand: all of them if they have room, else a window around the chosen one,
 * with a track at each end for the sum of what is not shown.
 *
 *     columns 3…10 of 64     ⋯ 2 │ 3 │ 4 │ … │ 10 │ ⋯ 54
 *
 * @import {Span} from "#app/types.js"
 */

/**
 * @typedef {object} Track
 * @property {number} at the row or column, from 0; −1: those before the window, −2: those after it
 * @property {number} start pixels
 * @property {number} size
 * @property {number} count how many it stands for
 */

/**
 * @typedef {object} Tracks
 * @property {Track[]} all in their order, ends included
 * @property {Track[]} shown those that have a number each
 * @property {Span} span from 0
 * @property {number} end pixels
 */

/**
 * @param {{count: number, chosen: number, start: number, room: number, least: number, most: number, rest: number}} wish
 *   least and most: pixels of one track; rest: of one that stands for many
 * @returns {Tracks}
 */
export function tracksOf({ count, chosen, start, room, least, most, rest }) {
  const fits = Math.max(1, Math.floor(room / least));
  if (count <= fits) return placed(0, count, count, start, Math.min(most, room / count), rest);
  const shown = Math.max(1, Math.min(count, Math.floor((room - 2 * rest) / least)));
  const first = Math.max(0, Math.min(count - shown, chosen - Math.floor(shown / 2)));
  const ends = Number(first > 0) + Number(first + shown < count);
  return placed(first, shown, count, start, Math.max(least, Math.min(most, (room - ends * rest) / shown)), rest);
}

/**
 * @param {number} first
 * @param {number} shown
 * @param {number} count
 * @param {number} start
 * @param {number} size
 * @param {number} rest
 * @returns {Tracks}
 */
function placed(first, shown, count, start, size, rest) {
  /** @type {Track[]} */
  const all = [];
  let x = start;
  const put = (/** @type {number} */ at, /** @type {number} */ wide, /** @type {number} */ many) => {
    all.push({ at, start: x, size: wide, count: many });
    x += wide;
  };
  if (first > 0) put(-1, rest, first);
  for (let k = first; k < first + shown; k += 1) put(k, size, 1);
  if (first + shown < count) put(-2, rest, count - first - shown);
  return { all, shown: all.filter(({ at }) => at >= 0), span: { first, last: first + shown - 1 }, end: x };
}

/**
 * What a track stands for: its own number, or the sum of those it hides.
 *
 * @param {Track} track
 * @param {Span} span
 * @param {ArrayLike<number>} numbers
 */
export function sumOn({ at }, span, numbers) {
  if (at >= 0) return numbers[at];
  let sum = 0;
  const [first, last] = at === -1 ? [0, span.first - 1] : [span.last + 1, numbers.length - 1];
  for (let k = first; k <= last; k += 1) sum += numbers[k];
  return sum;
}

/**
 * A waterfall: running sums from 0, one for each track.
 *
 * @param {number[]} parts
 * @returns {{from: number, to: number}[]}
 */
export function running(parts) {
  let sum = 0;
  return parts.map((part) => {
    const from = sum;
    sum += part;
    return { from, to: sum };
  });
}
