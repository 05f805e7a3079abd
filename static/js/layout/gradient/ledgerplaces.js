/**
 * Where the ledger's rows and columns stand, and what of the answer they show. Rows are the steps that have a loss: of
 * those that are seen, or where none is, the chosen one; so that a net with one loss at its end has one row.
 *
 * @import {LaidGround} from "#app/gradient.js"
 */

import { begins } from "#app/layout/axis.js";

export const NAMES = 22; // pixels for the copies' names
const SUMS = { least: 24, usual: 46, most: 130 }; // the most where few rows leave room
const REST = 18; // for what the losses add that are folded away
const ROOM = 34; // least pixels a step with room for a number
const TALL = 52; // most pixels of a row

/**
 * @typedef {object} Ledger what of the answer is seen, and where
 * @property {LaidGround} ground
 * @property {string} parameter
 * @property {"along" | "norms" | "entry"} measure
 * @property {number[]} rows the losses that are seen
 * @property {{first: number, last: number}} copies that are seen
 * @property {(t: number, k: number) => number | null} at null where no path leads, or where nothing is known
 * @property {(t: number, k: number) => number | null} adds as `at`, null where truncation took it: what is in the sums
 * @property {((t: number, k: number) => boolean) | null} lost to truncation
 * @property {number | null} stages that each loss goes back; null: all
 * @property {number[]} tops where each row begins, and the last one ends
 * @property {number[]} edges where each column begins, and the last one ends
 * @property {ArrayLike<number>} rowSums of all steps
 * @property {ArrayLike<number>} columnSums
 * @property {number} total
 * @property {Map<number, number>} rest by copy: what all losses add that are not seen
 * @property {number | null} restTop where the folded losses' row begins
 * @property {number} sumsTop
 * @property {number} sumsHeight
 */

const SUMMED = {
  along: ["rows", "columns"],
  norms: ["row_norms", "column_norms"],
  entry: ["entry_rows", "entry_columns"],
};

/**
 * @param {LaidGround} ground
 * @returns {Ledger | null}
 */
export function ledgerOf(ground) {
  const { answer, axis, laid, room } = ground;
  const { message, tensors } = answer;
  const measure = measureOf(laid.measure, tensors, message.direction);
  const read = reader(answer, measure);
  if (!read) return null;
  const rows = rowsOf(ground);
  const copies = { first: Math.max(axis.first, message.copies.first), last: Math.min(axis.last, message.copies.last) };
  if (!rows.length || copies.first > copies.last) return null;
  const adds = (/** @type {number} */ t, /** @type {number} */ k) => (read.lost?.(t, k) ? null : read.at(t, k));
  const rest = restOf(ground, rows, copies, adds, measure);
  const hidden = rest.size ? REST : 0;
  const least = Math.max(SUMS.least, Math.min(SUMS.usual, room.height * 0.12));
  const free = room.height - NAMES - hidden - 6;
  const each = Math.min(TALL, (free - least) / rows.length);
  const sumsHeight = Math.min(Math.max(least, SUMS.most), free - rows.length * each);
  const bottom = room.y + rows.length * each;
  const [rowSums, columnSums] = SUMMED[measure].map((name) => tensors.get(name)?.values ?? []);
  return {
    ground,
    parameter: message.parameter,
    measure,
    rows,
    copies,
    at: read.at,
    adds,
    lost: read.lost,
    stages: stagesOf(answer),
    tops: Array.from({ length: rows.length + 1 }, (_, n) => room.y + n * each),
    edges: Array.from({ length: copies.last - copies.first + 2 }, (_, m) => begins(axis, copies.first + m)),
    rowSums,
    columnSums,
    total: measure === "entry" ? Number(message.entry?.total) : Number(message.norm),
    rest,
    restTop: hidden ? bottom + 2 : null,
    sumsTop: bottom + 4 + hidden,
    sumsHeight,
  };
}

/**
 * What the cells show: norms where the gradient has no direction (it is zero, or not finite).
 *
 * @param {unknown} wanted
 * @param {Map<string, unknown>} tensors
 * @param {boolean} hasDirection
 * @returns {Ledger["measure"]}
 */
export function measureOf(wanted, tensors, hasDirection) {
  if (wanted === "entry" && tensors.has("entry")) return wanted;
  return wanted === "norms" || !hasDirection ? "norms" : "along";
}

