/**
 * What the playhead has passed in the unfolded graph, and how much gradient comes back along an edge.
 *
 * @import {Reach, Run} from "#app/types.js"
 * @import {Reader} from "#app/layout/folded/bundles.js"
 */

import { figure } from "#app/layout/figures.js";
import { logScale } from "#app/layout/logscale.js";
import { rowAtStep, rowsAt } from "#app/layout/unfolded/written.js";
import { isActive } from "#app/state/phases.js";
import { holds } from "#app/state/reach.js";
import { at } from "#app/state/series.js";

/** @typedef {ReturnType<typeof flowOf>} Flow */

/**
 * @param {Run} run
 * @param {Reach} reach
 */
export function flowOf(run, reach) {
  const { plan } = run;
  const scale = logScale([...run.norms.values()], 0, 1);
  const isEverywhere = (/** @type {number} */ t) => [...reach.values.values()].every((span) => holds(span, t));
  const isPassed = (/** @type {string} */ name, /** @type {number} */ t) => {
    if (name === "loss" || name === "y") return isEverywhere(t);
    if (name === "x") return [...reach.values.values()].some((span) => holds(span, t));
    return holds(reach.values.get(name), t);
  };
  const isBack = (/** @type {string} */ name, /** @type {number} */ t) =>
    name === "loss" ? reach.loss && reach.grads.size > 0 : holds(reach.grads.get(name), t);
  /** Whether there is something to read, and it is read in the phases of that step. */
  const isRead = (/** @type {Reader} */ { branches }, /** @type {number} */ t) =>
    !branches.length || branches.some((branch) => isActive(plan, branch, t));

  return {
    isPassed,
    isRead,

    /**
     * What is written at an edge: at one step what is read there, folded all of it.
     *
     * @param {Reader} reader
     * @param {number} t
     * @param {boolean} isDealt
     */
    rowsAt(reader, t, isDealt) {
      if (!isDealt) return rowsAt(plan, reader);
      const row = rowAtStep(plan, reader, t);
      return row ? [row] : [];
    },

    /**
     * The gradient that has come back to a name, drawn along the edges that bring it.
     *
     * @param {string} from the name
     * @param {number} s its step
     * @param {string} to what reads it
     * @param {number} t at which step
     * @returns {{width: number, title: string} | null}
     */
    back(from, s, to, t) {
      if (!isBack(from, s) || !isBack(to, t)) return null;
      const norm = at(run.norms.get(from), s);
      if (norm === undefined || norm === 0) return null;
      const width = Number.isNaN(norm) ? 1.5 : 5 - 3.5 * scale.y(norm);
      return { width, title: `‖∂L/∂${from}‖ (t = ${s}) = ${figure(norm)}` };
    },
  };
}
