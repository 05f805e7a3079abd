/**
 * The words of the chain of Jacobians, and its explaining text.
 *
 * @import {LaidWords} from "#app/gradient.js"
 */

import { count } from "#app/words/count.js";

export const chainWords = {
  sigma: "σ₁",
  rho: "ρ",
  sigmaLong: "the largest, σ₁",
  rhoLong: "spectral radius ρ",
  bars: "singular values",
  soFar: "so far",
  factors: (/** @type {number} */ n) => `⋯ ${count(n)}`,
  nothing:
    "Nothing is carried from step to step in this net: what it reads of other steps is given, not computed. A change at one step never reaches another.",
  nothingBrief: "nothing is carried from step to step: no state, no chain",
  zero: (/** @type {number} */ step) =>
    `The factor of step ${count(step)} is zero: no path leads from the state before it to the state after it, so every product through it is zero as well.`,
  step: "of step i",
  none: "k and t are the same step: no factor, the product is the identity.",
  /** How the factors are ordered. */
  ordered: (/** @type {boolean} */ isLatestLeft, /** @type {boolean} */ isForwards, /** @type {boolean} */ isBrief) => {
    const one = isForwards ? ["latest", "earliest"] : ["last computed", "first computed"];
    const where = `${one[isLatestLeft ? 0 : 1]} factor leftmost`;
    return isBrief ? where : `${where}: each new one is multiplied from the ${isLatestLeft ? "left" : "right"}`;
  },
  wrong: "the wrong order",
  wrongOff: (/** @type {string} */ error, /** @type {boolean} */ isBrief) =>
    isBrief
      ? `wrong order: off by ${error}`
      : `the wrong order: it misses the finite difference by ${error} of its size`,
  wrongApart: (/** @type {string} */ error) => `the wrong order: it misses the right product by ${error} of its size`,
  drag: "drag over the graph to choose the span; k = 0, before the first step, is the initial state",
  k: "from k",
  t: "to t",
  state: "State",
  directions: /** @type {Record<string, string>} */ ({ 1: "forwards", "-1": "backwards" }),
  layout: "Layout",
  layouts: { numerator: "numerator", denominator: "denominator" },
  layoutTitles: {
    numerator: "Row u, column v: by how much entry u of the later state moves with entry v of the earlier one",
    denominator: "Transposed: row v is by the earlier state's entry v. The order of the factors turns with it",
  },
  order: "Order",
  orders: { right: "right", wrong: "wrong" },
  orderTitles: { right: "As the chain rule has it", wrong: "The same factors the other way round: a mistake to try" },
  which: { factor: "Factor", product: "Product so far" },
  whichWrong: "Product in the wrong order",
  looked: "Look at",
  open: "Open it: its numbers",
  close: "Close it",
  entry: "Entry",
  row: "row",
  column: "column",
  value: "from the product",
  valueFactor: "from the backward pass",
  wrongValue: "in the wrong order",
  complexStep: "complex step",
  central: "central difference",
  tooSmall: "too small for it",
  off: "off",
  checks: "Checked",
  checkExact: "the product along its strongest direction, against complex step",
  checkNear: "the same, against a central difference",
  checkWrong: "the wrong order, against the same central difference",
  cannot: "cannot be told",
  apart: "wrong − right, relative to right",
  same: "With these factors the order makes no difference: they commute.",
  made: "Each factor is made of",
  slope: (/** @type {string} */ op) => `diagonal: the slope of ${op} at each unit`,
  whole: (/** @type {string} */ op) => `the Jacobian of ${op}`,
  noForm:
    "Several paths lead from one state to the next (gates, or several names), so a factor is no single product of a diagonal and W: its blocks are labelled instead.",
  printed: "What lectures print for this net",
  printedSays: "is neither the product nor its transpose:",
  printedLeft: "latest leftmost",
  printedRight: "earliest leftmost",
  exact: "exact",
  norm: "norm",
  apartFrom: "off by",
  beyond:
    "Some of these numbers are below 1e-308 or above 1e308, where float64 ends. They are told all the same: the product is kept as digits and an exponent.",
  nonfinite: (/** @type {number} */ step) =>
    `Not finite since the factor of step ${count(step)}: the run itself has overflowed there.`,
  noise: "Singular values a billion million times smaller than the first are rounding.",
  colours:
    "Colours: all factors share one scale; each product has its own, whose end is its largest entry. How large it is, σ₁ says.",
  rows: (
    /** @type {string} */ axis,
    /** @type {number} */ first,
    /** @type {number} */ last,
    /** @type {number} */ all,
  ) => `${axis}s ${count(first)}–${count(last)} of ${count(all)}`,
  small: "≈0",
  heard: (
    /** @type {"factor" | "product" | "wrong"} */ which,
    /** @type {number} */ i,
    /** @type {number} */ from,
    /** @type {string} */ number,
  ) =>
    `${{ factor: "Factor", product: "Product", wrong: "Product in the wrong order" }[which]}: the state at step ${count(i)} by the state at step ${count(from)}, largest singular value ${number}`,
};

/** @type {LaidWords} */
export const chainAbout = {
  name: "Chain",
  title: "The chain of Jacobians",
  about: "How a later state depends on an earlier one: a product with a factor for each step between",
  text: [
    [
      "One square is one factor: the Jacobian ",
      { tex: String.raw`J_i = \partial s_i/\partial s_{i-1}` },
      " of a single step, of the whole state (everything the next step reads of the past) with respect to the whole state before. It is the total derivative through everything within step i; nothing else of the past is held or moved. Below it stands the product so far, ",
      { tex: String.raw`\partial s_i/\partial s_k` },
      ": what is left at step i of a change at step k.",
    ],
    [
      "σ₁, the largest singular value, says by how much the state's change can grow at most in that step; the small bars are all singular values. ρ, the spectral radius, is another number: a factor with ρ below 1 can still amplify, for many steps, while its σ₁ is above 1. ",
      { say: "Look at one factor", to: { laid: { matrix: "factor", open: true } } },
      " or ",
      { say: "at the whole product", to: { laid: { matrix: "product", step: null, open: true } } },
      " in numbers.",
    ],
    [
      "Matrices do not commute. With rows for the later state (numerator layout) the latest factor stands leftmost. ",
      { say: "In denominator layout", to: { laid: { layout: "denominator", order: "right" } } },
      " every factor is transposed and the earliest stands leftmost; that is the operator that carries gradients back. ",
      { say: "Multiply in the wrong order", to: { laid: { order: "wrong", matrix: "product", step: null } } },
      " and the result misses the finite difference, even in norm. ",
      { say: "Back to the right one", to: { laid: { order: "right", layout: "numerator" } } },
      ".",
    ],
    [
      "What people usually get wrong: they multiply ",
      { tex: "W" },
      " with itself and forget the slopes; they print ",
      { tex: String.raw`W^{\top}\operatorname{diag}\varphi'` },
      " where ",
      { tex: String.raw`W\operatorname{diag}\varphi'` },
      " (or its transpose) is meant; and in a net with two states, such as an LSTM, they follow ",
      { tex: String.raw`\partial c_t/\partial c_k` },
      " alone. The blocks off the diagonal of each tile are the other paths.",
    ],
  ],
};
