// The graph between folded and unfolded, for every net: no arrow through a name, no letters on anything, nothing off
// the stage, and nothing that depends on where the motion came from.

import assert from "node:assert/strict";
import { test } from "node:test";
import { texWidth, widthOf } from "#app/layout/lettering.js";
import { sampled } from "./geometry.js";
import { ALL_NETS, sceneOf, wholeRun } from "./streams.js";

/** @import {Scene, Unfolded} from "#app/types.js" */
/** @typedef {{key: string, x: number, y: number, radius: number, column: string}} Disc */
/** @typedef {{key: string, x: number, y: number, width: number, height: number}} Room */

const SIZES = { "1280 × 720": { width: 706, height: 612 }, "1440 × 900": { width: 866, height: 792 }, phone: { width: 390, height: 560 }, presented: { width: 1280, height: 650, presenting: true } }; // biome-ignore format: one line
const BETWEEN = [0.05, 0.15, 0.3, 0.5, 0.62, 0.75, 0.9, 0.98];

/**
 * @param {Scene} scene
 * @returns {Unfolded}
 */
function graphOf(scene) {
  assert.ok(scene.unfolded);
  return scene.unfolded;
}

/**
 * @param {Unfolded} graph
 * @returns {Disc[]}
 */
function discsOf({ copies }) {
  return copies.flatMap(({ key, x, y, scale, nodes }) =>
    nodes
      .filter(({ tone }) => !tone.includes("absent"))
      .map((node) => {
        const xs = sampled(node.d.split("M")[1].replace(/^/, "M")).map(([px]) => px);
        const radius = (scale * (Math.max(...xs) - Math.min(...xs))) / 2;
        return { key: `${node.key} of ${key}`, x: x + scale * node.x, y: y + scale * node.y, radius, column: key };
      }),
  );
}

/**
 * All lines with where they run on the stage.
 *
 * @param {Unfolded} graph
 */
function linesOf({ copies, ways }) {
  const inside = copies.flatMap(({ key, x, y, scale, edges }) =>
    edges
      .filter(({ tone }) => !tone.includes("absent"))
      .map((edge) => ({
        key: `${edge.key} of ${key}`,
        points: sampled(edge.d).map(([px, py]) => [x + scale * px, y + scale * py]),
      })),
  );
  return [...inside, ...ways.map(({ key, d }) => ({ key, points: sampled(d) }))];
}

/**
 * @param {Scene} scene
 * @returns {Room[]}
 */
function lettersOf(scene) {
  const { copies, notes } = graphOf(scene);
  const inCopies = copies.flatMap(({ key, x, y, scale, notes: own, words }) => [
    ...own.map((note) => ({ key: `${note.key} of ${key}`, x: x + scale * note.x, y: y + scale * note.y, width: scale * texWidth(note.tex, 14), height: scale * 14 })),
    ...words.map((word) => worded({ ...word, key: `${word.key} of ${key}`, x: x + scale * word.x, y: y + scale * word.y }, scale)),
  ]); // biome-ignore format: one line each
  const moving = notes.map(({ key, tex, x, y, scale }) => ({
    key,
    x,
    y,
    width: scale * texWidth(tex, 14),
    height: scale * 14,
  }));
  const initial = scene.initialNames.map(({ key, tex, x, y, side }) => {
    const width = texWidth(tex, 15);
    return { key, x: x + (side === "before" ? -width / 2 : width / 2), y, width, height: 15 };
  });
  return [
    ...inCopies,
    ...moving,
    ...initial,
    ...scene.words.filter(({ tone }) => !tone.includes("fold")).map((word) => worded(word, 1)),
  ];
}

/**
 * @param {import("#app/types.js").Words} word
 * @param {number} scale
 */
function worded({ key, x, y, text, anchor }, scale) {
  const width = 0.88 * scale * widthOf(text, 14);
  const shift = anchor === "start" ? width / 2 : anchor === "end" ? -width / 2 : 0;
  return { key, x: x + shift, y, width, height: scale * 13 };
}

/**
 * @param {Room} a
 * @param {Room} b
 */
function overlap(a, b) {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
}

/**
 * @param {Room} room
 * @param {number} x
 * @param {number} y
 */
function away(room, x, y) {
  return Math.hypot(
    Math.max(0, Math.abs(room.x - x) - room.width / 2),
    Math.max(0, Math.abs(room.y - y) - room.height / 2),
  );
}

