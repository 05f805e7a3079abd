/**
 * The ledger's sums: what each loss asks for at the right, what each copy adds below, all of it in the corner. Bars say
 * how large, signs and colours which way; the numbers stand where they have room. What lies in folded steps is summed up
 * where it is folded, so that a row can be added up by hand.
 *
 * @import {Box, Words} from "#app/types.js"
 * @import {Ledger} from "#app/layout/gradient/ledgerplaces.js"
 */

import { brief } from "#app/layout/gradient/brief.js";
import { lettersOf, numbersFit } from "#app/layout/gradient/ledgernumbers.js";
import { isWhole } from "#app/layout/gradient/ledgerplaces.js";
import { widthOf } from "#app/layout/lettering.js";
import { foldedSides } from "#app/layout/stepnames.js";
import { ledgerWords as said } from "#app/words/gradient/ledger.js";

const GAP = 8; // from the grid to the sums
const WIDE = 34; // least width of a column with a sum
const BOLD = 1.08; // times as wide
const LINE = 12; // least height of a row with one
const BAR = { height: 4, least: 18 }; // under a number, in rows that are high enough

/** @typedef {{boxes: Box[], words: Words[]}} Parts */

/**
 * @param {Ledger} ledger
 * @returns {Parts}
 */
export function ledgerSums(ledger) {
  const { rowSums, columnSums } = ledger;
  const largest = Math.max(largestOf(rowSums), largestOf(columnSums)) || 1;
  const parts = [rowParts(ledger, largest), columnParts(ledger, largest), totalParts(ledger), foldedParts(ledger)];
  return { boxes: parts.flatMap(({ boxes }) => boxes), words: parts.flatMap(({ words }) => words) };
}

/** Where the rows' sums begin. @param {Ledger} ledger */
export function besideGrid({ edges, ground }) {
  return Math.max(edges[edges.length - 1], ground.axis.end) + GAP;
}

/**
 * @param {Ledger} ledger
 * @param {number} largest
 * @returns {Parts}
 */
function rowParts(ledger, largest) {
  const { ground, rows, rowSums, measure, tops } = ledger;
  const letters = lettersOf(ledger);
  const x = besideGrid(ledger);
  const width = ground.room.width - 6 - x;
  /** @type {Parts} */
  const found = { boxes: [], words: [] };
  for (const [n, t] of rows.entries()) {
    const value = rowSums[t - 1];
    const [top, tall] = [tops[n], tops[n + 1] - tops[n]];
    if (value === undefined) continue;
    const hasNumber = tall >= LINE;
    const under = tall < BAR.least ? 0 : BAR.height;
    const height = hasNumber ? under : Math.max(1, tall - 1);
    const y = hasNumber ? top + tall - height - 1 : top;
    const bar = { x, y, width: length(value, largest, width), height, radius: 1 };
    if (height > 0) found.boxes.push({ key: `row-${n}`, tone: tone(value, measure), ...bar });
    if (!hasNumber) continue;
    const text = brief(value, width, letters, measure !== "norms");
    found.words.push({ key: `row-${n}`, tone: "laid-sum", x, y: top + (tall - under) / 2, text, anchor: "start" });
  }
  return found;
}

/**
 * @param {Ledger} ledger
 * @param {number} largest
 * @returns {Parts}
 */
function columnParts(ledger, largest) {
  const { copies, columnSums, measure, edges, sumsTop, sumsHeight } = ledger;
  const letters = lettersOf(ledger);
  /** @type {Parts} */
  const found = { boxes: [], words: [] };
  for (let k = copies.first; k <= copies.last; k += 1) {
    const value = columnSums[k - 1];
    if (value === undefined) continue;
    const m = k - copies.first;
    const [left, wide] = [edges[m], edges[m + 1] - edges[m]];
    const hasNumber = wide >= WIDE;
    const aside = Math.min(wide * 0.2, 14);
    const top = sumsTop + (hasNumber ? letters + 5 : 2);
    const height = length(value, largest, Math.max(2, sumsHeight - (top - sumsTop)));
    const bar = { x: left + aside, y: top, width: Math.max(1, wide - 2 * aside), height, radius: 1 };
    found.boxes.push({ key: `column-${m}`, tone: tone(value, measure), ...bar });
    if (!hasNumber) continue;
    const text = brief(value, wide - Math.min(8, wide * 0.15), letters, measure !== "norms");
    found.words.push({
      key: `column-${m}`,
      tone: "laid-sum",
      x: left + wide / 2,
      y: sumsTop + 9,
      text,
      anchor: "middle",
    });
  }
  return found;
}

