// What a change has reached on the stage: what depends and has changed, what depends and has not, what does not depend.

import assert from "node:assert/strict";
import { test } from "node:test";
import { looksOf } from "#app/layout/legend.js";
import { changedRun, countReached } from "#app/state/changed.js";
import { dependence, depends } from "#app/state/dependence.js";
import { append } from "#app/state/series.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { cutAt, edgeNamed, heldAt } from "#app/state/surgery.js";
import { layOut } from "./stage.js";
import { wholeRun } from "./streams.js";

/** @import {Run, Series, View} from "#app/types.js" */

const NAME = "lstm";

/** @type {Map<string, Run>} */
const runs = new Map();

/** @param {string} name */
function runOf(name) {
  const found = runs.get(name) ?? wholeRun(name);
  runs.set(name, found);
  return found;
}

/** @param {string} name @param {Partial<View>} [view] */
function sightOf(name, view = {}) {
  const run = runOf(name);
  const itinerary = itineraryOf(run.plan);
  /** @type {View} */
  const seen = { curve: ["h"], cell: null, lanes: "values", ...view };
  return { run, itinerary, cursor: itinerary.stops.length - 1, view: seen, width: 708, height: 612 };
}

/**
 * The run before: with another x at one step, and numbers that were others wherever `reached` says so.
 *
 * @param {Run} run
 * @param {number} step
 * @returns {Run}
 */
function before(run, step) {
  const moved = (/** @type {Series} */ series, /** @type {number} */ from, /** @type {number} */ to) =>
    series.blocks.reduce((/** @type {Series | undefined} */ grown, { first, last, values }) => {
      const other = values.map((value, k) => {
        const t = first + Math.floor(k / series.width);
        return t >= from && t <= to ? value + 0.25 : value;
      });
      return append(grown, first, { shape: [last - first + 1, series.width], values: other });
    }, undefined) ?? series;
  const values = new Map([...run.values].map(([name, series]) => [name, moved(series, step, run.plan.T - 1)]));
  return {
    ...run,
    plan: { ...run.plan, spec_hash: "before" },
    inputs: run.inputs && moved(run.inputs, step, step),
    values,
  };
}

/** @param {Partial<View>} view @param {number} [step] */
function seen(view, step = 3) {
  const run = runOf(NAME);
  const sight = sightOf(NAME, { ...view, changes: true });
  return layOut({ ...sight, run, cursor: sight.itinerary.stops.length - 1, before: before(run, step) });
}

test("what stands before the changed step does not depend, what comes later does", () => {
  const run = runOf(NAME);
  const of = dependence(run, before(run, 3));
  assert.ok(of);
  for (const { name, size } of run.plan.equations) {
    for (let t = 1; t <= run.plan.T; t += 1) {
      for (let unit = 0; unit < size; unit += 1) {
        assert.equal(depends(of, "values", name, t, unit, size), t >= 3, `${name}, t = ${t}`);
        assert.ok(depends(of, "grads", name, t, unit, size) || name === "yhat", `∂L/∂${name}, t = ${t}`);
      }
    }
  }
  const { depend, changed, all } = countReached(of, changedRun(run, before(run, 3)));
  const units = run.plan.equations.reduce((sum, { size }) => sum + size, 0);
  assert.deepEqual(
    [depend, changed, all],
    [5, 4, 7].map((steps) => steps * units),
  );
});

test("what depends is found once while a matrix is scaled by more and more", () => {
  const run = runOf(NAME);
  const scaled = (/** @type {number} */ by) => ({ ...run, plan: { ...run.plan, changes: [{ scale: "W_hf", by }] } });
  const found = dependence(scaled(1.1), before(run, 3));
  assert.ok(found);
  assert.equal(dependence(scaled(1.2), before(run, 3)), found);
});

test("the three cases are told apart in columns, by more than a colour", () => {
  const { boxes, words, vectors } = seen({});
  const toneAt = (/** @type {number} */ t) => {
    const vector = vectors.find((one) => one.node === "c" && one.t === t);
    return boxes.find(({ key }) => key === `case-${vector?.key}`)?.tone;
  };
  assert.deepEqual([1, 2, 3, 6, 7].map(toneAt), ["case apart", "case apart", "case changed", "case changed", "case same"]); // biome-ignore format: one line
  assert.ok(words.some(({ key, text }) => key.startsWith("same-c") && text === "="));
  assert.equal(boxes.filter(({ tone }) => /\bpill\b.*\bchanged\b/u.test(tone)).length, 1); // x at t = 3 alone
  const vector = vectors.find((one) => one.node === "c" && one.t === 3);
  assert.ok(Array.from(vector?.values ?? []).every((value) => Math.abs(value + 0.25) < 1e-12));
});

test("lanes, strips and graph mark the same", () => {
  const lanes = seen({}).boxes.filter(({ key }) => key.startsWith("apart-lane-c"));
  assert.equal(lanes.length, 1);
  const strips = seen({ camera: { pitch: 3, centre: 4 } }).boxes.filter(({ key }) => key.startsWith("apart-lane-c"));
  assert.equal(strips.length, 1);
  const copies = seen({ show: "graph", camera: { pitch: 90, centre: 3 } }).unfolded?.copies ?? [];
  for (const { t, nodes } of copies) {
    const tone = nodes
      .find(({ name }) => name === "c")
      ?.tone.split(" ")
      .at(-1);
    assert.equal(tone, t < 3 ? "apart" : t < 7 ? "changed" : "same", `t = ${t}`);
  }
});

