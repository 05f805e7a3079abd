// The word that a net says stands beside its bar, where it is sure and where bars alone would not tell.

import assert from "node:assert/strict";
import { test } from "node:test";
import { guessOf } from "#app/layout/guess.js";
import { widthOf } from "#app/layout/lettering.js";

const vocabulary = Array.from({ length: 40 }, (_, k) => `w${k}`);
const run = /** @type {any} */ ({ plan: { vocabulary } });
const room = { key: "c1", left: 100, right: 180, y: 50, gap: 0 };

/** @param {number} unit @param {number} sure */
const values = (unit, sure) => vocabulary.map((_, k) => (k === unit ? sure : (1 - sure) / 39));

test("a sure output says its word, on the wider side of its bar and inside its room", () => {
  for (const unit of [0, 7, 20, 33, 39]) {
    const [word] = guessOf(run, values(unit, 0.9), unit, room);
    assert.equal(word.text, vocabulary[unit]);
    const bar = room.left + 2 * unit;
    const [from, to] =
      word.anchor === "start" ? [word.x, word.x + widthOf(word.text, 15)] : [word.x - widthOf(word.text, 15), word.x];
    assert.ok(from >= room.left && to <= room.right, `${unit}: ${from} … ${to}`);
    assert.ok(to <= bar || from >= bar + 2, `${unit}: beside its bar`);
  }
});

test("a long word takes the gap beside the bars, and is cut at its end", () => {
  const long = /** @type {any} */ ({ plan: { vocabulary: vocabulary.map((word) => `${word}-and-a-long-end`) } });
  const [narrow] = guessOf(long, values(20, 0.9), 20, room);
  const [wide] = guessOf(long, values(20, 0.9), 20, { ...room, gap: 20 });
  assert.ok(narrow.text.endsWith("…") && wide.text.length > narrow.text.length);
});

test("an unsure output, few outputs and outputs that are no words say nothing", () => {
  assert.deepEqual(guessOf(run, values(3, 0.4), 3, room), []);
  assert.deepEqual(guessOf(/** @type {any} */ ({ plan: { vocabulary: ["a", "b"] } }), [0.9, 0.1], 0, room), []);
  assert.deepEqual(guessOf(/** @type {any} */ ({ plan: { vocabulary: null } }), values(3, 0.9), 3, room), []);
  assert.deepEqual(guessOf(run, values(3, Number.NaN), 3, room), []);
});
