// Changing numbers in the middle of a run: what a slider writes, what holds a number, what it was before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { undoKey } from "#app/controls/before.js";
import { changedSeries, incomparable, numberBefore } from "#app/state/before.js";
import { holding, holdsStep, withHold, withSet, withSilence } from "#app/state/changes.js";
import { stepSet, withInitial, withoutInitial, withoutStep, withStep } from "#app/state/givenchanges.js";
import { row } from "#app/state/series.js";
import { changed, FIRST_SETUP, specOf } from "#app/state/setup.js";
import { wholeRun } from "./streams.js";

const cell = { node: "f", t: 3, unit: 1 };

test("a slider writes one change, however often it moves", () => {
  let changes = /** @type {Record<string, unknown>[]} */ ([]);
  for (const to of [0.1, 0.5, 0.9]) changes = withHold(changes, cell, { steps: "this", units: "this" }, to);
  assert.deepEqual(changes, [{ hold: "f", to: 0.9, steps: [3], units: [1] }]);
  changes = withHold(changes, cell, { steps: "on", units: "all" }, 1);
  assert.deepEqual(changes[1], { hold: "f", to: 1, steps: { from: 3 } });
  assert.deepEqual(withHold([], cell, { steps: "all", units: "all" }, 0), [{ hold: "f", to: 0 }]);
});

test("the last change that reaches a number is what holds it", () => {
  const changes = [
    { hold: "f", to: 1, steps: { from: 2, to: 4 } },
    { silence: "f", units: [1] },
  ];
  assert.equal(holding(changes, cell), changes[1]);
  assert.equal(holding(changes, { ...cell, unit: 0 }), changes[0]);
  assert.equal(holding(changes, { ...cell, unit: 0, t: 5 }), null);
  assert.equal(holding(changes, { ...cell, node: "i" }), null);
  assert.ok(holdsStep(undefined, 7) && holdsStep([7], 7) && !holdsStep([6], 7));
});

test("a unit is silenced and heard again; a weight is set once", () => {
  const silent = withSilence([], cell);
  assert.deepEqual(silent, [{ silence: "f", units: [1] }]);
  assert.deepEqual(withSilence(silent, cell), []);
  const set = withSet(withSet([], "W", [0, 1], 2), "W", [0, 1], 3);
  assert.deepEqual(set, [{ set: "W", at: [0, 1], to: 3 }]);
});

test("changes are part of the spec, and none are no key", () => {
  const changes = [{ silence: "h", units: [0] }];
  assert.deepEqual(specOf(changed(FIRST_SETUP, { changes })).changes, changes);
  assert.ok(!("changes" in specOf(FIRST_SETUP)));
});

test("only runs of one net and one length are compared", () => {
  const run = wholeRun("lstm");
  assert.equal(incomparable(run, run), null);
  assert.equal(incomparable(run, wholeRun("gru")), "net");
  assert.equal(incomparable(run, { ...run, plan: { ...run.plan, T: 3 } }), "length");
  const other = { ...run, plan: { ...run.plan, spec_hash: "other" } };
  const was = numberBefore(run, other, { node: "h", t: 2, unit: 0 }, false);
  assert.equal(was?.value, row(run.values.get("h"), 2)?.[0]);
  assert.equal(was?.gradient, undefined, "the backward pass is still ahead");
  assert.equal(numberBefore(run, run, { node: "h", t: 2, unit: 0 }, true), null);
});

test("undo and redo have the keys of the system", () => {
  const key = { key: "z", ctrlKey: true, metaKey: false, shiftKey: false, altKey: false };
  const of = (/** @type {Partial<typeof key>} */ more) => undoKey(/** @type {any} */ ({ ...key, ...more }));
  assert.deepEqual([of({}), of({ shiftKey: true }), of({ key: "y" }), of({ ctrlKey: false })], [-1, 1, 1, 0]);
  assert.equal(of({ ctrlKey: false, metaKey: true }), -1);
  assert.equal(of({ altKey: true }), 0);
});

test("lanes of changes hold by how much each number differs from what it was", () => {
  const run = wholeRun("lstm");
  const h = /** @type {import("#app/types.js").Series} */ (run.values.get("h"));
  const moved = { ...h, blocks: h.blocks.map((block) => ({ ...block, values: block.values.map((v) => v + 0.25) })) };
  const change = changedSeries(h, moved);
  assert.ok(change);
  assert.equal(changedSeries(h, moved), change, "worked out once");
  for (let t = 1; t <= run.plan.T; t += 1) assert.ok(row(change, t)?.every((v) => Math.abs(v + 0.25) < 1e-12));
  assert.equal(changedSeries(h, { ...h, width: 3 }), null, "of another width");
});

test("a step is replaced, removed and given back as a whole", () => {
  const removed = withStep([], "x", 3, null);
  assert.deepEqual(removed, [{ set: "x", at: [3], to: null }]);
  const other = withStep(removed, "x", 3, "went");
  assert.deepEqual(other, [{ set: "x", at: [3], to: "went" }]); // one change, not two
  assert.equal(stepSet(other, "x", 3)?.to, "went");
  assert.equal(stepSet(withSet([], "x", [3, 0], 1), "x", 3), null); // a number of it is not the whole step
  assert.deepEqual(withoutStep(withStep(other, "y", 3, null), "x", 3), [{ set: "y", at: [3], to: null }]);
});

test("one value before the first step is changed, the others stay to the last digit", () => {
  const whole = { shape: [2, 2], values: Float64Array.of(0.1, 1 / 3, 0, -2) };
  const initial = withInitial({ c: "1" }, whole, 5, { node: "h", t: 0, unit: 0 }, 0.5);
  assert.deepEqual(initial, { c: "1", h: `0.5 ${1 / 3}\n0 -2` });
  assert.equal(withInitial({}, whole, 5, { node: "h", t: -1, unit: 1 }, 4).h, `0.1 ${1 / 3}\n0 4`);
  assert.equal(withInitial({}, whole, 5, { node: "h", t: 6, unit: 1 }, 4).h, "0.1 4\n0 -2"); // of a net that reads backwards
  assert.deepEqual(withoutInitial(initial, "h"), { c: "1" });
});
