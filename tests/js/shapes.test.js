// Shapes at names: on every matrix and every other edge, in graph and folded graph, without touching anything.

import assert from "node:assert/strict";
import { test } from "node:test";
import { layOutFolded } from "#app/layout/folded/folded.js";
import { overlap } from "#app/layout/folded/labels.js";
import { texWidth } from "#app/layout/lettering.js";
import { shapedPlan, withoutShape } from "#app/layout/shapes.js";
import { symbol } from "#app/layout/symbols.js";
import { ALL_NETS, sceneOf, wholeRun } from "./streams.js";

test("a matrix has its rows and columns, an edge without one the size of what runs along it", () => {
  const { plan } = wholeRun("lstm");
  const shaped = shapedPlan(plan);
  assert.equal(symbol(shaped, "V"), "V\\,[8{\\times}8]");
  assert.equal(shapedPlan(plan), shaped);
  for (const { from, parameters } of shaped.edges) {
    assert.ok(parameters.length, from);
    const shape = symbol(shaped, parameters[0]);
    assert.match(shape, /\[\d+(\{\\times\}\d+)?\]$/u, from);
  }
  assert.deepEqual(withoutShape("W_{h}\\,[5{\\times}5]"), ["W_{h}", "\\,[5{\\times}5]"]);
  assert.deepEqual(withoutShape("W_{h}"), ["W_{h}", ""]);
  assert.deepEqual(shaped.parameters.slice(0, plan.parameters.length).map(({ name }) => name), plan.parameters.map(({ name }) => name)); // biome-ignore format: one line
});

for (const name of ALL_NETS) {
  test(`${name}: shapes find room in the folded graph, and lie on nothing`, () => {
    const { labels, nodes } = layOutFolded(shapedPlan(wholeRun(name).plan));
    labels.forEach((one, k) => {
      for (const other of labels.slice(k + 1)) assert.ok(!overlap(one, other), `${one.tex} over ${other.tex}`);
      for (const { x, y, radius } of nodes) {
        const dx = Math.max(0, Math.abs(x - one.x) - one.width / 2);
        const dy = Math.max(0, Math.abs(y - one.y) - one.height / 2);
        assert.ok(Math.hypot(dx, dy) > radius - 1, `${one.tex} over a name`);
      }
    });
  });

  test(`${name}: shapes lie on nothing in the unfolded graph, and end within the stage`, () => {
    const scene = sceneOf(wholeRun(name), -1, { show: "graph", shapes: true, width: 760 });
    const { copies = [], notes = [] } = scene.unfolded ?? {};
    const all = [
      ...copies.flatMap((copy) => copy.notes.map(({ tex, x, y }) => ({ tex, x: copy.x + x, y: copy.y + y }))),
      ...notes,
    ].map(({ tex, x, y }) => ({ tex, x, y, width: texWidth(tex, 15), height: 16 }));
    all.forEach((one, k) => {
      assert.ok(one.x + one.width / 2 < 762, `${one.tex} at ${one.x}`);
      for (const other of all.slice(k + 1)) assert.ok(!overlap(one, other), `${one.tex} over ${other.tex}`);
    });
    const shapes = all.filter(({ tex }) => tex.includes("["));
    assert.ok(shapes.length >= copies.length, `${shapes.length} shapes`);
  });
}
