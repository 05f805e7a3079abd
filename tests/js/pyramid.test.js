// What a pixel shows that stands for several numbers: never a mean in which signs cancel, and never without a NaN.

import assert from "node:assert/strict";
import { test } from "node:test";
import { condensed } from "#app/draw/bitmaps.js";
import { build, createPyramid, fillColumn, levelAt, pieces, rowsAt } from "#app/draw/pyramid.js";
import { ABSENT, BROKEN, shadeOf } from "#app/draw/shades.js";
import { makeAxis } from "#app/layout/axis.js";
import { cameraAxis } from "#app/layout/camera.js";
import { decimated } from "#app/layout/decimate.js";
import { append } from "#app/state/series.js";
import { dice } from "./dice.js";

/** @import {RampName} from "#app/types.js" */
/** @import {Pyramid} from "#app/draw/pyramid.js" */

const T = 1000;
const UNITS = 5;

/**
 * @param {RampName} ramp
 * @param {(t: number, unit: number) => number} value
 * @param {number[]} [ends] last steps of the blocks
 */
function pyramidOf(ramp, value, ends = [T]) {
  const pyramid = createPyramid({ T, units: UNITS, ramp, limit: 1 });
  let first = 1;
  for (const last of ends) {
    const values = Float64Array.from({ length: (last - first + 1) * UNITS }, (_, k) =>
      value(first + Math.floor(k / UNITS), k % UNITS),
    );
    build(pyramid, { first, last, values });
    first = last + 1;
  }
  return pyramid;
}

/**
 * @param {Pyramid} pyramid
 * @param {number} level
 * @param {number} cell
 * @param {number} [height]
 */
function column(pyramid, level, cell, height = 100) {
  const { group, rows } = rowsAt(pyramid, level, height);
  const shades = new Uint8Array(rows);
  fillColumn(pyramid, level, group, cell, shades);
  return [...shades];
}

test("at every scale each pixel shows the value farthest from zero among its steps", () => {
  const roll = dice(5);
  const values = Array.from({ length: T * UNITS }, () => 2 * roll() - 1);
  const pyramid = pyramidOf("signed", (t, unit) => values[(t - 1) * UNITS + unit]);
  for (let level = 0; level < pyramid.levels.length; level += 1) {
    for (let cell = 0; cell * 2 ** level < T; cell += 1) {
      for (let unit = 0; unit < UNITS; unit += 1) {
        const own = values.filter((_, k) => k % UNITS === unit && Math.floor(k / UNITS) >> level === cell);
        const farthest = Math.max(...own.map(Math.abs));
        const shade = column(pyramid, level, cell)[unit];
        assert.equal(Math.abs(shade - 128), Math.abs(shadeOf("signed", farthest, 1) - 128));
        assert.ok(own.some((value) => shadeOf("signed", value, 1) === shade)); // one of them, no mixture
      }
    }
  }
});

test("alternating signs do not cancel", () => {
  const pyramid = pyramidOf("signed", (t) => (t % 2 ? 0.9 : -0.9));
  for (let level = 0; level < pyramid.levels.length; level += 1) {
    assert.ok(column(pyramid, level, 0).every((shade) => Math.abs(shade - 128) > 100));
  }
});

test("a gate that closes once among ten thousand steps is seen, and that it is open too", () => {
  const pyramid = pyramidOf("unit", (t, unit) => (t === 700 && unit === 2 ? 0.05 : 0.95));
  for (let level = 1; level < pyramid.levels.length; level += 1) {
    const shades = column(pyramid, level, 699 >> level);
    assert.equal(shades.length, 2 * UNITS);
    assert.equal(shades[4], shadeOf("unit", 0.95, 1)); // unit 2, the largest
    assert.equal(shades[5], shadeOf("unit", 0.05, 1)); // and under it the smallest
    assert.equal(shades[3], shadeOf("unit", 0.95, 1));
  }
});

for (const ramp of /** @type {RampName[]} */ (["signed", "unit", "magnitude"])) {
  for (const broken of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    test(`${ramp}: a single ${broken} is seen at every scale, however few pixels there are for the units`, () => {
      const pyramid = pyramidOf(ramp, (t, unit) => (t === 777 && unit === 3 ? broken : 1));
      for (let level = 0; level < pyramid.levels.length; level += 1) {
        for (const height of [1, 2, 3, 100]) {
          assert.ok(column(pyramid, level, 776 >> level, height).includes(BROKEN), `level ${level}, ${height} px`);
        }
        assert.equal(pyramid.broken[level][776 >> level], 1);
        assert.equal(
          pyramid.broken[level].reduce((sum, one) => sum + one),
          1,
        );
      }
    });
  }
}

