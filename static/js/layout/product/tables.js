/**
 * The tables of numbers that a written-out product shows, each with its ramp and its power of ten.
 *
 *     forward     v above the columns    W             W v at the side    W[i,j] v[j] of one row
 *     backward    Wᵀδ                    W             δ                  W[i,j] δ[i] of one column
 *     share       v                      δ[i] v[j]     δ
 *
 * @import {RampName, Tensor} from "#app/types.js"
 * @import {Numbers} from "#app/layout/product/reading.js"
 * @import {ProductSight} from "#app/layout/product/scene.js"
 */

import { roundUp } from "#app/layout/figures.js";
import { columnParts, entryAt, rowParts } from "#app/layout/product/reading.js";
import { largestOf, scaleOf } from "#app/layout/product/text.js";
import { once } from "#app/state/once.js";

/**
 * @typedef {object} Look
 * @property {number} power of ten that its numbers are shown in
 * @property {RampName} ramp
 * @property {number} limit
 */

/** @typedef {Look & {numbers: Numbers | null}} Table */

/**
 * @typedef {object} Tables
 * @property {Look & {at: (row: number, column: number) => number | null}} matrix
 * @property {Table} top
 * @property {Table} side
 * @property {Table | null} parts
 */

/**
 * @param {Pick<ProductSight, "reading" | "writes" | "row" | "column" | "operandRamp" | "decimals">} sight
 * @returns {Tables}
 */
export function tablesOf(sight) {
  const { reading, writes, row, column, operandRamp } = sight;
  const { operand, value, delta, back } = reading;
  const look = lookFor(sight.decimals ?? null);
  const weights = {
    ...look(largestIn(reading.matrix)),
    at: (/** @type {number} */ i, /** @type {number} */ j) => entryAt(reading, i, j),
  };
  const vector = { ...look(largestOf(operand ?? [])), ...operandRamp, numbers: operand };
  const error = { ...look(largestOf(delta ?? [])), numbers: delta };
  if (writes === "forward") {
    const parts = rowParts(reading, row);
    const shared = look(Math.max(largestOf(parts ?? []), largestOf(value ?? [])));
    return {
      matrix: weights,
      top: vector,
      side: { ...shared, numbers: value },
      parts: { ...shared, numbers: value && parts },
    };
  }
  if (writes === "backward") {
    const parts = columnParts(reading, column);
    const shared = look(Math.max(largestOf(parts ?? []), largestOf(back ?? [])));
    return { matrix: weights, top: { ...shared, numbers: back }, side: error, parts: { ...shared, numbers: parts } };
  }
  const share = look(largestOf(delta ?? []) * largestOf(operand ?? []));
  const at = (/** @type {number} */ i, /** @type {number} */ j) => (delta && operand ? delta[i] * operand[j] : null);
  return { matrix: { ...share, at }, top: vector, side: error, parts: null };
}

/**
 * @param {number | null} decimals chosen ones are of the number itself, not of its multiple of a power
 * @returns {(largest: number) => Look}
 */
function lookFor(decimals) {
  return (largest) => ({
    power: decimals === null ? scaleOf(largest) : 0,
    ramp: "signed",
    limit: roundUp(largest),
  });
}

/** Of a tensor that never changes. @type {(tensor: Tensor) => number} */
const largestIn = once((tensor) => largestOf(tensor.values));
