/**
 * What is known of one number: where it stands, its value, its gradient if the playhead has passed it.
 *
 * @import {Cell, Equation, Itinerary, Run} from "#app/types.js"
 */

import { holds, reach } from "#app/state/reach.js";
import { at, row } from "#app/state/series.js";

/**
 * @typedef {object} Answer
 * @property {Cell} cell
 * @property {Equation | null} equation null for the input
 * @property {number} size
 * @property {number | undefined} value undefined where it is not reached
 * @property {number | undefined} gradient of the loss by it
 * @property {number | undefined} norm of the gradient of the whole node at this step
 */

/**
 * @param {Run} run
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @param {Cell} cell
 * @returns {Answer}
 */
export function answer(run, itinerary, cursor, cell) {
  const { node, t } = cell;
  const equation = run.plan.equations.find(({ name }) => name === node) ?? null;
  const given = node === "y" ? run.plan.target : run.plan.input;
  const size = equation?.size ?? given?.size ?? 1;
  const unit = Math.max(0, Math.min(size - 1, cell.unit));
  const passed = reach(itinerary, cursor);
  const sound = { node, t, unit };
  if (t < 1 || t > run.plan.T) return { equation, size, ...initial(run, passed.gradients, sound) };
  if (!equation) {
    const value = at(node === "y" ? run.targets : run.inputs, t, unit);
    return { cell: sound, equation, size, value, gradient: undefined, norm: undefined };
  }
  const back = holds(passed.grads.get(node), t);
  return {
    cell: sound,
    equation,
    size,
    value: holds(passed.values.get(node), t) ? row(run.values.get(node), t)?.[unit] : undefined,
    gradient: back ? at(run.grads.get(node), t, unit) : undefined,
    norm: back ? at(run.norms.get(node), t) : undefined,
  };
}

/** @type {Record<string, [number, number]>} key -> steps and units to move by */
const NEIGHBOURS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The number beside another one: earlier or later, above or below.
 *
 * @param {Cell} cell
 * @param {string} key
 * @param {number} T
 * @param {number} size
 * @returns {Cell | null} null for a key that means none
 */
export function neighbour({ node, t, unit }, key, T, size) {
  const by = NEIGHBOURS[key];
  if (!by) return null;
  const within = (/** @type {number} */ at, /** @type {number} */ first, /** @type {number} */ last) =>
    Math.max(first, Math.min(last, at));
  return { node, t: within(t + by[0], 1, T), unit: within(unit + by[1], 0, size - 1) };
}

/**
 * @param {Run} run
 * @param {boolean} gradients
 * @param {Cell} cell
 */
function initial(run, gradients, cell) {
  const { node, t, unit } = cell;
  const k = t < 1 ? -t : t - run.plan.T - 1;
  const entry = (/** @type {import("#app/types.js").Tensor | undefined} */ tensor) =>
    tensor?.values[k * (tensor.shape.at(-1) ?? 1) + unit];
  return {
    cell,
    value: entry(run.initial.get(node)),
    gradient: gradients ? entry(run.initialGrads.get(node)) : undefined,
    norm: undefined,
  };
}
