// The curve of a function with its point and its tangent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { curvePlot } from "#app/layout/curveplot.js";

test("a curve goes through its point, breaks where it has no value, and its tangent has its slope", () => {
  const values = Float64Array.from({ length: 129 }, (_, k) => Math.log(-4 + k / 16));
  const plot = curvePlot(
    { limit: 4, values },
    { a: 2, value: Math.log(2), slope: 0.5 },
    { width: 400, height: 200, letters: 14 },
  );
  assert.equal(plot.curve.match(/M/gu)?.length, 1);
  const [x0, y0, x1, y1] = plot.tangent.split(/[ML,]/u).filter(Boolean).map(Number);
  const across = plot.ticks.filter(({ key }) => key.startsWith("x")).map(({ x }) => x);
  const ups = plot.ticks.filter(({ key }) => key.startsWith("y"));
  const unit = (across[4] - across[0]) / 8;
  const up =
    (ups[0].y - ups[ups.length - 1].y) / (Number(ups[ups.length - 1].text) - Number(ups[0].text.replace("−", "-")));
  assert.ok(Math.abs((y0 - y1) / up / ((x1 - x0) / unit) - 0.5) < 1e-9);
  assert.equal(
    curvePlot({ limit: 4, values }, { a: 9, value: 1, slope: 1 }, { width: 400, height: 200, letters: 14 }).point,
    null,
  );
});
