/**
 * The words of the bound, and its explaining text.
 *
 * @import {LaidWords} from "#app/gradient.js"
 */

import { count } from "#app/words/count.js";

/** @param {number} first @param {number} last */
const span = (first, last) => (first === last ? `k = ${count(first)}` : `k = ${count(first)} … ${count(last)}`);

const OUT = {
  above: "∞ (above 1.8×10³⁰⁸)",
  below: "below 10⁻³⁰⁸",
  zero: "exactly 0",
  nan: "NaN",
  fine: "",
};

export const boundWords = {
  lines: { measured: "measured", bound: "bound", radius: "with ρ for λ: no bound" },
  norm: "norm (log)",
  steps: "k, the step whose state is changed a little",
  noBound: "is no bound",
  /** @param {"measured" | "bound" | "radius"} line @param {keyof typeof OUT} kind @param {number} first @param {number} last */
  leftOut: (line, kind, first, last) => `${boundWords.lines[line]}: ${OUT[kind]} for ${span(first, last)}`,
  /** @param {number} first @param {number} last */
  offAxis: (first, last) => `bound: above this axis for ${span(first, last)}`,
  /** @param {{measured: string | null, most: string | null}} known @param {boolean} isBound @param {boolean} briefly */
  chosen: ({ measured, most }, isBound, briefly) => {
    const found = measured === null ? "not measured so far back" : briefly ? measured : `measured ${measured}`;
    if (!isBound || most === null) return briefly || isBound ? found : `${found}; there is no such bound here`;
    return briefly ? `${found} ≤ ${most}` : `${found}, bound ${most}`;
  },
  /** @param {number} direction */
  after: (direction) =>
    direction > 0
      ? "0: a later state cannot change an earlier one"
      : "0: this state reads backwards, so choose a k after t",
  ends: { t: "state at t", k: "changed at k" },
  fit: "Axis fits",
  fits: { all: "all lines", measured: "measured" },
  whole: "of the whole state:",
  none: "No such bound here.",
  of: "Of",
  wholeState: "whole state",
  alone: (/** @type {string} */ layer) => `${layer} alone`,
  /** @param {string} layer @param {string} held */
  held: (layer, held) =>
    `By layer: ${held} held at every step at the values of this run. What is shown is ${layer}’s own recurrence; it is no bound on the whole state.`,
  /** @type {Record<string, (equation: string, names: string) => string>} */
  why: {
    product: (equation, names) =>
      `In the equation of ${equation} there is a product of two things that both come from the state${names ? ` (${names})` : ""}. Its derivative by the one is as large as the other, so no number that the matrices and functions have bounds it.`,
    changing: (equation, names) =>
      `In the equation of ${equation} the state is multiplied by something that changes from step to step (${names}), so its derivative is as large as that happens to be.`,
    divided: (equation) => `The equation of ${equation} divides, and a quotient's derivative has no largest value.`,
    function: (equation, names) => `${names}, in the equation of ${equation}, has no largest derivative.`,
    states: (_, names) =>
      `The state has several parts (${names}), each with ways of its own into the next step: no one matrix bounds them all. One of them alone, the others held, may have a bound of its own.`,
    delays: (_, names) =>
      `${names} is also read two steps or more later, so that not all of it passes through the step between.`,
  },
  facts: {
    lambda: "largest singular value",
    rho: "spectral radius",
    slope: "largest derivative",
    met: "met in this run",
    step: "one step at most",
    none: "none",
    notSquare: "not square",
    allUnits: "of all units together",
  },
  rescale: "Rescale",
  matrix: "matrix",
  ways: { by: "times", radius: "ρ", norm: "λ" },
  orthogonal: "orthogonal",
  orthogonalTitle: "The orthogonal matrix nearest to it (polar factor): every singular value is 1",
  wayTitles: {
    by: "Multiply the whole matrix",
    radius: "Multiply it until its spectral radius is this",
    norm: "Multiply it until its largest singular value is this",
  },
  notSquare: "only a square matrix has one",
  back: "As it was",
  checked: "Checked in this run",
  /** @param {number} steps */
  holds: (steps) => `measured ≤ bound, ${count(steps)} ${steps === 1 ? "step" : "steps"}`,
  /** @param {string} share */
  share: (share) => `largest share ${share}`,
  check: "Measure this k another way",
  notFinite: "This norm is 0 or no finite number: there is nothing to compare.",
  direction: "The state at k is moved along the direction that is enlarged most, and the run goes on from there.",
  /** @param {number} k */
  first: (k) => `Measured back to k = ${count(k)}: further back this state has no room.`,
  /** @param {number} t @param {number} k @param {string} measured @param {string | null} most */
  heard: (t, k, measured, most) =>
    `From step ${count(k)} to step ${count(t)}: measured ${measured}${most === null ? ", no bound" : `, bound ${most}`}.`,
};

/** @type {LaidWords} */
export const boundAbout = {
  name: "Bound",
  title: "What can be left, and what is",
  about: "The bound on how much of an early state is left in a late one, and what is measured",
  text: [
    [
      "Change the state at k a little: ",
      { tex: String.raw`\partial h_t/\partial h_k` },
      " says what becomes of it at t, and its norm how large that can be, in the worst direction. Each point is measured, as the largest singular value of the product of all Jacobians in between. ",
      { say: "Right at t", to: ({ message }) => ({ laid: { k: message.t } }) },
      " it is 1; read on to the left, ",
      { say: "to the first step", to: { laid: { k: "first" } } },
      ".",
    ],
    [
      "The dashed line is what theory promises: each step multiplies by at most ",
      { tex: String.raw`\lambda_W \lambda_\varphi` },
      ", the matrix's largest singular value times the steepest slope that the function has anywhere. Below 1 it forces the gradient to vanish. Above 1 it promises nothing.",
    ],
    [
      "What people get wrong: ",
      { tex: String.raw`\lambda_W` },
      " is not the spectral radius ",
      { tex: String.raw`\rho` },
      ". With ρ < 1 a linear net forgets in the end, but before that it may grow for many steps; the dotted line, made with ρ, is no bound.",
    ],
    [
      "And: a bound above 1 does not mean that anything explodes. Where units saturate, their slopes are far below the steepest one, and what is measured stays small; compare the largest derivative met in this run.",
    ],
  ],
};
