/**
 * The words of phases.
 *
 * @import {Plan, When} from "#app/types.js"
 */

/**
 * In which phases something is read: “reading”, “not forcing”, “reading, not forcing”, or as the net’s text calls them.
 *
 * @param {When[]} when
 * @param {Plan["phase_words"]} [called]
 */
export function phaseName(when, called = {}) {
  return when.map(({ phase, is }) => called[phase]?.[is ? 0 : 1] ?? (is ? phase : `not ${phase}`)).join(", ");
}

/**
 * In which phases a step is: “reading”.
 *
 * @param {Pick<Plan, "phases" | "phase_words">} plan
 * @param {number} t
 */
export function phasesAt({ phases = {}, phase_words }, t) {
  const when = Object.entries(phases).map(([phase, mask]) => ({ phase, is: Boolean(mask[t - 1]) }));
  return phaseName(when, phase_words);
}

const MOST = 6; // stretches that are told one by one

export const phaseWords = {
  title: "Phases",
  hint: "At which steps each phase is on. Press a cell, or drag over several; arrow keys go from cell to cell.",
  /** @param {string} called */
  all: (called) => `all ${called}`,
  /** @param {string} name */
  steps: (name) => `Steps of the phase ${name}`,
  /** @param {string} called */
  first: (called) => `first steps ${called}`,
  /** @param {number} t @param {string | null} token @param {string} called */
  cell: (t, token, called) => `step ${t}${token === null ? "" : `, “${token}”`}: ${called}`,
  /**
   * @param {{first: number, last: number, isOn: boolean}[]} stretches
   * @param {string} on
   * @param {string} off
   */
  told: (stretches, on, off) => {
    const told = stretches.slice(0, MOST).map(({ first, last, isOn }) => {
      const steps = first === last ? first : `${first} … ${last}`;
      return `${steps} ${isOn ? on : off}`;
    });
    return `t = ${told.join(", ")}${stretches.length > MOST ? ", and so on" : ""}`;
  },
};
