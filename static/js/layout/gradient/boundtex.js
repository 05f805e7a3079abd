/**
 * The bound in symbols, from the form that the graph gives it.
 *
 *     ‖∂h_t/∂h_k‖ ≤ (λ_W λ_tanh)^(t−k)
 *
 * @import {Plan} from "#app/types.js"
 * @import {LaidAnswer} from "#app/gradient.js"
 */

import { chalk } from "#app/layout/figures.js";
import { stateTex } from "#app/layout/gradient/factors.js";
import { normTex, symbol, symbolAt } from "#app/layout/symbols.js";

/** @typedef {{op?: string, parts?: Form[], matrix?: string, function?: string, vector?: string, number?: number}} Form */

/**
 * @param {LaidAnswer["message"] | {state: any}} message
 * @returns {string[]} the names of the state, the newest of each
 */
export function stateNames(message) {
  const { state } = /** @type {{state: any}} */ (message);
  return state.parts
    .filter((/** @type {{lag: number}} */ { lag }) => lag === 0)
    .map((/** @type {{name: string}} */ { name }) => name);
}

/**
 * Whether the state is more than one vector of one step.
 *
 * @param {LaidAnswer["message"]} message
 */
export function isWhole({ state }) {
  return state.parts.length > 1;
}

/**
 * What s stands for, where it is more than one name: (c_t, h_t), or with a delay of two (h_t, h_{t-1}).
 *
 * @param {Plan} plan
 * @param {LaidAnswer["message"]} message
 */
export function wholeTex(plan, { state }) {
  const sign = state.direction > 0 ? "-" : "+";
  const parts = state.parts.map((/** @type {{name: string, lag: number}} */ { name, lag }) =>
    symbolAt(plan, name, lag ? `t${sign}${lag}` : "t"),
  );
  return `s_t = (${parts.join(", ")})`;
}

/**
 * ‖∂h_t/∂h_k‖ at two steps, or with their letters; of one layer with the names that are held.
 *
 * @param {Plan} plan
 * @param {LaidAnswer["message"]} message
 * @param {number | string} t
 * @param {number | string} k
 */
export function normTexOf(plan, message, t, k) {
  const names = isWhole(message) ? ["", ""] : stateNames(message);
  const at = (/** @type {number | string} */ step) => stateTex(plan, names, step);
  const ratio = String.raw`\partial ${at(t)}/\partial ${at(k)}`;
  const held = (message.held ?? []).map((/** @type {string} */ name) => symbol(plan, name));
  return `${normTex(held.length ? String.raw`${ratio}\,\rvert_{${held.join(", ")}}` : ratio)}_2`;
}

/**
 * The whole inequality.
 *
 * @param {Plan} plan
 * @param {LaidAnswer["message"]} message
 */
export function boundTex(plan, message) {
  return String.raw`${normTexOf(plan, message, "t", "k")} \le ${powerTex(plan, message)}`;
}

/**
 * (λ_W λ_φ)^(t−k), or a product over the steps where they differ.
 *
 * @param {Plan} plan
 * @param {LaidAnswer["message"]} message
 * @param {string} [letter] ρ for λ
 */
export function powerTex(plan, { bound, state }, letter = String.raw`\lambda`) {
  const lag = state.direction > 0 ? "t-k" : "k-t";
  const form = formTex(plan, bound.form, letter);
  if (bound.step !== null) return String.raw`\left(${form}\right)^{${lag}}`;
  const range = state.direction > 0 ? ["i=k+1", "t"] : ["i=t", "k-1"];
  return String.raw`\prod_{${range[0]}}^{${range[1]}} \left(${form}\right)_i`;
}

/**
 * What one step multiplies by, at most.
 *
 * @param {Plan} plan
 * @param {Form} form
 * @param {string} [letter] of the matrices
 * @returns {string}
 */
export function formTex(plan, { op, parts = [], ...leaf }, letter = String.raw`\lambda`) {
  const all = parts.map((part) => formTex(plan, part, letter));
  if (op === "times") {
    const ordered = [...parts].sort((a, b) => Number(!a.matrix) - Number(!b.matrix)); // as lectures write it: λ_W λ_φ
    const factors = ordered.map((part) => {
      const tex = formTex(plan, part, letter);
      return part.op && part.op !== "times" ? String.raw`\left(${tex}\right)` : tex;
    });
    return factors.join(String.raw`\,`);
  }
  if (op === "plus") return all.join(" + ");
  if (op === "beside") return String.raw`\sqrt{${all.map((one) => String.raw`\left(${one}\right)^2`).join(" + ")}}`;
  if (op === "either") return all.join(String.raw`\ \text{or}\ `);
  if (leaf.matrix) return `${letter}_{${symbol(plan, leaf.matrix)}}`;
  if (leaf.function) return functionTex(leaf.function);
  if (leaf.vector) return String.raw`\lVert ${symbol(plan, leaf.vector)} \rVert_\infty`;
  return chalk(leaf.number ?? 1).tex;
}

/** λ of a function, by its name. @param {string} name */
export function functionTex(name) {
  return String.raw`\lambda_{${nameTex(name)}}`;
}

/** The largest slope met. @param {string} name */
export function metTex(name) {
  return String.raw`\max\,\lvert ${nameTex(name)}' \rvert`;
}

/** @param {string} name */
function nameTex(name) {
  return name === "sigmoid" ? String.raw`\sigma` : String.raw`\text{${name.replaceAll("_", " ")}}`;
}
