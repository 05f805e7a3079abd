// Where a state's gradient goes: three lines on one log axis, the edges that each way uses, and shares that add up.

import assert from "node:assert/strict";
import { test } from "node:test";
import { middle } from "#app/layout/axis.js";
import { figure } from "#app/layout/figures.js";
import { closeScale } from "#app/layout/gradient/closescale.js";
import { logPlot } from "#app/layout/gradient/logplot.js";
import { partShares } from "#app/layout/gradient/partshares.js";
import { spotAt } from "#app/layout/gradient/spots.js";
import { pathOfWay } from "#app/layout/gradient/threeways.js";
import { stepOf, wayNumbers } from "#app/layout/gradient/waynumbers.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { lacks, placeOf, soundLaid } from "#app/state/laid.js";
import { guideSentence } from "#app/words/gradient/paths.js";
import { answerOf, laidScene } from "./answers.js";
import { wholeRun } from "./streams.js";

const AXIS = { T: 6, first: 1, last: 6, pitch: 60, left: 100, before: 0, after: 0, start: 100, end: 460 };

/** @param {string} key @param {number[]} values */
function line(key, values) {
  return { key, node: "c", tex: key, place: 0, first: 1, values };
}

test("a line has a point at every step, in the middle of its column, higher for larger numbers", () => {
  const { curve } = logPlot([line("a", [1e-3, 1e-2, 0.1, 1, 10, 100])], AXIS, { y: 0, height: 200 });
  const { dots, d } = curve.lines[0];
  assert.deepEqual(dots.map(({ x }) => x), [1, 2, 3, 4, 5, 6].map((t) => middle(AXIS, t))); // biome-ignore format: one line
  assert.ok(dots.every(({ y }, k) => k === 0 || y < dots[k - 1].y));
  assert.equal(d.match(/M/gu)?.length, 1);
});

test("what has no place on a log axis breaks the line and is said in words, never drawn as a number", () => {
  const { curve, words } = logPlot([line("a", [Infinity, Infinity, Number.NaN, 0, 1e-3, 1])], AXIS, { y: 0, height: 200 }); // biome-ignore format: one line
  assert.equal(curve.lines[0].dots.length, 2);
  assert.deepEqual(words.map(({ text }) => text), ["∞ for k = 1 … 2", "not a number at k = 3", "0, or below 10⁻³⁰⁸, at k = 4"]); // biome-ignore format: one line
  const closed = { ...line("a", [0, 0, 1, 1, 1, 1]), isOpen: (/** @type {number} */ t) => t > 2 };
  assert.deepEqual(logPlot([closed], AXIS, { y: 0, height: 200 }).words, []);
});

test("a log axis is near to its numbers: 1, 2 and 5 within two decades, powers beyond, down to the least a number can be", () => {
  assert.deepEqual(closeScale([0.94, 3], 0, 150).ticks.map(({ text }) => text), ["0.5", "1", "2", "5"]); // biome-ignore format: one line
  const { ticks, y } = closeScale([1e-300, 1e5], 0, 150);
  assert.deepEqual(ticks.slice(0, 3).map(({ text }) => text), ["1", "10⁻⁵⁰", "10⁻¹⁰⁰"]); // biome-ignore format: one line
  assert.ok(ticks.every(({ y: at }, k) => k === 0 || at - ticks[k - 1].y >= 21.9));
  assert.ok(y(1e-299) > y(1e-290) + 1);
  for (const sizes of [[], [1], [0.3, 0.3], [7e-12]]) {
    const { ticks: all, y: at } = closeScale(sizes, 0, 100);
    assert.ok(all.length >= 2, String(sizes));
    for (const size of sizes) assert.ok(at(size) >= 0 && at(size) <= 100);
  }
});

test("the direct way lights the state's own edges, the block leaves the others of step k out, the total has them all", () => {
  const { plan } = wholeRun("lstm");
  const message = /** @type {any} */ (answerOf("paths_lstm").message);
  const [direct, block, total] = /** @type {const} */ (["direct", "block", "total"]).map((way) => pathOfWay(plan, message, { t: 6, k: 3 }, way)); // biome-ignore format: one line
  assert.deepEqual([...direct.ways].sort(), ["c c -1@4", "c c -1@5", "c c -1@6"]);
  assert.ok(total.ways.has("h c -1@4") && total.ways.has("c h 0@3") && total.ways.has("c c -1@6"));
  assert.ok(!block.ways.has("h c -1@4") && !block.ways.has("c h 0@3"));
  assert.ok(block.ways.has("c c -1@4") && block.ways.has("h c -1@5") && block.ways.has("c h 0@4"));
  assert.ok(total.nodes.has("h@3") && !block.nodes.has("h@3") && block.nodes.has("c@3"));
});

