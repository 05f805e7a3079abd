/**
 * A curve over more steps than there are pixels: of those that share a pixel the lowest and the highest, in the order
 * of time, so that no peak is lost and no path is longer than the stage is wide. Steps that have pixels of their own
 * stay as they are.
 *
 * @import {Axis, Block, Series, Span} from "#app/types.js"
 */

import { begins, middle } from "#app/layout/axis.js";

/** @typedef {{t: number, x: number, norm: number}} CurvePoint */

/**
 * @param {Series | undefined} series one number a step
 * @param {Span} span the steps that are drawn
 * @param {Axis} axis
 * @returns {CurvePoint[]} from the first step to the last
 */
export function decimated(series, span, axis) {
  const { T, first, last, before, pitch, after } = axis;
  /** @type {CurvePoint[]} */
  const found = [];
  for (const block of series?.blocks ?? []) {
    for (const [from, to, each] of [
      [1, first - 1, before],
      [first, last, axis.edges ? 1 : pitch],
      [last + 1, T, after],
    ]) {
      const start = Math.max(from, block.first, span.first);
      const end = Math.min(to, block.last, span.last);
      if (start > end) continue;
      if (each >= 1) addEach(found, block, start, end, axis);
      else addExtremes(found, block, start, end, begins(axis, start) + each / 2, each);
    }
  }
  return found;
}

/**
 * @param {CurvePoint[]} found
 * @param {Block} block
 * @param {number} start
 * @param {number} end
 * @param {Axis} axis
 */
function addEach(found, { first, values }, start, end, axis) {
  for (let t = start; t <= end; t += 1) found.push({ t, x: middle(axis, t), norm: values[t - first] });
}

/**
 * What is not a number stands above everything: it must be seen.
 *
 * @param {CurvePoint[]} found
 * @param {Block} block
 * @param {number} start
 * @param {number} end
 * @param {number} x of the first step
 * @param {number} each pixels a step
 */
function addExtremes(found, { first, values }, start, end, x, each) {
  const place = (/** @type {number} */ t) => ({ t, x: x + (t - start) * each, norm: values[t - first] });
  for (let from = start; from <= end; ) {
    const column = Math.floor(x + (from - start) * each);
    let low = from;
    let high = from;
    let t = from + 1;
    for (; t <= end && Math.floor(x + (t - start) * each) === column; t += 1) {
      const norm = values[t - first];
      const most = values[high - first];
      if (norm > most || Number.isNaN(norm)) high = t;
      else if (!(norm >= values[low - first])) low = t;
    }
    found.push(place(Math.min(low, high)));
    if (low !== high) found.push(place(Math.max(low, high)));
    from = t;
  }
}
