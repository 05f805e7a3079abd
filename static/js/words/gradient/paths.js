/**
 * The words of the three ways from one state to a later one, and their explaining text.
 *
 * @import {LaidAnswer, LaidWords} from "#app/gradient.js"
 */

import { count } from "#app/words/count.js";

export const pathWords = {
  axis: "norm (log)",
  /** @type {Record<string, string>} short, beside the lines */
  names: { direct: "direct", block: "block", total: "total", before: "as it was" },
  directBriefly: "dir.",
  allWays: "all three",
  /** @param {number} k @param {string[]} shares */
  sharesAt: (k, shares) => `Of the total at k = ${count(k)}: ${shares.join(", ")}.`,
  /** @param {string[]} shares @param {boolean} isAll */
  sharesBriefly: (shares, isAll) => `= ${shares.join(", ")}${isAll ? "" : " …"}`,
  /** @param {number} first @param {number} last */
  windowed: (first, last) => `computed: k = ${count(first)} … ${count(last)}`,
  /** @type {Record<string, string>} */
  ways: {
    direct: "every other delay is cut",
    block: "of the state’s Jacobian: the rest is held at k",
    total: "all that is made from it at k moves too",
  },
  through: (/** @type {string} */ from, /** @type {string} */ into) => `${from} → ${into}`,
  /** @param {string} state @param {number} t @param {number} k @param {string} numbers */
  told: (state, t, k, numbers) =>
    `Derivative of ${state} at step ${t} by ${state} at step ${k}, as a norm: ${numbers}.`,
  norms: "largest singular value",
  ofUnit: (/** @type {number} */ unit) => `unit ${unit + 1} by itself`,
  parts: "What the total is made of",
  partsAbout: "% of the total, by the edge leaving the direct path",
  partsSum: "They add up to 100 % at every k: ⟨part, total⟩ / ‖total‖², signed.",
  nearlyNone: "≈ 0",
  onlyDirect: "There is no other way: the direct path is all of it.",
  units: "Each unit by itself",
  unitsAbout: (/** @type {string} */ low, /** @type {string} */ high) =>
    `dark ${low}, bright ${high}, as logarithms; empty where it is 0`,
  below: "below it",
  product: (/** @type {string} */ gates) => `the product of ${gates}`,
  theDirect: "the direct path",
  state: "state",
  unit: "unit",
  all: "all (norm)",
  pair: "One entry, checked",
  pairEnds: [
    (/** @type {string} */ state, /** @type {number} */ t) => `unit of ${state} at t = ${count(t)}`,
    (/** @type {string} */ state, /** @type {number} */ k) => `by unit of ${state} at k = ${count(k)}`,
  ],
  beside: "Beside it",
  besideNets: /** @type {Record<string, string>} */ ({ elman: "Elman", gru: "GRU", lstm: "LSTM", before: "as it was" }),
  taught: (/** @type {string} */ file) => `weights ${file}`,
  drawn: (/** @type {number} */ seed, /** @type {string} */ scale) => `drawn, seed ${seed}, ± ${scale}`,
  unchanged: "without the changes",
  gate: (/** @type {string} */ part) => `What the ${part} does`,
  open: (/** @type {string} */ gate, /** @type {string} */ value) => `Hold ${gate} at ${value}`,
  let: (/** @type {string} */ gate) => `Let ${gate} go`,
  shift: (/** @type {string} */ bias) => `add to all of ${bias}`,
  checked: (/** @type {number} */ parts, /** @type {string} */ error, /** @type {boolean} */ isWhole) =>
    `Checked: direct ${parts > 1 ? `and ${parts - 1} parts add up to the total` : "and total are the same"} in every entry${isWhole ? "" : " that is finite"}; largest relative error ${error}.`,
  unchecked: "The sums are not finite: there is nothing to check.",
};

/**
 * How good a guide the direct path is, by the rule that the server applied.
 *
 * @param {LaidAnswer["message"]["guide"]} guide
 * @param {number} t
 * @param {string} product what the direct path is called
 * @param {(value: number) => string} figure how numbers are written
 */
export function guideSentence({ factor, of, poor, first, worst, ratio }, t, product, figure) {
  if (!of) return "";
  if (!poor)
    return `Here ${product} is a good guide: at all ${count(of)} steps it is within a factor of ${factor} of the total.`;
  const size =
    ratio === "Infinity" || ratio === Number.POSITIVE_INFINITY
      ? "infinitely many times"
      : ratio >= 1
        ? `${figure(ratio)} times`
        : `only ${figure(ratio)} of`;
  return `Here ${product} is a poor guide: from lag ${count(Math.abs(t - first))} on, at ${count(poor)} of ${count(of)} steps, the total is more than ${factor} times as large or as small; at k = ${count(worst)} it is ${size} the direct path.`;
}

/** @type {LaidWords} */
export const pathsAbout = {
  name: "Paths",
  title: "Where a state’s gradient goes",
  about: "∂c_t/∂c_k along the direct path, as a block, and in total",
  text: [
    [
      "How much of ",
      { tex: "c_k" },
      " is still in ",
      { tex: "c_t" },
      "? Three different numbers bear the name ",
      { tex: String.raw`\partial c_t/\partial c_k` },
      ", and papers seldom say which one they mean. Each line has a point for every k; all are 1 at k = t.",
    ],
    [
      { say: "Direct", to: { laid: { path: "direct" } } },
      ": along the state’s own edge, every other delay cut. In an LSTM that is the product of the forget gates, the number in most explanations. ",
      { say: "Block", to: { laid: { path: "block" } } },
      ": the state is (c, h); c at k moves, h at k is held, and afterwards everything follows. ",
      { say: "Total", to: { laid: { path: "total" } } },
      ": h at k is made from c at k, so it moves too. This is what back-propagation carries. Above, the edges that each of them uses are lit.",
    ],
    [
      "What is usually got wrong: that an LSTM’s gradient is the product of its forget gates. It is one term. The others leave the cell through h and come back over the gates of the next step; below stands how much each of them adds, ",
      { say: "by the first gate they pass", to: { laid: { under: "parts" } } },
      ". Paths may also cancel: a part that pulls the other way is negative.",
    ],
    [
      "The norm is that of the whole matrix. ",
      { say: "Unit by unit", to: { laid: { under: "units" } } },
      " some cells keep almost everything while others forget at once. ",
      { say: "Far back", to: { laid: { k: "first" } } },
      " the differences are largest; further back there is only ",
      { say: "the initial value", to: ({ message }) => ({ laid: { k: message.start } }) },
      ", which nothing else was made from, so block and total are one there. ",
      { say: "A plain net and a GRU", to: { laid: { beside: ["elman", "gru"] } } },
      " on the same input show what the direct path is for.",
    ],
  ],
};
