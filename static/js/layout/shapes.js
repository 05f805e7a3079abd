/**
 * A plan in which shapes stand at the names: at a matrix how many rows and columns it has, at an edge without one how
 * many numbers run along it. Whatever writes names at edges writes them, and finds room for them, as for any name.
 *
 *     W_{h}  →  W_{h}\,[5{\times}5]          h → c  →  [5]
 *
 * @import {Parameter, Plan, Run} from "#app/types.js"
 */

import { once } from "#app/state/once.js";

/** @param {number[]} shape */
function shapeTex(shape) {
  return `[${shape.join("{\\times}")}]`;
}

/**
 * A name and the shape behind it, which may be none.
 *
 * @param {string} tex
 * @returns {[string, string]}
 */
export function withoutShape(tex) {
  const [, name = tex, shape = ""] = /^(.*?)(\\,\[[^\]]*\])?$/su.exec(tex) ?? [];
  return [name, shape];
}

/** @type {(plan: Plan) => Plan} */
export const shapedPlan = once(shaped);

/**
 * @param {Run} run
 * @returns {Run}
 */
export function shapedRun(run) {
  return { ...run, plan: shapedPlan(run.plan) };
}

/**
 * @param {Plan} plan
 * @returns {Plan}
 */
function shaped(plan) {
  /** @type {Map<string, Parameter>} sizes stand in the list of parameters: no parameter's name is written so */
  const sizes = new Map();
  const edges = plan.edges.map((edge) => {
    if (edge.parameters.some((name) => isMatrix(plan, name))) return edge;
    const size = sizeOf(plan, edge.from);
    const name = `[${size}]`;
    sizes.set(name, { name, shape: [size], role: "bias", equation: "", tex: shapeTex([size]) });
    return { ...edge, parameters: [name, ...edge.parameters] };
  });
  const parameters = plan.parameters.map((one) =>
    one.shape.length === 2 ? { ...one, tex: `${one.tex}\\,${shapeTex(one.shape)}` } : one,
  );
  return { ...plan, edges, parameters: [...parameters, ...sizes.values()] };
}

/**
 * @param {Plan} plan
 * @param {string} name
 */
function isMatrix({ parameters }, name) {
  return parameters.find((one) => one.name === name)?.shape.length === 2;
}

/**
 * @param {Plan} plan
 * @param {string} name
 */
export function sizeOf({ equations, input, target }, name) {
  if (name === "x") return input?.size ?? 1;
  if (name === "y") return target?.size ?? 1;
  return equations.find((one) => one.name === name)?.size ?? 1;
}
