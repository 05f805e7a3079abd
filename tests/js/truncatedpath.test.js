/** Where truncation ends the lit path of a cell: in the graph's own terms, and in the picture. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, pathOf } from "#app/layout/gradient/factors.js";
import { pathBetween, pathLeft } from "#app/layout/gradient/path.js";
import { severed } from "#app/layout/gradient/severed.js";
import { cutsOf, delayEdges, snipped } from "#app/state/laid/scissors.js";
import { placeOf } from "#app/state/laid.js";
import { usersOf } from "#app/state/shares.js";
import { ALL_NETS, wholeRun as runOf } from "./streams.js";

/** A run with every delay edge, or those of some keys, cut before a step. @param {string} name @param {number} before */
function cutRun(name, before, keys = delayEdges(runOf(name).plan).map(({ key }) => key)) {
  const run = runOf(name);
  const plan = { ...run.plan, changes: snipped(run.plan.changes ?? [], run.plan, before, keys) };
  return { ...run, plan };
}

/** @param {string} key */
const stepOf = (key) => Number(key.slice(key.lastIndexOf("@") + 1));

for (const name of ALL_NETS) {
  test(`${name}: a path ends where every delay edge is cut, and what was taken of it is known`, () => {
    const { plan: uncut, hasLoss } = runOf(name);
    if (!uncut.loss || uncut.T < 3 || !delayEdges(uncut).length) return;
    const before = Math.ceil(uncut.T / 2) + 1;
    const run = cutRun(name, before);
    assert.ok([...cutsOf(run.plan.changes, run.plan).values()].every((cuts) => cuts.includes(before)));
    const isEarly = (/** @type {number} */ t) => t < before;
    for (const { name: parameter } of uncut.parameters) {
      for (const [t, k] of [
        [uncut.T, 1],
        [1, uncut.T],
        [uncut.T, uncut.T],
      ]) {
        if (!hasLoss?.[t - 1]) continue;
        const early = { names: usersOf(uncut, [parameter]), t: k };
        const whole = pathBetween(uncut, { names: ["loss"], t }, early);
        const left = pathLeft(run.plan, { names: ["loss"], t }, early, null);
        assert.ok([...left.nodes].every((one) => whole.nodes.has(one) && isEarly(stepOf(one)) === isEarly(t)));
        assert.equal(left.nodes.size + (left.gone?.nodes.size ?? 0), whole.nodes.size);
        assert.equal(left.ways.size + (left.gone?.ways.size ?? 0), whole.ways.size);
        if (!whole.nodes.size || isEarly(t) === isEarly(k)) continue;
        assert.ok(left.nodes.has(`loss@${t}`) && left.ends?.size, `${parameter} ${t} ${k}`);
        const end = endOf({ plan: run.plan, run }, parameter, { t, k }, null);
        assert.ok(end !== null && isEarly(end) === isEarly(t));
      }
    }
  });
}

test("stages end the path of a lost cell, and leave that of a kept one whole", () => {
  const { plan, ...run } = runOf("long");
  const ground = { plan, run: { ...run, plan } };
  assert.equal(endOf(ground, "W", { t: 9, k: 3 }, 4), 6);
  assert.deepEqual([...(pathOf(ground, "W", { t: 9, k: 3 }, 4).ends ?? [])].map(stepOf), [6]);
  assert.equal(endOf(ground, "W", { t: 9, k: 6 }, 4), null);
  assert.deepEqual(pathOf(ground, "W", { t: 9, k: 6 }, 4), pathOf(ground, "W", { t: 9, k: 6 }, null));
});

test("where one of two states is cut the path goes on through the other", () => {
  const run = cutRun("lstm", 3, ["h[t-1]"]);
  const path = pathOf({ plan: run.plan, run }, "W_hi", { t: 3, k: 2 }, null);
  assert.ok(path.nodes.has("c@2") && !path.nodes.has("h@2") && path.gone?.nodes.has("h@2"));
  assert.ok(path.ways.has("c c -1@3") && path.ends?.has("h c -1@3"));
  assert.equal(endOf({ plan: run.plan, run }, "W_hi", { t: 3, k: 2 }, null), null);
});

test("an edge that carries nothing, or whose reader is held, is no path", () => {
  const { plan } = runOf("long");
  const size = (/** @type {object[]} */ changes) =>
    pathBetween({ ...plan, changes: /** @type {any} */ (changes) }, { names: ["loss"], t: 9 }, { names: ["h"], t: 3 })
      .nodes.size;
  assert.ok(size([]) > 0);
  assert.equal(size([{ cut: "h[t-1]", steps: [5] }]), 0);
  assert.equal(size([{ hold: "h", to: 0, steps: [5] }]), 0);
  assert.ok(size([{ hold: "h", to: 0, steps: [5], units: [0] }]) > 0);
  assert.ok(size([{ cut: "h[t-1]", steps: [12] }]) > 0);
});

test("a way is drawn up to the cut, and from there on as gone", () => {
  const last = (/** @type {string} */ d) =>
    d
      .split(/[MLQC ]/u)
      .at(-1)
      ?.split(",")
      .map(Number) ?? [];
  const straight = severed([[100, 20], [40, 20]], 70, 3); // biome-ignore format: two points
  assert.deepEqual(last(straight.near), [70, 20]);
  assert.ok(straight.far.d.startsWith("M70,20") && straight.far.head);
  const bent = severed([[100, 20], [40, 60]], 70, 3); // biome-ignore format: two points
  assert.deepEqual(last(bent.near), [70, 40]);
  assert.ok(bent.far.d.startsWith("M70,40") && last(bent.far.d)[0] === 40);
  const arc = severed([[0, 0], [30, -30], [70, -30], [100, 0]], 50, 3); // biome-ignore format: four points
  assert.deepEqual(last(arc.near), [50, -22.5]);
});

test("the copy that is shown first is one that the loss feels, for every parameter of every net", () => {
  for (const name of ALL_NETS) {
    const { plan, hasLoss } = runOf(name);
    if (!plan.loss) continue;
    for (const { name: parameter } of plan.parameters) {
      const users = usersOf(plan, [parameter]);
      const leads = (/** @type {number} */ t, /** @type {number} */ k) =>
        pathBetween(plan, { names: ["loss"], t }, { names: users, t: k }).nodes.size > 0;
      const { t, k } = placeOf(plan, { kind: "ledger", parameter }, hasLoss);
      const isFelt = Array.from({ length: plan.T }, (_, n) => n + 1).some(
        (at) => Math.abs(at - t) <= 4 && leads(t, at),
      );
      assert.equal(leads(t, k), isFelt, `${name} ${parameter} ${t} ${k}`);
    }
  }
  const { plan } = runOf("lstm");
  const copyOf = (/** @type {string} */ parameter) => placeOf(plan, { kind: "ledger", parameter, t: plan.T }).k;
  assert.deepEqual([copyOf("V"), copyOf("W_hi")], [plan.T, Math.max(1, plan.T - 4)]);
});
