// Layout: one axis, rows in one order, arrows around the nodes, numbers as they are read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, makeAxis, middle, stepAt, stretches } from "#app/layout/axis.js";
import { figure, plain, powerOfTen, roundUp } from "#app/layout/figures.js";
import { layOutFolded } from "#app/layout/folded/folded.js";
import { cellAt } from "#app/layout/hit.js";
import { cut, widthOf } from "#app/layout/lettering.js";
import { logScale } from "#app/layout/logscale.js";
import { itinerary } from "#app/state/stops.js";
import { sampled } from "./geometry.js";
import { NAMES, sceneOf, wholeRun } from "./streams.js";

/** @import {Scene} from "#app/types.js" */

test("figures have three digits, a real minus sign and powers of ten", () => {
  const told = [0.93071, -0.1, 12.345, 1234.5, 1e-3, -5.5e-6, 4.3e12, 0, -0, 9.999e-4, 0.99999].map((value) =>
    figure(value),
  );
  assert.deepEqual(told, [
    "0.931", "−0.100", "12.3", "1.23×10³", "0.00100", "−5.50×10⁻⁶", "4.30×10¹²", "0", "0", "0.00100", "1.00",
  ]); // biome-ignore format: one line to read
  assert.deepEqual(
    [Infinity, -Infinity, Number.NaN, null, undefined].map((value) => figure(value)),
    ["∞", "−∞", "NaN", "–", "–"],
  );
  assert.equal(powerOfTen(-12), "10⁻¹²");
  assert.deepEqual([0.13, 1, 0.8000001, 7].map(roundUp), [0.15, 1, 1, 8]);
  assert.equal(plain(-0.5), "−0.5");
});

test("words are cut where their room ends", () => {
  assert.equal(cut("went", 16, 80), "went");
  assert.match(cut("internationalisation", 16, 60), /^inter\p{L}*…$/u);
  assert.ok(widthOf(cut("中文字符很多很多", 16, 60), 16) <= 60);
});

for (const T of [1, 7, 9, 24, 200, 10_000]) {
  test(`T = ${T}: every step has its place, from left to right, and is found there`, () => {
    for (const focus of new Set([1, Math.ceil(T / 2), T])) {
      const axis = makeAxis({ T, start: 140, end: 700, focus, pitch: 60, fold: 56 });
      assert.equal(begins(axis, 1), axis.start);
      assert.ok(begins(axis, T + 1) <= 700 + 1e-6);
      assert.ok(focus >= axis.first && focus <= axis.last);
      assert.ok(axis.pitch >= 56 || T === 1);
      for (let t = 1; t < T; t += Math.ceil(T / 50)) assert.ok(middle(axis, t) < middle(axis, t + 1));
      for (let t = 1; t <= T; t += Math.ceil(T / 50)) assert.equal(stepAt(axis, middle(axis, t)), t);
      const spans = stretches(axis);
      assert.equal(spans.at(-1)?.source.last, T);
      assert.ok(spans.length <= 14);
    }
  });
}

test("columns keep their places while the playhead walks through a long run", () => {
  const places = [30, 31, 32].map(
    (focus) => makeAxis({ T: 200, start: 140, end: 700, focus, pitch: 60, fold: 56 }).left,
  );
  assert.equal(new Set(places.map((x) => x.toFixed(6))).size, 1);
});

test("the ticks of a log axis are whole powers of ten, apart enough to read", () => {
  const series = { width: 1, blocks: [], largest: 3, smallest: 2e-9 };
  const { ticks, y } = logScale([series], 0, 100);
  for (let k = 1; k < ticks.length; k += 1) assert.ok(ticks[k].y - ticks[k - 1].y >= 20);
  assert.ok(ticks.length >= 3);
  assert.ok(y(1) < y(1e-3) && y(1e-3) < y(1e-8));
  assert.equal(logScale([], 0, 100).ticks.length > 1, true);
});

