// Scissors on delay edges: which steps a cut between two columns detaches, and what the ledger then asks.

import assert from "node:assert/strict";
import { test } from "node:test";

import { stagePlot, stagesAt } from "#app/layout/gradient/stageplot.js";
import { ledger } from "#app/state/laid/ledger.js";
import { choppedUp, cutsOf, delayEdges, joined, snipped } from "#app/state/laid/scissors.js";
import { soundLaid } from "#app/state/laid.js";

/** @param {[string, number][]} read @returns {any} */
const planOf = (read, T = 10) => ({
  T,
  parameters: [],
  equations: [...new Set(read.map(([from]) => from))].map((name) => ({ name })),
  edges: [...read.map(([from, shift]) => ({ from, to: "h", shift })), { from: "x", to: "h", shift: -1 }],
});

const LSTM = planOf([
  ["h", -1],
  ["c", -1],
  ["c", 0],
]);

test("only what the net reads of its own other steps can be cut", () => {
  assert.deepEqual(
    delayEdges(LSTM).map(({ key }) => key),
    ["h[t-1]", "c[t-1]"],
  );
});

test("a cut detaches the step after it, and the same cut again joins", () => {
  const cut = snipped([{ hold: "f", to: 1 }], LSTM, 5, ["h[t-1]", "c[t-1]"]);
  assert.deepEqual(cut, [
    { hold: "f", to: 1 },
    { detach: "h[t-1]", steps: [5] },
    { detach: "c[t-1]", steps: [5] },
  ]);
  const more = snipped(cut, LSTM, 3, ["h[t-1]"]);
  assert.deepEqual(cutsOf(more, LSTM), new Map([["h[t-1]", [3, 5]], ["c[t-1]", [5]]])); // biome-ignore format: a table
  assert.deepEqual(snipped(cut, LSTM, 5, ["h[t-1]", "c[t-1]"]), [{ hold: "f", to: 1 }]);
  assert.deepEqual(joined(more), [{ hold: "f", to: 1 }]);
});

test("a delay of two is cut at both steps that read across, and neighbours keep what they need", () => {
  const far = planOf([["h", -2]]);
  const cut = snipped([], far, 5, ["h[t-2]"]);
  assert.deepEqual(cut, [{ detach: "h[t-2]", steps: [5, 6] }]);
  const two = snipped(cut, far, 6, ["h[t-2]"]);
  assert.deepEqual(two, [{ detach: "h[t-2]", steps: [5, 6, 7] }]);
  assert.deepEqual(snipped(two, far, 6, ["h[t-2]"]), cut);
});

test("a net that reads backwards is cut at the step before the boundary", () => {
  const plan = planOf([["g", 1]]);
  assert.deepEqual(snipped([], plan, 5, ["g[t+1]"]), [{ detach: "g[t+1]", steps: [4] }]);
});

test("an edge that is detached everywhere, or over a span, is cut there", () => {
  assert.deepEqual(cutsOf([{ detach: "h[t - 1]" }], LSTM).get("h[t-1]"), [2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(cutsOf([{ detach: "h[t-1]", steps: { from: 9 } }], LSTM).get("h[t-1]"), [9, 10]);
  assert.deepEqual(cutsOf([{ detach: "h[t-1]", into: "f" }], LSTM).get("h[t-1]"), []);
});

test("chopping leaves pieces of that length", () => {
  assert.deepEqual(choppedUp([], LSTM, 4, ["h[t-1]"]), [{ detach: "h[t-1]", steps: [5, 9] }]);
});

test("the ledger asks for what truncation took wherever something is cut", () => {
  /** @type {any} */
  const asking = { laid: { kind: "ledger" }, place: { t: 1, k: 1 }, window: null, hasLoss: null };
  const asked = (/** @type {any} */ laid, /** @type {any} */ changes = []) =>
    ledger.question({ ...asking, plan: { ...LSTM, changes }, laid });
  assert.deepEqual(asked({ stages: 3 }), { stages: 3, before: true });
  assert.deepEqual(asked({ stages: 10 }), {});
  assert.deepEqual(asked({ stages: null }, [{ detach: "h[t-1]" }]), { before: true });
  assert.deepEqual(asked({ clip: { by: "norm", at: 2, more: 1 } }), { clip: { by: "norm", at: 2 } });
});

test("a link brings stages and clipping only as they can be", () => {
  const laid = (/** @type {object} */ given) => soundLaid({ kind: "ledger", ...given });
  assert.deepEqual(laid({ stages: 3, clip: { by: "value", at: 0.1 } }), {
    kind: "ledger",
    stages: 3,
    clip: { by: "value", at: 0.1 },
  });
  assert.deepEqual(laid({ stages: 0, clip: { by: "force", at: 1 } }), { kind: "ledger" });
  assert.deepEqual(laid({ stages: "3", clip: { by: "norm", at: -1 }, tool: "yes" }), { kind: "ledger" });
});

test("the curve of stages has a point for every finite number and knows where one stands", () => {
  const plot = stagePlot({ error: [0.9, Number.NaN, 0.2, 0], angle: [80, 40, 10, 0] }, 3, { width: 320, height: 132 });
  assert.equal((plot.error.match(/[ML]/g) ?? []).length, 3);
  assert.equal((plot.error.match(/M/g) ?? []).length, 2);
  assert.ok(plot.point);
  assert.equal(stagesAt(plot, plot.point.x, 4), 3);
  assert.equal(stagesAt(plot, 0, 4), 1);
  assert.equal(stagesAt(plot, 320, 4), 4);
});
