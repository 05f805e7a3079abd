/**
 * Two runs on one time axis: what a side is told of the other, and the part of the axis that it has steps on.
 *
 * @import {Axis, Plan, Stop} from "#app/types.js"
 */

import { begins } from "#app/layout/axis.js";

/**
 * @typedef {object} Together what a side is told of the other
 * @property {Plan} plan the other side's
 * @property {Stop} moment at which both stand
 * @property {boolean} [isSecond] below the other: it needs no room for controls
 */

/**
 * The shared axis, as far as a run of T steps goes. A window that lies behind its end has none of its steps.
 *
 * @param {Axis} axis
 * @param {number} T
 * @returns {Axis}
 */
export function asFarAs(axis, T) {
  if (T >= axis.T) return axis;
  const whole = { ...axis, T, last: Math.min(axis.last, T) };
  const { room = axis.end - axis.start } = axis;
  return { ...whole, after: T > axis.last ? axis.after : 0, end: begins(axis, T + 1), room };
}