/**
 * The answer's cells by loss and copy.
 *
 * @param {LaidGround["answer"]} answer
 * @param {Ledger["measure"]} measure
 * @returns {Pick<Ledger, "at" | "lost"> | null}
 */
export function reader({ message, tensors }, measure) {
  const name = measure === "along" ? "cells" : measure;
  const [cells, reached] = [tensors.get(name), tensors.get("reached")];
  const [gone, before] = [tensors.get("lost"), tensors.get(`before/${name}`)];
  if (!cells || !reached) return null;
  const { losses, copies } = message;
  const wide = copies.last - copies.first + 1;
  const isOwn = (/** @type {number} */ t, /** @type {number} */ k) => message.cell?.t === t && message.cell.k === k;
  const index = (/** @type {number} */ t, /** @type {number} */ k) => {
    const isKnown = t >= losses.first && t <= losses.last && k >= copies.first && k <= copies.last;
    return isKnown ? (t - losses.first) * wide + k - copies.first : -1;
  };
  return {
    at: (t, k) => {
      const place = index(t, k);
      if (place < 0 && isOwn(t, k)) return aloneOf(message.cell, measure);
      if (place < 0 || !(reached.values[place] || gone?.values[place])) return null;
      return gone?.values[place] && before ? before.values[place] : cells.values[place];
    },
    lost: gone ? (t, k) => Boolean(gone.values[index(t, k)] || (isOwn(t, k) && message.cell.lost)) : null,
  };
}

/**
 * The number of a cell that was asked for on its own; of a lost one what it was.
 *
 * @param {any} cell
 * @param {Ledger["measure"]} measure
 * @returns {number | null} null where no path leads
 */
function aloneOf({ reached, full, ...cell }, measure) {
  const told = reached ? cell : full;
  const value = told?.[measure === "norms" ? "norm" : measure];
  return value === undefined || value === null ? null : Number(value);
}

/** How many stages each loss goes back; null: all. @param {LaidGround["answer"]} answer @returns {number | null} */
export function stagesOf({ message }) {
  return message.truncation?.stages ?? null;
}

/** @param {LaidGround} ground */
function rowsOf({ axis, answer: { message }, run: { hasLoss }, place }) {
  const first = Math.max(axis.first, message.losses.first);
  const last = Math.min(axis.last, message.losses.last);
  const seen = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n).filter(
    (t) => hasLoss?.[t - 1],
  );
  const isKnown = place.t >= message.losses.first && place.t <= message.losses.last && hasLoss?.[place.t - 1];
  return seen.length ? seen : isKnown ? [place.t] : [];
}

/**
 * Whether the answer has every cell of the run.
 *
 * @param {Pick<LaidGround, "answer" | "plan">} ground
 */
export function isWhole({ answer: { message }, plan }) {
  return [message.losses, message.copies].every(({ first, last }) => first === 1 && last === plan.T);
}

/**
 * What the losses that are not seen add to the copies that are: those the answer has, one by one, and all others
 * together. Only where columns have room for a number.
 *
 * @param {LaidGround} ground
 * @param {number[]} rows
 * @param {{first: number, last: number}} copies
 * @param {Ledger["adds"]} adds
 * @param {Ledger["measure"]} measure
 * @returns {Map<number, number>}
 */
function restOf({ axis, answer: { message, tensors }, run }, rows, copies, adds, measure) {
  /** @type {Map<number, number>} */
  const found = new Map();
  if (measure === "norms" || axis.pitch < ROOM) return found;
  const others = tensors.get(measure === "entry" ? "entry_rest" : "rest")?.values;
  const seen = new Set(rows);
  const { first, last } = message.losses;
  const hidden = Array.from({ length: last - first + 1 }, (_, n) => first + n).filter(
    (t) => run.hasLoss?.[t - 1] && !seen.has(t),
  );
  for (let k = copies.first; k <= copies.last; k += 1) {
    const cells = hidden.map((t) => adds(t, k)).filter((value) => value !== null);
    const together = others?.[k - 1] ?? 0;
    if (cells.length || together)
      found.set(
        k,
        cells.reduce((sum, value) => sum + value, together),
      );
  }
  return found;
}
