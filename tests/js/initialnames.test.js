// Names of the initial values, words of the rows and what is drawn keep apart, in every net and at every width.

import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf, sizeOf } from "#app/layout/initialnames.js";
import { itinerary } from "#app/state/stops.js";
import { sampled } from "./geometry.js";
import { ALL_NETS, sceneOf, wholeRun } from "./streams.js";

/** @import {Scene} from "#app/types.js" */

// of the stage in windows of 390, 900, 1280 and 1440 pixels, and in between
const SIGHTS = [
  { width: 390, height: 560 },
  { width: 570, height: 560 },
  { width: 708, height: 580 },
  { width: 868, height: 792 },
  { width: 900, height: 420 },
];

/** @typedef {{what: string, left: number, right: number, top: number, bottom: number}} Room */

/**
 * @param {Scene} scene
 * @returns {Room[]}
 */
function namesOf({ initialNames }) {
  return initialNames.map(({ key, tex, x, y, side }) => {
    const { width, height } = sizeOf(tex);
    const left = side === "before" ? x - width : x;
    return { what: key, left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
  });
}

/**
 * @param {Scene} scene
 * @returns {Room[]}
 */
function drawnOf({ boxes, vectors, bars }) {
  const solid = [...boxes.filter(({ tone }) => !tone.startsWith("broken")), ...vectors, ...bars];
  return solid.map(({ key, x, y, width, height }) => ({
    what: key,
    left: x,
    right: x + width,
    top: y,
    bottom: y + height,
  }));
}

/**
 * @param {Room} a
 * @param {Room} b
 */
function overlap(a, b) {
  return a.left < b.right - 0.01 && b.left < a.right - 0.01 && a.top < b.bottom - 0.01 && b.top < a.bottom - 0.01;
}

for (const name of ALL_NETS) {
  for (const { width, height } of SIGHTS) {
    test(`${name}, ${width} wide: names, words and boxes keep apart`, () => {
      const run = wholeRun(name);
      for (const cursor of [0, itinerary(run.plan).stops.length - 1]) {
        const scene = sceneOf(run, cursor, { width, height });
        const names = namesOf(scene);
        const words = scene.labels.map((label) => ({ what: `word ${label.key}`, ...roomOf(label) }));
        const rows = words.filter(({ what }) => what.startsWith("word row-"));
        for (const [k, one] of names.entries()) {
          assert.ok(one.left >= 0 && one.right <= width, `${one.what} is cut off`);
          for (const other of [...names.slice(k + 1), ...words, ...drawnOf(scene)]) {
            assert.ok(!overlap(one, other), `${one.what} lies on ${other.what}`);
          }
          for (const { key, d } of scene.edges) {
            const hit = sampled(d).some(([x, y]) => x > one.left && x < one.right && y > one.top && y < one.bottom);
            assert.ok(!hit, `${one.what} lies on ${key}`);
          }
        }
        for (const word of rows) {
          const hit = drawnOf(scene).find((other) => overlap(word, other));
          assert.ok(!hit, `${word.what} lies on ${hit?.what}`);
        }
      }
    });
  }
}
