/**
 * What is written at a stop of the forward pass, and at the loss.
 *
 * @import {BoardLine} from "#app/types.js"
 * @import {Writer} from "#app/layout/board/tex.js"
 */

import { numberPart } from "#app/layout/board/numbers.js";
import { linesOf, stage } from "#app/layout/board/stages.js";
import { coloured } from "#app/layout/board/tex.js";
import { treeOf } from "#app/layout/board/tree.js";
import { addends, isLossReached, readByLoss, withLoss } from "#app/layout/losses.js";
import { symbol, symbolAt } from "#app/layout/symbols.js";
import { boardWords } from "#app/words/board.js";

/**
 * @param {Writer} writer
 * @param {import("#app/types.js").Walk} walk
 * @param {number} t
 * @param {boolean} withLoss whether everything that the loss of this step reads is there
 * @returns {BoardLine[]}
 */
export function forwardLines(writer, walk, t, withLoss) {
  const { graph, plan } = writer;
  const names = graph.forward.filter((name) => walk.nodes.includes(name) || (name === "loss" && withLoss));
  return names.flatMap((name) => {
    const id = /** @type {number} */ (graph.ids.get(name));
    if (name === "loss" && hasNone(writer, t)) return lossless(writer, t);
    const left = coloured(plan, name, symbolAt(plan, name, t));
    return linesOf(writer, name, left, treeOf(writer, id, t), writer.known(id, t));
  });
}

/** @param {Writer} writer @param {number} t */
function hasNone({ run }, t) {
  return run.hasLoss !== null && !run.hasLoss[t - 1];
}

/** @param {Writer} writer @param {number} t @returns {BoardLine[]} */
function lossless({ plan }, t) {
  return [{ key: "loss", left: symbolAt(plan, "loss", t), stages: [], note: boardWords.noTarget }];
}

/**
 * Whether a walk completes what the loss of a step reads: the loss is written there.
 *
 * @param {Writer} writer
 * @param {Map<string, import("#app/types.js").Span>} reached
 * @param {import("#app/types.js").Walk} walk
 * @param {number} t
 */
export function completesLoss({ plan }, reached, walk, t) {
  const read = readByLoss(plan);
  const isMine = read.length === 0 || read.some(({ from, shift }) => walk.nodes.includes(from) && shift === 0);
  return isMine && isLossReached(plan, reached, t);
}

/**
 * The sum over the steps, in the chapter's formula and with its addends.
 *
 * @param {Writer} writer
 * @returns {BoardLine[]}
 */
export function lossLines({ plan, run }) {
  const { losses, loss } = run;
  if (!plan.loss || !losses || loss === null) return [];
  const steps = withLoss(run);
  const left = symbol(plan, "loss");
  const sum = addends(plan, losses, steps);
  const total = numberPart(loss, run.hidesTotal ?? false);
  const stages = [
    stage(plan.loss.total, "=", "formula"),
    ...(steps.length ? [stage(sum.names, "=", "formula")] : []),
    ...(steps.length > 1 ? [stage(sum.numbers.tex, sum.numbers.exact ? "=" : "≈", "numbers")] : []),
    stage(total.tex, total.exact ? "=" : "≈", "result"),
  ];
  return [{ key: "total", left, stages: /** @type {BoardLine["stages"]} */ (stages), note: boardWords.swapped }];
}
