// The answer to "why this number?": names of what it is made of, and the walk from number to number and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { numberTex, rootTex } from "#app/layout/whytex.js";
import { createPage } from "#app/state/page.js";
import { isPlace, question, readWhy, walk, walkBack } from "#app/state/why.js";
import { wholeRun } from "./streams.js";

const { plan } = wholeRun("lstm");

/** @param {string} name */
const idOf = (name) => plan.nodes.find((node) => node.name === name)?.id ?? -1;

test("what a node is made of is written with its step", () => {
  assert.equal(rootTex(plan, idOf("c"), 4), String.raw`f_{4} \odot c_{3} + i_{4} \odot g_{4}`);
  assert.equal(rootTex(plan, idOf("f"), 4), String.raw`\sigma(W_{xf}\,x_{4} + W_{hf}\,h_{3} + b_{f})`);
  assert.equal(rootTex(plan, idOf("h"), 2), String.raw`o_{2} \odot \tanh(c_{2})`);
});

test("a number is named with step and unit, an entry with row and column, both from 1", () => {
  const number = { kind: "node", name: "h", node: 0, t: 3, at: [1], value: 0 };
  assert.equal(numberTex(plan, number), "h_{3}[2]");
  assert.equal(numberTex(plan, { ...number, kind: "parameter", name: "W_hf", t: null, at: [5, 1] }), "W_{hf}[6,2]");
});

test("one asks about steps of the run and entries, not about what nothing made", () => {
  assert.deepEqual(question(plan, { node: "h", t: 2, unit: 1 }, null), { node: "h", t: 2, unit: 1 });
  assert.deepEqual(question(plan, { node: "h", t: 0, unit: 1 }, null), { node: "h", t: 0, unit: 1 }); // h₀, which is read
  assert.equal(question(plan, { node: "h", t: -1, unit: 1 }, null), null);
  assert.equal(question(plan, { node: "yhat", t: 0, unit: 1 }, null), null);
  assert.deepEqual(question(plan, { node: "o:12", t: 2, unit: 1 }, null), { node: 12, t: 2, unit: 1 });
  assert.equal(question(plan, null, null), null);
  assert.deepEqual(question(plan, null, { parameter: "V", at: [0, 0] }), { parameter: "V", at: [0, 0] });
});

test("one can go to named numbers of the run and to parameters", () => {
  const place = { kind: "node", name: "h", node: 0, t: 1, at: [0], value: 0 };
  assert.ok(isPlace(plan, place));
  assert.ok(isPlace(plan, { ...place, name: "x" }));
  assert.ok(isPlace(plan, { ...place, kind: "parameter", name: "V", t: null }));
  assert.ok(isPlace(plan, { ...place, t: 0 }));
  assert.ok(!isPlace(plan, { ...place, t: plan.T + 1 }));
  assert.ok(!isPlace(plan, { ...place, name: null }));
});

test("a walk leads back the way it came", () => {
  const page = createPage(null);
  page.view.value = { ...page.view.value, cell: { node: "c", t: 4, unit: 0 } };
  walk(page, { kind: "node", name: "h", node: 0, t: 3, at: [2], value: 0 });
  walk(page, { kind: "parameter", name: "W_hf", node: 0, t: null, at: [2, 1], value: 0 });
  assert.deepEqual(page.view.value.cell, { node: "h", t: 3, unit: 2 });
  assert.deepEqual(page.entry.value, { parameter: "W_hf", at: [2, 1] });
  walkBack(page);
  assert.equal(page.entry.value, null);
  walkBack(page);
  assert.deepEqual(page.view.value.cell, { node: "c", t: 4, unit: 0 });
  walkBack(page); // nowhere left to go
  assert.deepEqual(page.trail.value, []);
});

test("what JSON has no number for is read as the number it is", () => {
  assert.deepEqual(readWhy({ a: ["Infinity", "-Infinity", "NaN", "h", 1, null] }), {
    a: [Infinity, -Infinity, Number.NaN, "h", 1, null],
  });
});
