/**
 * The words of the ledger, and its explaining text.
 *
 * @import {LaidWords} from "#app/gradient.js"
 */

import { count } from "#app/words/count.js";
import { truncationText } from "#app/words/gradient/truncation.js";

export const ledgerWords = {
  /** @param {number} first @param {number} last */
  fewer: (first, last) => [
    `${count(first)} to ${count(last)} are computed;`,
    "more at once would take too long.",
    "Move along the axis, or zoom in,",
    "for others.",
  ],
  /** @param {number} first @param {number} last @param {number} T */
  windowed: (first, last, T) =>
    `Losses ${count(first)} to ${count(last)} of ${count(T)} are taken back one by one, all others together: others follow when you move along the axis. Every sum is over all losses and copies.`,
  manySteps: "As many steps as have room",
  copyNorms: "of each copy of the parameter",
  otherLosses: "other losses",
  allLosses: ["all losses", "all"], // at the columns' sums, longest first
  allCopies: ["all copies", "all"], // over the rows' sums
  whole: "through the whole state:",
  parameter: "Ledger of",
  cells: "Cells show",
  measureNames: { along: "share", norms: "norm", entry: "one entry" },
  measureTitles: {
    along: "Each cell's projection onto the gradient: signed, and they add up",
    norms: "Each cell's own length: these do not add up",
    entry: "One entry of the parameter",
  },
  shows: {
    along:
      "The part of each cell that points along the whole gradient: + lengthens it, − pulls the other way. Rows, columns and all together add up.",
    norms: "How long each cell is by itself, whichever way it points. These do not add up to the gradient's length.",
    entry: "What each cell adds to this one entry of the gradient. Rows, columns and all together add up.",
  },
  axes: ["row", "column"],
  cell: "This cell",
  ends: { t: "loss at t", k: "copy at k" },
  numbers: { along: "adds along the gradient", norms: "its norm", entry: "adds to the entry" },
  checked: "Checked in this run",
  relative: "How far the sums are apart, relative to what was added up.",
  check: "Check this cell another way",
  notFinite: "not finite",
  sums: {
    /** @param {number} losses */
    rows: (losses) => `rows: ∂E/∂W of ${count(losses)} ${losses === 1 ? "loss" : "losses"}`,
    columns: "columns: each copy's share",
    total: "all: the gradient's norm",
  },
  /** @param {string} all @param {string} norm @param {string} ratio */
  norms: (all, norm, ratio) =>
    `The cells' norms together are ${all}, ${ratio} times the gradient's ${norm}: norms do not add up.`,
  /** @param {string} norm */
  noDirection: (norm) =>
    norm === "0"
      ? "The gradient is 0: it has no direction that cells could be projected on, so their norms are shown."
      : `The gradient is not finite (${norm}): it has no direction that cells could be projected on, so their norms are shown.`,
  /** @param {number} t @param {number} k @param {boolean} isPath */
  empty: (t, k, isPath) =>
    isPath
      ? "not computed yet"
      : `No path leads from the loss at ${count(t)} back to the copy at ${count(k)}: nothing is added.`,
  /** @param {number} t */
  noLossAt: (t) => `Step ${count(t)} has no loss.`,
  /** @param {number} t @param {number} k @param {string} name @param {number | null} jacobians */
  path: (t, k, name, jacobians) =>
    jacobians === null
      ? `The loss at ${count(t)} uses this step's copy of ${name} without passing through the state.`
      : jacobians === 0
        ? `The loss at ${count(t)}, felt by the copy of ${name} at the same step.`
        : `The loss at ${count(t)}, felt by the copy of ${name} at ${count(k)}, ${count(jacobians)} ${jacobians === 1 ? "Jacobian" : "Jacobians"} of the state away.`,
  /** @param {number} k */
  immediate: (k) =>
    ` is the immediate derivative: the copy at ${count(k)} moves alone, and all that the step reads is held. With ∂ instead of ∂⁺ the copies of all steps would move.`,
  atOnce: "∂⁺ is the immediate derivative: this step's copy moves alone, and all that it is multiplied with is held.",
  /** @param {"along" | "norms" | "entry"} measure @param {string} number @param {boolean} briefly */
  told: (measure, number, briefly) => {
    if (briefly) return number;
    if (measure === "norms") return `has the norm ${number}`;
    return measure === "entry" ? `adds ${number} to this entry` : `adds ${number} along the gradient`;
  },
  /** @param {number} t @param {number} k @param {string} name @param {string} said */
  heard: (t, k, name, said) => `Loss at ${count(t)}, copy of ${name} at ${count(k)}: ${said}.`,
};

/** @type {LaidWords} */
export const ledgerAbout = {
  name: "Ledger",
  title: "The gradient is a double sum",
  about: "A cell for every loss and every copy of a parameter",
  text: [
    [
      "Every step has a loss E and its own copy of the parameter. The cell in row t and column k is what the loss at t asks of the copy at k; added up over both it is the whole gradient. ",
      { say: "The last loss and the copy of its own step", to: { laid: { t: "last", k: "last" } } },
      " have nothing of the past between them; ",
      { say: "the last loss and the first copy", to: { laid: { t: "last", k: "first" } } },
      " a Jacobian of the state for every step.",
    ],
    [
      "Read a row from right to left: it is one loss, felt further and further back. Read a column downwards: it is one copy, heard by later and later losses. Where no path leads from the loss to the copy there is no cell: in a net that reads forwards, ",
      { say: "the first loss and the last copy", to: { laid: { t: "first", k: "last" } } },
      " have nothing to do with each other.",
    ],
    [
      "What people get wrong: ",
      { tex: String.raw`\partial^{+}` },
      " moves one copy, ",
      { tex: String.raw`\partial` },
      " moves them all. Put ∂ into the sum and early copies are counted many times.",
    ],
    [
      "And: the sizes of the cells do not add up. ",
      { say: "Their norms", to: { laid: { measure: "norms" } } },
      " together are larger than the gradient, since many cells pull against each other. ",
      { say: "Their shares", to: { laid: { measure: "along" } } },
      " do add up, because each is measured along the same direction, the gradient's own.",
    ],
    ...truncationText,
  ],
};
