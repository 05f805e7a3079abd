/**
 * The words of the ledger, and its explaining text.
 *
 * @import {LaidWords} from "#app/gradient.js"
 */

export const ledgerWords = {
  otherLosses: "other losses",
  /** @param {number} t @param {number} k @param {boolean} isPath */
  empty: (t, k, isPath) =>
    isPath ? "outside of what is seen" : `no path leads from the loss at ${t} to the copy at ${k}: nothing is added`,
  /** @param {"along" | "norms" | "entry"} measure @param {string} number @param {boolean} briefly */
  told: (measure, number, briefly) => {
    if (briefly) return number;
    if (measure === "norms") return `has the norm ${number}`;
    return measure === "entry" ? `adds ${number} to this entry` : `adds ${number} along the gradient`;
  },
};

/** @type {LaidWords} */
export const ledgerAbout = {
  name: "Ledger",
  title: "The gradient is a double sum",
  about: "A cell for every loss and every copy of a parameter",
  text: [],
};
