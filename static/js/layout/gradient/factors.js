/**
 * A cell of the ledger as a product: from the loss at t back to the copy of W at k, through the whole state.
 *
 *     ∂E_8/∂h_8 · ∂h_8/∂h_7 ⋯ ∂h_4/∂h_3 · ∂⁺h_3/∂W
 *
 * ∂⁺ is the immediate derivative: this copy alone, with what it is multiplied with held. A path through several states
 * is one through the whole of them, s.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Path, Place} from "#app/gradient.js"
 */

import { fewRows } from "#app/layout/gradient/graph.js";
import { pathBetween, pathLeft } from "#app/layout/gradient/path.js";
import { symbol, symbolAt } from "#app/layout/symbols.js";
import { usersOf } from "#app/state/shares.js";

const FEW = 5; // factors between the first and the last one that are all written

/** @typedef {{plan: Plan, run: {hasLoss: Uint8Array | null}}} Whose */

/**
 * What truncation leaves of the path, and what it took.
 *
 * @param {Whose} ground
 * @param {string} parameter
 * @param {Place} place
 * @param {number | null} stages
 * @returns {Path}
 */
export function pathOf({ plan, run }, parameter, { t, k }, stages) {
  if (!run.hasLoss?.[t - 1]) return { nodes: new Set(), ways: new Set(), first: t, last: t };
  return pathLeft(plan, { names: ["loss"], t }, { names: usersOf(plan, [parameter]), t: k }, stages);
}

/**
 * Where the path of a lost cell ends: the last step that the gradient comes to.
 *
 * @param {Whose} ground
 * @param {string} parameter
 * @param {Place} place
 * @param {number | null} stages
 * @returns {number | null} null where nothing is lost
 */
export function endOf(ground, parameter, place, stages) {
  const { gone, nodes, first, last } = pathOf(ground, parameter, place, stages);
  const isLeft = usersOf(ground.plan, [parameter]).some((name) => nodes.has(`${name}@${place.k}`));
  if (!gone || isLeft) return null;
  return place.k < place.t ? first : last;
}

/**
 * @typedef {object} Factors
 * @property {string[]} names of the states that the path runs through, none where E uses the parameter by itself
 * @property {number[]} steps from the loss's to the copy's
 */

/**
 * @param {Whose} ground
 * @param {string} parameter
 * @param {Place} place
 * @returns {Factors | null} null where no path leads
 */
export function factorsOf(ground, parameter, place) {
  const { plan, run } = ground;
  const { nodes } = run.hasLoss?.[place.t - 1]
    ? pathBetween(plan, { names: ["loss"], t: place.t }, { names: usersOf(plan, [parameter]), t: place.k })
    : { nodes: new Set() };
  if (!nodes.size) return null;
  const rows = new Set(fewRows(plan).rows.map(({ name }) => name));
  const names = plan.equations // in the order in which the other views write the whole state
    .map(({ name }) => name)
    .filter((name) => rows.has(name) && [...nodes].some((one) => one.startsWith(`${name}@`)));
  const way = Math.sign(place.k - place.t);
  return { names, steps: Array.from({ length: Math.abs(place.t - place.k) + 1 }, (_, n) => place.t + way * n) };
}

/**
 * The name of the state at a step: its own, or s for all that belongs to it.
 *
 * @param {Plan} plan
 * @param {string[]} names
 * @param {number | string} t
 */
export function stateTex(plan, names, t) {
  return partsOf(plan, names).length === 1 ? symbolAt(plan, names[0], t) : `s_{${t}}`;
}

/**
 * What s stands for, "" where the state has one name.
 *
 * @param {Plan} plan
 * @param {string[]} names
 */
export function wholeState(plan, names) {
  const parts = partsOf(plan, names);
  if (parts.length < 2) return "";
  const all = parts.map(({ name, lag }) => symbolAt(plan, name, lag ? `t${lag > 0 ? "+" : "-"}${Math.abs(lag)}` : "t"));
  return `s_t = (${all.join(", ")})`;
}

/**
 * The whole state of a step: each name, and of one that is read two steps later its value one step before too.
 *
 * @param {Plan} plan
 * @param {string[]} names
 * @returns {{name: string, lag: number}[]}
 */
function partsOf(plan, names) {
  const { ways } = fewRows(plan);
  return names.flatMap((name) => {
    const shifts = ways.filter(({ from, to }) => from === name && names.includes(to)).map(({ shift }) => shift);
    const far = shifts.reduce((most, shift) => (Math.abs(shift) > Math.abs(most) ? shift : most), 0);
    return Array.from({ length: Math.max(1, Math.abs(far)) }, (_, n) => ({ name, lag: Math.sign(far) * n || 0 }));
  });
}

/**
 * @param {string} of
 * @param {string} by
 * @param {string} [plus] of the immediate derivative
 */
export function partial(of, by, plus = "") {
  return String.raw`\dfrac{\partial${plus} ${of}}{\partial ${by}}`;
}

const IMMEDIATE = "^{+}";

/**
 * The factors one by one, the loss's first.
 *
 * @param {Plan} plan
 * @param {Factors} factors
 * @param {string} parameter
 * @param {Place} place
 * @returns {string[]} TeX
 */
export function factorTex(plan, { names, steps }, parameter, place) {
  const [W, loss] = [symbol(plan, parameter), symbolAt(plan, "loss", place.t)];
  if (!names.length) return [partial(loss, W, IMMEDIATE)];
  const at = (/** @type {number} */ t) => stateTex(plan, names, t);
  const chain = steps.slice(1).map((t, n) => partial(at(steps[n]), at(t)));
  return [partial(loss, at(place.t)), ...chain, partial(at(place.k), W, IMMEDIATE)];
}

/**
 * The product, its middle left out where it is long.
 *
 * @param {Whose} ground
 * @param {string} parameter
 * @param {Place} place
 * @param {number} [few]
 */
export function cellTex(ground, parameter, place, few = FEW) {
  const factors = factorsOf(ground, parameter, place);
  if (!factors) return "";
  const all = factorTex(ground.plan, factors, parameter, place);
  const [first, ...rest] = all;
  const last = rest.pop();
  const chain = rest.length > few ? [rest[0], String.raw`\cdots`, rest[rest.length - 1]] : rest;
  return [first, ...chain, ...(last ? [last] : [])].join(String.raw`\,`);
}
