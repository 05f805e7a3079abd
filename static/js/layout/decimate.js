/**
 * A curve over more steps than there are pixels: of those that share a pixel the lowest and the highest, in the order
 * of time, so that no peak is lost and no path is longer than the stage is wide. Steps that have pixels of their own
 * stay as they are.
 *
 * @import {Axis, Series, Span} from "#app/types.js"
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
  /** @type {CurvePoint[]} */
  const found = [];
  const pixel = createPixel(found);
  for (const { first, last, values } of series?.blocks ?? []) {
    const end = Math.min(last, span.last);
    for (let t = Math.max(first, span.first); t <= end; t += 1) {
      const each = t < axis.first ? axis.before : t > axis.last ? axis.after : axis.pitch;
      const norm = values[t - first];
      if (each >= 1 || axis.edges) {
        pixel.flush();
        found.push({ t, x: middle(axis, t), norm });
      } else pixel.add(t, begins(axis, t) + each / 2, norm);
    }
  }
  pixel.flush();
  return found;
}

/**
 * Collects the steps of one pixel.
 *
 * @param {CurvePoint[]} found
 */
function createPixel(found) {
  let column = Number.NaN;
  /** @type {CurvePoint | null} */
  let low = null;
  /** @type {CurvePoint | null} */
  let high = null;
  const flush = () => {
    if (low && high) found.push(...(low === high ? [low] : low.t < high.t ? [low, high] : [high, low]));
    [low, high] = [null, null];
  };
  return {
    flush,
    /**
     * @param {number} t
     * @param {number} x
     * @param {number} norm
     */
    add(t, x, norm) {
      if (Math.floor(x) !== column) flush();
      column = Math.floor(x);
      if (!low || !high) {
        low = { t, x, norm };
        high = low;
      } else if (isHigher(norm, high.norm)) high = { t, x, norm };
      else if (isHigher(low.norm, norm)) low = { t, x, norm };
    },
  };
}

/**
 * What is not a number stands above everything: it must be seen.
 *
 * @param {number} a
 * @param {number} b
 */
function isHigher(a, b) {
  return Number.isNaN(b) ? false : Number.isNaN(a) || a > b;
}
