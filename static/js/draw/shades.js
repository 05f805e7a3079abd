/**
 * Numbers as shades, a byte each, and shades condensed: where a pixel must stand for several numbers it shows the one
 * that matters most, never a mean (in which signed values cancel).
 *
 *     0 nothing there     1 not finite     2 … 254 from one end of the ramp to the other, 128 in its middle
 *
 * signed:     the value farthest from zero
 * magnitude:  the largest
 * unit:       both the largest and the smallest: a gate that closes once matters as much as one that opens once
 * all:        what is not finite, before everything else
 *
 * Units that share a row of pixels are condensed in the same way, but for "unit", which has their mean.
 *
 * @import {RampName} from "#app/types.js"
 */

export const ABSENT = 0;
export const BROKEN = 1;
const LOW = 2;
const HIGH = 254;

/**
 * @param {RampName} ramp
 * @param {number} value
 * @param {number} limit
 */
export function shadeOf(ramp, value, limit) {
  if (!Number.isFinite(value)) return BROKEN;
  const share = ramp === "signed" ? (value / limit + 1) / 2 : value / limit;
  return LOW + Math.round(Math.max(0, Math.min(1, share)) * (HIGH - LOW));
}

/**
 * Where a shade lies on its ramp, from 0 to 1.
 *
 * @param {number} shade
 */
export function shareOf(shade) {
  return (shade - LOW) / (HIGH - LOW);
}

/**
 * What each shade weighs against another one: of two that share a pixel the heavier is shown.
 *
 * @typedef {Uint16Array} Weights
 */

/** @param {(shade: number) => number} weigh @returns {Weights} */
function weights(weigh) {
  return Uint16Array.from({ length: 256 }, (_, shade) =>
    shade === ABSENT ? 0 : shade === BROKEN ? 1000 : 1 + weigh(shade),
  );
}

const LARGEST = weights((shade) => shade);
const SMALLEST = weights((shade) => 255 - shade);
const FARTHEST = weights((shade) => 2 * Math.abs(shade - 128) + Number(shade > 128)); // equally far: the positive one

/**
 * @param {RampName} ramp
 * @returns {Weights[]} one for each extreme that a pixel shows
 */
export function extremesOf(ramp) {
  if (ramp === "unit") return [LARGEST, SMALLEST];
  return [ramp === "signed" ? FARTHEST : LARGEST];
}
