// The gradient laid open of two runs: both on the same axes, B told apart, each with its number.

import assert from "node:assert/strict";
import { test } from "node:test";
import { besideAsked } from "#app/state/laid/beside.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { answerOf } from "./answers.js";
import { layOut } from "./stage.js";
import { wholeRun } from "./streams.js";

/** @import {Scene} from "#app/types.js" */
/** @import {Laid, LaidAnswer} from "#app/gradient.js" */

/**
 * The LSTM, and beside it the same with other numbers.
 *
 * @param {LaidAnswer} answer
 * @param {(values: ArrayLike<number>, name: string) => ArrayLike<number>} other B's numbers
 * @param {Partial<Laid>} [laid]
 * @param {{width?: number, height?: number}} [room]
 * @param {number} [T] of B
 */
function both(answer, other, laid = {}, { width = 708, height = 612 } = {}, T = 7) {
  const run = wholeRun("lstm");
  const tensors = new Map(
    [...answer.tensors].map(([name, { shape, values }]) => [name, { shape, values: other(values, name) }]),
  );
  const itinerary = itineraryOf(run.plan);
  const sight = {
    run,
    itinerary,
    cursor: itinerary.stops.length - 1,
    view: { curve: [], cell: null, lanes: /** @type {const} */ ("values"), show: /** @type {const} */ ("gradient"), laid: { kind: answer.kind, ...laid } }, // biome-ignore format: one line
    width,
    height,
    answer,
  };
  const second = {
    run: { ...run, plan: { ...run.plan, T } },
    answer: { ...answer, tensors: /** @type {any} */ (tensors) },
  };
  return { alone: layOut(sight), scene: layOut({ ...sight, second }) };
}

/** @param {number} by */
const times = (by) => (/** @type {ArrayLike<number>} */ values, /** @type {string} */ name) =>
  ["there", "present"].includes(name) || name.startsWith("open/") ? values : Float64Array.from(values, (value) => by * value); // biome-ignore format: one line

/** @param {Scene} scene */
const titles = ({ captions = [] }) =>
  captions.filter(({ key }) => key.startsWith("laid-title")).map(({ pieces }) => pieces.map(({ tex, word }) => `${tex} ${word}`).join(" ")); // biome-ignore format: one line

test("the paths of two runs are lines on one scale: A's whole and B's not, where one is ten times as large", () => {
  const { alone, scene } = both(answerOf("paths_lstm"), times(10));
  const ways = (/** @type {Scene} */ { curve }) => (curve?.lines ?? []).filter(({ place }) => place < 3); // the rest: other nets
  const lines = ways(scene);
  assert.deepEqual(ways(alone).map(({ side }) => side), [undefined, undefined, undefined]); // biome-ignore format: one line
  assert.deepEqual(lines.map(({ side }) => side), ["a", "a", "a", "b", "b", "b"]); // biome-ignore format: one line
  const [a, b] = ["laid-total", "laid-b-total"].map((key) => lines.find((line) => line.key === key)?.dots ?? []);
  assert.equal(b.length, 8); // the initial value's too
  const up = a.map(({ y }, k) => y - b[k].y);
  assert.ok(up[0] > 10 && up.every((one) => Math.abs(one - up[0]) < 0.2), `${up}`); // the same factor everywhere
  assert.deepEqual(a.map(({ x }) => x), b.map(({ x }) => x)); // biome-ignore format: one line
  const names = scene.words.filter(({ tone }) => /laid-line place-[012]/u.test(tone)).map(({ text }) => text);
  assert.deepEqual(names.sort(), ["A block", "A direct", "A total", "B block", "B direct", "B total"]);
});

test("ways that are the same at every step are one line of two runs, with one name", () => {
  const total = answerOf("paths_lstm").tensors.get("norm/total")?.values ?? [];
  const { scene } = both(answerOf("paths_lstm"), (values, name) =>
    name.startsWith("norm/") ? total : name === "start/norm" ? Float64Array.of(0.5, 0.5, 0.5) : values,
  );
  const names = scene.words.filter(({ tone }) => /laid-line place-[012]/u.test(tone)).map(({ text }) => text);
  assert.ok(names.includes("B all three") && !names.includes("B direct"), `${names}`);
});

test("what two outputs hear are pairs of bars, as high as their numbers on one scale", () => {
  const { alone, scene } = both(answerOf("memory_lstm"), times(2));
  const bars = (/** @type {Scene} */ { boxes }, side = "") => boxes.filter(({ tone }) => tone.startsWith("laid-bar-of") && tone.includes(side)); // biome-ignore format: one line
  const [a, b] = [bars(scene, "side-a"), bars(scene, "side-b")];
  assert.deepEqual([bars(alone).length, a.length, b.length], [7, 7, 7]);
  for (const [k, one] of a.entries()) {
    assert.ok(Math.abs(b[k].height - 2 * one.height) < 1.5 || one.height === 1, `${k}`);
    assert.ok(b[k].x >= one.x + one.width - 0.01, `${k}: B stands on A`);
  }
  assert.equal(scene.words.filter(({ key }) => key === "of-b").length, 0); // the same sentence: written once
});

test("of two sentences both stand under their bars, on the axis of the longer one", () => {
  const { alone, scene } = both(answerOf("memory_lstm"), times(1), {}, {}, 9);
  assert.equal(scene.shared?.T, 9);
  assert.equal(scene.axis.T, 7);
  assert.ok(scene.axis.pitch < alone.axis.pitch);
  assert.deepEqual(scene.words.filter(({ key }) => key === "of" || key === "b-of").map(({ text }) => text), ["A", "B"]); // biome-ignore format: one line
});

test("what is chosen is said of both, on a phone one above the other", () => {
  for (const [width, lines] of [
    [708, 1],
    [390, 2],
  ]) {
    const { scene } = both(answerOf("paths_lstm"), times(10), {}, { width, height: 612 });
    const said = titles(scene);
    assert.equal(said.length, lines);
    assert.match(said.join(" "), /\\textsf\{A\}.*total.*\\textsf\{B\}.*total/u);
    const [a, b] = [...said.join(" ").matchAll(/total ([\d.]+)/gu)].map(([, number]) => Number(number));
    assert.ok(Math.abs(b / a - 10) < 0.05, `${a} ${b}`);
  }
});

test("B is asked about A's step k and its own last loss, about no further nets", () => {
  const run = wholeRun("lstm");
  const shorter = { ...run, plan: { ...run.plan, T: 4 }, hasLoss: Uint8Array.of(0, 0, 1, 0) };
  const asked = besideAsked(shorter, { kind: "paths", beside: ["gru"] }, { t: 7, k: 2 });
  assert.deepEqual(asked.place, { t: 3, k: 2 });
  assert.deepEqual(asked.laid.beside, []);
  assert.deepEqual(besideAsked(shorter, { kind: "paths", t: 6 }, { t: 6, k: 5 }).place, { t: 4, k: 4 });
});
