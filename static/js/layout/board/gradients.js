/**
 * The parameters' gradients, written out: ∂L/∂W = Σ_t δ_t h_{t−1}ᵀ, each step's share, and their sum.
 *
 * @import {BoardLine, Parameter, PlanRef, Stage} from "#app/types.js"
 * @import {Part} from "#app/layout/board/numbers.js"
 * @import {Writer} from "#app/layout/board/tex.js"
 */

import {
  closed,
  columnPart,
  entryPart,
  matrixPart,
  numberPart,
  productPart,
  sumPart,
  tellsHidden,
} from "#app/layout/board/numbers.js";
import { stage } from "#app/layout/board/stages.js";
import { coloured, symbolic } from "#app/layout/board/tex.js";
import { treeOf } from "#app/layout/board/tree.js";
import { symbol } from "#app/layout/symbols.js";
import { boardWords } from "#app/words/board.js";

/** @typedef {{parameter: string, back: PlanRef, operand: PlanRef | null}} Use */

const FEW = 4; // steps whose shares are all written

/**
 * Steps whose shares are written: all of few, the first two and the last one of many.
 *
 * @param {number} T
 */
export function sharedSteps(T) {
  return T <= FEW ? Array.from({ length: T }, (_, k) => k + 1) : [1, 2, T];
}

/** @param {Writer} writer @returns {BoardLine[]} */
export function parameterLines(writer) {
  return writer.plan.parameters.map((parameter) => parameterLine(writer, parameter));
}

/**
 * @param {Writer} writer
 * @param {Parameter} parameter
 * @returns {BoardLine}
 */
function parameterLine(writer, parameter) {
  const { plan, run } = writer;
  const { name, shape } = parameter;
  const uses = /** @type {Use[]} */ ((plan.backward?.uses ?? []).filter((use) => use.parameter === name));
  const total = /** @type {Float64Array | undefined} */ (run.parameterGrads.get(name)?.values);
  const entry = writer.unit === null ? null : entryOf(writer, shape, total);
  const by = coloured(plan, name, symbol(plan, name)) + (entry ? entry.label : "");
  const left = String.raw`\dfrac{\partial ${symbol(plan, "loss")}}{\partial ${by}}`;
  const stages = uses.length ? [stage(generalSum(writer, uses), "=", "formula")] : [];
  const shares = uses.length && total ? sharesOf(writer, uses, shape, entry, total) : null;
  if (shares) {
    const { written, added } = shares;
    stages.push(stage(written.tex, written.exact ? "=" : "≈", "numbers"));
    if (added.tex !== written.tex) stages.push(stage(added.tex, added.exact ? "=" : "≈", "numbers"));
  }
  if (total) {
    const told = shares && [shares.written, shares.added].some(tellsHidden) ? total.map(() => Number.NaN) : total;
    const last = entry ? entryPart(told, entry.at) : shaped(told, shape);
    if (last.tex !== stages.at(-1)?.tex) stages.push(stage(last.tex, last.exact ? "=" : "≈", "result"));
  }
  return { key: `p ${name}`, left, stages: /** @type {Stage[]} */ (stages), note: "" };
}

/**
 * The entry that stands for all of a parameter that is too large: of the chosen unit's row, the largest.
 *
 * @param {Writer} writer
 * @param {number[]} shape
 * @param {Float64Array | undefined} total
 */
function entryOf({ unit }, shape, total) {
  if (!shape.length || shape.reduce((a, b) => a * b, 1) === 1) return null;
  const row = Math.min(unit ?? 0, shape[0] - 1);
  if (shape.length === 1) return { row, column: 0, at: row, label: `[${row + 1}]` };
  const size = (/** @type {number} */ k) => Math.abs(total?.[row * shape[1] + k] ?? 0);
  const column = Array.from({ length: shape[1] }, (_, k) => k).reduce(
    (best, k) => (size(k) > size(best) ? k : best),
    0,
  );
  return { row, column, at: row * shape[1] + column, label: `[${row + 1}, ${column + 1}]` };
}

/**
 * Σ_t δ_t h_{t−1}ᵀ
 *
 * @param {Writer} writer
 * @param {Use[]} uses
 */
