/**
 * The words of the ledger, and its explaining text.
 *
 * @import {LaidWords} from "#app/gradient.js"
 */

export const ledgerWords = {
  /** @type {Record<string, string>} */
  measures: { along: "adds", norms: "has the norm", entry: "adds to the entry" },
  unreached: "no path leads there",
  outside: "outside of what is seen",
};

/** @type {LaidWords} */
export const ledgerAbout = {
  name: "Ledger",
  title: "The gradient is a double sum",
  about: "A cell for every loss and every copy of a parameter",
  text: [],
};
