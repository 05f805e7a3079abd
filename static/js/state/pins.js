/**
 * Answers that are pinned side by side. A pin is kept even where the run has no such number (a shorter sentence,
 * another net): then it is said what is missing, and the number is back when the run has it again.
 *
 * @import {Cell, Itinerary, Pin, Plan, Run, Tensor} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Entry, Why} from "#app/state/why.js"
 */

import { answer } from "#app/state/answer.js";
import { incomparable, numberBefore } from "#app/state/before.js";
import { isOperation } from "#app/state/opened.js";
import { operationsOf } from "#app/state/operations.js";
import { holds, reach } from "#app/state/reach.js";
import { veiledWhy } from "#app/state/veilwhy.js";
import { keyOf, question, stepsOf } from "#app/state/why.js";

export const MOST_PINS = 24;

/** @typedef {{what: "step" | "unit" | "node" | "operation" | "parameter" | "entry", size: string}} Missing size: what there is instead */

/**
 * @typedef {object} PinnedNumber
 * @property {number | undefined} value undefined where the playhead has not come there
 * @property {number | undefined} gradient
 * @property {number | undefined} valueBefore in the run before the last change
 * @property {number | undefined} gradientBefore
 */

/**
 * @param {Page} page
 * @returns {Pin | null} the number that is asked about, as a pin
 */
export function pinOf({ view, entry, plan }) {
  if (entry.value) return { ...entry.value };
  const { cell } = view.value;
  if (!cell || !plan.value) return null;
  if (!isOperation(cell)) return { ...cell };
  const label = operationsOf(plan.value).find(([key]) => key === cell.node)?.[1];
  return label ? { ...cell, label } : null; // its number in the plan is no name that lasts
}

/** @param {Page} page */
export function pinsOf({ view }) {
  return view.value.pins ?? [];
}

/**
 * Pins the number that is asked about, or lets it go.
 *
 * @param {Page} page
 * @returns {"pinned" | "unpinned" | "full" | null} null where nothing is asked about
 */
export function togglePinned(page) {
  const [pin, pins] = [pinOf(page), pinsOf(page)];
  if (!pin) return null;
  const key = pinKey(pin);
  const isThere = pins.some((one) => pinKey(one) === key);
  if (!isThere && pins.length >= MOST_PINS) return "full";
  setPins(page, isThere ? pins.filter((one) => pinKey(one) !== key) : [...pins, pin]);
  return isThere ? "unpinned" : "pinned";
}

/**
 * @param {Page} page
 * @param {Pin[]} pins
 */
export function setPins({ view }, pins) {
  view.value = { ...view.value, pins };
}

/**
 * @param {Pin[]} pins
 * @param {number} from
 * @param {number} by places, to the right where positive
 */
export function movedPin(pins, from, by) {
  const to = Math.max(0, Math.min(pins.length - 1, from + by));
  const rest = pins.toSpliced(from, 1);
  return rest.toSpliced(to, 0, pins[from]);
}

/** @param {Pin} pin */
export function pinKey(pin) {
  if ("parameter" in pin) return `${pin.parameter} ${pin.at.join(" ")}`;
  return `${pin.label ?? pin.node} ${pin.t} ${pin.unit}`;
}

/**
 * The same number in this plan: an operation has another id in another net.
 *
 * @param {Plan} plan
 * @param {Pin} pin
 * @returns {{cell: Cell | null, entry: Entry | null, missing: Missing | null}}
 */
export function standing(plan, pin) {
  if ("parameter" in pin) {
    const found = plan.parameters.find(({ name }) => name === pin.parameter);
    const fits = found?.shape.length === pin.at.length && pin.at.every((k, axis) => k < found.shape[axis]);
    /** @type {Missing | null} */
    const missing = !found
      ? { what: "parameter", size: "" }
      : fits
        ? null
        : { what: "entry", size: found.shape.join(" × ") || "1" };
    return { cell: null, entry: { parameter: pin.parameter, at: pin.at }, missing };
  }
  const { node, t, unit, label } = pin;
  const key = label === undefined ? node : operationsOf(plan).find(([, name]) => name === label)?.[0];
  const cell = { node: key ?? node, t, unit };
  return { cell, entry: null, missing: key === undefined ? { what: "operation", size: "" } : missingAt(plan, cell) };
}

