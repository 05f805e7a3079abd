/**
 * Of one unit of the output: which entries of each input it hears, signed. All of them where they have room, else those
 * that are heard most anywhere; a token that did not stand there is heard as well: it would have moved the output.
 *
 * @import {LaidGround} from "#app/gradient.js"
 * @import {Lower} from "#app/layout/gradient/paths.js"
 */

import { begins } from "#app/layout/axis.js";
import { roundUp } from "#app/layout/figures.js";
import { brief } from "#app/layout/gradient/brief.js";
import { cut, shown } from "#app/layout/lettering.js";
import { memoryWords as said } from "#app/words/gradient/memory.js";

const CAPTION = 24;
const GAP = 8;
const ROW = 20;
const LETTERS = 14;

/**
 * @param {LaidGround} ground
 * @param {{y: number, height: number}} room
 * @returns {Lower}
 */
export function inputTable({ answer, axis, plan, gutter, compact }, { y, height }) {
  const { message, tensors } = answer;
  const rows = tensors.get("rows");
  const there = tensors.get("there");
  const first = Math.max(message.first, axis.first);
  const last = Math.min(message.last, axis.last);
  const most = Math.floor((height - CAPTION - GAP) / ROW);
  if (message.unit === null || !rows || !there || most < 1 || last < first)
    return { height: 0, grids: [], words: [], captions: [], notes: [] };
  const size = message.inputs;
  const at = (/** @type {number} */ k, /** @type {number} */ j) => rows.values[(k - message.first) * size + j];
  const { chosen, largest } = loudest(at, size, first, last, most);
  const wide = last - first + 1;
  const top = y + GAP + CAPTION;
  const values = new Float64Array(chosen.length * wide);
  const reached = new Uint8Array(chosen.length * wide);
  /** @type {string[]} */
  const texts = [];
  for (const [row, j] of chosen.entries()) {
    for (let k = first; k <= last; k += 1) {
      const place = row * wide + k - first;
      values[place] = at(k, j);
      reached[place] = there.values[k - message.first];
      const room = begins(axis, k + 1) - begins(axis, k) - 6;
      texts.push(reached[place] && room > 34 ? brief(values[place], room, LETTERS) : "");
    }
  }
  const words = plan.vocabulary?.length === size ? plan.vocabulary : null;
  const name = (/** @type {number} */ j) => words ? cut(shown(words[j]), 15, gutter - 20) : said.entry(j + 1); // biome-ignore format: one line
  return {
    height: GAP + CAPTION + chosen.length * ROW,
    grids: [
      {
        key: "inputs",
        across: Array.from({ length: wide + 1 }, (_, m) => begins(axis, first + m)),
        down: Array.from({ length: chosen.length + 1 }, (_, m) => top + m * ROW),
        values,
        reached,
        ramp: "signed",
        limit: roundUp(largest),
        gap: 1,
        texts,
      },
    ],
    words: chosen.map((j, row) => ({
      key: `input-${row}`,
      tone: "laid-part",
      x: compact ? 4 : 14,
      y: top + (row + 0.5) * ROW,
      text: name(j),
      anchor: /** @type {const} */ ("start"),
    })),
    captions: [{ key: "laid-under", tone: "laid-under", x: 14, y: y + GAP + 10, pieces: [{ tex: "", word: chosen.length < size ? said.loudest(chosen.length, size) : said.entries }] }], // biome-ignore format: one line
    notes: [],
  };
}

/**
 * @param {(k: number, j: number) => number} at
 * @param {number} size
 * @param {number} first
 * @param {number} last
 * @param {number} most
 */
function loudest(at, size, first, last, most) {
  let largest = 0;
  const all = Array.from({ length: size }, (_, j) => {
    let loud = 0;
    for (let k = first; k <= last; k += 1) {
      const value = Math.abs(at(k, j));
      if (Number.isFinite(value)) loud = Math.max(loud, value);
    }
    largest = Math.max(largest, loud);
    return { j, loud };
  });
  const chosen = size <= most ? all : [...all].sort((a, b) => b.loud - a.loud).slice(0, most);
  return { chosen: chosen.map(({ j }) => j), largest };
}