for (const name of NAMES) {
  test(`${name}: no arrow runs through a node, at any stop`, () => {
    const run = wholeRun(name);
    const { stops } = itinerary(run.plan);
    for (let cursor = 0; cursor < stops.length; cursor += Math.ceil(stops.length / 9)) {
      for (const width of [370, 708, 1200])
        throughNothing(sceneOf(run, cursor, { width }), `${name} ${cursor} ${width}`);
    }
  });

  test(`${name}: no arrow of the folded graph runs through a node`, () => {
    const { nodes, edges, width, height } = layOutFolded(wholeRun(name).plan);
    for (const { d, key } of edges) {
      for (const [x, y] of sampled(d)) {
        assert.ok(x >= 0 && x <= width && y >= 0 && y <= height, `${key} leaves the picture`);
        for (const node of nodes) {
          assert.ok(Math.hypot(x - node.x, y - node.y) > node.radius - 1, `${key} runs through ${node.key}`);
        }
      }
    }
  });

  test(`${name}: nothing is drawn beyond the playhead`, () => {
    const run = wholeRun(name);
    const { vectors, bars, curve } = sceneOf(run, 0);
    const { stops } = itinerary(run.plan);
    const computed = vectors.filter(({ t, node, values }) => t >= 1 && t <= run.plan.T && node !== "x" && values);
    assert.ok(computed.every(({ t }) => t === stops[0].t));
    assert.ok(bars.every(({ cell }) => cell.t === stops[0].t));
    assert.ok((curve?.lines ?? []).every(({ d }) => d === ""));
  });
}

/**
 * @param {Scene} scene
 * @param {string} where
 */
function throughNothing({ edges, vectors, bars, boxes }, where) {
  const solid = [...vectors, ...bars, ...boxes.filter(({ tone }) => tone.startsWith("pill"))];
  for (const { d, key } of edges) {
    for (const [x, y] of sampled(d)) {
      const hit = solid.find(
        (b) => x > b.x + 0.5 && x < b.x + b.width - 0.5 && y > b.y + 0.5 && y < b.y + b.height - 0.5,
      );
      assert.equal(hit, undefined, `${where}: ${key} runs through ${hit?.key} at ${x}, ${y}`);
    }
  }
}

test("rows stand in one order, and words of one row do not overlap", () => {
  const scene = sceneOf(wholeRun("lstm"), -1);
  const heights = [
    "target",
    "loss",
    "row-yhat",
    "row-c",
    "row-f",
    "row-i",
    "row-g",
    "row-o",
    "row-h",
    "x",
    "lane-c",
  ].map((key) => Number(scene.labels.find((label) => label.key === key)?.y));
  assert.deepEqual(
    heights,
    [...heights].sort((a, b) => a - b),
  );
  for (const tone of ["token", "target", "loss", "step"]) {
    const row = scene.words.filter((word) => word.tone.startsWith(tone)).sort((a, b) => a.x - b.x);
    for (let k = 1; k < row.length; k += 1) {
      const room = row[k].x - row[k - 1].x;
      assert.ok(
        (widthOf(row[k].text, 15) + widthOf(row[k - 1].text, 15)) / 2 <= room,
        `${row[k - 1].text} ${row[k].text}`,
      );
    }
  }
});

test("what folds away is counted", () => {
  const scene = sceneOf(wholeRun("long"), 29);
  const hidden = scene.words
    .filter(({ tone }) => tone === "fold")
    .map(({ text }) => Number(text))
    .filter((n) => n > 0);
  assert.equal(hidden.reduce((a, b) => a + b) + scene.columns.length, 60);
  assert.ok(scene.columns.length >= 5 && scene.columns.length <= 12);
});

test("the number under the pointer is the one that is drawn there", () => {
  const scene = sceneOf(wholeRun("lstm"), -1);
  for (const vector of scene.vectors.filter(({ values }) => values)) {
    const each = vector.height / (vector.values?.length ?? 1);
    const cell = cellAt(scene, vector.x + vector.width / 2, vector.y + 2.5 * each);
    assert.deepEqual(cell, { node: vector.node, t: vector.t, unit: 2 });
  }
  const lane = scene.lanes[0];
  assert.deepEqual(cellAt(scene, middle(scene.axis, 3), lane.y + 1), { node: lane.node, t: 3, unit: 0 });
  assert.equal(cellAt(scene, 5, 5), null);
});

test("an exploding run has a scene, with every coordinate finite", () => {
  const run = wholeRun("exploding");
  assert.equal(run.firstNonfinite !== null, true);
  const json = JSON.stringify(sceneOf(run, -1), (_, value) => (value instanceof Float64Array ? undefined : value));
  assert.doesNotMatch(json, /[MLCQ,]NaN|"(?:x|y|width|height)":null/);
});
