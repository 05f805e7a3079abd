// State: folding messages, stops, what the playhead has passed, the set-up's spec, the link.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer } from "#app/state/answer.js";
import { holds, reach } from "#app/state/reach.js";
import { fold } from "#app/state/run.js";
import { at, row } from "#app/state/series.js";
import { FIRST_SETUP, specOf } from "#app/state/setup.js";
import { sizesAfter } from "#app/state/sizes.js";
import { arrived, arrow, itinerary, nearest } from "#app/state/stops.js";
import { NAMES, parcels, wholeRun } from "./streams.js";

/** @import {Run} from "#app/types.js" */

for (const name of NAMES) {
  test(`${name}: folding gives every value of every node`, () => {
    const run = wholeRun(name);
    assert.equal(run.complete, true);
    for (const { name: node, size } of run.plan.equations) {
      for (let t = 1; t <= run.plan.T; t += 1) assert.equal(row(run.values.get(node), t)?.length, size, `${node} ${t}`);
      if (run.plan.loss) assert.equal(typeof at(run.norms.get(node), run.plan.T), "number");
    }
  });
}

test("folding changes no run that was folded before", () => {
  const all = parcels("lstm");
  const early = /** @type {Run} */ (all.slice(0, 3).reduce(fold, /** @type {Run | null} */ (null)));
  const before = JSON.stringify([...early.values.keys(), early.received, row(early.values.get("h"), 1)]);
  all.slice(3).reduce(fold, /** @type {Run | null} */ (early));
  assert.equal(JSON.stringify([...early.values.keys(), early.received, row(early.values.get("h"), 1)]), before);
  assert.equal(row(early.values.get("h"), 7), null);
});

test("a message before the plan is a mistake", () => {
  assert.throws(() => fold(null, parcels("lstm")[1]), /plan/);
});

test("the stops of an LSTM: forward, loss, backward, gradients", () => {
  const { stops } = itinerary(wholeRun("lstm").plan);
  const told = stops.map(({ kind, t }) => `${kind}${t || ""}`);
  assert.deepEqual(told, [
    ...[1, 2, 3, 4, 5, 6, 7].map((t) => `forward${t}`),
    "loss",
    ...[7, 6, 5, 4, 3, 2, 1].map((t) => `backward${t}`),
    "gradients",
  ]);
});

test("a net that reads both ways is walked both ways, there and back", () => {
  const { walks, stops } = itinerary(wholeRun("bidirectional").plan);
  assert.deepEqual(walks.map(({ kind, direction }) => `${kind} ${direction}`).sort(), [
    "backward -1",
    "backward 1",
    "forward -1",
    "forward 1",
  ]);
  assert.equal(stops.length, 4 * 4 + 2);
});

test("without a loss there is no way back", () => {
  const { stops } = itinerary(wholeRun("forward_only").plan);
  assert.deepEqual(
    stops.map(({ kind }) => kind),
    ["forward", "forward", "forward"],
  );
});

test("only what has arrived can be stood at", () => {
  const all = parcels("lstm");
  /** @type {Run | null} */
  let run = null;
  let last = 0;
  for (const parcel of all) {
    run = fold(run, parcel);
    const now = arrived(itinerary(run.plan), run);
    assert.ok(now >= last);
    last = now;
  }
  assert.equal(last, 16);
  const first = /** @type {Run} */ (all.slice(0, 2).reduce(fold, /** @type {Run | null} */ (null)));
  assert.equal(arrived(itinerary(first.plan), first), 1);
});

test("arrows move the playhead where they point, over the loss into the way back", () => {
  const plan = wholeRun("lstm").plan;
  const way = itinerary(plan);
  const loss = way.stops.findIndex(({ kind }) => kind === "loss");
  assert.equal(arrow(way, 0, -1), 0);
  assert.equal(arrow(way, 2, 1), 3);
  assert.equal(way.stops[arrow(way, loss, -1)].kind, "backward");
  assert.equal(arrow(way, loss, 1), loss);
  const back4 = way.stops.findIndex(({ kind, t }) => kind === "backward" && t === 4);
  assert.equal(way.stops[arrow(way, back4, -1)].t, 3);
  assert.equal(way.stops[arrow(way, back4, 1)].t, 5);
});

