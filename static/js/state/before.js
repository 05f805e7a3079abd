/**
 * The run before: what stood on the page before the last change, to tell what changed and by how much.
 *
 * @import {Cell, Run} from "#app/types.js"
 */

import { at } from "#app/state/series.js";

/**
 * Why two runs cannot be compared number by number.
 *
 * @param {Run} run
 * @param {Run} before
 * @returns {"net" | "length" | null} null: they can be
 */
export function incomparable({ plan }, { plan: other }) {
  const shape = (/** @type {typeof plan} */ { equations, input }) =>
    JSON.stringify([equations.map(({ name, size }) => [name, size]), input?.size]);
  if (shape(plan) !== shape(other)) return "net";
  return plan.T === other.T ? null : "length";
}

/**
 * @param {Run} run
 * @param {Run | null} before
 * @param {Cell} cell
 * @param {boolean} isBack whether the backward pass has passed it
 * @returns {{value: number, gradient: number | undefined} | null} what stood there; null where nothing comparable did
 */
export function numberBefore(run, before, { node, t, unit }, isBack) {
  if (!before?.complete || before.plan.spec_hash === run.plan.spec_hash || incomparable(run, before)) return null;
  const value = node === "x" ? at(before.inputs, t, unit) : at(before.values.get(node), t, unit);
  if (value === undefined) return null;
  return { value, gradient: isBack ? at(before.grads.get(node), t, unit) : undefined };
}
