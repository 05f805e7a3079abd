/**
 * The numbers in the ledger's cells, where they have room: signed, as short as it takes.
 *
 * @import {Ledger} from "#app/layout/gradient/ledgerplaces.js"
 */

import { brief } from "#app/layout/gradient/brief.js";

const LETTERS = { usual: 14, presenting: 12 };
const LEAST = { usual: { width: 34, height: 16 }, presenting: { width: 34, height: 12 } };

/** @param {Ledger} ledger how large the numbers are written */
export function lettersOf({ ground: { presenting } }) {
  return presenting ? LETTERS.presenting : LETTERS.usual;
}

/** @param {Ledger} ledger whether there are numbers at all */
export function numbersFit({ tops, edges, ground: { presenting } }) {
  const { width, height } = presenting ? LEAST.presenting : LEAST.usual;
  return edges[1] - edges[0] >= width && tops[1] - tops[0] >= height;
}

/**
 * Row after row, "" where no path leads.
 *
 * @param {Ledger} ledger
 */
export function cellTexts(ledger) {
  const { rows, copies, at, edges, measure } = ledger;
  const letters = lettersOf(ledger);
  return rows.flatMap((t) =>
    Array.from({ length: copies.last - copies.first + 1 }, (_, m) => {
      const value = at(t, copies.first + m);
      const wide = edges[m + 1] - edges[m];
      return value === null ? "" : brief(value, wide - Math.min(7, wide * 0.11), letters, measure !== "norms");
    }),
  );
}
