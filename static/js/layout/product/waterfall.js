/**
 * How the parts of a row (or, on the way back, of a column) add up: bars from one running sum to the next, and one
 * from 0 to the whole. Under their columns; beside their rows on the way back.
 *
 * @import {Box, ProductScene, Words} from "#app/types.js"
 * @import {Ground} from "#app/layout/product/scene.js"
 */

import { running, sumOn } from "#app/layout/product/tracks.js";

/** @typedef {Pick<ProductScene, "boxes" | "lines" | "words"> & {bottom: number}} Fall */

/**
 * @param {Ground} ground
 * @returns {Fall}
 */
export function waterfall(ground) {
  const { sight, tables, columns, rows, foot, tall, measures } = ground;
  const along = sight.writes === "forward";
  const bottom = along ? foot + tall + measures.fall : rows.end + 22;
  const numbers = tables.parts?.numbers;
  if (!numbers) return { boxes: [], lines: [], words: [], bottom };
  const tracks = along ? columns : rows;
  const sums = running(tracks.all.map((track) => sumOn(track, tracks.span, numbers)));
  const ends = [0, ...sums.map(({ to }) => to)];
  if (!ends.every(Number.isFinite)) return { boxes: [], lines: [], words: [], bottom };
  return { ...(along ? below(ground, sums, ends) : beside(ground, sums, ends)), bottom };
}

/**
 * @param {number[]} ends
 * @param {number} from pixels of the smallest
 * @param {number} to pixels of the largest
 */
function scale(ends, from, to) {
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return (/** @type {number} */ value) => (high > low ? from + ((value - low) / (high - low)) * (to - from) : from);
}

/**
 * @param {Ground} ground
 * @param {{from: number, to: number}[]} sums
 * @param {number[]} ends
 */
function below({ columns, foot, tall, measures, side, wide, sight }, sums, ends) {
  const y = scale(ends, foot + tall + measures.fall - 10, foot + tall + 12);
  const whole = ends[ends.length - 1];
  const inset = (/** @type {number} */ size) => 0.2 * size;
  const boxes = columns.all.map(({ start, size, at }, k) =>
    bar(key(at, columns.span.first), sums[k], start + inset(size), size - 2 * inset(size), y),
  );
  boxes.push({
    ...bar("whole", { from: 0, to: whole }, side + inset(wide), 0.6 * wide, y),
    tone: `fall whole role-${sight.reading.product.matrix.role}`,
  });
  const lines = columns.all.map(({ start, size, at }, k) => {
    const next = columns.all[k + 1];
    const end = next ? next.start + inset(next.size) : side + inset(wide);
    return { key: `step ${key(at, columns.span.first)}`, tone: "step", d: `M${start + size - inset(size)},${y(sums[k].to)}L${end},${y(sums[k].to)}` };
  }); // biome-ignore format: a table
  const [left, right] = [columns.all[0].start, side + wide];
  lines.push({ key: "zero", tone: "zero", d: `M${left},${y(0)}L${right},${y(0)}` });
  return { boxes, lines, words: [zero(left - 0.6 * measures.letters, y(0), "end")] };
}

/**
 * @param {Ground} ground
 * @param {{from: number, to: number}[]} sums
 * @param {number[]} ends
 */
function beside({ rows, measures, side, wide, head, tall }, sums, ends) {
  const start = side + wide + measures.gap + wide + 10;
  const x = scale(ends, start, start + measures.across - 14);
  const whole = ends[ends.length - 1];
  const boxes = rows.all.map(({ start: y, size, at }, k) =>
    turned(bar(key(at, rows.span.first), sums[k], y + 0.22 * size, 0.56 * size, x)),
  );
  boxes.push({
    ...turned(bar("whole", { from: 0, to: whole }, head + 0.2 * tall, 0.6 * tall, x)),
    tone: "fall whole gradient",
  });
  const lines = rows.all.slice(0, -1).map(({ start: y, size, at }, k) => {
    const next = rows.all[k + 1];
    return { key: `step ${key(at, rows.span.first)}`, tone: "step", d: `M${x(sums[k].to)},${y + 0.78 * size}L${x(sums[k].to)},${next.start + 0.22 * next.size}` };
  }); // biome-ignore format: a table
  lines.push({ key: "zero", tone: "zero", d: `M${x(0)},${head}L${x(0)},${rows.end}` });
  return {
    boxes,
    lines,
    words: /** @type {Words[]} */ ([{ ...zero(x(0), rows.end + 0.7 * measures.letters, "middle") }]),
  };
}

/**
 * @param {number} at
 * @param {number} first
 */
function key(at, first) {
  return at < 0 ? `rest ${at}` : String(at - first);
}

/**
 * An upright bar.
 *
 * @param {string} name
 * @param {{from: number, to: number}} sum
 * @param {number} x
 * @param {number} width
 * @param {(value: number) => number} y
 * @returns {Box}
 */
function bar(name, { from, to }, x, width, y) {
  const [above, under] = [Math.min(y(from), y(to)), Math.max(y(from), y(to))];
  const tone = to === from ? "fall none" : to > from ? "fall up" : "fall down";
  return { key: `bar ${name}`, tone, x, y: above, width, height: Math.max(1.5, under - above), radius: 1.5 };
}

/** On its side. @param {Box} box @returns {Box} */
function turned({ x, y, width, height, ...rest }) {
  return { ...rest, x: y, y: x, width: height, height: width };
}

/**
 * @param {number} x
 * @param {number} y
 * @param {"end" | "middle"} anchor
 * @returns {Words}
 */
function zero(x, y, anchor) {
  return { key: "zero", tone: "index", x, y, text: "0", anchor };
}
