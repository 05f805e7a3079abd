/**
 * The loss over a sequence: which steps have one, when it is there, and the sum with its addends.
 *
 * @import {Plan, Run, Span} from "#app/types.js"
 */

import { entryPart, numberPart, sumPart } from "#app/layout/board/numbers.js";
import { symbolAt } from "#app/layout/symbols.js";
import { holds } from "#app/state/reach.js";
import { boardWords } from "#app/words/board.js";

/** Steps that have a loss. @param {Run} run */
export function withLoss({ losses, hasLoss }) {
  return Array.from(losses ?? [], (_, k) => k + 1).filter((t) => hasLoss?.[t - 1]);
}

/** @param {Plan} plan */
export function readByLoss({ edges }) {
  return edges.filter(({ to, from }) => to === "loss" && from !== "x" && from !== "y");
}

/**
 * Whether the playhead has passed all that the loss of a step reads.
 *
 * @param {Plan} plan
 * @param {Map<string, Span>} reached
 * @param {number} t
 */
export function isLossReached(plan, reached, t) {
  return readByLoss(plan).every(({ from, shift }) => {
    const at = t + shift;
    return at < 1 || at > plan.T || holds(reached.get(from), at);
  });
}

const FEW = 8; // addends that are all written

/**
 * E₁ + E₂ + E₃ and their numbers; of many, the first ones, the last one, and what the others add up to.
 *
 * @param {import("#app/types.js").Plan} plan
 * @param {Float64Array} losses
 * @param {number[]} steps that have one
 */
export function addends(plan, losses, steps) {
  const name = (/** @type {number} */ t) => symbolAt(plan, "loss", t);
  if (steps.length <= FEW) {
    return { names: steps.map(name).join(" + "), numbers: sumPart(steps.map((t) => entryPart(losses, t - 1, true))) };
  }
  const shown = [...steps.slice(0, 3), /** @type {number} */ (steps.at(-1))];
  const others = steps.slice(3, -1);
  const rest = others.reduce((sum, t) => sum + losses[t - 1], 0);
  const names = shown.map(name);
  const middle = numberPart(rest);
  const parts = shown.map((t) => entryPart(losses, t - 1, true));
  parts.splice(3, 0, { ...middle, tex: `${middle.tex}\\;\\text{(${boardWords.more(others.length)})}` });
  names.splice(3, 0, String.raw`\cdots`);
  return { names: names.join(" + "), numbers: sumPart(parts) };
}
