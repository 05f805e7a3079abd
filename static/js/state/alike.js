/**
 * Two runs on ramps with the same ends, so that the same colour is the same number in both.
 *
 * @import {Plan, Run, Series} from "#app/types.js"
 */

import { onceOfTwo } from "#app/state/once.js";

/**
 * A run whose series have the ends that both runs need: what is named the same is coloured the same.
 *
 * @type {(run: Run, other: Run) => Run}
 */
export const alike = onceOfTwo(made);

/**
 * @param {Run} run
 * @param {Run} other
 * @returns {Run}
 */
function made(run, other) {
  return {
    ...run,
    plan: withRanges(run.plan, other.plan),
    inputs: run.inputs && widened(run.inputs, other.inputs),
    lossSeries: run.lossSeries && widened(run.lossSeries, other.lossSeries),
    values: all(run.values, other.values, strangers(run.plan, other.plan)),
    grads: all(run.grads, other.grads),
    norms: all(run.norms, other.norms),
  };
}

/**
 * @param {Map<string, Series>} ours
 * @param {Map<string, Series>} theirs
 * @param {Set<string>} [apart] names that have nothing in common but the name
 */
function all(ours, theirs, apart) {
  return new Map(
    [...ours].map(([name, series]) => [name, apart?.has(name) ? series : widened(series, theirs.get(name))]),
  );
}

/** @type {WeakMap<Series, Series>} the last one made of it: what is cached by it stays cached */
const wider = new WeakMap();

/**
 * @param {Series} series
 * @param {Series | null | undefined} other
 * @returns {Series}
 */
function widened(series, other) {
  if (!other) return series;
  const largest = Math.max(series.largest, other.largest);
  const smallest = Math.min(series.smallest, other.smallest);
  if (largest === series.largest && smallest === series.smallest) return series;
  const last = wider.get(series);
  if (last?.largest === largest && last.smallest === smallest) return last;
  const next = { ...series, largest, smallest };
  wider.set(series, next);
  return next;
}

/** Results that are shown on the two-sided ramp. */
const SIGNED = new Set(["signed", "any", "positive"]);

/**
 * Pairs of equations of one name.
 *
 * @param {Plan} plan
 * @param {Plan} other
 */
function namesakes(plan, other) {
  const theirs = new Map(other.equations.map((equation) => [equation.name, equation]));
  return plan.equations.flatMap((ours) => {
    const same = theirs.get(ours.name);
    return same ? [{ ours, theirs: same }] : [];
  });
}

/**
 * Names of different things, as the o that is a gate here and what is put into a softmax there: on ramps of different
 * kinds nobody takes one for the other.
 *
 * @param {Plan} plan
 * @param {Plan} other
 */
function strangers(plan, other) {
  const found = namesakes(plan, other).filter(
    ({ ours, theirs }) => ours.range !== theirs.range && !(SIGNED.has(ours.range) && SIGNED.has(theirs.range)),
  );
  return new Set(found.map(({ ours }) => ours.name));
}

/**
 * Where a name stands for a tanh here and for any number there, both are shown on the ramp that takes any.
 *
 * @type {(plan: Plan, other: Plan) => Plan}
 */
const withRanges = onceOfTwo((plan, other) => {
  const apart = strangers(plan, other);
  const mixed = namesakes(plan, other).filter(
    ({ ours, theirs }) => ours.range !== theirs.range && !apart.has(ours.name),
  );
  if (!mixed.length) return plan;
  const names = new Set(mixed.map(({ ours }) => ours.name));
  const equations = plan.equations.map((one) =>
    names.has(one.name) ? { ...one, range: /** @type {const} */ ("any") } : one,
  );
  return { ...plan, equations };
});
