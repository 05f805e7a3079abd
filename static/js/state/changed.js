/**
 * A run as its difference from the run before: where a number stood stands by how much it has changed. What draws a
 * run draws this.
 *
 * @import {Equation, Plan, Run, Series, Tensor, View} from "#app/types.js"
 * @import {Dependence} from "#app/state/dependence.js"
 */

import { changedSeries, incomparable } from "#app/state/before.js";
import { once, onceOfTwo } from "#app/state/once.js";
import { row } from "#app/state/series.js";

/**
 * Whether changes are to be seen, and can be.
 *
 * @param {Run} run
 * @param {Run | null | undefined} before
 * @param {View} view
 * @returns {before is Run}
 */
export function showsChanges(run, before, view) {
  if (!view.changes || view.open || view.show === "gradient" || !before?.complete || !run.complete) return false;
  return before.plan.spec_hash !== run.plan.spec_hash && !incomparable(run, before);
}

/** @type {(run: Run, before: Run) => Run} */
export const changedRun = onceOfTwo(difference);

/**
 * @param {Run} run
 * @param {Run} before
 * @returns {Run}
 */
function difference(run, before) {
  const { losses } = run;
  return {
    ...run,
    isChange: true,
    plan: signed(run.plan),
    values: between(run.values, before.values),
    grads: between(run.grads, before.grads),
    inputs: apart(run.inputs, before.inputs),
    targets: run.targets,
    initial: new Map([...run.initial].map(([name, rows]) => [name, rowsApart(rows, before.initial.get(name))])),
    losses: losses?.map((value, k) => value - (before.losses?.[k] ?? value)) ?? null,
    lossSeries: apart(run.lossSeries, before.lossSeries),
  };
}

/**
 * What has changed has no range: it may be of either sign, and of any size.
 *
 * @type {(plan: Plan) => Plan}
 */
const signed = once((plan) => {
  const equations = plan.equations.map((one) => ({ ...one, range: /** @type {Equation["range"]} */ ("any") }));
  return { ...plan, equations };
});

/**
 * @param {Map<string, Series>} now
 * @param {Map<string, Series>} was
 */
function between(now, was) {
  return new Map([...now].map(([name, series]) => [name, apart(series, was.get(name)) ?? series]));
}

/**
 * @template {Series | null} S
 * @param {S} now
 * @param {Series | null | undefined} was
 * @returns {S}
 */
function apart(now, was) {
  return /** @type {S} */ (changedSeries(now ?? undefined, was ?? undefined) ?? now);
}

/**
 * @param {Tensor} now
 * @param {Tensor | undefined} was
 * @returns {Tensor}
 */
function rowsApart(now, was) {
  return { ...now, values: Float64Array.from(now.values, (value, k) => value - (was?.values[k] ?? value)) };
}

/**
 * How many values depend, and how many of those are not as before.
 *
 * @param {Dependence} of
 * @param {Run} changes
 */
export function countReached(of, { plan, values }) {
  const found = { depend: 0, changed: 0, all: 0 };
  for (const { name, size } of plan.equations) {
    const series = values.get(name);
    const mask = of.values.get(name);
    const units = of.isCoarse ? 1 : size;
    found.all += plan.T * units;
    for (let t = 1; t <= plan.T && mask?.length; t += 1) {
      const now = row(series, t);
      for (let unit = 0; unit < units; unit += 1) {
        if (!mask[(t - 1) * units + unit]) continue;
        found.depend += 1;
        if (of.isCoarse ? now?.some((value) => value !== 0) : now?.[unit] !== 0) found.changed += 1;
      }
    }
  }
  return found;
}
