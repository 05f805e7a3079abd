/**
 * The same expressions with numbers put in, in stages: first every name's number, then the innermost operations'
 * results, and so on to the result. Where one unit stands for all, sums over units are shortened.
 *
 * @import {Part} from "#app/layout/board/numbers.js"
 * @import {Tree} from "#app/layout/board/tree.js"
 * @import {Writer} from "#app/layout/board/tex.js"
 */

import {
  closed,
  columnPart,
  entryPart,
  matrixPart,
  numberPart,
  productPart,
  shortPart,
  stacked,
  sumPart,
} from "#app/layout/board/numbers.js";
import { coloured, filled, isSingle, put } from "#app/layout/board/tex.js";
import { boardWords } from "#app/words/board.js";

/** A number that has not arrived: the stage is left out. */
class Missing extends Error {}

/**
 * @param {Writer} writer
 * @param {Tree} tree
 * @param {number} stage
 * @returns {Part | null} null where a number has not arrived
 */
export function numeric(writer, tree, stage) {
  try {
    return number(writer, tree, stage, writer.unit ?? 0);
  } catch (missing) {
    if (missing instanceof Missing) return null;
    throw missing;
  }
}

/**
 * How many stages lead to the result.
 *
 * @param {Writer} writer
 * @param {Tree} tree
 * @returns {number}
 */
export function stagesOf(writer, tree) {
  if (tree.height < 0) tree.height = heightOf(writer, tree);
  return tree.height;
}

/**
 * @param {Writer} writer
 * @param {Tree} tree
 * @returns {number}
 */
function heightOf(writer, tree) {
  if (tree.op === "leaf") return 0;
  if (writer.unit !== null && isOverUnits(writer, tree)) return 1;
  const below = Math.max(...tree.args.map((one) => stagesOf(writer, one)));
  return below + (isProduct(tree) && /** @type {Tree} */ (tree.args.at(-1)).size > 1 ? 2 : 1);
}

/** @param {Tree} tree */
function isProduct({ op }) {
  return op === "matmul" || op === "transposed";
}

/** @param {Writer} writer @param {Tree} tree */
function isOverUnits({ plan }, tree) {
  return isProduct(tree) || plan.operations[tree.op]?.term !== undefined;
}

/**
 * @param {Writer} writer
 * @param {Tree} tree
 * @param {number} stage
 * @param {number} unit
 * @returns {Part}
 */
function number(writer, tree, stage, unit) {
  const height = stagesOf(writer, tree);
  if (height <= stage) return leafPart(writer, tree, unit);
  if (isProduct(tree)) return product(writer, tree, stage, unit, height);
  if (isOverUnits(writer, tree) && (writer.unit !== null || height === stage + 1)) return overUnits(writer, tree, unit);
  if (writer.unit !== null && tree.op === "join") return joined(writer, tree, stage, unit);
  if (writer.unit !== null && tree.op === "slice") return number(writer, tree.args[0], stage, sliceStart(tree) + unit);
  const args = tree.op === "slice" ? tree.args.slice(0, 1) : tree.args;
  const parts = args.map((one) => number(writer, one, stage, unit));
  return filled(writer.plan, tree, parts, writer.unit !== null || args.every(isSingle));
}

/**
 * @param {Writer} writer
 * @param {Tree} tree
 * @returns {Float64Array}
 */
function values({ known }, { id, t }) {
  const found = known(id, t);
  if (!found) throw new Missing();
  return found;
}

/**
 * @param {Writer} writer
 * @param {Tree} tree
 * @param {number} unit
 * @returns {Part}
 */
function leafPart(writer, tree, unit) {
  if (tree.leaf === "zero") return { tex: "0", binds: 9, exact: true };
  if (tree.leaf === "number") return { tex: String(tree.number), binds: tree.number < 0 ? 1 : 9, exact: true };
  const found = values(writer, tree);
  const part =
    writer.unit === null
      ? columnPart(found, true)
      : entryPart(found, found.length > 1 ? Math.min(unit, found.length - 1) : 0, true);
  if (tree.leaf !== "parameter") return part;
  return { ...part, tex: coloured(writer.plan, writer.graph.nodes.get(tree.id)?.name ?? "", part.tex) };
}

/**
 * W h or Wᵀ g: matrix and column, then each row's sum.
 *
 * @param {Writer} writer
 * @param {Tree} tree
 * @param {number} stage
 * @param {number} unit
 * @param {number} height
 * @returns {Part}
 */
function product(writer, tree, stage, unit, height) {
  const [matrix, operand] = tree.args;
  const weights = values(writer, matrix);
  const { shape, name } = /** @type {{shape: number[], name: string}} */ (parameterOf(writer, matrix));
  const [rows, columns] = shape;
  const isBack = tree.op === "transposed";
  const weight = (/** @type {number} */ row, /** @type {number} */ k) =>
    isBack ? weights[k * columns + row] : weights[row * columns + k];
  if (writer.unit === null && stage < height - 1 - Number(operand.size > 1)) {
    return withMatrix(
      writer,
      name,
      matrixPart(weights, rows, columns, true),
      tree,
      number(writer, operand, stage, unit),
    );
  }
  const inner = values(writer, operand);
  const row = (/** @type {number} */ at) => {
    const pairs = Array.from(inner, (value, k) => [weight(at, k), value]);
    const parts = pairs.map(([a, b]) => {
      const made = productPart(a, b);
      return writer.unit === null && inner.length === 1 ? colouredFirst(writer, name, a, b) : made;
    });
    const sizes = pairs.map(([a, b]) => a * b);
    return shortPart(parts, sizes, boardWords.more);
  };
  if (writer.unit !== null) return row(Math.min(unit, (isBack ? columns : rows) - 1));
  if (operand.size > 1 && stage < height - 1) {
    return withMatrix(writer, name, matrixPart(weights, rows, columns, true), tree, columnPart(inner, true));
  }
  const lines = Array.from({ length: isBack ? columns : rows }, (_, at) => row(at));
  if (lines.length === 1) return lines[0];
  return { ...stacked(lines.map(({ tex }) => tex)), exact: lines.every(({ exact }) => exact) };
}

