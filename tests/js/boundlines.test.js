/** The lines of the bound where the axis was fitted to other lines. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAxis, middle } from "#app/layout/axis.js";
import { drawn, keyOf } from "#app/layout/gradient/boundlines.js";
import { powers } from "#app/layout/gradient/boundscale.js";

const axis = makeAxis(/** @type {any} */ ({ T: 4, start: 0, end: 400, focus: 1, pitch: 60, fold: 0 }));
const measured = { name: /** @type {const} */ ("measured"), first: 1, last: 4, log10: Float64Array.of(0, 1, 2, 3) };
const scale = powers([measured], { first: 1, last: 4 }, { top: 40, bottom: 240, apart: 20 });

test("a bound that leaves such an axis, and then all numbers, ends at the axis and goes on along its row", () => {
  const bound = { name: /** @type {const} */ ("bound"), first: 1, last: 4, log10: Float64Array.of(0, 2, 50, 400) };
  const [edge] = drawn(bound, axis, scale, new Map([[`${keyOf(bound)} high`, 20]])).edges;
  const points = [...edge.d.matchAll(/([ML])([\d.-]+),([\d.-]+)/g)].map(([, pen, x, y]) => [pen, Number(x), Number(y)]);
  assert.deepEqual(points.map(([pen]) => pen).join(""), "MLLM");
  const [, , crossing, beyond] = points;
  assert.ok(Number(crossing[1]) > middle(axis, 2) && Number(crossing[1]) < middle(axis, 3), "between its two steps");
  assert.equal(crossing[2], 40, "at the end of the axis");
  assert.deepEqual(beyond.slice(1), [middle(axis, 4), 20]);
});
