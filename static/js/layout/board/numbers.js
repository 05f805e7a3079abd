/**
 * Numbers, columns and matrices as they stand in a formula of the board.
 *
 * @typedef {object} Part TeX, and how tightly it binds: 1 a sum, 2 a product, 9 closed
 * @property {string} tex
 * @property {number} binds
 * @property {boolean} exact whether every number in it is written to its end
 */

import { chalk } from "#app/layout/figures.js";
import { isCovered } from "#app/state/unknown.js";

const SHOWN = 3; // addends of a shortened sum
export const MOST = 4; // units that are written one below the other, addends that are written out

/**
 * @param {number} value
 * @param {boolean} [hidden] whether NaN stands for what is hidden
 * @returns {Part}
 */
export function numberPart(value, hidden) {
  const { tex, exact } = chalk(value, hidden);
  return { tex, exact, binds: tex.startsWith("-") ? 1 : tex.includes(String.raw`\cdot`) ? 2 : 9 };
}

/**
 * One of some numbers.
 *
 * @param {ArrayLike<number>} values
 * @param {number} k
 * @param {boolean} [asGiven] they stand in the run: what is hidden of them is known
 */
export function entryPart(values, k, asGiven = false) {
  return numberPart(values[k], isCovered(values, k) || (asGiven ? false : undefined));
}

const HIDDEN = chalk(Number.NaN, true).tex;

/** Whether exactly one number that is written is hidden: a result beside the others would tell it. @param {Part} part */
export function tellsHidden({ tex }) {
  return tex.split(HIDDEN).length === 2;
}

/**
 * A number, or a column of them.
 *
 * @param {ArrayLike<number>} values
 * @param {boolean} [asGiven]
 * @returns {Part}
 */
export function columnPart(values, asGiven) {
  return values.length === 1 ? entryPart(values, 0, asGiven) : matrixPart(values, values.length, 1, asGiven);
}

/**
 * @param {ArrayLike<number>} values row after row
 * @param {number} rows
 * @param {number} columns
 * @param {boolean} [asGiven]
 * @returns {Part}
 */
export function matrixPart(values, rows, columns, asGiven) {
  if (rows * columns === 1) return entryPart(values, 0, asGiven);
  const parts = Array.from(values, (_, k) => entryPart(values, k, asGiven));
  const lines = Array.from({ length: rows }, (_, k) => {
    return parts
      .slice(k * columns, (k + 1) * columns)
      .map(({ tex }) => tex)
      .join(" & ");
  });
  return { ...stacked(lines), exact: parts.every(({ exact }) => exact) };
}

/** @param {string[]} lines */
export function stacked(lines) {
  return { tex: String.raw`\begin{pmatrix} ${lines.join(String.raw` \\ `)} \end{pmatrix}`, binds: 9, exact: true };
}

/**
 * @param {Part} part
 * @param {number} needed
 */
export function closed({ tex, binds }, needed) {
  return binds >= needed ? tex : String.raw`\left(${tex}\right)`;
}

const MINUS = /^(\\htmlClass\{[\w-]+\}\{)*-/;

/**
 * A sum; an addend that begins with a minus stands in brackets.
 *
 * @param {Part[]} parts
 * @returns {Part}
 */
export function sumPart(parts) {
  if (parts.length === 1) return parts[0];
  const written = parts.map(({ tex }, k) => (k && MINUS.test(tex) ? String.raw`\left(${tex}\right)` : tex));
  return { tex: written.join(" + "), binds: 1, exact: parts.every(({ exact }) => exact) };
}

/**
 * A sum of many addends: the largest, and what the others add up to.
 *
 * @param {Part[]} parts
 * @param {number[]} sizes what each adds
 * @param {(count: number) => string} more in words
 * @param {number} [rest] what the others add up to, where that is known otherwise
 * @returns {Part}
 */
export function shortPart(parts, sizes, more, rest) {
  if (parts.length <= MOST) return sumPart(parts);
  const order = sizes.map((_, k) => k).sort((a, b) => Math.abs(sizes[b]) - Math.abs(sizes[a]));
  const shown = order.slice(0, SHOWN).sort((a, b) => a - b);
  const others = order.slice(SHOWN).reduce((sum, k) => sum + sizes[k], 0);
  const last = numberPart(rest ?? others);
  const note = String.raw`\;\text{(${more(parts.length - SHOWN)})}`;
  return sumPart([...shown.map((k) => parts[k]), { ...last, tex: closed(last, 2) + note }]);
}

/**
 * @param {number} value
 * @param {number} other
 * @returns {Part}
 */
export function productPart(value, other) {
  const parts = [numberPart(value), numberPart(other)];
  const tex = parts.map((part) => closed(part, 2)).join(String.raw` \cdot `);
  return { tex, binds: 2, exact: parts.every(({ exact }) => exact) };
}