function generalSum(writer, uses) {
  const general = { ...writer, everywhere: true };
  const parts = uses.map(({ back, operand }) => {
    const first = symbolic(general, treeIn(general, back, 0));
    if (!operand) return uses.length > 1 ? closed(first, 1) : closed(first, 2);
    const second = symbolic(general, treeIn(general, operand, 0));
    const isColumn = treeIn(general, operand, 0).size > 1;
    const right = isColumn ? `{${closed(second, 9)}}^{\\top}` : closed(second, 2);
    return `${closed(first, 2)}\\, ${right}`;
  });
  const sum = parts.join(" + ");
  return String.raw`\sum_t ${parts.length > 1 ? String.raw`\left(${sum}\right)` : sum}`;
}

/**
 * @param {Writer} writer
 * @param {PlanRef} ref
 * @param {number} t
 */
function treeIn(writer, { node, shift }, t) {
  const { graph } = writer;
  const isNamed = graph.gradients.has(node) || graph.deltas.has(node) || graph.names.has(node);
  if (!isNamed) return treeOf(writer, node, t + shift);
  const size = graph.nodes.get(node)?.size ?? 1;
  const leaf = graph.gradients.has(node) ? "gradient" : graph.deltas.has(node) ? "delta" : "name";
  return /** @type {import("#app/layout/board/tree.js").Tree} */ ({
    id: node,
    t: t + shift,
    op: "leaf",
    leaf,
    args: [],
    size,
    number: 0,
    count: 1,
    height: 0,
  });
}

/**
 * @param {Writer} writer
 * @param {Use[]} uses
 * @param {number[]} shape
 * @param {{row: number, column: number, at: number} | null} entry
 * @param {Float64Array} total
 * @returns {{written: Part, added: Part} | null} null where a number has not arrived
 */
function sharesOf(writer, uses, shape, entry, total) {
  const { plan, known } = writer;
  const steps = sharedSteps(plan.T);
  /** @type {Part[]} */
  const products = [];
  /** @type {Part[]} */
  const shares = [];
  const sum = new Float64Array(total.length);
  for (const t of steps) {
    const share = new Float64Array(total.length);
    for (const { back, operand } of uses) {
      const g = known(back.node, t + back.shift);
      const v = operand && known(operand.node, t + operand.shift);
      if (!g || (operand && !v)) return null;
      const at = (/** @type {number} */ k) => g[g.length > 1 ? k : 0];
      const columns = v ? (shape[1] ?? 1) : 1;
      for (let k = 0; k < share.length; k += 1) {
        const [row, column] = [Math.floor(k / columns), k % columns];
        share[k] += shape.length ? at(row) * (v ? v[column] : 1) : g.reduce((all, one) => all + one, 0);
      }
      products.push(productOf(g, v, entry, shape));
    }
    for (let k = 0; k < sum.length; k += 1) sum[k] += share[k];
    shares.push(entry ? numberPart(share[entry.at]) : shaped(share, shape));
  }
  const left = plan.T - steps.length;
  if (left > 0) {
    const rest = total.map((value, k) => value - sum[k]);
    const part = entry ? numberPart(rest[entry.at]) : shaped(rest, shape);
    const more = { ...part, tex: `${closed(part, 2)}\\;\\text{(${boardWords.more(left)})}`, binds: 2 };
    for (const list of [products, shares]) list.splice(-(list === products ? uses.length : 1), 0, more);
  }
  return { written: sumPart(products), added: sumPart(shares) };
}

/**
 * @param {Float64Array} g
 * @param {Float64Array | null} v
 * @param {{row: number, column: number} | null} entry
 * @param {number[]} shape
 * @returns {Part}
 */
function productOf(g, v, entry, shape) {
  const first = entry ? g.subarray(g.length > 1 ? entry.row : 0, (g.length > 1 ? entry.row : 0) + 1) : g;
  if (!v) return columnPart(shape.length ? first : Float64Array.of(g.reduce((all, one) => all + one, 0)));
  const second = entry ? v.subarray(entry.column, entry.column + 1) : v;
  if (first.length === 1 && second.length === 1) return productPart(first[0], second[0]);
  const [column, line] = [columnPart(first), matrixPart(second, 1, second.length)];
  return { tex: `${closed(column, 2)} ${closed(line, 2)}`, binds: 2, exact: column.exact && line.exact };
}

/**
 * @param {ArrayLike<number>} values
 * @param {number[]} shape
 */
function shaped(values, shape) {
  return shape.length === 2 ? matrixPart(values, shape[0], shape[1]) : columnPart(values);
}
