/**
 * A cell of the ledger as a product: from the loss at t back to the copy of W at k, through the whole state.
 *
 *     ∂E_8/∂h_8 · ∂h_8/∂h_7 ⋯ ∂h_4/∂h_3 · ∂⁺h_3/∂W
 *
 * ∂⁺ is the immediate derivative: this copy alone, what it is computed from held.
 *
 * @import {Plan} from "#app/types.js"
 * @import {LaidGround, Path, Place} from "#app/gradient.js"
 */

import { fewRows } from "#app/layout/gradient/graph.js";
import { pathOf } from "#app/layout/gradient/ledger.js";
import { symbol, symbolAt } from "#app/layout/symbols.js";
import { usersOf } from "#app/state/shares.js";

const FEW = 4; // factors that are all written

/**
 * @typedef {object} Factors
 * @property {string} state the letter of the state: its own name, or s for several together
 * @property {string[]} names of the state that the path runs through
 * @property {number[]} steps from the loss's to the copy's
 * @property {boolean} isImmediate E itself uses the parameter
 */

/**
 * @param {LaidGround} ground
 * @param {string} parameter
 * @param {Place} place
 * @returns {Factors | null} null where no path leads
 */
export function factorsOf(ground, parameter, place) {
  const path = pathOf(ground, parameter, place);
  if (!path.nodes.size) return null;
  const { plan } = ground;
  const names = fewRows(plan)
    .rows.map(({ name }) => name)
    .filter((name) => isOn(path, name));
  const isImmediate =
    place.t === place.k &&
    usersOf(plan, [parameter]).some((name) => name === "loss" || !leads(ground, name, place, path));
  const way = Math.sign(place.k - place.t);
  const steps = Array.from({ length: Math.abs(place.t - place.k) + 1 }, (_, n) => place.t + way * n);
  return {
    state: names.length === 1 ? names[0] : "",
    names,
    steps,
    isImmediate: names.length === 0 || (isImmediate && names.length === 0),
  };
}

/**
 * @param {Path} path
 * @param {string} name
 */
function isOn({ nodes }, name) {
  for (const one of nodes) if (one.startsWith(`${name}@`)) return true;
  return false;
}

/**
 * Whether a reader of the parameter leads into the state.
 *
 * @param {LaidGround} ground
 * @param {string} reader
 * @param {Place} place
 * @param {Path} path
 */
function leads({ plan }, reader, { k }, path) {
  return fewRows(plan).ways.some(
    ({ to, through }) => to !== "loss" && (to === reader || through.has(reader)) && path.nodes.has(`${to}@${k}`),
  );
}

/**
 * @param {Plan} plan
 * @param {{ground: LaidGround, parameter: string}} ledger
 * @param {Place} place
 */
export function cellTex(plan, { ground, parameter }, place) {
  const factors = factorsOf(ground, parameter, place);
  const W = symbol(plan, parameter);
  const loss = symbolAt(plan, "loss", place.t);
  if (!factors) return String.raw`\partial ${loss}/\partial ${W}_{(${place.k})}`;
  const over = (/** @type {string} */ a, /** @type {string} */ b, plus = "") =>
    String.raw`\dfrac{\partial${plus} ${a}}{\partial ${b}}`;
  if (factors.isImmediate) return over(loss, W, "^{+}");
  const at = (/** @type {number} */ t) => (factors.state ? symbolAt(plan, factors.state, t) : `s_{${t}}`);
  const { steps } = factors;
  const chain = steps.slice(1).map((t, n) => over(at(steps[n]), at(t)));
  const few = chain.length > FEW ? [...chain.slice(0, 2), String.raw`\cdots`, ...chain.slice(-1)] : chain;
  return [over(loss, at(steps[0])), ...few, over(at(/** @type {number} */ (steps.at(-1))), W, "^{+}")].join(
    String.raw`\,`,
  );
}
