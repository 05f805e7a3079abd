/**
 * The ledger: a cell for every (loss at t, copy at k). What it asks, and what of it a link may set.
 *
 * @import {LaidKind} from "#app/gradient.js"
 */

export const MEASURES = /** @type {const} */ (["along", "norms", "entry"]);

/** @type {LaidKind} */
export const ledger = {
  fields: {
    measure: (measure) => MEASURES.includes(measure),
    entry: (entry) =>
      entry === null ||
      (Array.isArray(entry) && entry.length <= 2 && entry.every((at) => Number.isInteger(at) && at >= 0)),
  },
  question: ({ laid, window }) => ({
    ...(laid.parameter ? { parameter: laid.parameter } : {}),
    ...(window ? { losses: [window.first, window.last], copies: [window.first, window.last] } : {}),
    ...(laid.measure === "entry" && laid.entry ? { entry: laid.entry } : {}),
  }),
};