for (const name of ALL_NETS) {
  const run = wholeRun(name);
  for (const [called, room] of Object.entries(SIZES)) {
    for (const fold of [0, 1]) {
      for (const cursor of [Math.min(2, run.plan.T - 1), -3]) {
        const scene = sceneOf(run, cursor, { ...room, show: "graph", fold });
        const graph = graphOf(scene);
        const title = `${name}, ${called}, p = ${fold}, ${cursor < 0 ? "backward" : "forward"}`;

        test(`${title}: no arrow runs through a name`, () => {
          const discs = discsOf(graph);
          for (const { key, points } of linesOf(graph)) {
            for (const disc of discs) {
              const near = Math.min(...points.map(([x, y]) => Math.hypot(x - disc.x, y - disc.y)));
              assert.ok(
                near > disc.radius - 2.2,
                `${key} runs through ${disc.key}: ${near.toFixed(1)} of ${disc.radius}`,
              );
            }
          }
        });

        test(`${title}: names keep apart, letters lie on nothing and on the stage`, () => {
          const discs = discsOf(graph);
          discs.forEach((a, k) => {
            for (const b of discs.slice(k + 1)) {
              assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > a.radius + b.radius + 3, `${a.key} touches ${b.key}`);
            }
          });
          for (const { key, x, y, radius } of discs) {
            assert.ok(x - radius >= 0 && x + radius <= scene.width, `${key} leaves the stage at x = ${x}`);
            assert.ok(y - radius >= graph.top && y + radius <= scene.height, `${key} leaves the stage at y = ${y}`);
          }
          const letters = lettersOf(scene);
          letters.forEach((a, k) => {
            for (const b of letters.slice(k + 1)) assert.ok(!overlap(a, b), `${a.key} lies on ${b.key}`);
            for (const disc of discs)
              assert.ok(away(a, disc.x, disc.y) > disc.radius - 1, `${a.key} lies on ${disc.key}`);
            assert.ok(
              a.x - a.width / 2 >= -1 && a.x + a.width / 2 <= scene.width + 1,
              `${a.key} leaves the stage: ${a.x} ± ${a.width / 2}`,
            );
          });
        });
      }
    }
  }

  test(`${name}: on the way, no number is missing and dealt columns keep apart`, () => {
    for (const fold of BETWEEN) {
      const scene = sceneOf(run, -1, { ...SIZES["1280 × 720"], show: "graph", fold });
      const graph = graphOf(scene);
      const places = JSON.stringify({ ...graph, words: scene.words }, (key, value) => (key === "title" || key === "text" ? "" : value)); // biome-ignore format: one line
      assert.doesNotMatch(places, /NaN|null|Infinity/u);
      const dealt = graph.copies.filter((copy, k) => copy.dealt === 1 && (graph.copies[k + 1]?.dealt ?? 1) === 1);
      const discs = discsOf({ ...graph, copies: dealt });
      discs.forEach((a, k) => {
        for (const b of discs.slice(k + 1)) {
          const isApart = a.column === b.column || Math.hypot(a.x - b.x, a.y - b.y) > a.radius + b.radius;
          assert.ok(isApart, `p = ${fold}: ${a.key} on ${b.key}`);
        }
      });
    }
  });

  test(`${name}: where the motion came from leaves no trace`, () => {
    const at = (/** @type {number} */ fold) =>
      JSON.stringify(sceneOf(run, 1, { ...SIZES["1280 × 720"], show: "graph", fold }));
    const before = at(0.43);
    at(1);
    at(0);
    assert.equal(at(0.43), before);
  });
}

test("folded, there is one cell, with a square for each delay and what it does", () => {
  const scene = sceneOf(wholeRun("lstm"), 2, { show: "graph", fold: 0 });
  const graph = graphOf(scene);
  assert.equal(graph.copies.length, 1);
  assert.deepEqual(graph.copies[0].nodes.map(({ name }) => name).sort(), [
    "c",
    "f",
    "g",
    "h",
    "i",
    "loss",
    "o",
    "x",
    "y",
    "yhat",
  ]);
  assert.deepEqual(graph.squares.map(({ names }) => names).sort(), ["c", "h"]);
  assert.ok(scene.words.some(({ text }) => text === "one step later"));
  assert.equal(scene.lanes.length, 0);
});

test("unfolded, columns stand on the axis that lanes and scrubber share", () => {
  const scene = sceneOf(wholeRun("elman_binary"), 2, { show: "graph", fold: 1, height: 760 });
  const graph = graphOf(scene);
  assert.deepEqual(graph.copies.map(({ x }) => Math.round(x)), scene.columns.map(({ x }) => x)); // biome-ignore format: one line
  assert.ok(scene.lanes.length > 0);
  assert.equal(graph.squares.length, 1); // the initial value
  assert.ok(scene.initialNames.some(({ tex }) => tex === "h_{0} = 0"));
});

test("half-way, the deck says which steps are still folded", () => {
  const { words } = sceneOf(wholeRun("lstm"), 2, { show: "graph", fold: 0.5 });
  assert.ok(words.some(({ text }) => /^t = \d … 7, still folded$/u.test(text)));
});

test("a long run shows a window and says how many steps are folded", () => {
  const scene = sceneOf(wholeRun("long"), 30, { show: "graph", fold: 1 });
  assert.ok(graphOf(scene).copies.length <= 12);
  const told = scene.words.filter(({ tone }) => tone === "fold").map(({ text }) => Number(text)).filter(Boolean); // biome-ignore format: one line
  assert.equal(
    told.reduce((sum, count) => sum + count, graphOf(scene).copies.length),
    60,
  );
});
