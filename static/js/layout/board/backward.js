/**
 * What is written at a stop of the backward pass, and at the parameters' gradients.
 *
 * @import {BoardLine, PlanRef, Walk} from "#app/types.js"
 * @import {Tree} from "#app/layout/board/tree.js"
 * @import {Writer} from "#app/layout/board/tex.js"
 */

import { linesOf, stage } from "#app/layout/board/stages.js";
import { deltaAt, gradientAt, symbolic } from "#app/layout/board/tex.js";
import { treeOf } from "#app/layout/board/tree.js";
import { symbol, symbolAt } from "#app/layout/symbols.js";
import { row } from "#app/state/series.js";
import { boardWords } from "#app/words/board.js";

/**
 * @param {Writer} writer
 * @param {Walk} walk
 * @param {number} t
 * @returns {BoardLine[]}
 */
export function backwardLines(writer, walk, t) {
  const { graph } = writer;
  return graph.backward.flatMap((item) => {
    if (typeof item === "number") {
      return walk.nodes.includes(graph.deltas.get(item)?.equation ?? "") ? deltaLines(writer, item, t) : [];
    }
    return walk.nodes.includes(item) ? gradientLines(writer, item, t) : [];
  });
}

/**
 * ∂L/∂name: what comes back along each edge, each with where it comes from.
 *
 * @param {Writer} writer
 * @param {string} name
 * @param {number} t
 */
function gradientLines(writer, name, t) {
  const { graph, plan, run } = writer;
  const { node, shift } = /** @type {PlanRef} */ (graph.shown.get(name));
  const tree = treeOf(writer, node, t + shift);
  const result = row(run.grads.get(name), t);
  const isApart = !graph.gradients.has(node);
  const formula = withOrigins(writer, tree);
  const note = isApart ? boardWords.apart : tree.leaf === "zero" ? boardWords.noneBack : "";
  return linesOf(writer, `d ${name}`, gradientAt(plan, name, t), tree, result, { formula, note });
}

/**
 * A sum with a brace under each part that says where it comes from.
 *
 * @param {Writer} writer
 * @param {Tree} tree
 */
function withOrigins(writer, tree) {
  if (tree.op !== "add") return symbolic(writer, tree).tex;
  const parts = tree.args.map((part) => {
    const { tex } = symbolic(writer, part);
    const origin = writer.graph.nodes.get(part.id)?.equation;
    if (!origin) return tex;
    return String.raw`\underbrace{\textstyle ${tex}}_{${boardWords.from(symbolAt(writer.plan, origin, part.t))}}`;
  });
  return parts.join(" + ");
}

/**
 * @param {Writer} writer
 * @param {number} id
 * @param {number} t
 */
function deltaLines(writer, id, t) {
  const { plan, graph, known } = writer;
  const tree = treeOf(writer, id, t);
  const left = deltaAt(plan, graph, id, t);
  return linesOf(writer, `δ ${id}`, left, tree, known(id, t), { formula: withOrigins(writer, tree) });
}

/**
 * What each δ stands for, once at the start of the way back.
 *
 * @param {Writer} writer
 * @returns {BoardLine[]}
 */
export function deltaMeanings(writer) {
  const { graph, plan } = writer;
  if (!graph.deltas.size) return [];
  const general = { ...writer, everywhere: true };
  const loss = symbol(plan, "loss");
  const stages = [...graph.deltas.values()].map(({ id, inner }) => {
    const { tex } = symbolic(general, treeOf(general, inner, 0));
    return stage(
      String.raw`${deltaAt(plan, graph, id, "t")} = \partial ${loss}/\partial\left(${tex}\right)`,
      "",
      "formula",
    );
  });
  return [{ key: "δ", left: String.raw`\text{${boardWords.shorthand}}`, stages, note: "" }];
}
