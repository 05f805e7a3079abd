/**
 * Formulas by KaTeX, straight into an element. Each parameter in it gets its role's class, so that CSS gives it
 * its one colour wherever it appears.
 *
 * @import {Parameter} from "#app/types.js"
 */

import { render } from "#vendor/katex.js";

const OPTIONS = {
  throwOnError: false,
  strict: /** @type {const} */ ("ignore"),
  trust: (/** @type {{command: string}} */ { command }) => command === "\\htmlClass",
  maxExpand: 200,
};

/**
 * @param {HTMLElement} element
 * @param {string} tex
 * @param {Parameter[]} [parameters]
 */
export function typeset(element, tex, parameters = []) {
  render(tex, element, OPTIONS);
  parameters.forEach(({ role, name }, k) => {
    for (const part of element.querySelectorAll(`.parameter-${k}`)) {
      part.classList.add("parameter", `role-${role}`);
      /** @type {HTMLElement} */ (part).dataset.parameter = name;
    }
  });
}
