/**
 * Phases: masks over the steps, by which a net reads in one way here and in another there. An edge of the plan says in
 * which of them it is read; without such words it is read at every step.
 *
 * @import {Mistake, Plan, PlanEdge, Setup, When} from "#app/types.js"
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
 * A mask as it is set, for a run of T steps: what is not set of it goes on like its last sign; "" is the first half.
 *
 * @param {string} set ones and zeros
 * @param {number} T
 * @returns {boolean[]}
 */
export function maskOf(set, T) {
  const half = Math.ceil(T / 2);
  return Array.from({ length: T }, (_, k) => (set ? (set[k] ?? set[set.length - 1]) === "1" : k < half));
}

/**
 * A mask as it is set: as short as says it.
 *
 * @param {readonly boolean[]} mask
 */
export function setOf(mask) {
  const signs = mask.map((isOn) => (isOn ? "1" : "0")).join("");
  return signs.replace(/(.)\1+$/u, "$1");
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
 * Stretches of steps in which a phase stays on, or off.
 *
 * @param {readonly boolean[]} mask
 * @returns {{first: number, last: number, isOn: boolean}[]}
 */
export function stretchesOf(mask) {
  /** @type {{first: number, last: number, isOn: boolean}[]} */
  const found = [];
  mask.forEach((isOn, k) => {
    const last = found.at(-1);
    if (last?.isOn === isOn) last.last = k + 1;
    else found.push({ first: k + 1, last: k + 1, isOn });
  });
  return found;
}

const MISSING = /^phases: the net reads (\S+) as a phase/u;
const FOREIGN = "phases: the net has no phase ";
const QUOTED = 38; // letters of a name that a refusal quotes at least

/**
 * Which phases a net names is the server's knowledge, as its sizes are: what is missing starts with the first half, or
 * as it was set before; what another net had is left out. What a file gave is not mended: it is refused by name.
 *
 * @param {Mistake} mistake
 * @param {Setup} setup
 * @param {Record<string, string>} remembered
 * @returns {Record<string, string> | null} other phases to try, or null: the mistake is not about them
 */
export function phasesAfter({ message }, { phases, given }, remembered) {
  if ("phases" in given) return null;
  const missing = message.match(MISSING)?.[1];
  if (missing && !Object.hasOwn(phases, missing)) {
    return { ...phases, [missing]: Object.hasOwn(remembered, missing) ? remembered[missing] : "" };
  }
  const isForeign = (/** @type {string} */ name) => message.startsWith(`${FOREIGN}"${name.slice(0, QUOTED)}`);
  const foreign = Object.keys(phases).find(isForeign);
  if (!foreign) return null;
  const { [foreign]: _, ...others } = phases;
  return others;
}
