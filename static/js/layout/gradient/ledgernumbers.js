/**
 * The numbers in the ledger's cells, where they have room: signed, as short as it takes.
 *
 * @import {Ledger} from "#app/layout/gradient/ledgerplaces.js"
 */

import { brief } from "#app/layout/gradient/brief.js";

const LETTERS = { usual: 14, presenting: 12 };
const LEAST = { usual: { width: 34, height: 16 }, presenting: { width: 34, height: 12 } };

const SMALL = 0.01;

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
 * Row after row, "" where no path leads; ≈0 where a number has no room and is small against the largest.
 *
 * @param {Ledger} ledger
 * @param {number} largest size in a cell that is seen
 */
export function cellTexts(ledger, largest) {
  const { rows, copies, at, edges, measure } = ledger;
  const letters = lettersOf(ledger);
  return rows.flatMap((t) =>
    Array.from({ length: copies.last - copies.first + 1 }, (_, m) => {
      const value = at(t, copies.first + m);
      const wide = edges[m + 1] - edges[m];
      if (value === null) return "";
      const text = brief(value, wide - Math.min(7, wide * 0.11), letters, measure !== "norms");
      const isHidden = text.length < 2 && value !== 0; // a bare sign, or nothing
      return isHidden && Math.abs(value) < SMALL * largest ? "≈0" : text;
    }),
  );
}
