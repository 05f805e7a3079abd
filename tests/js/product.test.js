// Products written out: rows add up to what they say, at every size; nothing stands on anything else, for every net.

import assert from "node:assert/strict";
import { test } from "node:test";
import { curvePlot } from "#app/layout/curveplot.js";
import { texWidth, widthOf } from "#app/layout/lettering.js";
import { glanceAt } from "#app/layout/opened/values.js";
import { blocksOf } from "#app/layout/product/blocks.js";
import { mapEntries } from "#app/layout/product/map.js";
import { numberAt, productScene } from "#app/layout/product/scene.js";
import { sightOf } from "#app/layout/product/sight.js";
import { cellText, scaleOf } from "#app/layout/product/text.js";
import { sumOn, tracksOf } from "#app/layout/product/tracks.js";
import { cellOf, rowOf } from "#app/state/product.js";
import { productBefore, productOf, productsOf } from "#app/state/products.js";
import { wayOf } from "#app/state/productway.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { dice } from "./dice.js";
import { madeUp } from "./steps.js";
import { ALL_NETS, wholeRun } from "./streams.js";

/** @import {NumberCell, ProductScene, Run, View} from "#app/types.js" */
/** @import {ProductSight} from "#app/layout/product/scene.js" */

const WRITES = /** @type {const} */ (["forward", "backward", "share"]);
const ROOMS = [
  { width: 780, height: 470, larger: 1 },
  { width: 366, height: 520, larger: 1 },
  { width: 830, height: 500, larger: 2 },
];

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

/**
 * @param {ProductScene} scene
 * @param {number} letters
 * @param {number} name
 */
function overlapsOf({ cells, words, notes }, letters, name) {
  const rects = [
    ...cells.map(({ key, x, y, width, height }) => ({ key, x: x + 1, y: y + 1, width: width - 2, height: height - 2 })),
    ...words
      .filter(({ tone }) => tone !== "sign")
      .map(({ key, x, y, text, anchor }) => {
        const width = widthOf(text, 0.9 * letters);
        return {
          key,
          x: anchor === "middle" ? x - width / 2 : x - width,
          y: y - 0.36 * letters,
          width,
          height: 0.72 * letters,
        };
      }),
    ...notes.map(({ key, tex, x, y, tone }) => {
      const width = 0.86 * texWidth(tex.replace(/10\^\{.*/u, "10a"), name);
      return { key, x: tone.startsWith("above") ? x - width / 2 : x, y: y - 0.3 * name, width, height: 0.6 * name };
    }),
  ];
  return rects.flatMap((a, k) =>
    rects.slice(k + 1).flatMap((b) =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height ? [`${a.key} on ${b.key}`] : [],
    ),
  ); // biome-ignore format: one line to read
}

for (const name of ALL_NETS) {
  const run = wholeRun(name);
  const itinerary = itineraryOf(run.plan);

  test(`${name}: every product of its equations can be written out, at every stop, with nothing on anything else`, () => {
    const expected = run.plan.nodes.filter(({ op, equation }) => op === "matmul" && equation !== "loss");
    assert.deepEqual(
      productsOf(run.plan)
        .map(({ id }) => id)
        .sort(),
      expected.map(({ id }) => id).sort(),
    );
    for (const product of productsOf(run.plan)) {
      for (const cursor of [0, itinerary.stops.length - 1, Math.floor(0.7 * itinerary.stops.length)]) {
        for (const writes of WRITES) {
          const glance = glanceOf(run, cursor, { writes });
          const looked = sightOf(glance, product, viewOf({ writes }));
          for (const room of ROOMS) {
            const scene = productScene({ ...looked, ...room });
            const base = room.larger > 1 ? 12.2 * room.larger : 15;
            assert.deepEqual(
              overlapsOf(scene, base, room.larger > 1 ? 15 * room.larger : 19),
              [],
              `${product.matrix.name} ${writes} ${room.width}`,
            );
            for (const { text, width, kind } of scene.cells)
              assert.ok(widthOf(text, base) * (kind === "rest" ? 0.9 : 1) <= width + 4, `${text} in ${width}`);
          }
        }
      }
    }
  });

  test(`${name}: a way leads from every product to a name, or into another product`, () => {
    for (const { id, node } of productsOf(run.plan)) {
      const { paces } = wayOf(run.plan, id);
      const last = paces.at(-1);
      assert.ok(
        last ? last.name || last.kind === "product" : run.plan.equations.some((one) => one.name === node.name),
        `${id}`,
      );
      const glance = glanceOf(run, itinerary.stops.length - 1, {});
      const { reading } = sightOf(
        glance,
        /** @type {import("#app/state/products.js").Product} */ (productOf(run.plan, id)),
        viewOf({}),
      );
      const { blocks } = blocksOf(glance, reading, 0, null);
      assert.ok(blocks.length >= 1);
      if (reading.idle) continue; // its phase takes the other branch
      for (const block of blocks.filter(({ kind }) => kind !== "product"))
        assert.notEqual(block.value, undefined, `${block.key} of ${id}`);
    }
  });

  test(`${name}: the product before a name makes it`, () => {
    for (const { name: node } of run.plan.equations) {
      const found = productBefore(run.plan, node);
      assert.equal(found === null, productsOf(run.plan).length === 0);
    }
  });
}

/** @param {Partial<View>} wish @returns {View} */
function viewOf(wish) {
  return { curve: [], cell: null, lanes: "values", open: true, ...wish };
}

/**
 * @param {Run} run
 * @param {number} cursor
 * @param {Partial<View>} wish
 */
function glanceOf(run, cursor, wish) {
  const opening = /** @type {const} */ ({ by: "step", revealed: 0, show: "values" });
  return glanceAt({
    run,
    itinerary: itineraryOf(run.plan),
    cursor,
    view: viewOf(wish),
    opening,
    stepOf: (t) => madeUp(run, t),
  });
}

test("an LSTM's forget gate is reached through the sum and its sigmoid, and the row chosen there is its unit", () => {
  const { plan } = wholeRun("lstm");
  const product = /** @type {import("#app/state/products.js").Product} */ (productBefore(plan, "f"));
  assert.equal(product.matrix.name, "W_hf"); // the one that reads the past
  assert.deepEqual(
    wayOf(plan, product.id).paces.map(({ kind, name }) => [kind, name]),
    [
      ["sum", null],
      ["curve", "f"],
    ].map(([kind, name]) => [kind === "curve" ? "function" : kind, name]),
  );
  assert.deepEqual(cellOf(plan, product, null, 3, 2), { node: "f", t: 3, unit: 2 });
  assert.equal(rowOf(plan, product, { cell: { node: "f", t: 3, unit: 2 } }), 2);
  assert.equal(productBefore(plan, "c")?.matrix.role, "recurrent"); // through its gates
});

test("a product that a net does not have is none", () => {
  const { plan } = wholeRun("lstm");
  const other = plan.nodes.find(({ op }) => op === "sigmoid")?.id;
  assert.deepEqual(
    [other, 99_999, null, undefined].map((id) => productOf(plan, id)),
    [null, null, null, null],
  );
});

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
