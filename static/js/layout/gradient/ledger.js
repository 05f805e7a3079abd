/**
 * The ledger: under the graph a cell for every (loss at t, copy at k), empty where no path leads; the rows' sums at the
 * right, the columns' sums below, in the corner all of it.
 *
 *     ∂E/∂W = Σ_t Σ_k cell(t, k)        shown: ⟨cell, G⟩/‖G‖, signed; all of them add up to ‖G‖, G = ∂E/∂W
 *
 * @import {Box} from "#app/types.js"
 * @import {Grid, LaidGround, LaidParts, Path, Place, Spot} from "#app/gradient.js"
 */

import { begins } from "#app/layout/axis.js";
import { roundUp } from "#app/layout/figures.js";
import { cellTexts, numbersFit } from "#app/layout/gradient/ledgernumbers.js";
import { ledgerSums } from "#app/layout/gradient/ledgersums.js";
import { ledgerTitles } from "#app/layout/gradient/ledgertitles.js";
import { pathBetween } from "#app/layout/gradient/path.js";
import { usersOf } from "#app/state/shares.js";

const TITLE = 26; // pixels for the line that says what the chosen cell is
const NAMES = 24; // for the copies' names
const SUMS = { most: 46, least: 22 };
const TALL = 44; // most pixels of a row

/**
 * @typedef {object} Ledger what of the answer is seen, and where
 * @property {LaidGround} ground
 * @property {string} parameter
 * @property {string} measure
 * @property {{first: number, last: number}} losses rows that are seen
 * @property {{first: number, last: number}} copies columns
 * @property {(t: number, k: number) => number | null} at null where no path leads
 * @property {number[]} tops where each row begins, and the last one ends
 * @property {number[]} edges where each column begins, and the last one ends
 * @property {ArrayLike<number>} rowSums of all steps
 * @property {ArrayLike<number>} columnSums
 * @property {number} total
 * @property {number} sumsTop
 * @property {number} sumsHeight
 */

/**
 * @param {LaidGround} ground
 * @returns {LaidParts}
 */
export function ledgerParts(ground) {
  const ledger = ledgerOf(ground);
  if (!ledger) return {};
  const { place, hover } = ground;
  const path = pathOf(ground, ledger.parameter, place);
  const grid = gridOf(ledger);
  const sums = ledgerSums(ledger);
  const titles = ledgerTitles(ledger);
  return {
    path: path.nodes.size ? path : null,
    grids: [grid, ...sums.grids],
    boxes: [...sums.boxes, ...crossOf(ledger, hover ?? place)],
    words: [...sums.words, ...titles.words],
    captions: titles.captions,
    notes: titles.notes,
    outlines: chosenOf(ledger, place),
    spots: spotsOf(ledger),
    bottom: ledger.sumsTop + ledger.sumsHeight + NAMES,
  };
}

/**
 * @param {LaidGround} ground
 * @param {string} parameter
 * @param {Place} place
 * @returns {Path}
 */
export function pathOf({ plan, run }, parameter, { t, k }) {
  if (!run.hasLoss?.[t - 1]) return { nodes: new Set(), ways: new Set(), first: t, last: t };
  return pathBetween(plan, { names: ["loss"], t }, { names: usersOf(plan, [parameter]), t: k });
}

/**
 * @param {LaidGround} ground
 * @returns {Ledger | null}
 */
function ledgerOf(ground) {
  const { answer, axis, laid, room } = ground;
  const { message, tensors } = answer;
  const wanted =
    laid.measure === "norms" || (laid.measure === "entry" && tensors.has("entry")) ? laid.measure : "along";
  const measure = String(wanted);
  const cells = tensors.get(measure === "along" ? "cells" : measure);
  const reached = tensors.get("reached");
  if (!cells || !reached) return null;
  const seen = { first: axis.first, last: axis.last };
  const losses = within(seen, message.losses);
  const copies = within(seen, message.copies);
  const wide = message.copies.last - message.copies.first + 1;
  const index = (/** @type {number} */ t, /** @type {number} */ k) =>
    (t - message.losses.first) * wide + k - message.copies.first;
  const sumsHeight = Math.max(SUMS.least, Math.min(SUMS.most, room.height * 0.12));
  const top = room.y + TITLE;
  const count = seen.last - seen.first + 1;
  const each = Math.min(TALL, (room.height - TITLE - NAMES - sumsHeight) / count);
  const sums = (/** @type {string} */ name) => tensors.get(name)?.values ?? [];
  const names = {
    along: ["rows", "columns"],
    norms: ["row_norms", "column_norms"],
    entry: ["entry_rows", "entry_columns"],
  };
  const [rowSums, columnSums] = names[/** @type {"along" | "norms" | "entry"} */ (measure)].map(sums);
  return {
    ground,
    parameter: message.parameter,
    measure,
    losses,
    copies,
    at: (t, k) => (reached.values[index(t, k)] ? cells.values[index(t, k)] : null),
    tops: Array.from(
      { length: losses.last - losses.first + 2 },
      (_, n) => top + (losses.first - seen.first + n) * each,
    ),
    edges: Array.from({ length: copies.last - copies.first + 2 }, (_, n) => begins(axis, copies.first + n)),
    rowSums,
    columnSums,
    total: measure === "entry" ? Number(message.entry?.total) : Number(message.norm),
    sumsTop: top + count * each + 4,
    sumsHeight,
  };
}

