/**
 * An answer without what is hidden. Of a hidden number neither what made it nor its numpy is told, of a hidden gradient
 * neither its edges nor its checks; in the answers of others a part that has a hidden factor is hidden with it.
 *
 * @import {Veil} from "#app/state/veil.js"
 * @import {Asked, Made, Part, Wanted, Why} from "#app/state/why.js"
 */

import { anyUnit } from "#app/state/veil.js";

/**
 * @param {Why} found
 * @param {Veil} veil
 * @returns {Why & {covered: {value: boolean, gradient: boolean}}}
 */
export function veiledWhy(found, veil) {
  const value = hidesNumber(veil, found.number);
  const gradient = hidesGradient(veil, found);
  const made = found.made && !value ? veiledMade(found.made, veil) : found.made;
  const wanted = found.wanted?.map((edge) => veiledEdge(edge, veil));
  const isWhole = JSON.stringify([made, wanted]) === JSON.stringify([found.made, found.wanted]);
  return {
    ...found,
    number: { ...found.number, value: value ? Number.NaN : found.number.value },
    made: value ? undefined : made,
    wanted: gradient ? undefined : wanted,
    shares: gradient ? undefined : found.shares,
    gradient: gradient ? null : found.gradient,
    checks: gradient ? null : found.checks,
    numpy: value || gradient || !isWhole ? undefined : found.numpy,
    covered: { value, gradient },
  };
}

/**
 * @param {Veil} veil
 * @param {Asked} number
 */
function hidesNumber(veil, { kind, name, t, at }) {
  if (!name) return false;
  if (kind === "parameter") return veil.hidesEntry(name, at);
  return t !== null && veil.hides("value", name, t, at[0] ?? 0);
}

/**
 * ŷ Σy − y tells ŷ.
 *
 * @param {Veil} veil
 * @param {Why} found
 */
function hidesGradient(veil, { number: { kind, name, t, at }, wanted }) {
  if (name && kind === "parameter") return veil.hidesEntry(name, at);
  if (name && t !== null && veil.hides("gradient", name, t, at[0] ?? 0)) return true;
  return (wanted ?? []).some(({ joint, t: step }) => joint && veil.hidesLoss(step));
}

/**
 * @param {Made} made
 * @param {Veil} veil
 * @returns {Made}
 */
function veiledMade(made, veil) {
  const hidden = made.parts.map(({ factors }) => factors.some((factor) => hidesNumber(veil, factor)));
  const inner = made.inner.map((one) => veiledMade(one, veil));
  const isDark = inner.map((one, k) => Number.isNaN(one.value) && !Number.isNaN(made.inner[k].value));
  const dark = new Set(inner.filter((_, k) => isDark[k]).map(({ node }) => node));
  const covers = (/** @type {Part} */ { factors }, /** @type {number} */ k) =>
    hidden[k] || factors.some(({ node }) => dark.has(node));
  const parts = made.parts.map((part, k) => (covers(part, k) ? veiledPart(part, veil, dark) : part));
  const isAlone = made.parts.length === 1 && parts.some(({ value }) => Number.isNaN(value)); // tanh(c) tells c
  return { ...made, inner, parts, value: isAlone && !made.inner.length ? Number.NaN : made.value };
}

/**
 * @param {Part} part
 * @param {Veil} veil
 * @param {Set<number>} dark operations that would tell what is hidden
 * @returns {Part}
 */
function veiledPart({ factors }, veil, dark) {
  const covered = factors.map((factor) =>
    hidesNumber(veil, factor) || dark.has(factor.node) ? { ...factor, value: Number.NaN } : factor,
  );
  return { value: Number.NaN, factors: covered };
}

/**
 * What comes back through a hidden gradient would tell it.
 *
 * @param {Wanted} edge
 * @param {Veil} veil
 * @returns {Wanted}
 */
function veiledEdge(edge, veil) {
  const { into, t, units } = edge;
  const hides = (/** @type {number} */ unit) => into !== null && veil.hides("gradient", into, t, unit);
  const size = veil.plan.equations.find(({ name }) => name === into)?.size ?? 0;
  const covered = units.map((one) => (hides(one.at) ? { ...one, value: Number.NaN } : one));
  const isDark = units.length === 1 ? hides(units[0].at) : size > 0 && !anyUnit(size, (unit) => !hides(unit));
  return { ...edge, units: covered, value: isDark ? Number.NaN : edge.value };
}