test("a person stays at their stop when the sentence grows", () => {
  const [short, long] = [itinerary(wholeRun("lstm").plan), itinerary(wholeRun("long").plan)];
  const at4 = short.stops.findIndex(({ kind, t }) => kind === "backward" && t === 4);
  assert.deepEqual(long.stops[nearest(long, short.stops[at4], short.T)].t, 4);
  assert.equal(long.stops[nearest(long, short.stops[7], short.T)].kind, "loss");
  assert.equal(short.stops[nearest(short, long.stops[50], long.T)].t, 7);
});

test("the playhead has passed nothing it has not been at", () => {
  const run = wholeRun("lstm");
  const way = itinerary(run.plan);
  const at3 = reach(way, 2);
  assert.deepEqual(at3.values.get("h"), { first: 1, last: 3 });
  assert.equal(holds(at3.grads.get("h"), 7), false);
  assert.equal(at3.loss, false);
  const back5 = reach(
    way,
    way.stops.findIndex(({ kind, t }) => kind === "backward" && t === 5),
  );
  assert.deepEqual(back5.grads.get("h"), { first: 5, last: 7 });
  assert.equal(back5.loss, true);
  assert.equal(back5.gradients, false);
});

test("each walk of a net that reads both ways is passed after the one before it", () => {
  const way = itinerary(wholeRun("bidirectional").plan);
  const { values } = reach(way, 5); // four steps of h, then g at 4 and 3
  assert.deepEqual(values.get("h"), { first: 1, last: 4 });
  assert.deepEqual(values.get("g"), { first: 3, last: 4 });
});

test("an answer keeps back what the playhead has not passed", () => {
  const run = wholeRun("lstm");
  const way = itinerary(run.plan);
  const early = answer(run, way, 1, { node: "h", t: 5, unit: 2 });
  assert.deepEqual([early.value, early.gradient], [undefined, undefined]);
  const late = answer(run, way, way.stops.length - 1, { node: "h", t: 5, unit: 2 });
  assert.equal(late.value, at(run.values.get("h"), 5, 2));
  assert.equal(late.gradient, at(run.grads.get("h"), 5, 2));
  assert.equal(answer(run, way, 0, { node: "h", t: 0, unit: 99 }).value, 0);
});

test("the target of each token is the next one", () => {
  const spec = specOf({ ...FIRST_SETUP, sentence: "a b a" });
  assert.deepEqual(spec.tokens, ["a", "b", "a"]);
  assert.deepEqual(spec.targets, ["b", "a", "(end)"]);
  assert.deepEqual(spec.vocabulary, ["a", "b", "(end)"]);
  assert.deepEqual(spec, specOf({ ...FIRST_SETUP, sentence: "a b a" }));
});

test("sizes follow what the server says of the net", () => {
  const setup = { ...FIRST_SETUP, sizes: { h: 8 } };
  const missing = { message: "line 5, column 1: the size of g is not known: give sizes.g\n    g = …" };
  assert.deepEqual(sizesAfter(missing, setup, { g: 5 }), { h: 8, g: 5 });
  assert.deepEqual(sizesAfter({ message: "sizes: there is no h in the net" }, setup, {}), {});
  assert.equal(sizesAfter({ message: "line 1, column 2: unknown function" }, setup, {}), null);
  assert.equal(sizesAfter({ message: "give sizes.h" }, setup, {}), null);
  const clash = { message: "line 3, column 8: the sum has 8 units (sizes) but y has 4 units (targets)" };
  assert.equal(sizesAfter(clash, setup, {}, false), null);
  assert.deepEqual(sizesAfter(clash, setup, {}, true), {});
});
