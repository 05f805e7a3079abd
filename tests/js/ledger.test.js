/**
 * The ledger as it is drawn: its cells and their sums on every net, the paths and the factors that a cell is made of.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { wholeTex as boundWhole } from "#app/layout/gradient/boundtex.js";
import { brief } from "#app/layout/gradient/brief.js";
import { cellTex, factorsOf, wholeState } from "#app/layout/gradient/factors.js";
import { fewRows } from "#app/layout/gradient/graph.js";
import { pathBetween } from "#app/layout/gradient/path.js";
import { spotAt } from "#app/layout/gradient/spots.js";
import { symbolAt } from "#app/layout/symbols.js";
import { usersOf } from "#app/state/shares.js";
import { answerFor, sceneOf, VIEW, windowed } from "./ledgers.js";
import { ALL_NETS, wholeRun as runOf } from "./streams.js";

/** What is drawn by place. @param {import("#app/types.js").Scene} scene */
function drawn({ boxes, edges, words, notes, outlines, playhead }) {
  const places = [...boxes, ...outlines].map(({ x, y, width, height }) => [x, y, width, height]);
  const others = [...words, ...(notes ?? [])].map(({ x, y }) => [x, y]);
  const all = [...places, ...others].flat().map((at) => (Number.isFinite(at) ? at : `NaN ${at}`));
  return [...all, ...edges.map(({ d, head }) => d + head), playhead?.x];
}

for (const name of ALL_NETS) {
  test(`${name}: the gradient laid open is well formed, on a desk, a phone and a projector`, () => {
    for (const [width, height, presenting] of /** @type {[number, number, boolean][]} */ ([
      [900, 640, false],
      [390, 520, false],
      [1280, 648, true],
    ])) {
      const { scene } = sceneOf(name, { width, height, presenting });
      assert.doesNotMatch(JSON.stringify(drawn(scene)), /NaN|undefined|:null/u, name);
      for (const { x } of scene.words) assert.ok(x >= 0 && x <= width + 1, `${name} ${width}: a word at ${x}`);
    }
  });

  test(`${name}: every path from a loss to a copy is made of ways of the graph`, () => {
    const { plan, hasLoss } = runOf(name);
    if (!plan.loss) return;
    const keys = new Set(fewRows(plan).ways.map(({ key }) => key));
    for (const { name: parameter } of plan.parameters) {
      const readers = usersOf(plan, [parameter]);
      for (const [t, k] of [
        [plan.T, 1],
        [1, plan.T],
        [plan.T, plan.T],
      ]) {
        if (!hasLoss?.[t - 1]) continue;
        const path = pathBetween(plan, { names: ["loss"], t }, { names: readers, t: k });
        for (const way of path.ways) assert.ok(keys.has(way.slice(0, way.lastIndexOf("@"))), way);
        if (path.nodes.size)
          assert.ok(path.nodes.has(`loss@${t}`) && readers.some((one) => path.nodes.has(`${one}@${k}`)));
      }
    }
  });
}

test("a net that reads forwards fills one half of the ledger, one that reads backwards the other", () => {
  const { plan } = runOf("bidirectional");
  const leads = (/** @type {string} */ parameter, /** @type {number} */ t, /** @type {number} */ k) =>
    pathBetween(plan, { names: ["loss"], t }, { names: usersOf(plan, [parameter]), t: k }).nodes.size > 0;
  assert.deepEqual(
    [leads("W", 3, 1), leads("W", 1, 3), leads("Q", 3, 1), leads("Q", 1, 3)],
    [true, false, false, true],
  );
});

test("a cell is written as its factors, with ∂⁺ at the copy alone", () => {
  const run = runOf("long");
  const tex = cellTex({ plan: run.plan, run }, "W", { t: 3, k: 2 });
  assert.equal(tex.match(/\^\{\+\}/gu)?.length, 1);
  assert.match(tex, /E_\{3\}.*h_\{3\}.*h_\{2\}.*\\partial\^\{\+\} h_\{2\}/u);
});

test("a path through several states is one through the whole of them", () => {
  const run = runOf("lstm");
  assert.match(cellTex({ plan: run.plan, run }, "W_hi", { t: 3, k: 2 }), /s_\{3\}.*s_\{2\}/u);
  assert.doesNotMatch(cellTex({ plan: run.plan, run }, "V", { t: 3, k: 3 }), /s_/u);
});

test("cells that cannot be reached are empty, the others show their numbers with signs", () => {
  const { scene } = sceneOf("teacher_forcing");
  const [grid] = scene.grids ?? [];
  assert.ok(grid.texts);
  grid.texts.forEach((text, at) => {
    if (!grid.reached?.[at]) assert.equal(text, "");
    else assert.match(text, /^[+−]\d/u);
  });
});

test("a click on a cell chooses its loss and its copy", () => {
  const { scene } = sceneOf("teacher_forcing");
  const [grid] = scene.grids ?? [];
  const [x, y] = [(grid.across[1] + grid.across[2]) / 2, (grid.down[2] + grid.down[3]) / 2];
  assert.deepEqual(spotAt(scene, x, y), { t: 3, k: 2 });
});

