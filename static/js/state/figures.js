/**
 * What two runs are compared in: how many parameters, how many steps, the loss, the word that comes out, and one
 * number with its gradient. Nothing that the playhead has not passed.
 *
 * @import {Cell, Itinerary, Plan, Run} from "#app/types.js"
 */

import { answer } from "#app/state/answer.js";
import { reach as reachOf } from "#app/state/reach.js";
import { at, row } from "#app/state/series.js";

/**
 * @typedef {object} Figures
 * @property {number} parameters
 * @property {number} T
 * @property {number | null} loss
 * @property {{word: string, t: number, sure: number} | null} output the word that has most, at the newest step
 */

/**
 * @param {Run} run
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @returns {Figures}
 */
export function figuresOf(run, itinerary, cursor) {
  const reach = reachOf(itinerary, Math.max(0, cursor));
  const { plan } = run;
  return {
    parameters: countOf(plan),
    T: plan.T,
    loss: reach.loss ? run.loss : null,
    output: cursor < 0 ? null : said(run, reach),
  };
}

/**
 * Numbers in all parameters together.
 *
 * @param {Plan} plan
 */
export function countOf({ parameters }) {
  return parameters.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);
}

/**
 * @param {Run} run
 * @param {ReturnType<typeof reachOf>} reach
 */
function said(run, reach) {
  const { equations, vocabulary } = run.plan;
  const output = equations.find(({ role, size }) => role === "output" && size === vocabulary?.length);
  const span = output && reach.values.get(output.name);
  if (!output || !vocabulary || !span || span.first > span.last) return null;
  const values = row(run.values.get(output.name), span.last);
  if (!values?.length) return null;
  const best = values.indexOf(Math.max(...values));
  return best < 0 ? null : { word: vocabulary[best], t: span.last, sure: values[best] };
}

/**
 * The same number of a run, where it has one.
 *
 * @param {Run} run
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @param {Cell} cell
 * @returns {{value: number | undefined, gradient: number | undefined} | null} null where the run has no such number
 */
export function numberAt(run, itinerary, cursor, cell) {
  const { plan } = run;
  const size = cell.node === "x" ? plan.input?.size : plan.equations.find(({ name }) => name === cell.node)?.size;
  if (cursor < 0 || size === undefined || cell.unit >= size || cell.t < 1 || cell.t > plan.T) return null;
  const { value, gradient } = answer(run, itinerary, cursor, cell);
  return { value, gradient };
}

/**
 * The norm of a node's gradient at a step, where the playhead has passed it.
 *
 * @param {Run} run
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @param {string} node
 * @param {number} t
 */
export function normAt(run, itinerary, cursor, node, t) {
  const span = cursor < 0 ? undefined : reachOf(itinerary, cursor).grads.get(node);
  return span && t >= span.first && t <= span.last ? at(run.norms.get(node), t) : undefined;
}
