// What each step's copy of a parameter adds to its gradient: what is known of it, and what the playhead lets show.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reach } from "#app/state/reach.js";
import { normOf, parametersIn, shareAt, sharesOf, sharesReached, usersOf } from "#app/state/shares.js";
import { itinerary } from "#app/state/stops.js";
import { ALL_NETS, wholeRun } from "./streams.js";

/** @param {number} value @param {number} wanted @param {string} [where] */
const near = (value, wanted, where) =>
  assert.ok(Math.abs(value - wanted) <= 1e-12 * Math.max(1e-300, Math.abs(wanted)), `${where}: ${value} ≠ ${wanted}`);
const total = (/** @type {Iterable<number>} */ rows) => [...rows].reduce((sum, part) => sum + part, 0);

for (const name of ALL_NETS.filter((one) => one !== "forward_only" && one !== "exploding")) {
  test(`the shares of every parameter of ${name}, and of all of them together, add up to the gradient's norm`, () => {
    const run = wholeRun(name);
    const all = run.plan.parameters.map((parameter) => parameter.name);
    for (const names of [...all.map((one) => [one]), all]) {
      const found = sharesOf(run, names);
      assert.ok(found);
      assert.equal(found.along.length, run.plan.T);
      near(total(found.along), found.whole, names.join());
      assert.ok(total(found.norms) >= found.whole * (1 - 1e-12));
    }
    near(sharesOf(run, all)?.whole ?? 0, normOf([...run.parameterGrads.values()].flatMap(({ values }) => [...values])));
  });
}

test("a net without a loss has no shares", () => {
  const run = wholeRun("forward_only");
  assert.equal(sharesOf(run, ["W"]), null);
  assert.equal(shareAt(run, reach(itinerary(run.plan), 2), "W", 1), null);
});

test("a share is told from where the playhead has passed its step on the way back, the way it is there", () => {
  const run = wholeRun("lstm");
  const stops = itinerary(run.plan);
  const at = (/** @type {number} */ cursor, /** @type {number} */ t) => shareAt(run, reach(stops, cursor), "W_hf", t);
  const turn = stops.stops.findIndex(({ kind }) => kind === "loss");
  assert.equal(at(turn, 7), null);
  assert.deepEqual([at(turn + 1, 7) !== null, at(turn + 1, 6)], [true, null]);
  assert.deepEqual(at(turn + 4, 4), { along: run.shares.get("W_hf")?.[3], norm: run.shareNorms.get("W_hf")?.[3] });
  assert.equal(at(turn + 4, 3), null);
  assert.equal(at(turn + 4, 8), null);
});

test("a parameter that two directions share has a whole share only where both have passed", () => {
  const run = wholeRun("bidirectional");
  const stops = itinerary(run.plan);
  const last = stops.stops.length - 1;
  const both = ["U", "P"].filter((name) => parametersIn(run.plan, name).length);
  const names = both.length === 2 ? both : run.plan.parameters.map(({ name }) => name);
  const spans = stops.stops.map((_, cursor) => sharesReached(run.plan, reach(stops, cursor), names));
  assert.deepEqual(spans[last], { first: 1, last: run.plan.T });
  for (const [cursor, { first, last: end }] of spans.entries()) {
    const { grads } = reach(stops, cursor);
    for (const user of usersOf(run.plan, names)) {
      const own = grads.get(user);
      if (own && first <= end) assert.ok(own.first <= first && own.last >= end, `${cursor} ${user}`);
    }
  }
});

test("names that are no parameters are left out", () => {
  const { plan } = wholeRun("lstm");
  assert.deepEqual(parametersIn(plan, "h W_hf nothing W_hi"), ["W_hi", "W_hf"]);
  assert.deepEqual(parametersIn(plan, null), []);
  assert.deepEqual(usersOf(plan, ["V", "W_xi"]), ["yhat", "i"]);
});

test("norms neither overflow nor vanish", () => {
  near(normOf([3e200, 4e200]), 5e200);
  near(normOf([3e-200, 4e-200]), 5e-200);
  assert.equal(normOf([1, Number.POSITIVE_INFINITY]), Number.POSITIVE_INFINITY);
  assert.ok(Number.isNaN(normOf([1, Number.NaN])));
  assert.equal(normOf([]), 0);
});
