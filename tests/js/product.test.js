// A product written out, at every size: rows add up to what they say, and what is followed is shown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mapEntries } from "#app/layout/product/map.js";
import { numberAt, productScene } from "#app/layout/product/scene.js";
import { cellText, scaleOf } from "#app/layout/product/text.js";
import { sumOn, tracksOf } from "#app/layout/product/tracks.js";
import { dice } from "./dice.js";
import { ROOMS, WRITES } from "./productrooms.js";

/** @import {NumberCell} from "#app/types.js" */
/** @import {ProductSight} from "#app/layout/product/scene.js" */

/**
 * A product of any size, with all its numbers.
 *
 * @param {number} rows
 * @param {number} columns
 * @param {number} [scale]
 * @returns {Omit<ProductSight, "width" | "height">}
 */
function sightFor(rows, columns, scale = 1) {
  const roll = dice(rows + 31 * columns);
  const some = (/** @type {number} */ size) => Float64Array.from({ length: size }, () => scale * (2 * roll() - 1));
  const [values, operand, delta] = [some(rows * columns), some(columns), some(rows)];
  const value = Float64Array.from({ length: rows }, (_, i) =>
    operand.reduce((sum, v, j) => sum + values[i * columns + j] * v, 0),
  );
  const back = Float64Array.from({ length: columns }, (_, j) =>
    delta.reduce((sum, d, i) => sum + values[i * columns + j] * d, 0),
  );
  const matrix = {
    name: "W",
    shape: [rows, columns],
    role: /** @type {const} */ ("recurrent"),
    equation: "h",
    tex: "W",
  };
  const product = /** @type {any} */ ({ id: 1, rows, columns, matrix, operand: { node: 0, shift: -1 }, source: null });
  return {
    reading: {
      product,
      t: 1,
      matrix: { shape: [rows, columns], values },
      operand,
      value,
      delta,
      back,
      gradient: null,
      picked: -1,
      idle: false,
      waiting: false,
    },
    writes: "forward",
    row: 0,
    column: 0,
    names: { top: "h_{3}", matrix: "W", side: "W\\,h_{3}" },
  };
}

/**
 * @param {NumberCell[]} cells
 * @param {(cell: NumberCell) => boolean} which
 */
function total(cells, which) {
  return cells.filter(which).reduce((sum, { value }) => sum + Number(value), 0);
}

/** @param {NumberCell} cell */
const isPart = ({ kind }) => kind === "part" || kind === "rest";

for (const [rows, columns] of [
  [1, 1],
  [8, 8],
  [1, 7],
  [7, 1],
  [8, 64],
  [64, 64],
  [256, 256],
  [3, 4096],
]) {
  for (const room of ROOMS) {
    const where = `${rows}×${columns} in ${room.width} × ${room.height}`;
    const some = sightFor(rows, columns);
    const [row, column] = [Math.floor(0.7 * rows), Math.floor(0.4 * columns)];

    test(`${where}: the parts that are shown and the sums of the others add up to the product's entry`, () => {
      const forward = productScene({ ...some, ...room, row, column });
      const sum = forward.cells.find(({ key }) => key === "sum");
      assert.equal(sum?.value, some.reading.value?.[row]);
      assert.ok(Math.abs(total(forward.cells, isPart) - Number(sum?.value)) < 1e-12 * columns);

      const backward = productScene({ ...some, ...room, row, column, writes: "backward" });
      const back = backward.cells.find(({ key }) => key === "sum");
      assert.equal(back?.value, some.reading.back?.[column]);
      assert.ok(Math.abs(total(backward.cells, isPart) - Number(back?.value)) < 1e-12 * rows);
    });

    test(`${where}: what is followed is shown, each number in its place, within bounds`, () => {
      for (const writes of WRITES) {
        const scene = productScene({ ...some, ...room, row, column, writes });
        const { cells, map } = scene;
        const at = cells.find((cell) => cell.kind === "matrix" && cell.row === row && cell.column === column);
        const [w, d, v] = [
          some.reading.matrix.values[row * columns + column],
          some.reading.delta?.[row],
          some.reading.operand?.[column],
        ];
        assert.equal(at?.value, writes === "share" ? Number(d) * Number(v) : w);
        assert.ok(cells.length < 700, `${cells.length} cells`);
        const whole =
          scene.rows.last - scene.rows.first + 1 === rows && scene.columns.last - scene.columns.first + 1 === columns;
        if (whole) assert.equal(map, null);
        else if (Math.max(rows, columns) > 16 && room.width > 400 && room.larger === 1) assert.ok(map);
        const inside = scene.boxes.every((box) => box.x > -4 && box.x + box.width < room.width + 4);
        assert.ok(inside, `${writes}: a bar or an outline lies outside`);
        assert.deepEqual(numberAt(scene, Number(at?.x) + 3, Number(at?.y) + 3), at);
      }
    });
  }
}

