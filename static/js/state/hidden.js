/**
 * Numbers that are hidden until they are clicked ("what do you think comes out?"): hiding one, or many, and showing them
 * again, one at a time or all. It stands in the address, so that a prepared lecture opens hidden.
 *
 * @import {Cell, Hide, Shown} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Entry} from "#app/state/why.js"
 */

import { holds, reach } from "#app/state/reach.js";
import { isHidden, sumsToOne } from "#app/state/veil.js";

export const MOST_HIDDEN = 200;
export const MOST_SHOWN = 2000;

/** @typedef {"number" | "vector" | "node" | "on"} Extent this number; all units at this step; the node at all steps; everything from this step on */

/** @param {Page} page */
export function hiddenOf({ view }) {
  return view.value.hidden ?? NONE;
}

/** @param {Page} page */
export function shownOf({ view }) {
  return view.value.shown ?? NEVER;
}

/** @type {Hide[]} */
const NONE = [];

/** @type {Shown[]} */
const NEVER = [];

/**
 * Hides the number that is asked about, or as much around it as is meant.
 *
 * @param {Page} page
 * @param {Extent} extent
 * @param {boolean} [gradients] only gradients; the values stay
 */
export function hide(page, extent, gradients = false) {
  const rule = ruleOf(page, extent, gradients);
  if (!rule) return;
  const key = JSON.stringify(rule);
  const others = hiddenOf(page).filter((one) => JSON.stringify(one) !== key);
  const { cell } = page.view.value;
  const isCovered = (/** @type {Shown} */ one) =>
    !("parameter" in rule) &&
    (rule.node === undefined || rule.node === one.node) &&
    (rule.t === undefined ? one.t >= (rule.since ?? 1) : one.t === rule.t) &&
    (rule.unit === undefined || rule.unit === one.unit || isWide(page, cell));
  const shown = shownOf(page).filter((one) => !isCovered(one)); // hidden anew
  page.view.value = { ...page.view.value, hidden: [...others, rule].slice(-MOST_HIDDEN), shown };
}

/**
 * @param {Page} page
 * @param {Extent} extent
 * @param {boolean} gradients
 * @returns {Hide | null}
 */
function ruleOf({ view, entry }, extent, gradients) {
  if (entry.value && extent !== "on") return { parameter: entry.value.parameter, at: entry.value.at };
  const { cell } = view.value;
  if (!cell) return null;
  const of = gradients ? { of: /** @type {const} */ ("gradient") } : {};
  const { node, t, unit } = cell;
  if (extent === "on") return { since: Math.max(1, t), ...of };
  if (extent === "node") return { node, ...of };
  return extent === "vector" ? { node, t, ...of } : { node, t, unit, ...of };
}

/**
 * @param {Page} page
 * @param {Cell | null} cell
 */
function isWide({ plan }, cell) {
  const equation = plan.value?.equations.find(({ name }) => name === cell?.node);
  return equation !== undefined && sumsToOne(equation);
}

/**
 * Shows a hidden number that has been reached: its value first, and with another click its gradient.
 *
 * @param {Page} page
 * @param {Cell | null} cell
 * @returns {boolean} whether there was one
 */
export function reveal(page, cell) {
  const [veil, itinerary] = [page.veil.value, page.itinerary.value];
  if (!veil || !itinerary || !cell) return false;
  const { values, grads, gradients } = reach(itinerary, page.cursor.value);
  const isGiven = cell.t < 1 || cell.t > itinerary.T;
  const isReached = {
    value: isGiven || cell.node === "x" || holds(values.get(cell.node), cell.t),
    gradient: isGiven ? gradients : holds(grads.get(cell.node), cell.t),
  };
  const of = /** @type {const} */ (["value", "gradient"]).find((one) => isReached[one] && isHidden(veil, one, cell));
  if (!of) return false;
  const { node, t } = cell;
  const unit = isWide(page, cell) ? 0 : cell.unit;
  page.view.value = { ...page.view.value, shown: [...shownOf(page), { of, node, t, unit }].slice(-MOST_SHOWN) };
  return true;
}

/**
 * @param {Page} page
 * @param {Entry} entry
 */
export function revealEntry(page, { parameter, at }) {
  const same = (/** @type {Hide} */ rule) =>
    "parameter" in rule && rule.parameter === parameter && JSON.stringify(rule.at) === JSON.stringify(at);
  page.view.value = { ...page.view.value, hidden: hiddenOf(page).filter((rule) => !same(rule)) };
}

/**
 * A key: shows the number that is asked about where it is hidden, else hides it.
 *
 * @param {Page} page
 * @returns {boolean} whether one is asked about
 */
export function toggleHidden(page) {
  const entry = page.entry.value;
  const { cell } = page.view.value;
  if (!entry && !cell) return false;
  if (entry && page.veil.value?.hidesEntry(entry.parameter, entry.at)) revealEntry(page, entry);
  else if (entry || !reveal(page, cell)) hide(page, "number");
  return true;
}

/** @param {Page} page */
export function revealAll({ view }) {
  view.value = { ...view.value, hidden: [], shown: [] };
}

/** @param {Page} page hides again what has been clicked */
export function hideAgain({ view }) {
  view.value = { ...view.value, shown: [] };
}

/**
 * @param {Page} page
 * @param {number} k
 */
export function giveBack(page, k) {
  page.view.value = { ...page.view.value, hidden: hiddenOf(page).toSpliced(k, 1) };
}

/**
 * Whether a link may set it.
 *
 * @param {any} rule
 * @returns {rule is Hide}
 */
export function isHide(rule) {
  if (typeof rule !== "object" || rule === null) return false;
  const isIndex = (/** @type {unknown} */ k) => Number.isInteger(k) && /** @type {number} */ (k) >= 0;
  if ("parameter" in rule)
    return (
      typeof rule.parameter === "string" && Array.isArray(rule.at) && rule.at.length <= 2 && rule.at.every(isIndex)
    );
  const may = (/** @type {string} */ key, /** @type {(value: unknown) => boolean} */ is) =>
    rule[key] === undefined || is(rule[key]);
  const known = ["node", "t", "since", "unit", "of"];
  return (
    Object.keys(rule).every((key) => known.includes(key)) &&
    Object.keys(rule).length > 0 &&
    may("node", (node) => typeof node === "string") &&
    may("t", Number.isInteger) &&
    may("since", isIndex) &&
    may("unit", isIndex) &&
    may("of", (of) => of === "gradient")
  );
}

/**
 * @param {any} one
 * @returns {one is Shown}
 */
export function isShown(one) {
  return (
    typeof one === "object" &&
    one !== null &&
    (one.of === "value" || one.of === "gradient") &&
    typeof one.node === "string" &&
    [one.t, one.unit].every(Number.isInteger)
  );
}