test("blocks in any order and of any length make the same pyramid", () => {
  const roll = dice(9);
  const values = Array.from({ length: T * UNITS }, () => 2 * roll() - 1);
  const value = (/** @type {number} */ t, /** @type {number} */ unit) => values[(t - 1) * UNITS + unit];
  const whole = pyramidOf("signed", value);
  assert.deepEqual(pyramidOf("signed", value, [1, 2, 3, 5, 100, 333, 777, T]).levels, whole.levels);
  const backwards = createPyramid({ T, units: UNITS, ramp: "signed", limit: 1 });
  for (const [first, last] of [
    [501, T],
    [77, 500],
    [1, 76],
  ]) {
    const rows = Float64Array.from(values.slice((first - 1) * UNITS, last * UNITS));
    build(backwards, { first, last, values: rows });
  }
  assert.deepEqual(backwards.levels, whole.levels);
});

test("what has not arrived, or is not there, leaves its place empty and outweighs nothing", () => {
  const pyramid = createPyramid({ T: 64, units: 1, ramp: "magnitude", limit: 1 });
  const present = Uint8Array.from({ length: 64 }, (_, k) => Number(k === 40));
  build(pyramid, { first: 1, last: 64, values: new Float64Array(64) }, present);
  assert.equal(column(pyramid, 0, 40)[0], shadeOf("magnitude", 0, 1));
  assert.equal(column(pyramid, 3, 5)[0], shadeOf("magnitude", 0, 1));
  assert.equal(column(pyramid, 3, 4)[0], ABSENT);
});

test("steps are drawn in pieces that hold each of them once, and none outside", () => {
  const roll = dice(3);
  for (let k = 0; k < 500; k += 1) {
    const first = 1 + Math.floor(roll() * 300);
    const last = first + Math.floor(roll() * 300) - 3;
    let next = first;
    for (const { level, from, to } of pieces(first, last, Math.floor(roll() * 8))) {
      assert.equal(from * 2 ** level, next - 1);
      assert.ok(to > from);
      next = to * 2 ** level + 1;
    }
    assert.equal(next, Math.max(first, last + 1));
  }
});

test("a cell is never narrower than a pixel, nor much wider", () => {
  const pyramid = createPyramid({ T: 10_000, units: 1, ramp: "signed", limit: 1 });
  for (let pitch = 0.01; pitch < 40; pitch *= 1.07) {
    const wide = 2 ** levelAt(pyramid, pitch) * pitch;
    assert.ok(wide >= 1 - 1e-6 && (wide < 2 || pitch >= 1), `${wide} px at ${pitch}`);
  }
});

test("of a curve's steps that share a pixel the lowest and the highest stay, in the order of time", () => {
  const roll = dice(4);
  const norms = Float64Array.from({ length: 10_000 }, () => 10 ** (6 * roll() - 3));
  norms[7_333] = 1e9;
  norms[2_222] = 1e-9;
  norms[5_555] = Number.NaN;
  const series = append(undefined, 1, { shape: [10_000], values: norms });
  for (const axis of [
    cameraAxis({ T: 10_000, start: 140, end: 700, fold: 56 }, { pitch: 0, centre: 5000 }),
    cameraAxis({ T: 10_000, start: 140, end: 700, fold: 56 }, { pitch: 0.7, centre: 4000 }),
    makeAxis({ T: 10_000, start: 140, end: 700, focus: 3000, pitch: 60, fold: 56 }),
  ]) {
    const points = decimated(series, { first: 1, last: 10_000 }, axis);
    assert.ok(points.length <= 2 * 560 + 20, `${points.length} points`);
    for (const kept of [1e9, 1e-9, Number.NaN]) assert.ok(points.some(({ norm }) => Object.is(norm, kept)));
    assert.ok(points.every(({ norm, t }) => Object.is(norm, norms[t - 1])));
    points.slice(1).forEach(({ t, x }, k) => {
      assert.ok(t > points[k].t && x >= points[k].x);
    });
  }
});

test("where every step has a pixel, every step is a point of its curve", () => {
  const series = append(undefined, 1, { shape: [40], values: new Float64Array(40).fill(1) });
  const axis = cameraAxis({ T: 40, start: 140, end: 700, fold: 56 }, { pitch: 0, centre: 1 });
  assert.equal(decimated(series, { first: 3, last: 40 }, axis).length, 38);
});

test("a series that was first drawn on the steps of an earlier run is laid out anew", () => {
  const series = {
    width: 1,
    largest: 1,
    smallest: 1,
    blocks: [{ first: 1, last: 8, values: new Float64Array(8).fill(1) }],
  };
  const look = /** @type {const} */ ({ ramp: "signed", limit: 1 });
  assert.equal(condensed(series, 3, look)?.pyramid.T, 3);
  assert.equal(condensed(series, 8, look)?.pyramid.T, 8);
});