/**
 * @param {Plan} plan
 * @param {Cell} cell
 * @returns {Missing | null}
 */
function missingAt(plan, { node, t, unit }) {
  const given = node === "x" ? plan.input : node === "y" ? plan.target : null;
  const id = node.startsWith("o:") ? Number(node.slice(2)) : -1;
  const found = plan.equations.find(({ name }) => name === node) ?? plan.nodes.find((one) => one.id === id);
  if (!found && !given) return { what: "node", size: "" };
  const size = found?.size ?? given?.size ?? 1;
  const { first, last } = stepsOf(plan, node);
  if (t < first || t > last) return { what: "step", size: String(plan.T) };
  return unit < size ? null : { what: "unit", size: String(size) };
}

/**
 * @param {Tensor | undefined} tensor
 * @param {number[]} at
 */
export function entryIn(tensor, at) {
  const flat = at.length > 1 ? at[0] * (tensor?.shape[1] ?? 1) + at[1] : (at[0] ?? 0);
  return tensor?.values[flat];
}

/**
 * What is known of a pinned number at this stop, and what it was in the run before.
 *
 * @param {Run} run
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @param {Run | null} before
 * @param {Pin} pin one that the run has
 * @param {Map<string, Why | string>} answers from the server: operations are known from there alone
 * @returns {PinnedNumber}
 */
export function pinnedNumber(run, itinerary, cursor, before, pin, answers) {
  const { cell, entry } = standing(run.plan, pin);
  if (entry) return entryNumber(run, reach(itinerary, cursor).gradients, before, entry);
  const at = /** @type {Cell} */ (cell);
  if (isOperation(at)) return operationNumber(run, itinerary, cursor, at, answers);
  const { value, gradient } = answer(run, itinerary, cursor, at);
  const was = value === undefined ? null : numberBefore(run, before, at, gradient !== undefined);
  return { value, gradient, valueBefore: was?.value, gradientBefore: was?.gradient };
}

/**
 * @param {Run} run
 * @param {boolean} isBack
 * @param {Run | null} before
 * @param {Entry} entry
 * @returns {PinnedNumber}
 */
function entryNumber(run, isBack, before, { parameter, at }) {
  const was = before?.complete && before.plan.spec_hash !== run.plan.spec_hash && incomparable(run, before) !== "net";
  const gradient = (/** @type {Run} */ of) => (isBack ? entryIn(of.parameterGrads.get(parameter), at) : undefined);
  return {
    value: entryIn(run.parameters.get(parameter), at),
    gradient: gradient(run),
    valueBefore: was ? entryIn(before.parameters.get(parameter), at) : undefined,
    gradientBefore: was ? gradient(before) : undefined,
  };
}

/**
 * @param {Run} run
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @param {Cell} cell
 * @param {Map<string, Why | string>} answers
 * @returns {PinnedNumber}
 */
function operationNumber({ plan, veil }, itinerary, cursor, cell, answers) {
  const asked = question(plan, cell, null);
  const found = asked && answers.get(keyOf(plan, asked));
  const name = plan.nodes.find(({ id }) => id === Number(cell.node.slice(2)))?.equation ?? "";
  const { values, grads } = reach(itinerary, cursor);
  const known = typeof found === "object" ? found : null;
  const told = known && veil ? veiledWhy(known, veil) : known;
  const gradient = told?.gradient ?? (known?.gradient == null ? undefined : Number.NaN);
  return {
    value: holds(values.get(name), cell.t) ? told?.number.value : undefined,
    gradient: holds(grads.get(name), cell.t) ? gradient : undefined,
    valueBefore: undefined,
    gradientBefore: undefined,
  };
}

/**
 * Whether a link may set it.
 *
 * @param {any} pin
 * @returns {pin is Pin}
 */
export function isPin(pin) {
  if (typeof pin !== "object" || pin === null) return false;
  const isIndex = (/** @type {unknown} */ k) => Number.isInteger(k) && /** @type {number} */ (k) >= 0;
  if ("parameter" in pin) {
    return typeof pin.parameter === "string" && Array.isArray(pin.at) && pin.at.length <= 2 && pin.at.every(isIndex);
  }
  const isLabel = pin.label === undefined || typeof pin.label === "string";
  return typeof pin.node === "string" && Number.isInteger(pin.t) && isIndex(pin.unit) && isLabel;
}
