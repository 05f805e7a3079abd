/**
 * Expressions of the board as TeX, with symbols or with numbers put in, by the templates of the table of operations.
 *
 * @import {Plan, Run, Template} from "#app/types.js"
 * @import {BoardGraph} from "#app/layout/board/graph.js"
 * @import {Part} from "#app/layout/board/numbers.js"
 * @import {Tree, Where} from "#app/layout/board/tree.js"
 */

import { closed, sumPart } from "#app/layout/board/numbers.js";
import { symbol, symbolAt } from "#app/layout/symbols.js";

/**
 * @typedef {Where & {run: Run, plan: Plan, unit: number | null}} Writer unit: the one that is written where the net is
 * too large for a board, null where whole vectors are
 */

/**
 * @param {Writer} writer
 * @param {Tree} tree
 * @returns {Part}
 */
export function symbolic(writer, tree) {
  if (tree.op === "leaf") return { tex: leafSymbol(writer, tree), binds: leafBinds(tree), exact: true };
  const isSummed = writer.plan.operations[tree.op]?.tex.includes(SUM) ?? false;
  const isOne = tree.args.every(isSingle);
  const parts = tree.args.map((one) => (isSummed && !isOne ? unitOf(writer, one) : symbolic(writer, one)));
  const part = filled(writer.plan, tree, parts, isOne);
  return isSummed && isOne ? { ...part, tex: part.tex.replace(SUM, "") } : part;
}

const SUM = String.raw`\sum_k`;

/**
 * Unit k of what a loss compares: ŷ_2k.
 *
 * @param {Writer} writer
 * @param {Tree} tree
 * @returns {Part}
 */
function unitOf(writer, tree) {
  if (tree.leaf === "name") return { tex: leafSymbol(writer, tree, "k"), binds: 9, exact: true };
  const { tex, binds } = symbolic(writer, tree);
  return { tex: isSingle(tree) ? tex : String.raw`\left(${tex}\right)_k`, binds, exact: true };
}

/** @param {Tree} tree */
function leafBinds({ leaf, number }) {
  return leaf === "number" && number < 0 ? 1 : 9;
}

/** @param {Tree} tree */
export function isSingle({ size }) {
  return size === 1;
}

/**
 * @param {Writer} writer
 * @param {Tree} tree
 * @param {string} [unit]
 */
function leafSymbol({ plan, graph, everywhere }, { id, t, leaf, number }, unit = "") {
  const time = everywhere ? generalStep(t) : t;
  const node = graph.nodes.get(id);
  if (leaf === "zero") return "0";
  if (leaf === "number") return String(number);
  if (leaf === "gradient") return gradientAt(plan, graph.gradients.get(id) ?? "", time);
  if (leaf === "delta") return deltaAt(plan, graph, id, time);
  if (leaf === "parameter") return coloured(plan, node?.name ?? "", symbol(plan, node?.name ?? ""));
  if (node?.op === "phase") return String.raw`\text{${node.name}}`;
  if (leaf !== "name") return String.raw`\left(\ldots\right)`;
  const name = graph.names.get(id) ?? (node?.op === "input" ? "x" : "y");
  return coloured(plan, name, symbolAt(plan, name, time, unit));
}

/** @param {number} shift */
function generalStep(shift) {
  return shift ? `t${shift > 0 ? "+" : ""}${shift}` : "t";
}

/**
 * ∂L/∂h₂ as a fraction.
 *
 * @param {Plan} plan
 * @param {string} name
 * @param {number | string} t
 */
export function gradientAt(plan, name, t) {
  return String.raw`\dfrac{\partial ${symbol(plan, "loss")}}{\partial ${symbolAt(plan, name, t)}}`;
}

/**
 * @param {Plan} plan
 * @param {BoardGraph} graph
 * @param {number} id
 * @param {number | string} t
 */
export function deltaAt(plan, graph, id, t) {
  const { equation, place } = /** @type {import("#app/layout/board/graph.js").Delta} */ (graph.deltas.get(id));
  return String.raw`\delta^{${symbol(plan, equation)}${String.raw`\prime`.repeat(place)}}_{${t}}`;
}

/**
 * With the class by which it gets its colour and lights up.
 *
 * @param {Plan} plan
 * @param {string} name
 * @param {string} tex
 */
export function coloured({ parameters, equations }, name, tex) {
  const parameter = parameters.findIndex((one) => one.name === name);
  const equation = equations.findIndex((one) => one.name === name);
  const key = parameter >= 0 ? `parameter-${parameter}` : equation >= 0 ? `node-${equation}` : `node-${name}`;
  return String.raw`\htmlClass{${key}}{${tex}}`;
}

const POWER = /** @type {Template} */ ({ tex: "{#1}^{2}", needs: [9], binds: 9 });

/**
 * @param {Plan} plan
 * @param {Tree} tree
 * @param {Part[]} parts what is put in
 * @param {boolean} single whether all of it are single numbers, or names of such
 * @returns {Part}
 */
export function filled(plan, { op, args, size }, parts, single) {
  if (op === "add") return sumPart(parts);
  const template = op === "power" ? POWER : plan.operations[op];
  const isMatrix = op === "matmul" || op === "transposed";
  const exact = parts.every((part) => part.exact);
  if (op === "join") {
    const [before, between, after] = template.tex.split(/#[12]/);
    return { tex: before + parts.map(({ tex }) => tex).join(between) + after, binds: template.binds, exact };
  }
  const isChalk = template.chalk && !isMatrix && (single || args.some(({ leaf }) => leaf === "number"));
  const scalar = op === "transposed" && size === 1 && args.every(isSingle) ? plan.operations.matmul : template;
  return {
    tex: put(isChalk ? (template.chalk ?? "") : scalar.tex, template.needs, parts),
    binds: template.binds,
    exact,
  };
}

/**
 * @param {string} tex
 * @param {number[]} needs
 * @param {Part[]} parts
 */
export function put(tex, needs, parts) {
  return tex.replace(/#([1-9])/g, (_, digit) => {
    const k = Number(digit) - 1;
    return parts[k] ? closed(parts[k], needs[Math.min(k, needs.length - 1)]) : "";
  });
}
