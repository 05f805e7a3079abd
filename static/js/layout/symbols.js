/**
 * How a name is typeset without a step. The plan's TeX already says it: the left side of a node's equation.
 *
 *     \htmlClass{node-6}{\hat{y}_{t}} = …   →   \hat{y}
 *
 * @import {Equation, Plan} from "#app/types.js"
 */

/** @param {Equation} equation */
export function symbolOf({ tex, name }) {
  const left = tex.match(/^\\htmlClass\{[\w-]+\}\{(.*?)_\{t\}\} = /u);
  return left ? left[1] : `\\mathit{${name.replaceAll("_", "\\_")}}`;
}

/**
 * @param {Plan} plan
 * @param {string} name of an equation, x, y or the loss
 */
export function symbol(plan, name) {
  const equation = plan.equations.find((one) => one.name === name);
  return equation ? symbolOf(equation) : name === "loss" ? "L" : name;
}

/**
 * At one step; t as a number or as TeX.
 *
 * @param {Plan} plan
 * @param {string} name
 * @param {number | string} t
 */
export function symbolAt(plan, name, t) {
  return `${symbol(plan, name)}_{${t}}`;
}
