/**
 * The steps that are asked of a long run in a view of one chosen step t.
 *
 * @import {Span} from "#app/types.js"
 */

/**
 * As many steps as wanted, moved as little as it takes to hold t.
 *
 * @param {Span} window
 * @param {number} t
 * @returns {[number, number]}
 */
export function windowAround({ first, last }, t) {
  const by = t > last ? t - last : Math.min(0, t - first);
  return [first + by, last + by];
}
