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
  question: ({ plan, laid, window, place, hasLoss, checking }) => {
    const parameter = plan.parameters.find(({ name }) => name === laid.parameter);
    const entry = /** @type {number[] | null | undefined} */ (laid.entry);
    const isEntry =
      parameter && entry?.length === parameter.shape.length && entry.every((at, n) => at < parameter.shape[n]);
    return {
      ...(parameter ? { parameter: parameter.name } : {}),
      ...(window ? { losses: lossesFor(window, place, hasLoss), copies: [window.first, window.last] } : {}),
      ...(laid.measure === "entry" && isEntry ? { entry } : {}),
      ...(checking ? { cell: [place.t, place.k], check: true } : {}),
    };
  },
};

/**
 * The window's losses; where none of its steps has one, the chosen loss.
 *
 * @param {{first: number, last: number}} window
 * @param {{t: number}} place
 * @param {Uint8Array | null} hasLoss
 */
function lossesFor({ first, last }, place, hasLoss) {
  const isEmpty = hasLoss && !hasLoss.subarray(first - 1, last).includes(1);
  return isEmpty ? [place.t, place.t] : [first, last];
}
