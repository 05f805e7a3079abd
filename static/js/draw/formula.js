/**
 * Formulas by KaTeX, straight into an element. Each parameter in it gets its role's class, so that CSS gives it
 * its one colour wherever it appears; parameters and nodes get their names, by which they light up together.
 *
 * @import {Equation, Parameter} from "#app/types.js"
 */

import { render } from "#vendor/katex.js";

const OPTIONS = {
  throwOnError: false,
  strict: /** @type {const} */ ("ignore"),
  trust: (/** @type {{command: string}} */ { command }) => command === "\\htmlClass",
  maxExpand: 200,
};

const ELSE = String.raw`\text{ else }`;

/**
 * @param {HTMLElement} element
 * @param {string} tex
 * @param {Parameter[]} [parameters]
 * @param {Equation[]} [equations]
 */
export function typeset(element, tex, parameters = [], equations = []) {
  render(tex.replaceAll(ELSE, String.raw`\allowbreak${ELSE}`), element, OPTIONS); // a long choice goes on in a line below
  parameters.forEach(({ role, name }, k) => {
    for (const part of element.querySelectorAll(`.parameter-${k}`)) {
      part.classList.add("parameter", `role-${role}`);
      const { dataset } = /** @type {HTMLElement} */ (part);
      dataset.names = dataset.names ? `${dataset.names} ${name}` : name; // one matrix may stand for two
    }
  });
  const nodes = [...equations.map(({ name }, k) => [`node-${k}`, name]), ["node-x", "x"], ["node-y", "y"]];
  for (const [key, name] of equations.length ? nodes : []) {
    for (const part of element.querySelectorAll(`.${key}`)) /** @type {HTMLElement} */ (part).dataset.names = name;
  }
}