test("the way from the initial value is lit from the first arrow on, and of a block without the other states' arrows", () => {
  const { plan } = wholeRun("lstm");
  const message = /** @type {any} */ (answerOf("paths_lstm").message);
  const [direct, block, total] = /** @type {const} */ (["direct", "block", "total"]).map((way) => pathOfWay(plan, message, { t: 2, k: 0 }, way)); // biome-ignore format: one line
  assert.deepEqual([...direct.ways].sort(), ["c c -1@1", "c c -1@2"]);
  assert.ok(total.ways.has("c c -1@1") && total.ways.has("c h 0@1") && total.ways.has("h c -1@2"));
  assert.ok(!total.ways.has("h c -1@1"), "h at 0 is given: it is not made from c at 0");
  assert.deepEqual([...block.ways].sort(), [...total.ways].sort());
});

test("at the step of the initial value stand its own three numbers, and the nearest step's where the answer has none", () => {
  const answer = answerOf("paths_lstm");
  assert.equal(answer.message.start, 0);
  const first = wayNumbers(answer, stepOf(answer, 1), null);
  const initial = wayNumbers(answer, stepOf(answer, 0), null);
  assert.equal(initial.block, initial.total);
  assert.ok(Number(initial.direct) < Number(first.direct));
  assert.equal(wayNumbers(answer, 0, 1).direct, answer.tensors.get("start/units")?.values[1]);
  assert.equal(stepOf(answer, 99), answer.message.last);
  const { scene } = laidScene("paths_lstm", { k: 0 });
  assert.deepEqual(scene.words.filter(({ key }) => key === "k-start").map(({ text }) => text), ["k = 0"]); // biome-ignore format: one line
  assert.match(scene.captions?.[0].pieces[0].word ?? "", new RegExp(`direct ${figure(initial.direct)}`, "u"));
});

test("the lines begin at the initial value, over its place in the graph, where a click chooses it", () => {
  const answer = answerOf("paths_lstm");
  const initial = wayNumbers(answer, 0, null);
  const { scene } = laidScene("paths_lstm", { k: 3 });
  const { start } = scene.axis;
  const box = scene.vectors.find(({ x, width }) => x + width <= start);
  const total = scene.curve?.lines.find(({ key }) => key === "laid-total");
  const [first, second] = total?.dots ?? [];
  assert.ok(box && first.x > box.x && first.x < box.x + box.width && second.x > start, JSON.stringify([box, first]));
  const [direct] = scene.curve?.lines.find(({ key }) => key === "laid-direct")?.dots ?? [];
  assert.equal(first.y > direct.y, Number(initial.total) < Number(initial.direct));
  assert.match(total?.d ?? "", /^M[\d.,]+(L[\d.,]+)+$/u);
  assert.equal(scene.words.find(({ key }) => key === "k-start")?.text, "0");
  assert.equal(spotAt(scene, first.x, first.y)?.k, 0);
});