test("a switch that has nothing to compare with changes nothing", () => {
  const sight = sightOf(NAME, { changes: true });
  const plain = layOut({ ...sightOf(NAME), before: null });
  assert.deepEqual(layOut({ ...sight, before: null }).boxes, plain.boxes);
  const other = { ...runOf("gru"), plan: { ...runOf("gru").plan, spec_hash: "before" } };
  assert.deepEqual(layOut({ ...sight, before: other }).boxes, plain.boxes);
});

test("the legend says what the lanes show, where that is something else", () => {
  const names = new Set(runOf(NAME).plan.equations.map(({ name }) => name));
  const sight = sightOf(NAME);
  const last = sight.itinerary.stops.length - 1;
  const values = looksOf(layOut({ ...sight, cursor: last }), names);
  assert.ok(values.every(({ place }) => place === "all"));
  const gradients = looksOf(layOut({ ...sightOf(NAME, { lanes: "gradients" }), cursor: last }), names);
  const ofLanes = gradients.filter(({ place }) => place === "lanes");
  assert.ok(ofLanes.length > 0 && ofLanes.every(({ ramp }) => ramp === "signed"));
  const gates = ofLanes.filter(({ nodes }) => nodes.includes("f"));
  assert.ok(gates.length === 1 && gates[0].limit < 1);
});

test("what a change says is read step by step and unit by unit", () => {
  const plan = { ...runOf(NAME).plan, T: 4 };
  const changes = [
    { hold: "f", to: [0.1, 0.2], steps: { from: 2, to: 3 }, units: [0, 2] },
    { silence: "f", units: [2], steps: [3] },
    { cut: "h[t-1]", into: "f", steps: [4] },
    { detach: "h[t-1]" },
  ];
  const held = heldAt({ ...plan, changes }, "f", 3);
  assert.deepEqual(Array.from(held?.is ?? []), [0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0]);
  assert.deepEqual(Array.from(held?.value ?? []), [0, 0, 0, 0.1, 0, 0.2, 0.1, 0, 0, 0, 0, 0]);
  assert.equal(heldAt({ ...plan, changes }, "i", 3), null);
  const edge = edgeNamed(" h[ t - 1 ] ");
  assert.deepEqual(edge, { from: "h", shift: -1 });
  assert.deepEqual(edgeNamed("x"), { from: "x", shift: 0 });
  assert.deepEqual(edgeNamed("g[t+2]"), { from: "g", shift: 2 });
  assert.deepEqual(Array.from((edge && cutAt({ ...plan, changes }, "cut", edge, "f")) ?? []), [0, 0, 0, 1]);
  assert.equal(edge && cutAt({ ...plan, changes }, "cut", edge, "i"), null);
  assert.deepEqual(Array.from((edge && cutAt({ ...plan, changes }, "detach", edge, "i")) ?? []), [1, 1, 1, 1]);
});

test("what is held, cut, detached or set is marked where it is, and the gradient ends there", () => {
  const sight = sightOf(NAME);
  const changes = [
    { hold: "f", to: 0.5, steps: [2, 3], units: [1, 2] },
    { cut: "h[t-1]", steps: [4] },
    { detach: "c[t-1]", steps: [5] },
    { set: "x", at: [6, 0], to: 0.4 },
  ];
  const run = { ...sight.run, plan: { ...sight.run.plan, changes } };
  const columns = layOut({ ...sight, run });
  const held = columns.edges.filter(({ key }) => key.startsWith("held f-"));
  const vectorsOf = (/** @type {string} */ node) => columns.vectors.filter((one) => one.node === node);
  const shown = new Set(vectorsOf("f").map(({ t }) => t));
  assert.equal(held.length, [2, 3].filter((t) => shown.has(t)).length);
  const has = (/** @type {RegExp} */ key) => columns.edges.filter((edge) => key.test(edge.key)).length;
  assert.equal(has(/^h frame -1 .* cut$/u), 1);
  assert.equal(has(/^h frame -1 .* back bar$/u), 1); // no gradient over the cut
  assert.equal(has(/^c frame -1 .* back bar$/u), 1); // nor over what is detached
  assert.equal(has(/^set pill-/u), 1);
  assert.equal(columns.boxes.filter(({ tone }) => tone === "held").length, 1);
  const graph = layOut({ ...sight, run, view: { ...sight.view, show: "graph" } });
  const bars = (graph.unfolded?.copies ?? []).filter(({ edges }) => edges.some(({ key }) => key === "held f"));
  assert.deepEqual(bars.map(({ t }) => t), (graph.unfolded?.copies ?? []).map(({ t }) => t).filter((t) => t === 2 || t === 3)); // biome-ignore format: one line
  assert.deepEqual(
    layOut(sight).edges.filter(({ tone }) => tone === "surgery"),
    [],
  );
});
