// What an output remembers: a bar under every input, signed where one unit is asked, and entries that are heard most.

import assert from "node:assert/strict";
import { test } from "node:test";
import { spotAt } from "#app/layout/gradient/spots.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { inputOf } from "#app/state/laid/memory.js";
import { soundLaid } from "#app/state/laid.js";
import { laidScene } from "./answers.js";
import { wholeRun } from "./streams.js";

/** @param {import("#app/types.js").Scene} scene */
function bars(scene) {
  return scene.boxes.filter(({ tone }) => tone.startsWith("laid-bar-of"));
}

test("bars are as tall as their numbers say, and the tallest is told apart by more than its colour", () => {
  const { scene, answer } = laidScene("memory_lstm");
  const norms = Array.from(answer.tensors.get("norm")?.values ?? []);
  const drawn = bars(scene);
  assert.equal(drawn.length, 7);
  const most = norms.indexOf(Math.max(...norms));
  assert.ok(drawn[most].tone.includes("most"));
  for (const [k, { height }] of drawn.entries()) assert.ok(Math.abs(height / drawn[most].height - norms[k] / norms[most]) < 0.02); // biome-ignore format: one line
  const written = scene.words.filter(({ tone }) => tone.startsWith("laid-heard"));
  assert.equal(written.length, 7);
  assert.deepEqual(scene.words.filter(({ tone }) => tone.startsWith("laid-token")).map(({ text }) => text), ["In", "2017", ",", "I", "went", "to", "IIT"]); // biome-ignore format: one line
});

test("of one unit the input's own part is signed: bars go up and down from one line", () => {
  const { scene, answer } = laidScene("memory_lstm_unit", { heard: "along", t: 5, node: "h", output: 2 });
  const along = Array.from(answer.tensors.get("along")?.values ?? []);
  const base = scene.boxes.find(({ tone }) => tone === "laid-base");
  assert.ok(base && along.some((value) => value < 0) && along.some((value) => value > 0));
  for (const [k, { y, height }] of bars(scene).entries()) {
    if (along[k] > 0) assert.ok(Math.abs(y + height - base.y) < 1.5);
    if (along[k] < 0) assert.ok(Math.abs(y - base.y) < 1.5);
  }
});

test("entries that are heard most stand below, each with its sign; all of them where they are few", () => {
  const { scene, answer } = laidScene("memory_lstm_unit", { t: 5, node: "h", output: 2, height: 800 });
  const grid = scene.grids?.find(({ key }) => key === "inputs");
  assert.ok(grid);
  assert.equal(grid.down.length - 1, answer.message.inputs);
  assert.equal(grid.values[0], answer.tensors.get("rows")?.values[0]);
  const few = laidScene("memory_lstm_unit", { t: 5, node: "h", output: 2, height: 560 }).scene;
  const rows = few.grids?.find(({ key }) => key === "inputs");
  assert.ok(rows && rows.down.length - 1 < answer.message.inputs);
});

test("inputs on both sides are heard where the net reads both ways", () => {
  const { scene } = laidScene("memory_bidirectional", { t: 2 });
  assert.equal(bars(scene).length, 4);
});

test("what exploded stands out and says so", () => {
  const { scene, answer } = laidScene("memory_exploding");
  const norms = Array.from(answer.tensors.get("norm")?.values ?? []);
  const broken = norms.filter((value) => !Number.isFinite(value)).length;
  assert.ok(broken > 0);
  assert.equal(bars(scene).filter(({ tone }) => tone.includes("broken")).length, broken);
  const signs = scene.words.filter(({ tone, text }) => tone.startsWith("laid-heard") && /∞|NaN/u.test(text));
  assert.equal(signs.length, broken);
});

test("a log scale draws a line instead", () => {
  const { scene } = laidScene("memory_lstm", { scale: "log" });
  assert.equal(scene.curve?.lines[0].dots.length, 7);
  assert.equal(bars(scene).length, 0);
});

test("a click on a state above asks what that one remembers, one below chooses the input", () => {
  const { scene } = laidScene("memory_lstm", { t: 7, k: 3 });
  const spot = scene.spots?.find(({ to }) => to.node === "c" && to.t === 4);
  assert.ok(spot);
  assert.deepEqual(spotAt(scene, spot.x + 5, spot.y + 5), { node: "c", t: 4, output: null });
  const last = /** @type {any} */ ((scene.spots ?? []).at(-1));
  assert.equal(spotAt(scene, last.x + 2, last.y + 20)?.k, 1);
});

test("the question has the unit only where the node has it, and the token's own entry is the one that is checked", () => {
  const { plan } = wholeRun("lstm");
  const asking = { plan, window: null, place: { t: 6, k: 2 }, hasLoss: null };
  const question = (/** @type {any} */ laid, checking = false) =>
    KINDS.memory.question({ ...asking, checking, laid: { kind: "memory", ...laid } });
  assert.deepEqual(question({}), { t: 6 });
  assert.deepEqual(question({ node: "h", output: 3 }), { node: "h", t: 6, unit: 3 });
  assert.deepEqual(question({ node: "h", output: 300 }), { node: "h", t: 6 });
  assert.deepEqual(question({ node: "loss" }), { node: "loss", t: 6 });
  assert.deepEqual(question({ node: "h", output: 3 }, true), { node: "h", t: 6, unit: 3, k: 2, entry: 1, check: true }); // biome-ignore format: one line
  assert.equal(inputOf(plan, { kind: "memory", input: 4 }, 2), 4);
  assert.deepEqual(soundLaid({ kind: "memory", heard: "will", scale: 3, output: 1.5 }), { kind: "memory" });
});
