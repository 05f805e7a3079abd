/**
 * What is said around the graph: what a delay does, which steps are still folded, the names of initial values, and
 * where a fold has room to say how many steps it holds.
 *
 * @import {Edge, Run, Unfolded, Words} from "#app/types.js"
 * @import {Between} from "#app/layout/unfolded/gaps.js"
 */

import { overlap } from "#app/layout/folded/labels.js";
import { texWidth, widthOf } from "#app/layout/lettering.js";
import { symbolAt } from "#app/layout/symbols.js";
import { SQUARE, wayOf } from "#app/layout/unfolded/gaps.js";
import { delayWords, stillFolded } from "#app/words/folding.js";

export const WORD = 14;

/**
 * Where a fold says how many steps it holds: as near to the middle as the ways that lead into it allow.
 *
 * @param {{top: number, bottom: number}} frame
 * @param {Edge[]} ways
 */
export function quiet({ top, bottom }, ways) {
  const lines = ways
    .filter(({ tone }) => tone.includes("folded"))
    .map(({ d }) => [...d.matchAll(/,(-?[\d.]+)/gu)].map(([, y]) => Number(y)));
  const spans = lines.flatMap((ys) => ys.slice(1).map((y, k) => [Math.min(y, ys[k]), Math.max(y, ys[k])]));
  const middle = (top + bottom) / 2;
  const half = 38;
  const free = Array.from({ length: 40 }, (_, k) => middle + (k % 2 ? -8 : 8) * Math.ceil(k / 2)).find(
    (y) => y - half > top && y + half < bottom + 20 && spans.every(([low, high]) => y + half < low || y - half > high),
  );
  return free ?? middle;
}

/**
 * What a delay does, beside its square while all is folded; then which steps are still to be dealt.
 *
 * @param {Between} between
 * @param {{x: number, y: number, tex: string, scale: number}[]} notes that they keep clear of
 * @param {number} width
 * @param {number} height
 * @returns {Words[]}
 */
export function delayNames(between, notes, width, height) {
  const { cell, motion, scale, base, axis } = between;
  if (motion.p >= 1) return [];
  if (motion.p > 0.04) {
    const next = axis.first + motion.lead - (motion.opened[motion.lead] < 0.5 ? 1 : 0);
    if (next > axis.T || (motion.lead >= motion.count && motion.opened[motion.lead] > 0.98)) return [];
    const text = stillFolded(next, axis.T);
    const half = widthOf(text, WORD + 1) / 2;
    const x = Math.max(half + 8, Math.min(width - half - 8, motion.x[motion.lead]));
    const y = Math.min(height - 12, base + scale * (cell.bottom + 34));
    return [{ key: "still-folded", tone: "still", x, y, text, anchor: "middle" }];
  }
  return [1, -1].flatMap((side) => {
    const way = /** @type {1 | -1} */ (side);
    const spots = cell.graph.delays
      .filter((delay) => delay.way === way)
      .flatMap((delay) =>
        delay.readers.flatMap((reader) => {
          const { square } = wayOf(between, { delay, reader, source: 1, target: 1 + way * delay.lag, open: 0, part: "whole" }); // biome-ignore format: one line
          if (!square) return [];
          const track = delay.readers.some(({ manner }) => manner === "loop") ? cell.track.get(delay.key) : undefined;
          const far = track ? motion.x[1] + scale * way * track.folded : square.x; // a square on a loop, a track beyond it
          return [{ ...square, x: way * Math.max(way * square.x, way * far), lag: delay.lag, key: delay.key }];
        }),
      )
      .sort((a, b) => way * (b.x - a.x));
    const outer = spots[0];
    if (!outer) return [];
    const text = delayWords(outer.lag, way);
    const x = outer.x + way * ((scale * SQUARE) / 2 + 8);
    const long = widthOf(text, WORD);
    const isFree = (/** @type {number} */ y) => notes.every((note) => !overlap({ x: x + (way * long) / 2, y, width: long, height: 18 }, { ...note, width: note.scale * texWidth(note.tex, 15), height: note.scale * 18 })); // biome-ignore format: one line
    const y = [0, 10, -10, 20, -20, 30, -30, 42, -42].map((by) => outer.y + by).find(isFree) ?? outer.y;
    return [{ key: `delay ${way}`, tone: "delay", x, y, text, anchor: way > 0 ? /** @type {const} */ ("start") : /** @type {const} */ ("end") }]; // biome-ignore format: one line
  });
}

/**
 * Beside the squares that are initial values: h₀ = 0 where all of it is.
 *
 * @param {Run} run
 * @param {Between} between
 * @param {Unfolded["squares"]} squares
 */
export function initialNamesOf(run, { cell, motion, axis }, squares) {
  if (motion.p < 0.5) return [];
  const longest = cell.graph.delays.filter(({ from, way, lag }) =>
    cell.graph.delays.every((other) => other.from !== from || other.way !== way || other.lag <= lag),
  );
  return longest.flatMap(({ key, from, way, lag }) => {
    const isShown = way > 0 ? axis.first === 1 : axis.last === axis.T && motion.p > 0.97;
    const target = way > 0 ? 1 : motion.count;
    const square = squares.find((one) => one.key === `${key} k${target}`);
    if (!isShown || !square) return [];
    const tensor = run.initial.get(from);
    const isZero = !tensor || tensor.values.every((value) => value === 0);
    const t = way > 0 ? (lag > 1 ? String.raw`\le 0` : 0) : lag > 1 ? `> ${axis.T}` : axis.T + 1;
    const name = symbolAt(run.plan, from, t);
    const side = way > 0 ? /** @type {const} */ ("before") : /** @type {const} */ ("after");
    return [{ key: `initial-${key}`, tex: isZero ? `${name} = 0` : name, x: square.x - way * 11, y: square.y, side }];
  });
}
