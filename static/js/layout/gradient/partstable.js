/**
 * What the total is made of, at every k: the direct path and the parts that leave it, each with its share of the total,
 * ⟨part, total⟩ / ‖total‖², so that every column adds up to 100 %.
 *
 * @import {Words} from "#app/types.js"
 * @import {LaidGround} from "#app/gradient.js"
 * @import {Lower} from "#app/layout/gradient/paths.js"
 */

import { begins } from "#app/layout/axis.js";
import { partNames, percents } from "#app/layout/gradient/partshares.js";
import { widthOf } from "#app/layout/lettering.js";
import { pathWords as said } from "#app/words/gradient/paths.js";

const CAPTION = 24;
const ROW = { least: 16, most: 24 };
const LETTERS = 14;
const GAP = 10; // above the caption
const NARROW = 10; // pixels a step below which cells stand without gaps

/**
 * @param {LaidGround} ground
 * @param {{y: number, height: number}} room
 * @returns {Lower}
 */
export function partsTable({ answer, axis, plan, compact }, { y, height }) {
  const { message, tensors } = answer;
  const [along, size] = [tensors.get("along"), tensors.get("frobenius")];
  const rows = message.parts.length + 1;
  const first = Math.max(message.first, axis.first);
  const last = Math.min(message.last, axis.last);
  if (!along || !size || last < first) return none();
  if (rows === 1) return only(y);
  const each = Math.min(ROW.most, (height - CAPTION - GAP) / rows);
  if (each < ROW.least) return none();
  const top = y + GAP + CAPTION;
  const wide = last - first + 1;
  const values = new Float64Array(rows * wide);
  const reached = new Uint8Array(rows * wide);
  const texts = [];
  const steps = message.last - message.first + 1;
  for (let row = 0; row < rows; row += 1) {
    for (let k = first; k <= last; k += 1) {
      const at = k - message.first;
      const share = along.values[row * steps + at] / size.values[at];
      const place = row * wide + k - first;
      values[place] = share;
      reached[place] = size.values[at] > 0 ? 1 : 0;
      texts.push(reached[place] ? percent(share, begins(axis, k + 1) - begins(axis, k) - 6) : "");
    }
  }
  return {
    height: top + rows * each - y,
    grids: [
      {
        key: "parts",
        across: Array.from({ length: wide + 1 }, (_, n) => begins(axis, first + n)),
        down: Array.from({ length: rows + 1 }, (_, n) => top + n * each),
        values,
        reached,
        ramp: "signed",
        limit: 1,
        gap: axis.pitch > NARROW ? 1 : 0,
        texts,
      },
    ],
    words: partNames(message.parts, plan).map((text, row) => ({
      key: `part-${row}`,
      tone: "laid-part",
      x: compact ? 4 : 14,
      y: top + (row + 0.5) * each,
      text: compact && !row ? said.directBriefly : text,
      anchor: /** @type {const} */ ("start"),
    })),
    captions: [{ key: "laid-under", tone: "laid-under", x: 14, y: y + GAP + 10, pieces: [{ tex: "", word: said.partsAbout }] }], // biome-ignore format: one line
    notes: [],
  };
}

/**
 * @param {number} share
 * @param {number} room
 */
function percent(share, room) {
  if (!Number.isFinite(share)) return "";
  return percents(share).find((text) => widthOf(text, LETTERS) <= room) ?? "";
}

/** @returns {Lower} */
function none() {
  return { height: 0, grids: [], words: [], captions: [], notes: [] };
}

/** @param {number} y @returns {Lower} */
function only(y) {
  /** @type {Words} */
  const word = { key: "only", tone: "laid-part", x: 14, y: y + GAP + 10, text: said.onlyDirect, anchor: "start" };
  return { ...none(), height: GAP + CAPTION, words: [word] };
}
