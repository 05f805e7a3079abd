/**
 * Changes of what is given: whole steps of the input or the target, and values before the first step. Pure.
 *
 * @import {Cell} from "#app/types.js"
 * @import {Change} from "#app/state/changes.js"
 */

import { replaced, same } from "#app/state/changes.js";
import { pastedFrom } from "#app/state/pasted.js";

/**
 * @param {Change[]} changes
 * @param {string} name x or y
 * @param {number} t from 1
 * @param {string | null} to another token; null: nothing is read there, nothing wanted
 * @returns {Change[]}
 */
export function withStep(changes, name, t, to) {
  return replaced(changes, { set: name, at: [t], to }, (old) => old.set === name && same(old.at, [t]));
}

/**
 * @param {Change[]} changes
 * @param {string} name
 * @param {number} t
 * @returns {Change | null} what was set in place of the whole step
 */
export function stepSet(changes, name, t) {
  return changes.findLast((old) => old.set === name && same(old.at, [t])) ?? null;
}

/**
 * @param {Change[]} changes
 * @param {string} name
 * @param {number} t
 * @returns {Change[]} with the step as it was given
 */
export function withoutStep(changes, name, t) {
  return changes.filter((old) => !(old.set === name && same(old.at, [t])));
}

/**
 * The values before the first step (after the last) as the field of the set-up has them, with one of them changed.
 *
 * @param {Record<string, string>} initial
 * @param {import("#app/types.js").Tensor} whole rows h(0), h(−1), …
 * @param {number} T
 * @param {Cell} cell
 * @param {number} value
 */
export function withInitial(initial, { shape, values }, T, { node, t, unit }, value) {
  const size = shape.at(-1) ?? 1;
  const k = t < 1 ? -t : t - T - 1;
  const changed = Array.from(values, (old, at) => (at === k * size + unit ? value : old));
  const rows = Array.from({ length: changed.length / size }, (_, row) => changed.slice(row * size, (row + 1) * size));
  return { ...initial, [node]: pastedFrom(rows) };
}

/**
 * @param {Record<string, string>} initial
 * @param {string} node
 */
export function withoutInitial(initial, node) {
  const { [node]: _, ...others } = initial;
  return others;
}
