/**
 * Numbers as people paste them: a row a line, cells between tabs (a spreadsheet), semicolons, commas or spaces.
 * An empty row, or a dash alone, is a step without numbers.
 */

import { Refusal } from "#app/state/refusal.js";
import { pastedWords } from "#app/words/setup.js";

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const DECIMAL_COMMA = /^[-+]?\d*,\d+(e[-+]?\d+)?$/i; // where a cell has its own borders
const MISSING = /^[-–—]?$/;
/** @type {Record<string, string>} as a spec spells what JSON cannot hold */
const NOT_FINITE = { inf: "Infinity", infinity: "Infinity", "∞": "Infinity", nan: "NaN" };

/** @typedef {number | string} Entry a string where it is not finite */
/** @typedef {Entry[] | null} Row */

/**
 * @param {string} text
 * @param {string} place how a refusal begins: "inputs", "targets", "initial.h"
 * @returns {Row[]}
 */
export function rowsOf(text, place) {
  const lines = text
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    .replace(/^(?: *\n)+|(?:\n *)+$/g, "")
    .split("\n");
  if (lines.length === 1 && !lines[0].trim()) return [];
  const rows = lines.map((line, k) => rowOf(line, `${place}, row ${k + 1}`));
  const first = rows.findIndex((row) => row !== null);
  rows.forEach((row, k) => {
    const [has, needs] = [row?.length, rows[first]?.length];
    if (row && has !== needs) throw new Refusal(`${place}, row ${k + 1}`, pastedWords.ragged(has, first + 1, needs));
  });
  return rows;
}

/**
 * @param {string} line
 * @param {string} place
 * @returns {Row}
 */
function rowOf(line, place) {
  const bordered = /[\t;]/.test(line);
  const cells = (bordered ? line.split(/[\t;]/) : line.trim().split(/\s*,\s*|\s+/)).map((cell) => cell.trim());
  if (cells.every((cell) => MISSING.test(cell))) return null;
  return cells.map((cell, k) => numberOf(cell, bordered, `${place}, column ${k + 1}`));
}

/**
 * @param {string} cell
 * @param {boolean} bordered
 * @param {string} place
 * @returns {Entry}
 */
function numberOf(cell, bordered, place) {
  const plain = cell.replace(/^[−–]/, "-");
  const text = bordered && DECIMAL_COMMA.test(plain) ? plain.replace(",", ".") : plain;
  if (NUMBER.test(text)) {
    const value = Number(text);
    if (Number.isFinite(value)) return value;
    throw new Refusal(place, pastedWords.large(cell));
  }
  const spelled = NOT_FINITE[text.replace(/^[-+]/, "").toLowerCase()];
  if (spelled) return text.startsWith("-") && spelled !== "NaN" ? `-${spelled}` : spelled;
  throw new Refusal(place, cell === "" ? pastedWords.empty : pastedWords.notNumber(cell));
}

/**
 * Rows as they would be pasted; the other way round.
 *
 * @param {Row[]} rows
 */
export function pastedFrom(rows) {
  return rows.map((row) => row?.join(" ") ?? "-").join("\n");
}
