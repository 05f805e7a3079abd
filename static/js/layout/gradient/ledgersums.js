/**
 * The ledger's sums: what each loss asks for at the right, what each copy adds below, all of it in the corner. Bars say
 * how large, signs and colours which way; the numbers stand where they have room.
 *
 * @import {Box, Words} from "#app/types.js"
 * @import {Grid} from "#app/gradient.js"
 * @import {Ledger} from "#app/layout/gradient/ledger.js"
 */

import { figure } from "#app/layout/figures.js";
import { brief } from "#app/layout/gradient/ledgernumbers.js";

const LETTERS = 14;
const GAP = 8; // from the grid to the sums

/**
 * @param {Ledger} ledger
 * @returns {{boxes: Box[], words: Words[], grids: Grid[]}}
 */
export function ledgerSums(ledger) {
  const { ground, losses, copies, rowSums, columnSums, measure, tops, edges, sumsTop, sumsHeight, total } = ledger;
  /** @type {{boxes: Box[], words: Words[], grids: Grid[]}} */
  const found = { boxes: [], words: [], grids: [] };
  const largest = Math.max(largestOf(rowSums), largestOf(columnSums)) || 1;
  const left = Math.max(edges[edges.length - 1], ground.axis.end) + GAP;
  const width = ground.room.width - 6 - left;
  const tone = (/** @type {number} */ value) => (measure === "norms" ? "size" : value < 0 ? "against" : "along");
  for (let t = losses.first; t <= losses.last; t += 1) {
    const value = rowSums[t - 1];
    if (value === undefined || !ground.run.hasLoss?.[t - 1]) continue;
    const n = t - losses.first;
    const [y, height] = [tops[n], tops[n + 1] - tops[n]];
    const isWide = height >= 16;
    const long = length(value, largest, width);
    const thick = isWide ? 4 : Math.max(1, height - 1);
    found.boxes.push({
      key: `row-${n}`,
      tone: `laid-sum ${tone(value)}`,
      x: left,
      y: isWide ? y + height - thick - 1 : y,
      width: long,
      height: thick,
      radius: 1,
    });
    if (isWide)
      found.words.push({
        key: `row-${n}`,
        tone: "laid-sum",
        x: left,
        y: y + height / 2 - 2,
        text: brief(value, width, LETTERS, measure !== "norms"),
        anchor: "start",
      });
  }
  for (let k = copies.first; k <= copies.last; k += 1) {
    const value = columnSums[k - 1];
    if (value === undefined) continue;
    const m = k - copies.first;
    const [x, wide] = [edges[m], edges[m + 1] - edges[m]];
    const hasNumber = wide >= 40;
    const room = sumsHeight - (hasNumber ? 20 : 2);
    const tall = Math.max(1, length(value, largest, Math.max(2, room)));
    found.boxes.push({
      key: `column-${m}`,
      tone: `laid-sum ${tone(value)}`,
      x: x + Math.min(wide * 0.2, 14),
      y: sumsTop + (hasNumber ? 20 : 2),
      width: Math.max(1, wide - 2 * Math.min(wide * 0.2, 14)),
      height: tall,
      radius: 1,
    });
    if (hasNumber)
      found.words.push({
        key: `column-${m}`,
        tone: "laid-sum",
        x: x + wide / 2,
        y: sumsTop + 11,
        text: brief(value, wide - 2, LETTERS, measure !== "norms"),
        anchor: "middle",
      });
  }
  if (measure !== "norms") {
    found.words.push({
      key: "total",
      tone: "laid-total",
      x: left,
      y: sumsTop + 11,
      text: measure === "entry" ? brief(total, width, LETTERS) : figure(total),
      anchor: "start",
    });
  }
  return found;
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
