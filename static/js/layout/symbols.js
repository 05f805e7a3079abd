/**
 * How names are written: every name, gradient and norm on the page comes from here, in the notation that the plan is
 * in. Without a pack the plan's TeX already says it: the left side of a node's equation.
 *
 *     \htmlClass{node-6}{\hat{y}_{t}} = …   →   \hat{y}
 *
 * @import {Equation, Plan} from "#app/types.js"
 */

import { withoutShape } from "#app/layout/shapes.js";

/** @param {Equation} equation */
export function symbolOf({ tex, name, symbol }) {
  if (symbol) return symbol;
  const left = tex.match(/^\\htmlClass\{[\w-]+\}\{(.*?)_\{t\}\} = /u);
  return left ? left[1] : `\\mathit{${name.replaceAll("_", "\\_")}}`;
}

/**
 * Without a step.
 *
 * @param {Plan} plan
 * @param {string} name of an equation, x, y, the loss or a parameter
 */
export function symbol(plan, name) {
  const equation = equationOf(plan, name);
  if (equation) return symbolOf(equation);
  const given = plan.given?.[name]?.symbol ?? parameterOf(plan, name)?.tex;
  return given ?? (name === "loss" ? "L" : name);
}

/**
 * At one step, t as a number or as TeX; and one unit of it, by its letter: ŷ_2k.
 *
 * @param {Plan} plan
 * @param {string} name
 * @param {number | string} t
 * @param {string} [unit]
 */
export function symbolAt(plan, name, t, unit = "") {
  const parts = unit && (equationOf(plan, name)?.unit ?? plan.given?.[name]?.unit);
  if (parts) return `${parts[0]}${t}${parts[1]}${unit}${parts[2]}`;
  const timed = equationOf(plan, name)?.timed ?? plan.given?.[name]?.timed;
  return timed ? `${timed[0]}${t}${timed[1]}` : `${name === "loss" ? "E" : symbol(plan, name)}_{${t}${unit}}`;
}

/**
 * The loss's derivative by a name: ∂L/∂h, or ∂L/∂h₃ where a step is given.
 *
 * @param {Plan} plan
 * @param {string} name
 * @param {number | string} [t]
 */
export function gradientTex(plan, name, t) {
  const by = t === undefined ? symbol(plan, name) : symbolAt(plan, name, t);
  return String.raw`\partial ${symbol(plan, "loss")}/\partial ${by}`;
}

/** @param {string} tex */
export function normTex(tex) {
  return String.raw`\lVert ${tex}\rVert`;
}

/**
 * In plain letters, for lists and for those who listen.
 *
 * @param {Plan} plan
 * @param {string} name
 */
export function labelOf(plan, name) {
  return equationOf(plan, name)?.label ?? plan.given?.[name]?.label ?? parameterOf(plan, name)?.label ?? name;
}

/**
 * @param {Plan} plan
 * @param {string} name
 */
function equationOf(plan, name) {
  return plan.equations.find((one) => one.name === name);
}

/**
 * @param {Plan} plan
 * @param {string} name
 */
function parameterOf(plan, name) {
  return plan.parameters.find((one) => one.name === name);
}

const INDEXED = /^(.+?)(?:\^\{((?:[^{}]|\{[^{}]*\})*)\})?(?:_\{((?:[^{}]|\{[^{}]*\})*)\})?$/u;

/**
 * One name for several that differ in one index alone: W_xi, W_xf, W_xo → W_x∗, and U^f, U^g, U → U^∗
 *
 * @param {string[]} all
 * @returns {string | null}
 */
export function starred(all) {
  const shapes = [...new Set(all.map((tex) => withoutShape(tex)[1]))];
  if (shapes.length === 1 && shapes[0]) {
    const name = starred(all.map((tex) => withoutShape(tex)[0]));
    return name && name + shapes[0];
  }
  const parts = all.map((tex) => tex.match(INDEXED) ?? [tex, tex]);
  const [stems, uppers, lowers] = [1, 2, 3].map((k) => [...new Set(parts.map((part) => part[k] ?? ""))]);
  if (stems.length > 1 || uppers.length > 1 === lowers.length > 1) return null;
  const upper = uppers.length > 1 ? star(uppers) : uppers[0];
  const lower = lowers.length > 1 ? star(lowers) : lowers[0];
  return stems[0] + (upper ? `^{${upper}}` : "") + (lower ? `_{${lower}}` : "");
}

/** @param {string[]} all what they begin with alike, and a star for what they do not */
function star(all) {
  let same = 0;
  while (all.every((text) => same < text.length - 1 && text[same] === all[0][same])) same += 1;
  const begin = all[0].slice(0, same);
  return /[\\{]/u.test(begin) ? "\\ast" : `${begin}\\ast`;
}
