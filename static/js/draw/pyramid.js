/**
 * A node's numbers as shades, at every scale: level k has one cell for 2ᵏ steps, made of two of the level below. Built
 * block by block as a run arrives (a few milliseconds for ten thousand steps of 64 units), and never again: panning and
 * zooming only read it.
 *
 * @import {Block, RampName} from "#app/types.js"
 */

import { ABSENT, BROKEN, extremesOf, shadeOf } from "#app/draw/shades.js";
import { isCovered } from "#app/state/unknown.js";

const TOP = 8; // cells at which it ends

/**
 * @typedef {object} Pyramid
 * @property {number} T
 * @property {number} units
 * @property {RampName} ramp
 * @property {number} limit
 * @property {import("#app/draw/shades.js").Weights[]} weights
 * @property {Uint8Array[][]} levels for each level, each extreme: (cells × units); at level 0 all are the same
 * @property {Uint8Array[]} broken for each level, 1 at cells that hold something not finite
 * @property {boolean} isBroken whether any cell does
 */

/**
 * @param {{T: number, units: number, ramp: RampName, limit: number}} look
 * @returns {Pyramid}
 */
export function createPyramid({ T, units, ramp, limit }) {
  const weights = extremesOf(ramp);
  const levels = [];
  const broken = [];
  for (let cells = T; ; cells = Math.ceil(cells / 2)) {
    const first = new Uint8Array(cells * units);
    levels.push(weights.map((_, k) => (k && levels.length ? new Uint8Array(cells * units) : first)));
    broken.push(new Uint8Array(cells));
    if (cells <= TOP) break;
  }
  return { T, units, ramp, limit, weights, levels, broken, isBroken: false };
}

/**
 * @param {Pyramid} pyramid changed
 * @param {Block} block
 * @param {Uint8Array | null} [present] 0 at steps that have no numbers
 */
export function build(pyramid, { first, last, values }, present) {
  const { units, ramp, limit, levels, broken } = pyramid;
  const [[base]] = levels;
  let from = (first - 1) * units;
  for (let t = first; t <= last; t += 1) {
    const row = (t - first) * units;
    const isThere = present?.[t - 1] !== 0;
    for (let unit = 0; unit < units; unit += 1, from += 1) {
      const value = values[row + unit];
      const shade = isThere && !isCovered(values, row + unit) ? shadeOf(ramp, value, limit) : ABSENT;
      base[from] = shade;
      if (shade === BROKEN) broken[0][t - 1] = 1;
    }
    if (broken[0][t - 1]) pyramid.isBroken = true;
  }
  let [low, high] = [first - 1, last - 1];
  for (let level = 1; level < levels.length; level += 1) {
    [low, high] = [low >> 1, high >> 1];
    condense(pyramid, level, low, high);
  }
}

/**
 * Cells low…high of a level, from the level below.
 *
 * @param {Pyramid} pyramid
 * @param {number} level
 * @param {number} low
 * @param {number} high
 */
function condense({ units, weights, levels, broken, isBroken }, level, low, high) {
  const cells = broken[level - 1].length;
  weights.forEach((weight, k) => {
    const [from, to] = [levels[level - 1][k], levels[level][k]];
    for (let cell = low; cell <= high; cell += 1) {
      const left = 2 * cell * units;
      const right = 2 * cell + 1 < cells ? left + units : left;
      for (let unit = 0; unit < units; unit += 1) {
        const [a, b] = [from[left + unit], from[right + unit]];
        to[cell * units + unit] = weight[a] >= weight[b] ? a : b;
      }
    }
  });
  if (!isBroken) return;
  for (let cell = low; cell <= high; cell += 1) {
    broken[level][cell] = broken[level - 1][2 * cell] | (broken[level - 1][2 * cell + 1] ?? 0);
  }
}

const LEAST = 1 - 1e-6; // device pixels of a cell: each then holds the middle of one

/**
 * How steps are drawn at a scale: level 0 where each has a pixel, else the first level whose cells have one.
 *
 * @param {Pyramid} pyramid
 * @param {number} pitch device pixels a step
 */
export function levelAt({ levels }, pitch) {
  let level = 0;
  while (level < levels.length - 1 && 2 ** level * pitch < LEAST) level += 1;
  return level;
}

/**
 * The rows of a picture: of every unit, or of as many together as leave each row a pixel; where a pixel stands for
 * several steps and both extremes are shown, the larger one above the smaller.
 *
 * @param {Pyramid} pyramid
 * @param {number} level
 * @param {number} height device pixels
 * @returns {{group: number, rows: number}}
 */
export function rowsAt({ units, weights }, level, height) {
  const each = level > 0 ? weights.length : 1;
  let group = 1;
  while (group < units && each * Math.ceil(units / group) > height) group *= 2;
  return { group, rows: each * Math.ceil(units / group) };
}

/**
 * Steps first…last as pieces that are whole at their level: the coarse middle, and finer and finer to both ends, so
 * that nothing is shown of a step outside.
 *
 * @param {number} first
 * @param {number} last
 * @param {number} level the coarsest
 * @returns {{level: number, from: number, to: number}[]} cells from…to − 1 of the level, from left to right
 */
export function pieces(first, last, level) {
  if (first > last) return [];
  const size = 2 ** level; // steps that must stay together
  const from = Math.ceil((first - 1) / size);
  const to = Math.floor(last / size);
  if (from >= to) return pieces(first, last, level - 1);
  const middle = { level, from, to };
  if (!level) return [middle];
  return [...pieces(first, from * size, level - 1), middle, ...pieces(to * size + 1, last, level - 1)];
}

/**
 * What one column of pixels shows, from the first unit down.
 *
 * @param {Pyramid} pyramid
 * @param {number} level
 * @param {number} group units that share a row
 * @param {number} cell along the steps
 * @param {Uint8Array} rows filled with shades
 */
export function fillColumn({ units, ramp, weights, levels }, level, group, cell, rows) {
  const extremes = level > 0 ? weights.length : 1;
  const fill = ramp === "unit" ? meanOf : extremeOf;
  for (let row = 0; row < rows.length; row += 1) {
    const k = row % extremes;
    const from = ((row - k) / extremes) * group;
    const shades = levels[level][k];
    const at = cell * units + from;
    rows[row] = group === 1 ? shades[at] : fill(shades, at, at + Math.min(group, units - from), weights[k]);
  }
}

/**
 * @param {Uint8Array} shades
 * @param {number} from
 * @param {number} to
 * @param {Uint16Array} weight
 */
function extremeOf(shades, from, to, weight) {
  let found = shades[from];
  for (let at = from + 1; at < to; at += 1) if (weight[shades[at]] > weight[found]) found = shades[at];
  return found;
}

/**
 * Between 0 and 1 nothing cancels, and of many gates one is nearly always open and one closed: their mean says more.
 *
 * @param {Uint8Array} shades
 * @param {number} from
 * @param {number} to
 */
function meanOf(shades, from, to) {
  let [sum, count] = [0, 0];
  for (let at = from; at < to; at += 1) {
    if (shades[at] === BROKEN) return BROKEN;
    if (shades[at] !== ABSENT) [sum, count] = [sum + shades[at], count + 1];
  }
  return count ? Math.round(sum / count) : ABSENT;
}
