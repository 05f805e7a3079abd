/**
 * A line of the board: the formula, the numbers put in, the intermediate results in order, the result.
 *
 * @import {BoardLine, Stage} from "#app/types.js"
 * @import {Part} from "#app/layout/board/numbers.js"
 * @import {Tree} from "#app/layout/board/tree.js"
 * @import {Writer} from "#app/layout/board/tex.js"
 */

import { columnPart, entryPart, tellsHidden } from "#app/layout/board/numbers.js";
import { numeric, stagesOf } from "#app/layout/board/put.js";
import { symbolic } from "#app/layout/board/tex.js";

/**
 * @param {Writer} writer
 * @param {string} key
 * @param {string} left
 * @param {Tree} tree
 * @param {Float64Array | null} result
 * @param {{formula?: string, note?: string}} [more]
 * @returns {BoardLine[]} two where one unit stands for all: the formula, and that unit
 */
export function linesOf(writer, key, left, tree, result, { formula = symbolic(writer, tree).tex, note = "" } = {}) {
  const first = stage(formula, "=", "formula");
  const size = result?.length ?? tree.size;
  if (writer.unit === null || size === 1) {
    const numbers = numbersOf(writer, tree, result, formula);
    const isAll = numbers[0]?.kind === "result" && numbers[0].tex === formula; // 0, where nothing comes back
    return [{ key, left, stages: isAll ? numbers : [first, ...numbers], note }];
  }
  const unit = Math.min(writer.unit, size - 1);
  const single = { ...writer, unit };
  return [
    { key, left, stages: [first], note },
    { key: `${key}[]`, left: `${left}[${unit + 1}]`, stages: numbersOf(single, tree, result, ""), note: "" },
  ];
}

/**
 * @param {Writer} writer
 * @param {Tree} tree
 * @param {Float64Array | null} result
 * @param {string} formula
 * @returns {Stage[]}
 */
function numbersOf(writer, tree, result, formula) {
  const last = stagesOf(writer, tree);
  const parts = Array.from({ length: last }, (_, k) => numeric(writer, tree, k)).filter((part) => part !== null);
  if (result) parts.push(resultPart(writer, parts.some(tellsHidden) ? result.map(() => Number.NaN) : result));
  /** @type {Stage[]} */
  const found = [];
  let before = plainTex(formula);
  parts.forEach((part, k) => {
    const isLast = result !== null && k === parts.length - 1;
    if (!isLast && plainTex(part.tex) === before) return;
    if (isLast && plainTex(part.tex) === before && found.length) found.pop();
    before = plainTex(part.tex);
    found.push(stage(part.tex, part.exact ? "=" : "≈", isLast ? "result" : "numbers"));
  });
  return found;
}

/** @param {Writer} writer @param {Float64Array} result @returns {Part} */
function resultPart({ unit }, result) {
  return unit === null || result.length === 1
    ? columnPart(result)
    : entryPart(result, Math.min(unit, result.length - 1));
}

/**
 * @param {string} tex
 * @param {Stage["relation"]} relation
 * @param {Stage["kind"]} kind
 * @returns {Stage}
 */
export function stage(tex, relation, kind) {
  return { tex: low(tex), relation, kind };
}

const TALL = /\\d?frac|\\sum|\\sqrt|matrix|\\underbrace/;

const COLUMN = /\\left\((\\begin\{pmatrix\}(?:(?!pmatrix).)*\\end\{pmatrix\})\\right\)/g;

/**
 * Plain brackets where nothing tall stands between them: a long line can then break inside them.
 *
 * @param {string} tex
 */
function low(tex) {
  const single = tex.replace(COLUMN, "$1"); // a column has brackets of its own
  return TALL.test(single) ? single : single.replace(/\\(left|right)(?![a-z])/g, "");
}

/** Without the classes that colour it. @param {string} tex */
export function plainTex(tex) {
  return tex.replace(/\\htmlClass\{[\w-]+\}/g, "");
}
