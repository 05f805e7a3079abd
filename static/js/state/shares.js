/**
 * What each step's copy of a parameter adds to its gradient: the share S_t of ∂L/∂W = Σ_t S_t (∂⁺: this copy alone).
 *
 *     along  ⟨S_t, G⟩ / ‖G‖, signed; over all steps these add up to ‖G‖, G = ∂L/∂W
 *     norm   ‖S_t‖; these do not add up
 *
 * Several parameters are one long vector: G is then all of their gradients one after the other. Nothing is told
 * that the playhead has not passed.
 *
 * @import {Plan, Reach, Run, Span} from "#app/types.js"
 */

import { once, shelf } from "#app/state/once.js";
import { holds, NOWHERE } from "#app/state/reach.js";

/**
 * @typedef {object} Shares of one parameter or several, over all steps
 * @property {string[]} names
 * @property {Float64Array} along
 * @property {Float64Array} norms
 * @property {number} whole ‖G‖
 */

/**
 * The parameters among names between spaces, in the plan's order.
 *
 * @param {Plan} plan
 * @param {string | null | undefined} names
 */
export function parametersIn(plan, names) {
  const wanted = new Set(names?.split(" "));
  return plan.parameters.filter(({ name }) => wanted.has(name)).map(({ name }) => name);
}

/** @type {import("#app/state/once.js").Shelf<Run["shares"], Shares | null>} */
const kept = shelf();

/**
 * @param {Run} run
 * @param {string[]} names
 * @returns {Shares | null} null where there is none: it has not arrived, or there is no loss
 */
export function sharesOf(run, names) {
  return kept(run.shares, names.join(" "), () => together(run, names));
}

/**
 * @param {Run} run
 * @param {string[]} names
 * @returns {Shares | null}
 */
function together({ shares, shareNorms, parameterGrads }, names) {
  const along = names.flatMap((name) => shares.get(name) ?? []);
  const norms = names.flatMap((name) => shareNorms.get(name) ?? []);
  if (!names.length || along.length < names.length) return null;
  const wholes = names.map((name) => normOf(parameterGrads.get(name)?.values ?? []));
  const whole = normOf(wholes);
  const one = names.length === 1;
  return {
    names,
    along: one ? along[0] : along[0].map((_, k) => sum(along.map((rows, p) => rows[k] * (wholes[p] / (whole || 1))))),
    norms: one ? norms[0] : norms[0].map((_, k) => normOf(norms.map((rows) => rows[k]))),
    whole,
  };
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Euclidean, scaled so that squares neither overflow nor vanish.
 *
 * @param {ArrayLike<number>} values
 */
export function normOf(values) {
  let largest = 0;
  for (let k = 0; k < values.length; k += 1) {
    const size = Math.abs(values[k]);
    if (Number.isNaN(size)) return Number.NaN;
    if (size > largest) largest = size;
  }
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
  let sum = 0;
  for (let k = 0; k < values.length; k += 1) sum += (values[k] / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/**
 * The steps whose share of these parameters is whole: the playhead has passed every equation that uses one.
 *
 * @param {Plan} plan
 * @param {Reach} reach
 * @param {string[]} names
 * @returns {Span}
 */
export function sharesReached(plan, reach, names) {
  const all = usersOf(plan, names);
  const spans = all.flatMap((user) => reach.grads.get(user) ?? []);
  if (!reach.loss || !(spans.length || all.includes("loss") || reach.gradients)) return NOWHERE;
  return {
    first: Math.max(1, ...spans.map(({ first }) => first)),
    last: Math.min(plan.T, ...spans.map(({ last }) => last)),
  };
}

const usersIn = once(
  (/** @type {Plan} */ plan) => new Map(plan.parameters.map(({ name }) => [name, readersOf(plan, name)])),
);

/**
 * The equations that use a parameter; "loss" is one of them.
 *
 * @param {Plan} plan
 * @param {string[]} names
 */
export function usersOf(plan, names) {
  return [...new Set(names.flatMap((name) => usersIn(plan).get(name) ?? []))];
}

/**
 * @param {Plan} plan
 * @param {string} name
 */
function readersOf({ nodes }, name) {
  const own = new Set(nodes.filter((node) => node.op === "parameter" && node.name === name).map(({ id }) => id));
  const found = nodes.filter(({ args }) => args.some(({ node }) => own.has(node)));
  return [...new Set(found.flatMap(({ equation }) => equation ?? []))];
}

/**
 * One step's share, as the playhead allows it to be shown.
 *
 * @param {Run} run
 * @param {Reach} reach
 * @param {string} names one parameter, or several between spaces
 * @param {number} t
 * @returns {{along: number, norm: number} | null}
 */
export function shareAt(run, reach, names, t) {
  const those = parametersIn(run.plan, names);
  const found = sharesOf(run, those);
  if (!found || !holds(sharesReached(run.plan, reach, those), t)) return null;
  return { along: found.along[t - 1], norm: found.norms[t - 1] };
}
