/**
 * A log axis with readable ticks: whole powers of ten, few enough to stand apart.
 *
 * @import {Series} from "#app/types.js"
 */

import { powerOfTen } from "#app/layout/figures.js";

const MOST_DECADES = 16;

/**
 * @param {(Series | undefined)[]} all the series that must fit
 * @param {number} top
 * @param {number} bottom
 * @param {number} apart least pixels between two ticks
 */
export function logScale(all, top, bottom, apart = 20) {
  const largest = Math.max(0, ...all.map((series) => series?.largest ?? 0));
  const smallest = Math.min(Number.POSITIVE_INFINITY, ...all.map((series) => series?.smallest ?? Infinity));
  const high = largest > 0 ? Math.ceil(Math.log10(largest) - 1e-9) : 0;
  const wanted = largest > 0 ? Math.floor(Math.log10(smallest) + 1e-9) : -3;
  const low = Math.max(Math.min(wanted, high - 1), high - MOST_DECADES);
  const decade = (bottom - top) / (high - low);
  const every = Math.max(1, Math.ceil(apart / decade));
  const ticks = [];
  for (let power = high; power >= low; power -= every) {
    ticks.push({ power, y: bottom - (power - low) * decade, text: powerOfTen(power) });
  }
  return {
    low,
    high,
    ticks,
    /** @param {number} value positive; held inside the axis */
    y: (value) => bottom - Math.max(0, Math.min(high - low, Math.log10(value) - low)) * decade,
  };
}
