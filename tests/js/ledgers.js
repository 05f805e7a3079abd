/** Answers for the ledger made up for a run, and scenes of them. */

import { pathBetween } from "#app/layout/gradient/path.js";
import { usersOf } from "#app/state/shares.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { layOut } from "./stage.js";
import { wholeRun as runOf } from "./streams.js";

/** @type {import("#app/types.js").View} */
export const VIEW = { curve: [], cell: null, lanes: "values", show: "gradient" };

/**
 * An answer as the door gives it, its numbers counted up so that every cell is told from the others.
 *
 * @param {import("#app/types.js").Run} run
 * @param {string} parameter
 * @param {{first: number, last: number}} [window]
 */
export function answerFor(run, parameter, window = { first: 1, last: run.plan.T }) {
  const { plan } = run;
  const steps = window.last - window.first + 1;
  const readers = usersOf(plan, [parameter]);
  const cells = new Float64Array(steps * steps);
  const reached = new Uint8Array(steps * steps);
  for (let n = 0; n < steps; n += 1) {
    for (let m = 0; m < steps; m += 1) {
      const [t, k] = [window.first + n, window.first + m];
      if (!run.hasLoss?.[t - 1]) continue;
      if (!pathBetween(plan, { names: ["loss"], t }, { names: readers, t: k }).nodes.size) continue;
      reached[n * steps + m] = 1;
      cells[n * steps + m] = (t - k + 1) * (k % 2 ? 1 : -1);
    }
  }
  const tensor = (/** @type {Float64Array | Uint8Array} */ values, shape = [values.length]) => ({ shape, values });
  const sums = new Float64Array(plan.T).fill(0.5);
  return {
    kind: "ledger",
    asked: "",
    run,
    message: {
      kind: "ledger",
      spec_hash: plan.spec_hash,
      parameter,
      shape: plan.parameters.find(({ name }) => name === parameter)?.shape,
      losses: window,
      copies: window,
      norm: 2,
      direction: true,
    },
    tensors: new Map(
      Object.entries({
        cells: tensor(cells, [steps, steps]),
        norms: tensor(cells.map(Math.abs), [steps, steps]),
        reached: tensor(reached, [steps, steps]),
        rows: tensor(sums),
        columns: tensor(sums),
        row_norms: tensor(sums),
        column_norms: tensor(sums),
      }),
    ),
  };
}

/** @param {string} name @param {object} [more] @param {object} [laid] */
export function sceneOf(name, more = {}, laid = {}) {
  const run = runOf(name);
  const itinerary = itineraryOf(run.plan);
  const parameter = run.plan.parameters[0].name;
  const view = { ...VIEW, laid: { kind: "ledger", ...laid } };
  const answer = run.plan.loss ? answerFor(run, parameter) : null;
  const cursor = itinerary.stops.length - 1;
  return { run, answer, scene: layOut({ run, itinerary, cursor, view, width: 900, height: 640, answer, ...more }) };
}

/** An answer about steps 20 to 30 of "long" alone. @param {object} message @param {object} [tensors] */
export function windowed(message, tensors = {}) {
  const answer = answerFor(runOf("long"), "W", { first: 20, last: 30 });
  Object.assign(answer.message, message);
  for (const [name, values] of Object.entries(tensors)) answer.tensors.set(name, { shape: [values.length], values });
  return answer;
}
