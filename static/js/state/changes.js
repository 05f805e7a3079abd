/**
 * What a person changes in the middle of a run, as the spec says it: a unit or a whole node held at a value over some
 * steps, a unit silenced, a weight or an input set, a matrix rescaled. Pure: each function gives a new list.
 *
 * @import {Cell} from "#app/types.js"
 */

/**
 * @typedef {Record<string, unknown>} Change as docs/doors.md has it
 * @typedef {{steps: "this" | "on" | "all", units: "this" | "all"}} Scope how far a hold reaches from the chosen number
 */

/**
 * Holds a number, and whatever the scope adds to it, at a value. A hold of the same reach before it is replaced, so
 * that a slider writes one change and not a hundred.
 *
 * @param {Change[]} changes
 * @param {Cell} cell
 * @param {Scope} scope
 * @param {number} value
 * @returns {Change[]}
 */
export function withHold(changes, cell, scope, value) {
  const reach = reachOf(cell, scope);
  return replaced(
    changes,
    { hold: cell.node, to: value, ...reach },
    (old) => old.hold === cell.node && sameReach(old, reach),
  );
}

/**
 * @param {Change[]} changes
 * @param {Cell} cell
 * @returns {Change[]} with this unit silent at every step, or heard again
 */
export function withSilence(changes, { node, unit }) {
  const isSilent = (/** @type {Change} */ old) => old.silence === node && same(old.units, [unit]);
  if (changes.some(isSilent)) return changes.filter((old) => !isSilent(old));
  return [...changes, { silence: node, units: [unit] }];
}

/**
 * @param {Change[]} changes
 * @param {string} name of a parameter, or x or y
 * @param {number[]} at its entry; for x and y the step from 1, and the unit
 * @param {number} value
 * @returns {Change[]}
 */
export function withSet(changes, name, at, value) {
  return replaced(changes, { set: name, at, to: value }, (old) => old.set === name && same(old.at, at));
}

/**
 * Rescales a whole parameter, in place of how it was rescaled before. Being orthogonal is another matter: it stays.
 *
 * @param {Change[]} changes
 * @param {string} name
 * @param {{by: number} | {radius: number} | {norm: number}} how
 * @returns {Change[]}
 */
export function withScale(changes, name, how) {
  return replaced(changes, { scale: name, ...how }, (old) => old.scale === name && !old.orthogonal);
}

/**
 * @param {Change[]} changes
 * @param {string} name
 * @returns {Change[]} with this matrix made orthogonal, before it is rescaled; or no longer
 */
export function withOrthogonal(changes, name) {
  const isIt = (/** @type {Change} */ old) => old.scale === name && old.orthogonal === true;
  if (changes.some(isIt)) return changes.filter((old) => !isIt(old));
  const at = changes.findIndex((old) => old.scale === name);
  return changes.toSpliced(at < 0 ? changes.length : at, 0, { scale: name, orthogonal: true });
}

/**
 * Adds a number to every entry of a parameter; 0 takes that away again.
 *
 * @param {Change[]} changes
 * @param {string} name
 * @param {number} by
 * @returns {Change[]}
 */
export function withShift(changes, name, by) {
  const isOld = (/** @type {Change} */ old) => old.shift === name;
  return by ? replaced(changes, { shift: name, by }, isOld) : changes.filter((old) => !isOld(old));
}

/**
 * @param {Change[]} changes
 * @param {string} name
 */
export function shiftOf(changes, name) {
  return Number(changes.find(({ shift }) => shift === name)?.by ?? 0);
}

/**
 * The last change that reaches a number of a node: what holds it there.
 *
 * @param {Change[]} changes
 * @param {Cell} cell
 * @returns {Change | null}
 */
export function holding(changes, { node, t, unit }) {
  const reaches = (/** @type {Change} */ { hold, silence, steps, units }) =>
    (hold === node || silence === node) && holdsStep(steps, t) && (!Array.isArray(units) || units.includes(unit));
  return changes.findLast(reaches) ?? null;
}

/**
 * @param {unknown} steps as a change has them
 * @param {number} t
 */
export function holdsStep(steps, t) {
  if (Array.isArray(steps)) return steps.includes(t);
  const { from = 1, to = Number.POSITIVE_INFINITY } = /** @type {{from?: number, to?: number}} */ (steps ?? {});
  return t >= from && t <= to;
}

/**
 * @param {Cell} cell
 * @param {Scope} scope
 */
function reachOf({ t, unit }, { steps, units }) {
  return {
    ...(steps === "this" ? { steps: [t] } : steps === "on" ? { steps: { from: t } } : {}),
    ...(units === "this" ? { units: [unit] } : {}),
  };
}

/**
 * @param {Change} old
 * @param {{steps?: unknown, units?: unknown}} reach
 */
function sameReach(old, { steps, units }) {
  return same(old.steps, steps) && same(old.units, units);
}

/**
 * @param {Change[]} changes
 * @param {Change} change
 * @param {(old: Change) => boolean} isSame
 */
export function replaced(changes, change, isSame) {
  const at = changes.findIndex(isSame);
  return at < 0 ? [...changes, change] : changes.with(at, change);
}

/** @param {unknown} a @param {unknown} b */
export function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
