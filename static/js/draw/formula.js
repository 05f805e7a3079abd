/**
 * Formulas by KaTeX, straight into an element. KaTeX comes after the first picture (parts/formulas.js):
 * until then elements wait. Each parameter in it gets its role's class, so that CSS gives it
 * its one colour wherever it appears; parameters and nodes get their names, by which they light up together.
 *
 * @import {Equation, Parameter} from "#app/types.js"
 */

const OPTIONS = {
  throwOnError: false,
  strict: /** @type {const} */ ("ignore"),
  trust: (/** @type {{command: string}} */ { command }) => command === "\\htmlClass",
  maxExpand: 200,
};

/** @typedef {(tex: string, element: HTMLElement, options: object) => void} Render */

/** @type {Render | null} */
let render = null;
/** @type {Map<HTMLElement, () => void>} what is to stand in elements that wait, the last that was said of each */
const waiting = new Map();

/** @param {Render} comes */
export function typesetWith(comes) {
  render = comes;
  for (const set of waiting.values()) set();
  waiting.clear();
}

const ELSE = String.raw`\text{ else }`;

/**
 * @param {HTMLElement} element
 * @param {string} tex
 * @param {Parameter[]} [parameters]
 * @param {Equation[]} [equations]
 */
export function typeset(element, tex, parameters = [], equations = []) {
  if (!render) {
    waiting.set(element, () => typeset(element, tex, parameters, equations));
    return;
  }
  render(tex.replaceAll(ELSE, String.raw`\allowbreak${ELSE}`), element, OPTIONS); // a long choice goes on in a line below
  parameters.forEach(({ role, name }, k) => {
    for (const part of element.querySelectorAll(`.parameter-${k}`)) {
      part.classList.add("parameter", `role-${role}`);
      const { dataset } = /** @type {HTMLElement} */ (part);
      dataset.names = dataset.names ? `${dataset.names} ${name}` : name; // one matrix may stand for two
    }
  });
  const all = parameters.map(({ name }) => name).join(" ");
  for (const part of element.querySelectorAll(".theta")) /** @type {HTMLElement} */ (part).dataset.names = all;
  const nodes = [...equations.map(({ name }, k) => [`node-${k}`, name]), ["node-x", "x"], ["node-y", "y"]];
  for (const [key, name] of equations.length ? nodes : []) {
    for (const part of element.querySelectorAll(`.${key}`)) /** @type {HTMLElement} */ (part).dataset.names = name;
  }
}
