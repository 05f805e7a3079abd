// Two runs side by side: what they are compared in, links and files of both, and how their differences are said.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sideShown } from "#app/state/beside.js";
import { figuresOf, numberAt } from "#app/state/figures.js";
import { readLink, writeLink } from "#app/state/link.js";
import { otherNet } from "#app/state/nets.js";
import { OPENING_SETUP } from "#app/state/setup.js";
import { setupsOf } from "#app/state/setupfile.js";
import { itinerary } from "#app/state/stops.js";
import { lengthSentence, waitSentence } from "#app/words/beside.js";
import { wholeRun } from "./streams.js";

test("what is compared is read off the runs, and nothing before the playhead has passed it", () => {
  const run = wholeRun("lstm");
  const own = itinerary(run.plan);
  const [early, late] = [figuresOf(run, own, 0), figuresOf(run, own, own.stops.length - 1)];
  const count = [...run.parameters.values()].reduce((sum, { values }) => sum + values.length, 0);
  assert.deepEqual([early.parameters, early.T, early.loss, early.output?.t], [count, 7, null, 1]);
  assert.equal(late.loss, run.loss);
  assert.equal(late.output?.t, 7);
  assert.equal(numberAt(run, own, 0, { node: "h", t: 8, unit: 0 }), null, "no such step");
  assert.equal(numberAt(run, own, 0, { node: "h", t: 1, unit: 99 }), null, "no such unit");
  assert.equal(numberAt(run, own, 0, { node: "s", t: 1, unit: 0 }), null, "no such node");
  assert.equal(numberAt(run, own, 0, { node: "h", t: 2, unit: 0 })?.value, undefined, "not reached");
});

test("both set-ups come back from a link; a second one that is none is left out", async () => {
  const beside = { ...OPENING_SETUP, net: "elman", weights: "year_elman" };
  const link = { setup: OPENING_SETUP, stop: 3, view: {}, beside };
  assert.deepEqual(await readLink(await writeLink(link)), link);
  const plain = (/** @type {unknown} */ second) =>
    readLink(`1.${btoa(JSON.stringify({ setup: {}, stop: 3, view: {}, beside: second }))}`);
  for (const strange of [null, 7, "elman", ["lstm"]]) {
    const read = await plain(strange);
    assert.deepEqual(Object.keys(read ?? {}), ["setup", "stop", "view"], String(strange));
  }
  const odd = /** @type {any} */ ({ net: "gru", sizes: "many", sentence: 4, unknown: true });
  const read = await plain(odd);
  assert.deepEqual(
    [read?.beside?.net, read?.beside?.sizes, Object.hasOwn(read?.beside ?? {}, "unknown")],
    ["gru", { h: 8 }, false],
  );
});

test("a file holds one spec or two; of two the second is said if it is none", () => {
  const spec = { net: "elman", tokens: ["a"], sizes: { h: 2 }, random: { seed: 1, scale: 1 }, vocabulary: ["a"] };
  assert.equal(setupsOf(spec)?.beside, null);
  assert.equal(setupsOf({ spec, beside: { ...spec, net: "lstm" } })?.beside?.net, "lstm");
  assert.equal(setupsOf({ spec, beside: [] })?.isBroken, true);
  assert.equal(setupsOf({ beside: spec }), null);
});

test("a learned net beside another one is a learned net too, where one ships", () => {
  const library = /** @type {any} */ ([
    { name: "lstm", weights: "year_lstm" },
    { name: "elman", weights: "year_elman" },
    { name: "gru", weights: null },
  ]);
  assert.equal(otherNet(OPENING_SETUP, "elman", library, "").weights, "year_elman");
  assert.equal(otherNet(OPENING_SETUP, "gru", library, "").weights, "");
  assert.equal(otherNet({ ...OPENING_SETUP, weights: "" }, "elman", library, "").weights, "", "drawn stays drawn");
});

test("different lengths and moments are said in words", () => {
  assert.equal(lengthSentence(7, 8), "B has 8 steps, A has 7: step 8 has no partner.");
  assert.equal(lengthSentence(9, 6), "A has 9 steps, B has 6: steps 7 … 9 have no partner.");
  assert.equal(lengthSentence(4, 4), "");
  const at = (/** @type {any} */ kind, /** @type {number} */ t) => ({
    kind,
    walk: 0,
    walks: 1,
    t,
    direction: /** @type {const} */ (1),
  });
  assert.equal(
    waitSentence("A", at("forward", 8), at("forward", 7), true),
    "A has no step 8: it stays at t = 7, forward.",
  );
  assert.equal(waitSentence("B", at("backward", 7), at("loss", 0), true), "B has no step 7: it stays at its loss.");
  assert.match(waitSentence("B", at("loss", 0), at("forward", 7), false), /no loss/);
});

test("B stands alone only where one run does, and while there is one", () => {
  const page = /** @type {any} */ ({
    view: { value: { show: "columns", side: "b" } },
    beside: { run: { value: {} }, setup: { value: {} } },
  });
  assert.equal(sideShown(page), page);
  page.view.value = { show: "board", side: "b" };
  assert.equal(sideShown(page), page.beside);
  page.view.value = { show: "columns", open: true, side: "b" };
  assert.equal(sideShown(page), page.beside);
  page.view.value = { show: "gradient", open: true, side: "b" };
  assert.equal(sideShown(page), page);
  page.view.value = { show: "board", side: "b" };
  page.beside.run.value = null;
  assert.equal(sideShown(page), page);
});
