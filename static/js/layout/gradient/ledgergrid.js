/**
 * The ledger's cells as a grid of colours. What is seen of an answer is kept: the pointer moves more often than it.
 *
 * @import {Grid} from "#app/gradient.js"
 * @import {Ledger} from "#app/layout/gradient/ledgerplaces.js"
 */

import { roundUp } from "#app/layout/figures.js";
import { cellTexts, numbersFit } from "#app/layout/gradient/ledgernumbers.js";
import { shelf } from "#app/state/once.js";

/** @typedef {Pick<Grid, "values" | "reached" | "lost" | "limit">} Seen */

const MOST = 8; // windows of one answer

/** @type {import("#app/state/once.js").Shelf<object, Seen>} by the answer's tensors */
const kept = shelf(MOST);

/** @param {Ledger} ledger @returns {Grid} */
export function gridOf(ledger) {
  const { tops, edges, measure } = ledger;
  const each = Math.min(edges[1] - edges[0], tops[1] - tops[0]) || 0;
  const seen = seenOf(ledger);
  return {
    key: "cells",
    across: edges,
    down: tops,
    ...seen,
    ramp: measure === "norms" ? "magnitude" : "signed",
    texts: numbersFit(ledger) ? cellTexts(ledger, seen.limit) : null,
    gap: each > 24 ? 3 : each > 10 ? 1 : 0,
  };
}

/** @param {Ledger} ledger @returns {Seen} */
function seenOf(ledger) {
  const { rows, copies, measure, ground } = ledger;
  const key = [measure, rows[0], rows.length, rows[rows.length - 1], copies.first, copies.last].join();
  return kept(ground.answer.tensors, key, () => read(ledger));
}

/** @param {Ledger} ledger @returns {Seen} */
function read({ rows, copies, at, lost }) {
  const columns = copies.last - copies.first + 1;
  const values = new Float64Array(rows.length * columns);
  const reached = new Uint8Array(rows.length * columns);
  const gone = new Uint8Array(lost ? rows.length * columns : 0);
  let largest = 0;
  for (const [n, t] of rows.entries()) {
    for (let m = 0; m < columns; m += 1) {
      const value = at(t, copies.first + m);
      if (value === null) continue;
      reached[n * columns + m] = 1;
      values[n * columns + m] = value;
      if (lost?.(t, copies.first + m)) gone[n * columns + m] = 1;
      if (Math.abs(value) > largest && Number.isFinite(value)) largest = Math.abs(value);
    }
  }
  return { values, reached, lost: lost ? gone : null, limit: roundUp(largest) };
}
