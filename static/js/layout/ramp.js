/**
 * Which ramp a node's numbers are shown on: results of a sigmoid on a grey ramp, signed values on a
 * two-sided one whose ends are ±limit.
 *
 * @import {Equation, RampName, Series} from "#app/types.js"
 */

import { roundUp } from "#app/layout/figures.js";

/**
 * @param {Equation | undefined} equation undefined for x and y
 * @param {Series | null | undefined} series
 * @returns {{ramp: RampName, limit: number}}
 */
export function rampOf(equation, series) {
  const largest = series?.largest ?? 1;
  switch (equation?.range) {
    case "unit":
      return { ramp: "unit", limit: 1 };
    case "signed":
      return { ramp: "signed", limit: 1 };
    case "probability":
      return { ramp: "unit", limit: Math.min(1, roundUp(largest)) };
    default:
      return { ramp: "signed", limit: roundUp(largest) };
  }
}
