/**
 * What is hidden. In its place stands NaN, so that whatever is computed from it is unknown as well; a number that is not
 * a number by itself is told from it by where it stands.
 */

import { signal } from "#vendor/preact.js";

export const UNKNOWN = "?";

/** Whether numbers are hidden on the page: then what has no number, and is said to stand nowhere, is a question mark. */
export const hasUnknown = signal(false);

/** @type {WeakMap<ArrayBufferLike, Uint8Array>} of some numbers: which are hidden */
const masks = new WeakMap();

/**
 * The same numbers without those that are hidden.
 *
 * @param {Float64Array} values all of a buffer
 * @param {(k: number) => boolean} hides
 * @returns {Float64Array} the same ones where none is
 */
export function covered(values, hides) {
  const mask = Uint8Array.from(values, (_, k) => Number(hides(k)));
  if (!mask.includes(1)) return values;
  const kept = values.map((value, k) => (mask[k] ? Number.NaN : value));
  masks.set(kept.buffer, mask);
  return kept;
}

/**
 * @param {ArrayLike<number>} values what `covered` gave, or a view of it
 * @param {number} k
 */
export function isCovered(values, k) {
  const mask = values instanceof Float64Array ? masks.get(values.buffer) : undefined;
  return mask?.[/** @type {Float64Array} */ (values).byteOffset / 8 + k] === 1;
}
