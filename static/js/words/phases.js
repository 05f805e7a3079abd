/**
 * The words of phases.
 *
 * @import {Plan, When} from "#app/types.js"
 */

/**
 * In which phases something is read: “reading”, “not forcing”, “reading, not forcing”, or as the net's text calls them.
 *
 * @param {When[]} when
 * @param {Plan["phase_words"]} [called]
 */
export function phaseName(when, called = {}) {
  return when.map(({ phase, is }) => called[phase]?.[is ? 0 : 1] ?? (is ? phase : `not ${phase}`)).join(", ");
}
