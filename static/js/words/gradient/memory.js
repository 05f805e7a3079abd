/**
 * The words of what an output remembers, and their explaining text.
 *
 * @import {LaidWords} from "#app/gradient.js"
 */

import { count } from "#app/words/count.js";

export const memoryWords = {
  initial: "By the initial values:",
  of: "of",
  unit: "unit",
  all: "all (norm)",
  loss: "loss of the step",
  step: "at step",
  measure: "Bars show",
  measures: { norm: "any change", along: "the input itself" },
  measureAbout: {
    norm: "the norm of the derivative: how much the output could move with x_k, in the worst direction",
    along: "the derivative times the input that stood there: what it adds by its own size",
  },
  scale: "Scale",
  scales: { linear: "linear", log: "log" },
  unreached: "–",
  missing: "none",
  noPath: "no path leads from there",
  elsewhere: "not computed: it is not among the steps that are shown",
  tiny: " (or below 10⁻³⁰⁸)",
  entry: (/** @type {number} */ j) => `entry ${j}`,
  entries: "By each entry of the input, signed",
  loudest: (/** @type {number} */ few, /** @type {number} */ all) =>
    `By single entries of the input, signed: the ${few} of ${count(all)} that are heard most`,
  /** @param {string} input @param {string} value @param {string} share */
  most: (input, value, share) => `Most of all it listens to ${input}: ${value}${share}.`,
  times: (/** @type {string} */ ratio, /** @type {string} */ input) => `, ${ratio} times as much as to ${input}`,
  stepOf: (/** @type {number} */ k) => `x at k = ${count(k)}`,
  token: (/** @type {string} */ token, /** @type {number} */ k) => `“${token}” (k = ${count(k)})`,
  nothing: "It depends on no input at all.",
  small: "All of it is small: where an output is sure, its function is flat. Compare the bars with each other.",
  checked: (/** @type {number} */ entries, /** @type {string} */ error) =>
    `Checked: all ${count(entries)} entries together against a complex step of the whole input and the initial values; relative error ${error}.`,
  unchecked: "Not checked as a whole: too long a run, or not finite.",
  /** @param {string} node @param {number} t @param {number} k @param {string} token @param {string} value */
  told: (node, t, k, token, value) =>
    `Derivative of ${node} at step ${t} by the input at step ${k}${token ? `, “${token}”` : ""}: ${value}.`,
  choose: "Choose one unit to check an entry.",
};

/** @type {LaidWords} */
export const memoryAbout = {
  name: "Memory",
  title: "What an output remembers",
  about: "∂ŷ_t/∂x_k for every k: which inputs the output hears",
  text: [
    [
      "A bar under every input: how much ",
      { tex: String.raw`\hat{y}_t` },
      " would move if that input alone were moved a little and everything after it followed, ",
      { tex: String.raw`\lVert \partial \hat{y}_t/\partial x_k\rVert` },
      ". The state is a lossy summary of the inputs; this is what it has kept for this output. Choose another node and step, or click a state above.",
    ],
    [
      { say: "Any change", to: { laid: { heard: "norm" } } },
      " asks for the worst direction, also towards tokens that did not stand there; ",
      { say: "the input itself", to: { laid: { heard: "along" } } },
      " asks only for the one that did. They need not agree.",
    ],
    [
      "What is usually got wrong: a short bar does not say that the input was of no use. The output may be sure by now, and where softmax or tanh is flat every derivative is small, though taking the word away would change the answer. A derivative speaks of small changes, here, at this sentence.",
    ],
    [
      "On a ",
      { say: "log scale", to: { laid: { scale: "log" } } },
      " a straight line downwards to the left is memory that is lost by the same factor at every step. ",
      { say: "The last step", to: { laid: { t: "last" } } },
      ", ",
      { say: "the first", to: { laid: { t: "first" } } },
      ".",
    ],
  ],
};
