/** The words of two runs side by side. */

import { count } from "#app/words/count.js";

const PASSES = { forward: "forward", backward: "backward" };

export const besideWords = {
  a: "A",
  b: "B",
  compare: "Compare two runs (K)",
  close: "Close the comparison (K)",
  title: "The run to compare with",
  net: "Net of B",
  sentence: "Sentence of B",
  before: "Before the last change",
  beforeHint: "B becomes what A was before its last change",
  noBefore: "Nothing has been changed yet",
  swap: "Swap",
  swapHint: "A and B change places; all else of a run is set where A stands",
  curves: "Norms of the gradients of A and B",
  /** @param {"loss" | "pass" | null} a why A has no line; null: it has @param {"loss" | "pass" | null} b */
  noNorms: (a, b) => {
    if (a === "pass" && b === "pass") return "Gradients come with the backward pass: step on beyond the loss.";
    const told = [
      ["A", a],
      ["B", b],
    ].filter(([, why]) => why);
    return told.map(([side, why]) => (why === "loss" ? `${side} has no loss, so no gradients.` : `${side}’s backward pass has not begun.`)).join(" "); // biome-ignore format: one line
  },
  parameters: "parameters",
  steps: "T",
  loss: "loss",
  says: "says",
  waits: "no such moment",
  difference: "B − A",
  table: "A and B in numbers",
  same: "the same",
  sameShort: "(=)",
  otherPasses: "The two nets have other passes.",
  other: "another",
  none: "–",
  alone: "This shows A alone.",
  looking: "Shown:",
  unmarked: "All else that is not marked B is A’s.",
  marks: { lines: { a: "solid", b: "dashed" }, bars: { a: "filled", b: "hollow" } },
  rest: "What else is drawn and told is A’s.",
  refused: "B is refused; what you see of it stays.",
  /** @param {number} unit */
  unit: (unit) => `[${unit}]`,
  /** @param {string} side @param {string} name */
  absent: (side, name) => `${side} has no ${name}.`,
  /** @param {string} side @param {number} t @param {number} T */
  short: (side, t, T) => `${side} has ${T} ${T === 1 ? "step" : "steps"}: t = ${t} has no partner.`,
  /** @param {string} side @param {number} size @param {string} name */
  small: (side, size, name) => `${side}’s ${name} has ${size} ${size === 1 ? "unit" : "units"}.`,
};

/**
 * Why the two do not match step by step, if they do not.
 *
 * @param {number} a steps of A
 * @param {number} b
 */
export function lengthSentence(a, b) {
  if (a === b) return "";
  const [long, short] = a > b ? ["A", "B"] : ["B", "A"];
  const [most, least] = [Math.max(a, b), Math.min(a, b)];
  const lone = most - least === 1 ? `step ${most} has` : `steps ${least + 1} … ${most} have`;
  return `${long} has ${count(most)} steps, ${short} has ${count(least)}: ${lone} no partner.`;
}

/**
 * What a side does where the moment is none of its own.
 *
 * @param {string} side
 * @param {import("#app/types.js").Stop} moment
 * @param {import("#app/types.js").Stop} own where it stands
 * @param {boolean} hasLoss
 */
export function waitSentence(side, moment, own, hasLoss) {
  if (moment.kind !== "forward" && !hasLoss) return `${side} has no loss: it stays at the end of its forward pass.`;
  const where =
    own.kind === "loss" ? "its loss" : own.kind === "gradients" ? "its gradients" : `t = ${own.t}, ${PASSES[own.kind]}`;
  return moment.t > 0 && own.t !== moment.t && moment.walk === own.walk
    ? `${side} has no step ${moment.t}: it stays at ${where}.`
    : `${side} has no such pass: it stays at ${where}.`;
}

/**
 * What B has come to, for those who hear the page.
 *
 * @param {{word: string | null, loss: string | null}} told
 */
export function toldBeside({ word, loss }) {
  const parts = [word === null ? "" : `says “${word}”`, loss === null ? "" : `has the loss ${loss}`].filter(Boolean);
  return parts.length ? `Beside it, B ${parts.join(" and ")}.` : "";
}
