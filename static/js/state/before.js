/**
 * The run before: what stood on the page before the last change, to tell what changed and by how much.
 *
 * @import {Cell, Run, Series} from "#app/types.js"
 */

import { onceOfTwo } from "#app/state/once.js";
import { append, at, row } from "#app/state/series.js";

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
  const series = node === "x" ? before.inputs : node === "y" ? before.targets : before.values.get(node);
  const value = at(series, t, unit);
  if (value === undefined) return null;
  return { value, gradient: isBack ? at(before.grads.get(node), t, unit) : undefined };
}

/**
 * How much each number of a node differs from what it was, at the steps that both runs have.
 *
 * @param {Series | undefined} now
 * @param {Series | undefined} before
 * @returns {Series | null}
 */
export function changedSeries(now, before) {
  if (!now || !before || now.width !== before.width) return null;
  return difference(now, before);
}

const difference = onceOfTwo((/** @type {Series} */ now, /** @type {Series} */ before) => {
  const veiled = Boolean(now.veiled || before.veiled);
  const found = now.blocks.reduce((/** @type {Series | undefined} */ grown, { first, last, values }) => {
    const rows = last - first + 1;
    const was = Array.from({ length: rows }, (_, k) => row(before, first + k));
    const apart = values.map((value, at) => value - (was[Math.floor(at / now.width)]?.[at % now.width] ?? value));
    return append(grown, first, { shape: [rows, now.width], values: apart });
  }, undefined) ?? { ...now, blocks: [] };
  return veiled ? { ...found, veiled } : found;
});
