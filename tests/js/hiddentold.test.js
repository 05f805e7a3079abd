// What is hidden is a question mark in whatever is drawn, said or exported.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { tidyLines } from "#app/export/csv.js";
import { entryPart } from "#app/layout/board/numbers.js";
import { figure, spoken } from "#app/layout/figures.js";
import { printed } from "#app/layout/opened/values.js";
import { placeTold } from "#app/panels/told.js";
import { row } from "#app/state/series.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { hasUnknown, isCovered } from "#app/state/unknown.js";
import { createVeil, veiledRun } from "#app/state/veil.js";
import { sceneOf, wholeRun } from "./streams.js";

const run = wholeRun("lstm");
const { plan } = run;
const itinerary = itineraryOf(plan);
const last = itinerary.stops.length - 1;

/** @typedef {import("#app/types.js").Hide} Hide */

/** @param {Hide[]} hidden @param {import("#app/types.js").Shown[]} [shown] */
const veiled = (hidden, shown = []) => veiledRun(run, createVeil(plan, hidden, shown));

/** The run with a number that is none. @param {string} node @param {number} t @param {number} unit */
function brokenAt(node, t, unit) {
  const series = /** @type {import("#app/types.js").Series} */ (run.values.get(node));
  const blocks = series.blocks.map(({ first, last: end, values }) => ({
    first,
    last: end,
    values: values.map((value, k) => (k === (t - first) * series.width + unit ? Number.NaN : value)),
  }));
  return { ...run, values: new Map([...run.values, [node, { ...series, blocks }]]) };
}

afterEach(() => {
  hasUnknown.value = false;
});

test("the scene has a question mark there, no word and no bar that tells", () => {
  hasUnknown.value = true;
  const rules = [
    { node: "yhat", t: 2 },
    { node: "h", t: 2 },
  ];
  const text = (/** @type {import("#app/types.js").Scene} */ { words }) =>
    words.filter(({ tone }) => tone.startsWith("unknown"));
  for (const show of /** @type {const} */ (["columns", "graph"])) {
    const scene = sceneOf(veiled(rules), last, { show, width: 1000 });
    assert.ok(text(scene).length >= 1, show);
    assert.ok(!JSON.stringify(scene).includes("NaN"), show);
    assert.equal(text(sceneOf(run, last, { show })).length, 0);
  }
  const { bars, words } = sceneOf(veiled(rules), last, {});
  const covered = bars.filter(({ cell }) => cell.t === 2);
  assert.ok(covered.length > 1 && covered.every(({ tone, height }) => tone === "hidden" && height === 2));
  assert.equal(words.find(({ key }) => key === "loss-c1")?.text, "?");
  assert.ok(!words.some(({ text: written }) => written === "NaN"));
});

test("tree and table do not tell it", () => {
  hasUnknown.value = true;
  const covered = veiled([{ node: "h", t: 2 }]);
  const said = (/** @type {typeof run} */ of, /** @type {3 | 4} */ level) =>
    placeTold(of, itinerary, last, { level, t: 2, node: "h", unit: 1 });
  assert.match(said(covered, 4), /^Unit 2: hidden, gradient hidden$/);
  assert.match(said(covered, 3), /mean hidden, from hidden to hidden/);
  assert.doesNotMatch(said(run, 4), /hidden/);
  const lines = [...tidyLines(covered, ["h"])].filter((line) => line.startsWith("2,h,"));
  assert.ok(lines.length && lines.every((line) => line.includes(",hidden,hidden")));
});

test("a question mark is read out, and what is not a number is one where nothing is hidden", () => {
  assert.equal(figure(Number.NaN), "NaN");
  hasUnknown.value = true;
  assert.equal(figure(Number.NaN), "?");
  assert.equal(spoken(Number.NaN), "hidden");
});

test("a number that is none is told from one that is hidden", () => {
  hasUnknown.value = true;
  const broken = brokenAt("c", 2, 3);
  const both = veiledRun(broken, createVeil(plan, [{ node: "c", t: 2, unit: 1 }], []));
  const said = (/** @type {number} */ unit) => placeTold(both, itinerary, last, { level: 4, t: 2, node: "c", unit });
  assert.match(said(1), /^Unit 2: hidden/);
  assert.match(said(3), /^Unit 4: not a number/);
  const lines = [...tidyLines(both, ["c"])].filter((line) => line.startsWith("2,c,"));
  assert.match(lines[1], /,hidden,/);
  assert.match(lines[3], /,NaN,/);
  const { vectors } = sceneOf(both, last, { width: 1000 });
  assert.deepEqual(vectors.find(({ node, t }) => node === "c" && t === 2)?.hidden, [1]);
  const series = /** @type {import("#app/types.js").Series} */ (both.values.get("c"));
  assert.equal(printed(row(series, 2), 1), "?");
  assert.ok(entryPart(/** @type {Float64Array} */ (row(series, 2)), 3, true).tex.includes("NaN"));
  assert.ok(!isCovered(/** @type {Float64Array} */ (row(series, 2)), 3));
});