test("tracks keep the chosen one in sight, and count the others at both ends", () => {
  const wish = { count: 64, start: 10, room: 500, least: 50, most: 70, rest: 40 };
  for (const chosen of [0, 5, 31, 62, 63]) {
    const { all, span, end } = tracksOf({ ...wish, chosen });
    assert.ok(span.first <= chosen && chosen <= span.last);
    assert.equal(
      all.reduce((sum, { count }) => sum + count, 0),
      64,
    );
    assert.ok(end <= 510 + 1e-9);
  }
  assert.equal(tracksOf({ ...wish, count: 8, chosen: 3 }).all.length, 8);
  const { all, span } = tracksOf({ ...wish, chosen: 31 });
  const numbers = Array.from({ length: 64 }, (_, k) => k);
  assert.equal(
    all.reduce((sum, track) => sum + sumOn(track, span, numbers), 0),
    (63 * 64) / 2,
  );
});

test("numbers stand in equal columns, small ones in a power of ten", () => {
  const texts = [0.77, -0.048, 12.345, -431.2, 0, 0.0004, -0.0021, 2e5, Number.NaN, -Infinity].map((value) =>
    cellText(value, 0),
  );
  assert.deepEqual(texts, ["0.77", "−0.05", "12.3", "−431", "0", "≈0", "−.002", ">999", "NaN", "−∞"]);
  assert.deepEqual([0.5, 0.0021, 3.1e-5, 2e5, 0, 9.999e-3, 1e-320].map(scaleOf), [0, -3, -5, 5, 0, -2, -320]);
  assert.equal(cellText(3.1e-5, -5), "3.10");
  assert.deepEqual(
    [-0.001, 0, 1, -2, 1.5].map((value) => cellText(value, 0, 2)),
    ["≈0", "0", "1", "−2", "1.50"],
  ); // nothing is −0.00
  assert.equal(cellText(1.5, 0, 3), "1.500");
});

test("what is not finite is shown as such, and has no waterfall", () => {
  const some = sightFor(3, 3);
  /** @type {Float64Array} */ (some.reading.operand)[1] = Infinity;
  /** @type {Float64Array} */ (some.reading.value)[0] = Number.NaN;
  const { cells, boxes } = productScene({ ...some, ...ROOMS[0] });
  assert.equal(cells.find(({ key }) => key === "top 1")?.text, "∞");
  assert.equal(cells.find(({ key }) => key === "sum")?.text, "NaN");
  assert.ok(!boxes.some(({ tone }) => tone.startsWith("fall")));
});

test("the map of a large matrix keeps the largest entry of each block, with its sign", () => {
  const matrix = new Float64Array(1000 * 600);
  matrix[999 * 600 + 599] = -7;
  const { rows, columns, values } = mapEntries({ rows: 1000, columns: 600 }, { matrix, left: null, top: null });
  assert.deepEqual([rows, columns, values[values.length - 1]], [256, 256, -7]);
  const outer = mapEntries({ rows: 2, columns: 2 }, { matrix: null, left: [1, -2], top: [3, 4] });
  assert.deepEqual([...outer.values], [3, 4, -6, -8]);
});
