/**
 * How large the parts of a written-out product are: on a screen, on a phone, on a projector (laid out small, then
 * magnified).
 *
 * @import {ProductSight} from "#app/layout/product/scene.js"
 * @import {Tables} from "#app/layout/product/tables.js"
 */

import { texWidth } from "#app/layout/lettering.js";

/**
 * @typedef {object} Measures
 * @property {number} letters of a number
 * @property {number} name letters of a name
 * @property {{least: number, most: number}} cell width
 * @property {number} side width of a number that stands beside the matrix, at least
 * @property {{least: number, most: number, rest: number}} tall height of a row
 * @property {number} rest width of a column that stands for many
 * @property {number} gap
 * @property {number} labels height of the columns' numbers
 * @property {number} arrows height of the arrows between vector and matrix
 * @property {number} fall height of the waterfall
 * @property {number} across width of a waterfall that lies on its side
 */

/** @type {Measures} */
const USUAL = {
  letters: 15, name: 19, cell: { least: 48, most: 74 }, side: 50, tall: { least: 30, most: 40, rest: 22 }, rest: 54,
  gap: 26, labels: 22, arrows: 22, fall: 92, across: 84,
}; // biome-ignore format: a table
const COMPACT = { ...USUAL, cell: { least: 47, most: 60 }, side: 47, rest: 47, gap: 14, across: 40, fall: 80 };
/** @type {Measures} */
const LARGE = {
  letters: 12.2, name: 15, cell: { least: 39, most: 64 }, side: 47, tall: { least: 22, most: 30, rest: 15 }, rest: 41,
  gap: 14, labels: 18, arrows: 14, fall: 44, across: 40,
}; // biome-ignore format: a table

/**
 * @param {Pick<ProductSight, "width" | "larger" | "decimals">} sight
 * @returns {Measures}
 */
export function measuresOf({ width, larger = 1, decimals }) {
  const usual = larger > 1 ? LARGE : width < 560 ? COMPACT : USUAL;
  const more = 0.64 * usual.letters * Math.max(0, (decimals ?? 2) - 2); // pixels
  const { cell, side, rest } = usual;
  return { ...usual, cell: { least: cell.least + more, most: cell.most + more }, side: side + more, rest: rest + more };
}

/**
 * Room left of the matrix for the names and the rows' numbers; a power of ten stands under (or over) its name.
 *
 * @param {Measures} measures
 * @param {ProductSight} sight
 * @param {Tables} tables
 */
export function gutterOf({ name, letters }, { names, reading, width }, { top, matrix }) {
  const { rows, columns } = reading.product;
  const digits = String(Math.max(rows, columns)).length * 0.62 * letters + 14;
  const power = top.power || matrix.power ? 2.6 * name : 0;
  const widest = Math.max(texWidth(names.top, name), texWidth(names.matrix, name), power + (matrix.power ? digits : 0));
  return Math.min(0.34 * width, Math.max(digits, widest + 8, 3 * letters));
}

/**
 * What stands before numbers that are shown in a power of ten: "10⁻³ ·".
 *
 * @param {number} power
 */
export function scale(power) {
  return `10^{${power}}\\,\\cdot`;
}