/**
 * @param {{first: number, last: number}} a
 * @param {{first: number, last: number}} b
 */
function within(a, b) {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) };
}

/** @param {Ledger} ledger @returns {Grid} */
function gridOf(ledger) {
  const { losses, copies, at, tops, edges, measure } = ledger;
  const rows = Math.max(0, losses.last - losses.first + 1);
  const columns = Math.max(0, copies.last - copies.first + 1);
  const values = new Float64Array(rows * columns);
  const reached = new Uint8Array(rows * columns);
  let largest = 0;
  for (let n = 0; n < rows; n += 1) {
    for (let m = 0; m < columns; m += 1) {
      const value = at(losses.first + n, copies.first + m);
      if (value === null) continue;
      reached[n * columns + m] = 1;
      values[n * columns + m] = value;
      if (Math.abs(value) > largest && Number.isFinite(value)) largest = Math.abs(value);
    }
  }
  const each = Math.min(edges[1] - edges[0], tops[1] - tops[0]) || 0;
  return {
    key: "cells",
    across: edges,
    down: tops,
    values,
    reached,
    ramp: measure === "norms" ? "magnitude" : "signed",
    limit: roundUp(largest),
    texts: numbersFit(ledger) ? cellTexts(ledger) : null,
    gap: each > 24 ? 3 : each > 10 ? 1 : 0,
  };
}

/**
 * The row and the column of a cell, faintly.
 *
 * @param {Ledger} ledger
 * @param {Place} place
 * @returns {Box[]}
 */
function crossOf({ losses, copies, tops, edges, sumsTop, sumsHeight, ground }, { t, k }) {
  /** @type {Box[]} */
  const found = [];
  const [left, right] = [edges[0], edges[edges.length - 1]];
  if (t >= losses.first && t <= losses.last) {
    const y = tops[t - losses.first];
    const width = ground.room.width - 4 - left;
    found.push({
      key: "cross-row",
      tone: "laid-cross",
      x: left,
      y,
      width,
      height: tops[t - losses.first + 1] - y,
      radius: 3,
    });
  }
  if (k >= copies.first && k <= copies.last) {
    const x = edges[k - copies.first];
    const width = edges[k - copies.first + 1] - x;
    found.push({
      key: "cross-column",
      tone: "laid-cross",
      x,
      y: tops[0],
      width,
      height: sumsTop + sumsHeight - tops[0],
      radius: 3,
    });
  }
  return right > left ? found : [];
}

/**
 * @param {Ledger} ledger
 * @param {Place} place
 * @returns {Box[]}
 */
function chosenOf({ losses, copies, tops, edges }, { t, k }) {
  if (t < losses.first || t > losses.last || k < copies.first || k > copies.last) return [];
  const [x, y] = [edges[k - copies.first], tops[t - losses.first]];
  const [width, height] = [edges[k - copies.first + 1] - x, tops[t - losses.first + 1] - y];
  const grown = { x: x - Math.max(0, 6 - width) / 2, y: y - Math.max(0, 6 - height) / 2 };
  return [
    {
      key: "laid-chosen",
      tone: "outline laid-chosen",
      ...grown,
      width: Math.max(6, width),
      height: Math.max(6, height),
      radius: 3,
    },
  ];
}

/** @param {Ledger} ledger @returns {Spot[]} */
function spotsOf({ losses, tops, edges, ground }) {
  const [x, y] = [edges[0], tops[0]];
  const each = tops[1] - tops[0];
  const size = { width: edges[edges.length - 1] - x, height: tops[tops.length - 1] - y };
  return [{ x, y, ...size, to: {}, cells: { first: losses.first, last: losses.last, each, axis: ground.axis } }];
}
