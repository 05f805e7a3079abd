/**
 * Phases: masks over the steps, by which a net reads in one way here and in another there. An edge of the plan says in
 * which of them it is read; without such words it is read at every step.
 *
 * @import {Plan, PlanEdge, When} from "#app/types.js"
 */

/**
 * Whether an edge is read at step t (the step of its reader).
 *
 * @param {Pick<Plan, "phases">} plan
 * @param {Pick<PlanEdge, "when">} edge
 * @param {number} t
 */
export function isActive({ phases }, { when = [] }, t) {
  return when.every(({ phase, is }) => phases?.[phase]?.[t - 1] === is);
}

/**
 * Whether two edges are never read at the same step, whatever the masks.
 *
 * @param {When[]} a
 * @param {When[]} b
 */
export function areExclusive(a, b) {
  return a.some(({ phase, is }) => b.some((other) => other.phase === phase && other.is !== is));
}

/**
 * Where a phase is on: first and last steps of each stretch.
 *
 * @param {boolean[]} mask
 * @returns {{first: number, last: number}[]}
 */
export function stretchesOf(mask) {
  /** @type {{first: number, last: number}[]} */
  const found = [];
  mask.forEach((isOn, k) => {
    const last = found.at(-1);
    if (isOn && last?.last === k) last.last = k + 1;
    else if (isOn) found.push({ first: k + 1, last: k + 1 });
  });
  return found;
}