test("in presentation mode, where the table has no room, the title tells the two largest parts of the total", () => {
  const { scene, answer } = laidScene("paths_lstm", { k: 3, presenting: true, width: 1280, height: 648 });
  assert.ok(!scene.grids?.some(({ key }) => key === "parts"));
  const { plan } = wholeRun("lstm");
  const shares = partShares({ answer, plan }, 3);
  assert.ok(Math.abs(shares.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-12);
  const [, second] = shares.map(({ share }) => Math.abs(share)).sort((a, b) => b - a);
  const told = shares.filter(({ share }) => Math.abs(share) >= second).map(({ text }) => text);
  const word = String(scene.captions?.[0].pieces[0].word);
  assert.ok(word.endsWith(`= ${told.join(", ")} …`), word);
  assert.deepEqual(partShares({ answer, plan }, 0), []);
});

test("a state that reads backwards is looked at from the first step on: what it holds there came from later ones", () => {
  const { plan, hasLoss } = wholeRun("bidirectional");
  for (const kind of /** @type {const} */ (["paths", "bound"])) {
    assert.deepEqual(placeOf(plan, { kind, node: "g" }, hasLoss), { t: 1, k: Math.min(plan.T, 5) });
    assert.equal(placeOf(plan, { kind, node: "h" }, hasLoss).t, plan.T);
    assert.equal(placeOf(plan, { kind, node: "g", t: 2 }, hasLoss).t, 2);
  }
});

test("a window of a long run holds the chosen step", () => {
  const ask = (/** @type {"paths" | "memory"} */ kind, /** @type {number} */ t) =>
    KINDS[kind].question({ plan: { ...wholeRun("lstm").plan, T: 600 }, laid: { kind }, window: { first: 61, last: 540 }, place: { t, k: 9 }, hasLoss: null, checking: false }).window; // biome-ignore format: one line
  for (const kind of /** @type {const} */ (["paths", "memory"])) {
    assert.deepEqual(ask(kind, 600), [121, 600]);
    assert.deepEqual(ask(kind, 300), [61, 540]);
    assert.deepEqual(ask(kind, 7), [7, 486]);
  }
});

test("k goes to the initial value where a view says so, on the side from which the state is read", () => {
  const [lstm, both] = [wholeRun("lstm").plan, wholeRun("bidirectional").plan];
  assert.equal(placeOf(lstm, { kind: "paths", k: 0, t: 3 }).k, 0);
  assert.equal(placeOf(lstm, { kind: "paths", k: lstm.T + 1, t: 3 }).k, lstm.T);
  assert.equal(placeOf(lstm, { kind: "ledger", k: 0, t: 3 }).k, 1);
  assert.equal(placeOf(both, { kind: "paths", node: "g", k: both.T + 1, t: 1 }).k, both.T + 1);
  assert.equal(placeOf(both, { kind: "paths", node: "g", k: 0, t: 1 }).k, 1);
  assert.deepEqual(placeOf(both, { kind: "chain", k: 0, t: both.T + 1 }), { k: 0, t: both.T + 1 });
  assert.equal(placeOf(both, { kind: "paths", k: 2, t: both.T + 1 }).t, both.T);
});

test("the entry that is checked is the chosen pair's, else the chosen unit's own, and never one that is not there", () => {
  const { plan } = wholeRun("lstm");
  const ask = (/** @type {object} */ laid) =>
    KINDS.paths.question({ plan, laid: { kind: "paths", ...laid }, window: null, place: { t: 4, k: 0 }, hasLoss: null, checking: true }); // biome-ignore format: one line
  assert.deepEqual(ask({ pair: [1, 0] }), { t: 4, k: 0, entry: [1, 0], check: true });
  assert.deepEqual(ask({ pair: [1, 99], unit: 2 }).entry, [2, 2]);
  assert.deepEqual(ask({}).entry, [0, 0]);
  assert.deepEqual(soundLaid({ kind: "paths", pair: [1, -1], k: 0 }), { kind: "paths", k: 0 });
});

for (const name of ["paths_lstm", "paths_peephole", "paths_second_order"]) {
  test(`${name}: shares of the total add up to all of it at every step`, () => {
    const { scene, answer } = laidScene(name);
    const grid = scene.grids?.find(({ key }) => key === "parts");
    const { parts, first, last } = answer.message;
    if (!parts.length) return assert.equal(grid, undefined);
    assert.ok(grid);
    const wide = last - first + 1;
    for (let k = 0; k < wide; k += 1) {
      let sum = 0;
      for (let row = 0; row <= parts.length; row += 1) sum += grid.values[row * wide + k];
      assert.ok(Math.abs(sum - 1) < 1e-12, `${k}: ${sum}`);
    }
  });
}

test("three lines and those of other nets begin with their names, none over another", () => {
  const { scene } = laidScene("paths_lstm");
  assert.deepEqual(scene.curve?.lines.map(({ key }) => key), ["laid-total", "laid-block", "laid-direct", "laid-elman", "laid-gru"]); // biome-ignore format: one line
  const names = scene.words.filter(({ tone }) => tone.startsWith("laid-line"));
  assert.equal(names.length, 5);
  const heights = names.map(({ y }) => y).sort((a, b) => a - b);
  assert.ok(heights.every((y, k) => k === 0 || y - heights[k - 1] >= 14));
  assert.equal(new Set(names.map(({ tone }) => tone)).size, 5);
});

test("one unit alone has its own numbers, and other nets no line", () => {
  const { scene, answer } = laidScene("paths_lstm", { unit: 2, k: 5 });
  assert.equal(scene.curve?.lines.length, 3);
  assert.match(String(scene.captions?.[0].pieces[0].word), /^unit 3 by itself: {2}direct /u);
  const strips = laidScene("paths_lstm", { under: "units", height: 900 }).scene.grids ?? [];
  assert.deepEqual(strips.map(({ key }) => key), ["units-direct", "units-block", "units-total"]); // biome-ignore format: one line
  assert.ok(strips.every(({ down }) => down.length === answer.message.n + 1));
});

test("a click in the lines or below chooses k and keeps t", () => {
  const { scene } = laidScene("paths_lstm", { t: 7, k: 3 });
  const { x, y, height } = /** @type {any} */ ((scene.spots ?? []).findLast(({ cells }) => cells));
  assert.deepEqual(spotAt(scene, x + 5, y + 5), { t: 7, k: 1 });
  assert.deepEqual(spotAt(scene, middle(/** @type {any} */ (scene.axis), 4), y + height - 2), { t: 7, k: 4 });
});

for (const name of ["paths_exploding", "paths_bidirectional", "paths_long", "paths_second_order", "paths_peephole"]) {
  for (const [width, height] of [
    [708, 612],
    [390, 500],
    [320, 300],
    [1600, 1200],
  ]) {
    // biome-ignore format: one line
    for (const under of ["parts", "units"]) {
      test(`${name} has only finite places at ${width} × ${height}, with ${under} below`, () => {
        const { scene } = laidScene(name, { width, height, under });
        const places = [...scene.words, ...scene.boxes, ...(scene.spots ?? [])].flatMap(({ x, y }) => [x, y]);
        assert.ok(places.every(Number.isFinite));
        for (const { d } of scene.curve?.lines ?? []) assert.doesNotMatch(d, /NaN|Infinity/u);
        for (const { across, down } of scene.grids ?? []) assert.ok([...across, ...down].every(Number.isFinite));
      });
    }
  }
}

test("what a link brings is taken where it makes sense", () => {
  const given = { kind: "paths", path: "block", under: "units", unit: 3, beside: ["gru", "elman"], k: 2 };
  assert.deepEqual(soundLaid(given), given);
  const odd = { kind: "paths", path: "will", unit: -1, beside: ["<b>"], under: 3 };
  assert.deepEqual(soundLaid(odd), { kind: "paths" });
});

test("the question names the state only where the chosen node is one, and other nets as they were chosen", () => {
  const { plan } = wholeRun("lstm");
  const asking = { plan, window: null, place: { t: 6, k: 2 }, hasLoss: null, checking: false };
  assert.deepEqual(KINDS.paths.question({ ...asking, laid: { kind: "paths", node: "o", beside: ["gru"] } }), { t: 6, beside: ["gru"] }); // biome-ignore format: one line
  assert.deepEqual(KINDS.paths.question({ ...asking, checking: true, laid: { kind: "paths", node: "h", unit: 1 } }), { state: "h", t: 6, k: 2, entry: [1, 1], check: true }); // biome-ignore format: one line
});

test("how good a guide the direct path is, is said with the rule's numbers", () => {
  const poor = { factor: 2, of: 6, poor: 2, first: 2, worst: 1, ratio: 3.18 };
  assert.match(
    guideSentence(poor, 7, "the product", figure),
    /poor guide: from lag 5 on, at 2 of 6 steps.*3\.18 times/u,
  );
  assert.match(guideSentence({ ...poor, poor: 0 }, 7, "the product", figure), /good guide: at all 6 steps/u);
  assert.match(guideSentence({ ...poor, ratio: "Infinity" }, 7, "the product", figure), /infinitely many times/u);
  assert.equal(guideSentence({ ...poor, of: 0 }, 7, "the product", figure), "");
});

test("where the gutter is narrow the names stand behind the lines, each with a piece of its line, clear of all points", () => {
  const { scene } = laidScene("paths_lstm", { width: 640, height: 331, presenting: true });
  const names = scene.words.filter(({ tone }) => tone.startsWith("laid-line"));
  const end = /** @type {any} */ (scene.axis).end;
  assert.equal(names.length, 5);
  assert.ok(names.every(({ x }) => x > end));
  const samples = scene.curve?.lines.filter(({ key }) => key.endsWith("-sample")) ?? [];
  assert.deepEqual(samples.map(({ place }) => place).sort(), names.map(({ tone }) => Number(tone.slice(-1))).sort()); // biome-ignore format: one line
  const alone = laidScene("paths_lstm", { width: 390, height: 500 }).scene; // a phone has no room for them
  assert.ok(alone.words.filter(({ tone }) => tone.startsWith("laid-line")).every(({ x }) => x < 390));
});

test("a net without a loss or without x is told so before anything is asked; nets beside need x", () => {
  const plan = /** @type {any} */ ({ loss: {}, input: null, equations: [] });
  assert.equal(lacks(plan, { kind: "memory" }), "input");
  assert.equal(lacks(plan, { kind: "paths" }), null);
  assert.equal(lacks({ ...plan, loss: null }, { kind: "ledger" }), "loss");
  const laid = { kind: "paths", beside: ["elman"] };
  const asking = /** @type {any} */ ({ laid, window: null, place: { t: 3, k: 1 }, checking: false });
  assert.equal("beside" in KINDS.paths.question({ ...asking, plan }), false);
  assert.equal("beside" in KINDS.paths.question({ ...asking, plan: { ...plan, input: { size: 2 } } }), true);
});
