/**
 * What there is not at a step: no input, no target and so no loss.
 *
 * @import {Run} from "#app/types.js"
 */

/**
 * Whether there is anything of a name at a step: no target, no loss.
 *
 * @param {Run} run
 * @param {string} name
 * @param {number} t
 */
export function isAbsent(run, name, t) {
  if (name === "x") return run.inputPresent !== null && !run.inputPresent[t - 1];
  if (name === "loss" || name === "y") return run.targetPresent !== null && !run.targetPresent[t - 1];
  return false;
}
