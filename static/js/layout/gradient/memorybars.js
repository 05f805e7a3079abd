/**
 * The bars of what an output remembers: one under each input, or two of two runs.
 *
 * @import {Axis, Box, Words} from "#app/types.js"
 * @import {LaidGround} from "#app/gradient.js"
 */

import { begins } from "#app/layout/axis.js";
import { brief } from "#app/layout/gradient/brief.js";
import { keyOn } from "#app/layout/gradient/sides.js";
import { memoryWords as said } from "#app/words/gradient/memory.js";

const NUMBER = 20; // above a bar
const LETTERS = { usual: 14, presenting: 15 };
const NUMBERED = { alone: 34, paired: 26 }; // pixels of a bar that has its number
const ALONE = 52; // for the one number of the longest

/**
 * @typedef {object} Heard what is seen of the answer
 * @property {number} first
 * @property {number} last
 * @property {(k: number) => number} at signed where it is
 * @property {(k: number) => boolean} there whether a path leads from x_k
 * @property {(k: number) => boolean} present whether there is an input
 * @property {boolean} isSigned
 * @property {number} largest
 * @property {number | null} most the step with the largest
 */

/** @typedef {{side: import("#app/layout/gradient/sides.js").Side, ground: LaidGround, heard: Heard}} Hearing of one run */

/**
 * Signed ones from a line in the middle, up and down; those of two runs side by side, as high on one scale.
 *
 * @param {Hearing[]} all
 * @param {Axis} axis
 * @param {{y: number, height: number}} room
 * @returns {{boxes: Box[], words: Words[]}}
 */
export function barsOf(all, axis, { y, height }) {
  const isSigned = all.some(({ heard }) => heard.isSigned);
  const below = isSigned ? (height - 4) / 2 : 0;
  const base = y + height - 4 - below;
  const tall = (isSigned ? below : height - 4) - NUMBER;
  const largest = Math.max(...all.map(({ heard }) => heard.largest));
  const sets = all.map((one, n) => barsIn(one, { axis, base, tall, largest, part: n, parts: all.length }));
  const foot = { key: "base", tone: "laid-base", x: axis.start, y: base, width: Math.max(0, axis.end - axis.start), height: 1, radius: 0 }; // biome-ignore format: one line
  return { boxes: [...sets.flatMap(({ boxes }) => boxes), foot], words: sets.flatMap(({ words }) => words) };
}

/**
 * @param {Hearing} hearing
 * @param {{axis: Axis, base: number, tall: number, largest: number, part: number, parts: number}} place part: of each step's width
 */
function barsIn({ side, ground, heard }, { axis, base, tall, largest, part, parts }) {
  const { first, last, at, there, present, isSigned, most } = heard;
  /** @type {{boxes: Box[], words: Words[]}} */
  const found = { boxes: [], words: [] };
  const least = parts > 1 ? NUMBERED.paired : NUMBERED.alone;
  const letters = ground.presenting ? LETTERS.presenting : LETTERS.usual;
  for (let k = first; k <= last; k += 1) {
    const key = keyOn(side, `bar-${k - axis.first}`);
    const whole = begins(axis, k + 1) - begins(axis, k);
    const aside = Math.min(whole * (parts > 1 ? 0.1 : 0.2), 14);
    const bar = Math.max(1, (whole - 2 * aside) / parts);
    const left = begins(axis, k) + aside + part * bar;
    const outward = parts > 1 ? (part ? aside : -aside) : 0; // two numbers of a step: each has the room beside its bar
    const wide = whole / parts;
    const value = at(k);
    const isBroken = !Number.isFinite(value);
    const size = Math.max(1, isBroken ? tall : largest ? (Math.abs(value) / largest) * tall : 0);
    const isUp = !(value < 0);
    const tone = `${k === most ? " most" : ""}${side ? ` side-${side}` : ""}`;
    if (there(k))
      found.boxes.push({
        key,
        tone: `laid-bar-of${tone}${isBroken ? " broken" : ""}${present(k) ? "" : " absent"}`,
        x: left,
        y: isUp ? base - size : base,
        width: bar,
        height: size,
        radius: Math.min(3, wide / 8),
      });
    const isFirstBroken = isBroken && Number.isFinite(at(k - 1));
    const isAlone = k === most || (isFirstBroken && most === null);
    const room = wide >= least ? (parts > 1 ? bar + aside : wide) - 2 : isAlone ? ALONE : 0;
    const text = there(k) ? (room ? brief(value, room, letters, isSigned) : "") : wide >= 24 ? said.unreached : "";
    if (text)
      found.words.push({
        key,
        tone: `laid-heard${tone}`,
        x: left + (bar + outward) / 2,
        y: isUp ? base - size - NUMBER / 2 : base + size + NUMBER / 2,
        text,
        anchor: "middle",
      });
  }
  return found;
}
