/**
 * The three numbers of a state's paths at one step, which may be that of its initial value.
 *
 * @import {LaidAnswer} from "#app/gradient.js"
 */

import { WAYS } from "#app/state/laid/paths.js";

/**
 * The step, held to those that the answer has.
 *
 * @param {LaidAnswer} answer
 * @param {number} k
 */
export function stepOf({ message: { first, last, start } }, k) {
  return k === start ? k : Math.max(first, Math.min(last, k));
}

/**
 * Norms, or a unit's own derivative.
 *
 * @param {LaidAnswer} answer
 * @param {number} k as stepOf gives it
 * @param {number | null} unit
 * @returns {Record<string, number | undefined>} by way
 */
export function wayNumbers({ message, tensors }, k, unit) {
  const { first, n, start } = message;
  const [norms, units] = [tensors.get("start/norm")?.values, tensors.get("start/units")?.values];
  const told = WAYS.map((way, number) => {
    if (k === start) return [way, unit === null ? norms?.[number] : units?.[number * n + unit]];
    const values = tensors.get(`${unit === null ? "norm" : "units"}/${way}`)?.values;
    return [way, unit === null ? values?.[k - first] : values?.[(k - first) * n + unit]];
  });
  return Object.fromEntries(told);
}
