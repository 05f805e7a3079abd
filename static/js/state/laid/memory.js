/**
 * What an output remembers: ∂node_t/∂x_k for every k. What it asks, and what of it a link may set.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Laid, LaidKind} from "#app/gradient.js"
 */

import { windowAround } from "#app/state/laid/window.js";

export const MEASURES = /** @type {const} */ (["norm", "along"]);

/** @type {LaidKind} */
export const memory = {
  fields: {
    heard: (heard) => MEASURES.includes(heard),
    scale: (scale) => scale === "linear" || scale === "log",
    output: (output) => output === null || (Number.isInteger(output) && output >= 0),
    input: (input) => input === null || (Number.isInteger(input) && input >= 0),
  },
  withoutLoss: true,
  ofInput: true,
  isWhole: true,
  drawsBoth: true,
  question: ({ plan, laid, window, place, checking }) => {
    const node = nodeIn(plan, laid);
    const unit = outputOf(plan, laid);
    return {
      ...(node ? { node } : {}),
      t: place.t,
      ...(unit === null ? {} : { unit }),
      ...(window ? { window: windowAround(window, place.t) } : {}),
      ...(checking && unit !== null ? { k: place.k, entry: inputOf(plan, laid, place.k), check: true } : {}),
    };
  },
};

/**
 * The node by name; null: the output, which the server chooses.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 */
export function nodeIn(plan, { node }) {
  return plan.equations.some(({ name }) => name === node) || (node === "loss" && plan.loss) ? String(node) : null;
}

/**
 * The chosen unit of it; null: the whole vector.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 */
export function outputOf(plan, laid) {
  const node = nodeIn(plan, laid);
  const equation =
    plan.equations.find(({ name }) => name === node) ?? plan.equations.find(({ role }) => role === "output");
  const { output } = laid;
  return typeof output === "number" && equation && node !== "loss" && output < equation.size ? output : null;
}

/**
 * The entry of x_k that is asked about: the chosen one, else that of the token that stood there.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 * @param {number} k
 */
export function inputOf({ tokens, vocabulary, input: given }, { input }, k) {
  const size = given?.size ?? 1;
  if (typeof input === "number" && input < size) return input;
  const token = tokens?.[k - 1];
  return Math.max(0, token == null ? 0 : (vocabulary?.indexOf(token) ?? 0));
}