/** @param {Ledger} ledger @returns {Parts} */
function totalParts(ledger) {
  const { ground, measure, total, sumsTop } = ledger;
  if (measure === "norms") return { boxes: [], words: [] }; // they do not add up
  const x = besideGrid(ledger);
  return {
    boxes: [],
    words: [
      {
        key: "total",
        tone: "laid-total",
        x,
        y: sumsTop + (ground.presenting ? 5 : 9),
        text: brief(total, ground.room.width - 6 - x, lettersOf(ledger) * BOLD, false),
        anchor: "start",
      },
    ],
  };
}

/**
 * What the cells of folded copies and losses add: sums of cells, never a difference of sums, which would be noise
 * where they are small.
 *
 * @param {Ledger} ledger
 * @returns {Parts}
 */
function foldedParts(ledger) {
  const { ground, rows, copies, adds, tops, edges, measure, rest, restTop } = ledger;
  /** @type {Parts} */
  const found = { boxes: [], words: [] };
  const { axis, answer } = ground;
  const beyond = answer.tensors.get(measure === "entry" ? "entry_sides" : "sides")?.values;
  if (!(isWhole(ground) || beyond) || measure === "norms") return found;
  const known = answer.message.copies;
  const sides = foldedSides(axis);
  const letters = lettersOf(ledger);
  const hasRows = numbersFit(ledger);
  for (const { key, x } of sides) {
    const [from, to] = key === "before" ? [known.first, copies.first - 1] : [copies.last + 1, known.last];
    const room = 2 * Math.abs(x - (key === "before" ? edges[0] : edges[edges.length - 1])) - 4;
    for (const [n, t] of rows.entries()) {
      const sum = summed(from, to, (k) => adds(t, k));
      const further = beyond?.[2 * (t - answer.message.losses.first) + (key === "before" ? 0 : 1)] ?? 0;
      if ((sum === null && !further) || !hasRows) continue;
      const text = brief((sum ?? 0) + further, room, letters);
      found.words.push({
        key: `folded-${key}-${n}`,
        tone: "laid-rest",
        x,
        y: (tops[n] + tops[n + 1]) / 2,
        text,
        anchor: "middle",
      });
    }
  }
  if (restTop === null || !hasRows) return found;
  for (const [k, sum] of rest) {
    const m = k - copies.first;
    const text = brief(sum, edges[m + 1] - edges[m] - 4, letters);
    found.words.push({
      key: `rest-${m}`,
      tone: "laid-rest",
      x: (edges[m] + edges[m + 1]) / 2,
      y: restTop + 9,
      text,
      anchor: "middle",
    });
  }
  const label = said.otherLosses;
  const x = ground.axis.start - 8;
  if (widthOf(label, letters) < x)
    found.words.push({ key: "rest", tone: "laid-rest", x, y: restTop + 9, text: label, anchor: "end" });
  return found;
}

/**
 * @param {number} from
 * @param {number} to
 * @param {(at: number) => number | null} value
 * @returns {number | null} null where none can be reached
 */
function summed(from, to, value) {
  let found = null;
  for (let at = from; at <= to; at += 1) {
    const one = value(at);
    if (one !== null) found = (found ?? 0) + one;
  }
  return found;
}

/**
 * @param {number} value
 * @param {Ledger["measure"]} measure
 */
function tone(value, measure) {
  return `laid-sum ${measure === "norms" ? "size" : value < 0 ? "against" : "along"}`;
}

/**
 * @param {number} value
 * @param {number} largest
 * @param {number} room
 */
function length(value, largest, room) {
  return Number.isFinite(value) ? Math.max(value ? 1 : 0, (Math.abs(value) / largest) * room) : room;
}

/** @param {ArrayLike<number>} values */
function largestOf(values) {
  let found = 0;
  for (let k = 0; k < values.length; k += 1) {
    const size = Math.abs(values[k]);
    if (size > found && Number.isFinite(size)) found = size;
  }
  return found;
}
