// Phases: an edge is drawn at the steps where it is read, and only there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bundles } from "#app/layout/bundles.js";
import { layOutFolded } from "#app/layout/folded/folded.js";
import { openedGraph } from "#app/state/openedgraph.js";
import { idleAt } from "#app/state/openedidle.js";
import { areExclusive, isActive, stretchesOf } from "#app/state/phases.js";
import { stopSentence } from "#app/words/moments.js";
import { sceneOf, wholeRun } from "./streams.js";

/** @param {string} name @param {string} start of the titles of the arrows */
function arrows(name, start) {
  const { edges, axis } = sceneOf(wholeRun(name), -1);
  return edges
    .filter(({ title, key }) => title.startsWith(start) && !key.endsWith("back"))
    .map(({ key }) => axis.first + Number(key.match(/c(-?\d+)$/)?.[1]));
}

test("the encoder’s matrices stand on the arrows of its steps, the decoder’s on the others", () => {
  assert.deepEqual(arrows("encoder_decoder", "h → h  W_e"), [1, 2]);
  assert.deepEqual(arrows("encoder_decoder", "h → h  W_d"), [3, 4]);
  assert.deepEqual(arrows("encoder_decoder", "x → h"), [1, 2]);
  assert.deepEqual(arrows("encoder_decoder", "y → h"), [3, 4]);
});

test("with teacher forcing the target is fed in, without it the output, and gradients cross only there", () => {
  assert.deepEqual(arrows("forcing", "y → h"), [1, 2]);
  assert.deepEqual(arrows("forcing", "yhat → h"), [3, 4]);
  const back = sceneOf(wholeRun("forcing"), -1).edges.filter(({ key }) => /^yhat frame .*back$/.test(key));
  assert.equal(back.length, 2);
});

test("edges that are never read together share one place", () => {
  const recurrent = bundles(wholeRun("encoder_decoder").plan).filter(({ from, shift }) => from === "h" && shift);
  assert.deepEqual(
    recurrent.map(({ place, of, bearsGradient }) => [place, of, bearsGradient]),
    [
      [0, 1, true],
      [0, 1, true],
    ],
  );
});

test("the folded graph has one line for what phases choose among, labelled with each", () => {
  const { edges, labels, words } = layOutFolded(wholeRun("encoder_decoder").plan);
  assert.equal(edges.filter(({ title }) => title.startsWith("h → h")).length, 1);
  assert.deepEqual(labels.map(({ names }) => names).sort(), ["U_d", "U_e", "V", "W_d", "W_e"]);
  const phases = words.filter(({ tone }) => tone === "phase").map(({ text }) => text);
  assert.deepEqual(phases.sort(), ["reading", "reading", "writing", "writing"]);
});

test("an edge is active where all its phases are as it says", () => {
  const phases = { p: [true, true, false], q: [true, false, false] };
  const active = (/** @type {any} */ when) => [1, 2, 3].map((t) => isActive({ phases }, { when }, t));
  assert.deepEqual(active(undefined), [true, true, true]);
  assert.deepEqual(active([{ phase: "p", is: false }]), [false, false, true]);
  assert.deepEqual(
    active([
      { phase: "p", is: true },
      { phase: "q", is: false },
    ]),
    [false, true, false],
  );
  assert.equal(areExclusive([{ phase: "p", is: true }], [{ phase: "p", is: false }]), true);
  assert.equal(areExclusive([{ phase: "p", is: true }], [{ phase: "q", is: false }]), false);
});

test("a mask falls into stretches", () => {
  assert.deepEqual(stretchesOf([true, true, false, true]), [
    { first: 1, last: 2, isOn: true },
    { first: 3, last: 3, isOn: false },
    { first: 4, last: 4, isOn: true },
  ]);
  assert.deepEqual(stretchesOf([]), []);
});

test("in an opened step the branch that is not taken is idle, and all that leads only there", () => {
  const { plan } = wholeRun("encoder_decoder");
  const graph = openedGraph(plan);
  const idle = (/** @type {number} */ t) =>
    [...idleAt(plan, graph, t)]
      .map((key) => graph.stands.get(key)?.glyph?.parameter)
      .filter(Boolean)
      .sort();
  assert.deepEqual(idle(1), ["U_d", "W_d"]);
  assert.deepEqual(idle(3), ["U_e", "W_e"]);
  const lstm = wholeRun("lstm").plan;
  assert.equal(idleAt(lstm, openedGraph(lstm), 1).size, 0);
});

test("what enters a choice itself is idle where the other side is taken", () => {
  const { plan } = wholeRun("forcing");
  const graph = openedGraph(plan);
  const entries = (/** @type {number} */ t) => [...idleAt(plan, graph, t)].filter((key) => key.startsWith("in:"));
  assert.deepEqual(entries(1), ["in:yhat:-1"]);
  assert.deepEqual(entries(4), ["in:y:-1"]);
});

test("those who hear the page hear the phase of a step", () => {
  const { plan } = wholeRun("encoder_decoder");
  const sentence = (/** @type {number} */ t) =>
    stopSentence(plan, { kind: "forward", walk: 0, walks: 1, t, direction: 1 }, "");
  assert.match(sentence(1), /token “In”\. Reading\./);
  assert.match(sentence(3), /Writing\./);
});

test("a mask that changes at every step is drawn with fewer stretches than there are pixels", () => {
  const run = wholeRun("long");
  const mask = Array.from({ length: run.plan.T }, (_, k) => k % 2 === 0);
  const plan = { ...run.plan, phases: { p: mask }, phase_words: { p: ["on", "off"] } };
  const { boxes, words, axis } = sceneOf({ ...run, plan }, -1, { width: 370 });
  const bands = boxes.filter(({ tone }) => tone.startsWith("phase"));
  assert.ok(bands.length <= (axis.end - axis.start) / 4 + axis.last - axis.first + 1, `${bands.length}`);
  assert.ok(bands.some(({ tone }) => tone.includes("mixed")));
  for (const { text } of words.filter(({ tone }) => tone.startsWith("phase"))) assert.match(text, /^(on|off|p)$/);
  bands.slice(1).forEach((band, k) => {
    assert.ok(band.x >= bands[k].x + bands[k].width - 1e-6, `${band.key} lies on ${bands[k].key}`);
  });
});
