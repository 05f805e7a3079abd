// Sketches of examples: what stands at which step comes from the spec and the net's edges.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sketchOf } from "#app/layout/sketch.js";
import { wholeRun } from "./streams.js";

/** @param {string} name @param {Record<string, unknown>} spec */
function sketch(name, spec) {
  const { edges, equations } = wholeRun(name).plan;
  return sketchOf({ spec, edges, ends: equations.filter(({ role }) => role === "output").map((one) => one.name) });
}

/** @param {ReturnType<typeof sketchOf>} sketch @param {string} kind */
function columns({ marks }, kind) {
  const steps = [...new Set(marks.map(({ x }) => x))].sort((a, b) => a - b);
  return marks.filter((mark) => mark.kind === kind).map(({ x }) => steps.indexOf(x) + 1);
}

test("one to many and many to one have marks where their steps have an input and a target", () => {
  const one = sketch("elman_squared_error", { inputs: [[1], null, null], targets: [[1], [2], [3]] });
  assert.deepEqual([columns(one, "input"), columns(one, "target")], [[1], [1, 2, 3]]);
  const many = sketch("elman_squared_error", { tokens: ["a", "b", "c"], targets: [null, null, "a"] });
  assert.deepEqual([columns(many, "input"), columns(many, "target")], [[1, 2, 3], [3]]);
  assert.deepEqual(columns(many, "state"), [1, 2, 3]);
});

test("an encoder reads, and a decoder is fed what it should have said", () => {
  const spec = { tokens: ["a", "b", null, null], targets: [null, null, "c", "d"], phases: { reading: [1, 1, 0, 0] } };
  const drawn = sketch("encoder_decoder", spec);
  assert.deepEqual(columns(drawn, "input"), [1, 2]);
  assert.deepEqual(columns(drawn, "target"), [3, 4]);
  assert.equal(drawn.strokes.filter(({ dashed }) => dashed).length, 2);
});

test("a net that reads both ways has arrows both ways", () => {
  const { strokes } = sketch("bidirectional", { tokens: ["a", "b"], targets: ["a", null] });
  const way = (/** @type {string} */ d) => {
    const [from, , to] = d.match(/-?[\d.]+/g)?.map(Number) ?? [];
    return Math.sign(to - from);
  };
  assert.deepEqual(new Set(strokes.map(({ d }) => way(d)).filter(Boolean)), new Set([1, -1]));
});

test("of a long sequence the ends are drawn, and something odd is drawn as nothing", () => {
  const long = sketch("elman_squared_error", { inputs: Array.from({ length: 50 }, () => [1]), targets: null });
  assert.equal(columns(long, "state").length, 6);
  assert.ok(long.gap && long.width < 200);
  assert.deepEqual(sketch("lstm", { inputs: 3 }).marks, []);
});
