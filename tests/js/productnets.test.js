// Every product of every net written out: nothing stands on anything else, and a way leads from it to a name.

import assert from "node:assert/strict";
import { test } from "node:test";
import { texWidth, widthOf } from "#app/layout/lettering.js";
import { glanceAt } from "#app/layout/opened/values.js";
import { blocksOf } from "#app/layout/product/blocks.js";
import { productScene } from "#app/layout/product/scene.js";
import { sightOf } from "#app/layout/product/sight.js";
import { cellOf, rowOf } from "#app/state/product.js";
import { productBefore, productOf, productsOf } from "#app/state/products.js";
import { wayOf } from "#app/state/productway.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { ROOMS, WRITES } from "./productrooms.js";
import { madeUp } from "./steps.js";
import { ALL_NETS, wholeRun } from "./streams.js";

/** @import {ProductScene, Run, View} from "#app/types.js" */

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
