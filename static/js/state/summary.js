/**
 * One step in a few numbers, for those who hear the page: how far each gate is open, how many units are at their
 * limit, how large the gradient is.
 *
 * @import {Equation, Run} from "#app/types.js"
 */

import { at, row } from "#app/state/series.js";

const NEAR_LIMIT = 0.05; // a sigmoid below 5 % or above 95 %, a tanh as near to ±1

/**
 * @param {Run} run
 * @param {Equation} equation
 * @param {number} t
 * @returns {{mean: number, low: number, high: number, atLimit: number, size: number} | null} null where it has not arrived
 */
export function spreadOf(run, { name, range }, t) {
  const values = row(run.values.get(name), t);
  if (!values?.length) return null;
  const near = range === "signed" ? 2 * NEAR_LIMIT : NEAR_LIMIT;
  const isAtLimit = (/** @type {number} */ value) =>
    range === "unit" ? value < near || value > 1 - near : range === "signed" && Math.abs(value) > 1 - near;
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    mean: sum / values.length,
    low: Math.min(...values),
    high: Math.max(...values),
    atLimit: values.filter(isAtLimit).length,
    size: values.length,
  };
}

/**
 * The gates of a step: what a sigmoid made and something is multiplied with.
 *
 * @param {Run} run
 * @param {number} t
 */
export function gatesOf(run, t) {
  return run.plan.equations.flatMap((equation) => {
    if (equation.role !== "gate") return [];
    const spread = spreadOf(run, equation, t);
    return spread ? [{ equation, ...spread }] : [];
  });
}

/**
 * The gradient's norm at a step, and how it compares with the last step's.
 *
 * @param {Run} run
 * @param {string} name
 * @param {number} t
 * @returns {{norm: number, times: number} | null} times: norm at t over norm at T
 */
export function gradientOf(run, name, t) {
  const norm = at(run.norms.get(name), t);
  if (norm === undefined) return null;
  return { norm, times: norm / (at(run.norms.get(name), run.plan.T) ?? Number.NaN) };
}
