/**
 * An answer without what is hidden. Of a hidden number neither what made it nor its numpy is told, of a hidden gradient
 * neither its edges nor its checks; in the answers of others a part that has a hidden factor is hidden with it.
 *
 * @import {Veil} from "#app/state/veil.js"
 * @import {Asked, Made, Part, Wanted, Why} from "#app/state/why.js"
 */

import { usersOf } from "#app/state/shares.js";
import { anyUnit } from "#app/state/veil.js";
import { tellsOf } from "#app/state/veiltells.js";

/**
 * @param {Why} found
 * @param {Veil} veil
 * @returns {Why & {covered: {value: boolean, gradient: boolean}}}
 */
export function veiledWhy(found, veil) {
  const value = hidesNumber(veil, found.number);
  const gradient = hidesGradient(veil, found);
  const made = found.made && !value ? veiledMade(found.made, veil, found.number.name !== null) : found.made;
  const wanted = found.wanted && veiledEdges(found.wanted, veil);
  const told = found.shares ? veiledShares(found, veil) : {};
  const isWhole =
    JSON.stringify([made, wanted, told.shares]) === JSON.stringify([found.made, found.wanted, found.shares]);
  return {
    ...found,
    ...told,
    number: { ...found.number, value: value ? Number.NaN : found.number.value },
    made: value ? undefined : made,
    wanted: gradient ? undefined : wanted,
    shares: gradient ? undefined : told.shares,
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
function hidesNumber(veil, { kind, name, node, t, at }) {
  if (kind === "parameter") return name !== null && veil.hidesEntry(name, at);
  if (t === null) return false;
  const unit = at[0] ?? 0;
  return name ? veil.hides("value", name, t, unit) : tellsOf(veil).node(node, "value", t, unit);
}

/**
 * ŷ Σy − y tells ŷ.
 *
 * @param {Veil} veil
 * @param {Why} found
 */
function hidesGradient(veil, { number: { kind, name, node, t, at }, wanted }) {
  if (name && kind === "parameter") return veil.hidesEntry(name, at);
  const unit = at[0] ?? 0;
  const own = name ? veil.hides : () => tellsOf(veil).node(node, "gradient", t ?? 0, unit);
  if (t !== null && own("gradient", name ?? "", t, unit)) return true;
  return (wanted ?? []).some(({ joint, t: step }) => joint && veil.hidesLoss(step));
}

/**
 * A sum of which one term is hidden would tell it: it is hidden with it, or, where it has a name and is shown, its other
 * terms are.
 *
 * @param {Made} made
 * @param {Veil} veil
 * @param {boolean} isShown
 * @returns {Made}
 */
function veiledMade(made, veil, isShown) {
  const inner = made.inner.map((one) => veiledMade(one, veil, false));
  const dark = new Set(inner.filter(({ value }, k) => isCovered(value, made.inner[k].value)).map(({ node }) => node));
  const covers = (/** @type {Asked} */ factor) => hidesNumber(veil, factor) || dark.has(factor.node);
  const parts = made.parts.map((part) => (part.factors.some(covers) ? veiledPart(part, covers) : part));
  const isRest = made.untold === 1 && parts.some(({ factors }) => factors.some((factor) => touches(veil, factor)));
  const hidden = made.parts.filter(({ factors }) => factors.some(covers)).length + Number(isRest);
  const rest = isRest ? Number.NaN : made.rest;
  if (hidden !== 1) return { ...made, inner, parts, rest };
  if (!isShown) return { ...made, inner, parts, rest, value: Number.NaN, hidden: true };
  const isFunction = parts.length === 1 && parts[0].factors.length === 1; // nothing stands beside what is hidden
  if (isFunction) return { ...made, inner, parts, rest };
  return { ...dimmed(made), value: made.value };
}

/** @param {number} now @param {number} was */
function isCovered(now, was) {
  return Number.isNaN(now) && !Number.isNaN(was);
}

/**
 * @param {Veil} veil
 * @param {Asked} factor
 */
function touches(veil, { kind, name }) {
  return name !== null && (kind === "parameter" ? veil.parameters.has(name) : veil.touches("value", name));
}

/** @param {Made} made @returns {Made} without a number */
function dimmed(made) {
  const parts = made.parts.map((part) => veiledPart(part, () => true));
  return { ...made, value: Number.NaN, hidden: true, rest: Number.NaN, parts, inner: made.inner.map(dimmed) };
}

/**
 * @param {Part} part
 * @param {(factor: Asked) => boolean} covers
 * @returns {Part}
 */
function veiledPart({ factors }, covers) {
  return {
    value: Number.NaN,
    hidden: true,
    factors: factors.map((factor) => (covers(factor) ? { ...factor, value: Number.NaN, hidden: true } : factor)),
  };
}

/**
 * What comes back to a number that is shown, edge by edge: as for the terms of a sum.
 *
 * @param {Wanted[]} wanted
 * @param {Veil} veil
 * @returns {Wanted[]}
 */
function veiledEdges(wanted, veil) {
  const edges = wanted.map((edge) => veiledEdge(edge, veil));
  const hidden = edges.filter(({ value }, k) => isCovered(value, wanted[k].value)).length;
  return hidden === 1 && edges.length > 1 ? edges.map((edge) => dark(edge, edge.units)) : edges;
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
  const hidden = units.filter(({ at }) => hides(at));
  const isDark = hidden.length === 1 || (size > 0 && !anyUnit(size, (unit) => !hides(unit)));
  return isDark
    ? dark(edge, hidden)
    : hidden.length
      ? { ...dark(edge, hidden), value: edge.value, hidden: false }
      : edge;
}

/**
 * @param {Wanted} edge
 * @param {Wanted["units"]} hidden
 * @returns {Wanted}
 */
function dark(edge, hidden) {
  const isHidden = (/** @type {number} */ unit) => hidden.some(({ at }) => at === unit);
  const units = edge.units.map((one) => (isHidden(one.at) ? { ...one, value: Number.NaN, hidden: true } : one));
  return { ...edge, units, value: Number.NaN, hidden: true };
}

/**
 * A share of a parameter's entry is made of the gradient of who uses it: that of a bias is nothing else.
 *
 * @param {Why} found
 * @param {Veil} veil
 * @returns {Pick<Why, "shares" | "rest">}
 */
function veiledShares({ number: { name, at }, shares = [], rest = 0, untold = 0 }, veil) {
  const users = usersOf(veil.plan, [name ?? ""]).filter((user) => veil.touches("gradient", user));
  const hides = (/** @type {number} */ t) =>
    users.some((user) => at.concat(at.length ? [] : 0).some((unit) => veil.hides("gradient", user, t, unit)));
  const hidden = shares.filter(({ t }) => hides(t)).length;
  const isRest = untold === 1 && users.length > 0;
  const isAlone = hidden + Number(isRest) === 1;
  return {
    shares: shares.map((share) => (isAlone || hides(share.t) ? { ...share, value: Number.NaN, hidden: true } : share)),
    rest: isAlone || isRest ? Number.NaN : rest,
  };
}
