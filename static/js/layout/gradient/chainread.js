/**
 * The answer for the chain as matrices. Every number came as m · 2^e, so that products far beyond 1e±308 are still told.
 *
 * @import {LaidAnswer} from "#app/gradient.js"
 */

import { figure, powerOfTen } from "#app/layout/figures.js";
import { once } from "#app/state/once.js";

/** @typedef {[number, number]} Power m and e of m · 2^e */
/** @typedef {{name: string, lag: number, start: number, size: number}} Part of the state: a name, lag steps before */
/** @typedef {{kind: "parameter" | "slope" | "whole", op: string, node: number, parameter: string | null, of: [string, number] | null}} Piece */
/** @typedef {"factor" | "product" | "wrong"} Which */

/**
 * @typedef {object} Link
 * @property {any} head
 * @property {number[]} steps i of every factor, as the sweep computes them
 * @property {number[]} shown which of them came with their matrices, from 0
 * @property {number} size of the state
 * @property {number} side rows that a tile has: all, or blocks of a large matrix
 * @property {Part[]} parts
 * @property {(which: Which, at: number) => Tile | null} tile
 * @property {(which: Which, at: number) => Power[]} singular
 * @property {(which: Which, at: number) => Power | null} radius null where it was not asked for
 */

/**
 * @typedef {object} Tile
 * @property {number} rows
 * @property {number} columns
 * @property {Float64Array} heat the entries, times a power of two that makes the largest about 1; row after row
 * @property {number} largest of heat
 * @property {number} top heat is the matrix · 2^-top
 * @property {(row: number, column: number) => Power} at
 */

const LOG2 = Math.log10(2);
const SMALLEST = 2.2250738585072014e-308; // smaller ones lose digits

/** Null where the net carries nothing from step to step. @type {(answer: LaidAnswer) => Link | null} */
export const linkOf = once((answer) => (answer.message.states?.length ? read(answer) : null));

/** @param {LaidAnswer} answer @returns {Link} */
function read({ message: head, tensors }) {
  const numbers = (/** @type {string} */ name) => Array.from(tensors.get(name)?.values ?? []);
  const [steps, shown] = [numbers("steps"), numbers("shown")];
  const side = tensors.get("factor_tiles")?.shape[1] ?? 0;
  return {
    head,
    steps,
    shown,
    size: head.size,
    side,
    parts: head.states[head.state].parts,
    tile: (which, at) => {
      const n = shown.indexOf(at);
      const [tiles, columns] = [tensors.get(`${which}_tiles`), tensors.get(`${which}_columns`)];
      if (n < 0 || !tiles || !columns) return null;
      const values = tiles.values.subarray(n * side * side, (n + 1) * side * side);
      return tileOf(values, columns.values.subarray(n * side, (n + 1) * side), which === "wrong");
    },
    singular: (which, at) => {
      const values = tensors.get(`${which}_singular`);
      const [count, exponent] = [values?.shape[1] ?? 0, tensors.get(`${which}_exponent`)?.values[at] ?? 0];
      return Array.from(values?.values.subarray(at * count, (at + 1) * count) ?? [], (m) => [m, exponent]);
    },
    radius: (which, at) => {
      const m = tensors.get(`${which}_radius`)?.values[at] ?? Number.NaN;
      if (Number.isNaN(m) && !shown.includes(at)) return null;
      return [m, tensors.get(`${which}_exponent`)?.values[at] ?? 0];
    },
  };
}

/**
 * @param {ArrayLike<number>} values row after row
 * @param {ArrayLike<number>} exponents of each column
 * @param {boolean} [turned] the matrix came transposed
 * @returns {Tile}
 */
export function tileOf(values, exponents, turned = false) {
  const across = exponents.length;
  const down = values.length / across;
  let top = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) {
    if (values[at]) top = Math.max(top, exponents[at % across]); // what is not finite counts as well
  }
  if (top === Number.NEGATIVE_INFINITY) top = 0;
  const [rows, columns] = turned ? [across, down] : [down, across];
  const heat = new Float64Array(values.length);
  let largest = 0;
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const value = values[row * across + column] * 2 ** (exponents[column] - top);
      heat[turned ? column * columns + row : row * columns + column] = value;
      if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
    }
  }
  return {
    rows,
    columns,
    heat,
    largest,
    top,
    at: (row, column) =>
      turned ? [values[column * across + row], exponents[row]] : [values[row * across + column], exponents[column]],
  };
}

/** @param {Tile} tile @returns {Tile} */
export function turned(tile) {
  const heat = new Float64Array(tile.heat.length);
  for (let row = 0; row < tile.rows; row += 1)
    for (let column = 0; column < tile.columns; column += 1)
      heat[column * tile.rows + row] = tile.heat[row * tile.columns + column];
  return { ...tile, rows: tile.columns, columns: tile.rows, heat, at: (row, column) => tile.at(column, row) };
}

/** @param {Power} number */
export function log10Of([m, e]) {
  return Math.log10(Math.abs(m)) + e * LOG2;
}

/** @param {Power} number as a float: infinite or zero where it is beyond */
export function plainOf([m, e]) {
  const half = Math.max(-2200, Math.min(2200, Math.trunc(e / 2)));
  return m * 2 ** half * 2 ** Math.max(-2200, Math.min(2200, e - half));
}

/**
 * Whether a float of its own could not hold it.
 *
 * @param {Power} number
 */
export function isBeyond(number) {
  const [m] = number;
  if (!Number.isFinite(m) || m === 0) return false;
  const size = Math.abs(plainOf(number));
  return size < SMALLEST || size === Number.POSITIVE_INFINITY;
}

/**
 * As it is, also where no float could hold it: 3.12×10⁻⁴¹³
 *
 * @param {Power} number
 */
export function powerFigure(number) {
  if (!isBeyond(number)) return figure(plainOf(number));
  const log = log10Of(number);
  let exponent = Math.floor(log);
  let digits = (10 ** (log - exponent)).toFixed(2);
  if (digits === "10.00") [digits, exponent] = ["1.00", exponent + 1];
  return `${number[0] < 0 ? "−" : ""}${digits}×${powerOfTen(exponent)}`;
}