/**
 * @param {Writer} writer
 * @param {string} name
 * @param {number} a
 * @param {number} b
 * @returns {Part}
 */
function colouredFirst({ plan }, name, a, b) {
  const [first, second] = [numberPart(a), numberPart(b)];
  const tex = `${coloured(plan, name, closed(first, 2))} \\cdot ${closed(second, 2)}`;
  return { tex, binds: 2, exact: first.exact && second.exact };
}

/**
 * @param {Writer} writer
 * @param {string} name
 * @param {Part} matrix
 * @param {Tree} tree
 * @param {Part} column
 * @returns {Part}
 */
function withMatrix({ plan }, name, matrix, tree, column) {
  const parts = [{ ...matrix, tex: coloured(plan, name, closed(matrix, 2)), binds: 9 }, column];
  const isNumber = matrix.tex.includes("matrix") === false && column.tex.includes("matrix") === false;
  const template = plan.operations[tree.op];
  const tex = isNumber ? (template.chalk ?? template.tex) : template.tex;
  return { tex: put(tex, template.needs, parts), binds: 2, exact: matrix.exact && column.exact };
}

/** @param {Writer} writer @param {Tree} matrix */
function parameterOf({ plan, graph }, { id }) {
  const name = graph.nodes.get(id)?.name;
  return plan.parameters.find((one) => one.name === name);
}

/**
 * What goes over all units: a sum, a mean, a softmax, a loss.
 *
 * @param {Writer} writer
 * @param {Tree} tree
 * @param {number} unit
 * @returns {Part}
 */
function overUnits(writer, tree, unit) {
  const { term = "", around = "", needs } = writer.plan.operations[tree.op];
  const operands = tree.args.map((one) => (one.leaf === "number" ? Float64Array.of(one.number) : values(writer, one)));
  const count = Math.max(...operands.map(({ length }) => length));
  const entry = (/** @type {Float64Array} */ all, /** @type {number} */ k) => all[all.length > 1 ? k : 0];
  const used = [...new Set((term.match(/#[1-9]/g) ?? []).map((hole) => Number(hole[1]) - 1))];
  const terms = Array.from({ length: count }, (_, k) => {
    const parts = operands.map((all) => numberPart(entry(all, k)));
    const exact = used.every((at) => parts[at].exact);
    return { tex: put(term, needs, parts), binds: term.includes(" + ") || term.startsWith("#1") ? 1 : 2, exact };
  });
  const sum = overTerms(tree, terms, operands, used);
  const chosen = terms[Math.min(unit, count - 1)];
  const each = writer.unit !== null || count === 1 ? chosen : stacked(terms.map(({ tex }) => tex));
  const tex = around
    .replace("#s", closed(sum, around === "#s" ? 0 : 2))
    .replace("#v", each.tex)
    .replace("#n", String(count));
  return { tex, binds: around === "#s" ? 1 : 2, exact: sum.exact && each.exact };
}

/**
 * @param {Tree} tree
 * @param {Part[]} terms
 * @param {Float64Array[]} operands
 * @param {number[]} used
 */
function overTerms(tree, terms, operands, used) {
  if (tree.op === "sum") return shortPart(terms, Array.from(operands[0]), boardWords.more);
  if (terms.length <= MOST_TERMS) return sumPart(terms);
  const weight = (/** @type {number} */ k) =>
    used.map((at) => Math.abs(operands[at][operands[at].length > 1 ? k : 0])).reverse();
  const order = terms.map((_, k) => k).sort((a, b) => weight(b)[0] - weight(a)[0] || a - b);
  const shown = order.slice(0, MOST_TERMS - 1).sort((a, b) => a - b);
  const rest = {
    tex: String.raw`\cdots\;\text{(${boardWords.more(terms.length - shown.length)})}`,
    binds: 9,
    exact: true,
  };
  return sumPart([...shown.map((k) => terms[k]), rest]);
}

const MOST_TERMS = 4;

/**
 * The part of a join that a unit comes from.
 *
 * @param {Writer} writer
 * @param {Tree} tree
 * @param {number} stage
 * @param {number} unit
 * @returns {Part}
 */
function joined(writer, tree, stage, unit) {
  let from = 0;
  for (const one of tree.args) {
    if (unit < from + one.size) return number(writer, one, stage, unit - from);
    from += one.size;
  }
  throw new Missing();
}

/** @param {Tree} tree */
function sliceStart(tree) {
  return tree.args.slice(1, 1 + tree.number).reduce((sum, { size }) => sum + size, 0);
}
