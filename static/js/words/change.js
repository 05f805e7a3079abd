/** The words of changing a number and of what changed. */

import { count } from "#app/words/count.js";

export const changeWords = {
  title: "Change it",
  hold: "held at",
  set: "set to",
  holdSteps: "at which steps",
  holdUnits: "which units",
  steps: { this: "this step", on: "from here on", all: "every step" },
  units: { this: "this unit", all: "all units" },
  silence: "Silence this unit",
  hear: "Hear it again",
  noGradient: "Held here: no gradient passes to what its equation reads.",
  noNumber: "That is not a number: write one such as 0.5 or −2e-3.",
  noInput: "Nothing is read here: the input is missing, and zero in the formulas.",
  noTarget: "Nothing is wanted here: no target, and no loss.",
  giveBack: "Give it back",
  zero: "All units back to 0",
  /** @param {string} text */
  tooLarge: (text) => `${text} is too large: write a number below 10¹⁰⁰.`,
  /** @param {string} low @param {string} high */
  outside: (low, high) => `By itself it stays between ${low} and ${high}; held, it may be anything.`,
  /** @param {string} name @param {number} t */
  takeOut: (name, t) => `Remove ${name} at t = ${t}`,
  /** @param {string} name @param {number} t */
  removed: (name, t) => `${name} removed, t = ${t}`,
  heldHere: "held",
  list: "Changed",
  all: "All back",
  marks: {
    held: "held between two bars: no gradient passes to what its equation reads",
    cut: "edge cut: it carries zero, and no gradient",
    stopped: "the gradient ends here",
    set: "a number that was set",
  },
  /** @param {string} value */
  heldAt: (value) => `held at ${value}`,
  silent: "silent",
  someHeld: "some units held",
  wasSet: "set by hand",
  show: "Show changes",
  shown: "by how much a number has changed",
  apart: "does not depend on what was changed",
  same: "depends on it, and is as before",
  changedMark: "has changed",
  /** @param {number} depend @param {number} changed @param {number} all @param {boolean} isCoarse */
  reached: (depend, changed, all, isCoarse) =>
    `${count(depend)} of ${count(all)} ${isCoarse ? "vectors" : "numbers"} depend on what was changed; ${count(changed)} of them ${changed === 1 ? "has" : "have"} changed.`,
  before: "before",
  change: "change",
  loss: "loss",
  nothing: "Nothing has been changed yet.",
  differentNet: "Not compared with the run before: it was another net.",
  differentLength: "Not compared with the run before: it had another number of steps.",
  /** @param {string} what */
  remove: (what) => `Take back: ${what}`,
  /** @param {string} node @param {string} value @param {string} where */
  held: (node, value, where) => `${node} held at ${value}${where}`,
  /** @param {string} node @param {string} where */
  silenced: (node, where) => `${node} silent${where}`,
  /** @param {string} name @param {string} at @param {string} value */
  setTo: (name, at, value) => `${name}[${at}] = ${value}`,
  /** @param {string} name @param {Record<string, unknown>} how @param {(value: number) => string} figure */
  rescaled: (name, { by, radius, norm }, figure) => {
    if (typeof by === "number") return `${name} times ${figure(by)}`;
    if (typeof radius === "number") return `${name} with spectral radius ${figure(radius)}`;
    return typeof norm === "number" ? `${name} with largest singular value ${figure(norm)}` : `${name} made orthogonal`;
  },
  /** @param {string} name @param {string} by */
  shifted: (name, by) => `${name} ${by} in every entry`,
  /** @param {string} edge @param {string} where */
  cut: (edge, where) => `${edge} cut${where}`,
  /** @param {string} edge @param {string} where */
  detached: (edge, where) => `${edge} detached${where}`,
  /** @param {string} units */
  ofUnits: (units) => `, unit ${units}`,
  /** @param {string} steps */
  atSteps: (steps) => `, t = ${steps}`,
};
