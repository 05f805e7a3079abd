/**
 * What the direct path and each part that leaves it count for in the total at one step: ⟨part, total⟩ / ‖total‖².
 *
 * @import {LaidGround} from "#app/gradient.js"
 */

import { labelOf } from "#app/layout/symbols.js";
import { pathWords as said } from "#app/words/gradient/paths.js";

/**
 * @param {Pick<LaidGround, "answer" | "plan">} ground
 * @param {number} k
 * @returns {{share: number, text: string}[]} in the order of the table; empty where there is one path, or no total
 */
export function partShares({ answer: { message, tensors }, plan }, k) {
  const { parts, first, last } = message;
  const size = k >= first && k <= last ? (tensors.get("frobenius")?.values[k - first] ?? 0) : 0;
  const along = tensors.get("along")?.values;
  if (!parts.length || !along || !(size > 0 && size < Number.POSITIVE_INFINITY)) return [];
  const steps = last - first + 1;
  return partNames(parts, plan).map((name, row) => {
    const share = along[row * steps + k - first] / size;
    return { share, text: `${name} ${percents(share)[0]}` };
  });
}

/**
 * @param {{node: string, shift: number, into: string}[]} parts
 * @param {LaidGround["plan"]} plan
 */
export function partNames(parts, plan) {
  const through = parts.map(({ node, into }) => said.through(labelOf(plan, node), labelOf(plan, into)));
  return [said.names.direct, ...through];
}

/**
 * A share as it can be written, longest first.
 *
 * @param {number} share
 */
export function percents(share) {
  const size = Math.abs(100 * share);
  const digits = size >= 0.95 ? String(Math.round(size)) : size.toFixed(1);
  const sign = digits === "0.0" ? "" : share < 0 ? "−" : "+";
  return size === 0 ? ["0"] : digits === "0.0" ? [said.nearlyNone] : [`${sign}${digits} %`, `${sign}${digits}`];
}