test("the same cell is met in presentation mode, where everything is larger", () => {
  const { scene } = sceneOf("teacher_forcing", { width: 1280, height: 648, presenting: true });
  const [grid] = scene.grids ?? [];
  const [x, y] = [(grid.across[0] + grid.across[1]) / 2, (grid.down[3] + grid.down[4]) / 2];
  assert.deepEqual(spotAt(scene, x, y), { t: 4, k: 1 });
});

test("what is folded away is summed up where it is folded", () => {
  const { scene, answer } = sceneOf("long", { cursor: 60 });
  const first = scene.axis.first;
  const t = scene.axis.last;
  const cells = answer?.tensors.get("cells")?.values ?? [];
  let sum = 0;
  for (let k = 1; k < first; k += 1) sum += cells[(t - 1) * 60 + k - 1];
  const found = scene.words.find(({ key }) => key === `folded-before-${t - first}`);
  assert.equal(found?.text, brief(sum, 200, 14));
});

test("numbers are as short as their room asks, and keep their sign", () => {
  assert.deepEqual(
    [100, 48, 40, 36, 10].map((room) => brief(-0.031234, room, 14)),
    ["−0.0312", "−0.031", "−.031", "−.03", "−"],
  );
  assert.equal(brief(Number.POSITIVE_INFINITY, 10, 14), "+∞");
  assert.deepEqual(
    [2.32e-4, -8.57e-4, 9_999].map((value) => brief(value, 37, 14)),
    ["+10⁻⁴", "−10⁻³", "+10⁴"],
    "a power alone is the nearest one",
  );
});

test("the sums say what they are over, and over the rows only where the title leaves room", () => {
  const texts = (/** @type {string} */ net, /** @type {number} */ width) =>
    sceneOf(net, { width }, { t: 5, k: 1 }).scene.words.filter(({ key }) => /^all-/u.test(key)).map(({ text }) => text); // biome-ignore format: one line
  assert.deepEqual(texts("lstm", 900), ["all losses", "all copies"]);
  assert.deepEqual(texts("lstm", 570), ["all losses"]);
});

test("a state of several layers is written in one order by every view", () => {
  const { plan } = runOf("stacked");
  const whole = wholeState(
    plan,
    factorsOf({ plan, run: runOf("stacked") }, "W1", { t: plan.T, k: plan.T - 1 })?.names ?? [],
  );
  const parts = ["h1", "h2"].map((name, n) => ({ name, lag: 0, start: 4 * n, size: 4 }));
  assert.equal(whole, boundWhole(plan, /** @type {any} */ ({ state: { direction: 1, size: 8, parts } })));
  const late = { direction: 1, size: 8, parts: [0, 1].map((lag) => ({ name: "h1", lag, start: 4 * lag, size: 4 })) };
  const twice = boundWhole(plan, /** @type {any} */ ({ state: late }));
  assert.equal(
    twice,
    `s_t = (${symbolAt(plan, "h1", "t")}, ${symbolAt(plan, "h1", "t-1")})`,
    "its parts by their names",
  );
});

test("what a window leaves out is summed up beside it: other losses below, other copies at the sides", () => {
  const answer = windowed({}, { rest: new Float64Array(60).fill(0.125), sides: new Float64Array(22).fill(0.75) });
  const { scene } = sceneOf("long", {
    answer,
    width: 900,
    view: { ...VIEW, laid: { kind: "ledger" }, camera: { pitch: 60, centre: 25 } },
  });
  const { first, last } = scene.axis;
  assert.ok(first > 20 && last < 30, `${first} ${last}`);
  const cell = (/** @type {number} */ t, /** @type {number} */ k) =>
    Number(answer.tensors.get("cells")?.values[(t - 20) * 11 + k - 20]);
  const rest = scene.words.find(({ key }) => key === "rest-0");
  let other = 0.125;
  for (let t = 20; t <= 30; t += 1) if (t < first || t > last) other += cell(t, first);
  assert.equal(rest?.text, brief(other, 56, 14));
  let before = 0.75;
  for (let k = 20; k < first; k += 1) before += cell(last, k);
  assert.equal(scene.words.find(({ key }) => key === `folded-before-${last - first}`)?.text, brief(before, 200, 14));
});

test("where fewer steps are computed than are seen, the picture says which", () => {
  const { scene } = sceneOf("long", {
    answer: windowed({}),
    width: 1200,
    view: { ...VIEW, laid: { kind: "ledger" }, camera: { pitch: 14, centre: 30 } },
  });
  const said = scene.words.filter(({ key }) => key.startsWith("fewer-"));
  assert.equal(said[0]?.text, "20 to 30 are computed;");
});

test("under the ledgers of two runs the norms of both are lines over the copies, and alone there is no plot", () => {
  const run = runOf("lstm");
  const answer = answerFor(run, run.plan.parameters[1].name);
  answer.tensors.set("column_norms", { shape: [run.plan.T], values: new Float64Array(run.plan.T).fill(5) });
  const { scene } = sceneOf("lstm", { second: { run, answer } });
  const [a, b] = scene.curve?.lines ?? [];
  assert.deepEqual([a.side, b.side], ["a", "b"]);
  assert.ok(a.dots[0].y > b.dots[0].y); // 0.5 below 5
  assert.equal(b.dots.length, run.plan.T);
  assert.ok(scene.height <= 640);
  assert.equal(sceneOf("lstm").scene.curve, null);
});
