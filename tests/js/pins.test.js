// Pinned answers: they follow runs, are kept where a run has no such number, and stand in the link.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pinTexes } from "#app/layout/pintex.js";
import { readLink, writeLink } from "#app/state/link.js";
import { createPage } from "#app/state/page.js";
import { isPin, MOST_PINS, movedPin, pinKey, pinnedNumber, pinsOf, standing, togglePinned } from "#app/state/pins.js";
import { walkTo } from "#app/state/pinwalk.js";
import { at } from "#app/state/series.js";
import { FIRST_SETUP } from "#app/state/setup.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { walkBack } from "#app/state/why.js";
import { wholeRun } from "./streams.js";

const run = wholeRun("lstm");
const { plan } = run;
const itinerary = itineraryOf(plan);
const last = itinerary.stops.length - 1;
const NONE = new Map();

/** @returns {import("#app/state/page.js").Page} */
function opened() {
  const page = createPage(null);
  page.received.value = run;
  return page;
}

test("a number is pinned once, and let go by the same key", () => {
  const page = opened();
  assert.equal(togglePinned(page), null); // nothing is asked about
  page.view.value = { ...page.view.value, cell: { node: "h", t: 2, unit: 1 } };
  assert.equal(togglePinned(page), "pinned");
  page.entry.value = { parameter: "W_hf", at: [0, 1] };
  assert.equal(togglePinned(page), "pinned");
  assert.deepEqual(pinsOf(page).map(pinKey), ["h 2 1", "W_hf 0 1"]);
  assert.equal(togglePinned(page), "unpinned");
  assert.deepEqual(pinsOf(page), [{ node: "h", t: 2, unit: 1 }]);
});

test("there is room for so many, and no more are taken", () => {
  const page = opened();
  const pins = Array.from({ length: MOST_PINS }, (_, k) => ({ node: "h", t: 1 + (k % plan.T), unit: k }));
  page.view.value = { ...page.view.value, cell: { node: "c", t: 1, unit: 0 }, pins };
  assert.equal(togglePinned(page), "full");
  assert.equal(pinsOf(page), pins);
});

test("a pin moves by places and stays within the row", () => {
  const pins = ["a", "b", "c"].map((node) => ({ node, t: 1, unit: 0 }));
  const order = (/** @type {import("#app/types.js").Pin[]} */ all) => all.map((pin) => pinKey(pin)[0]).join("");
  assert.equal(order(movedPin(pins, 0, 1)), "bac");
  assert.equal(order(movedPin(pins, 2, -2)), "cab");
  assert.equal(order(movedPin(pins, 2, 1)), "abc");
});

test("a pinned number has its value, and its gradient once the way back has passed it", () => {
  const pin = { node: "h", t: 2, unit: 1 };
  const first = pinnedNumber(run, itinerary, 0, null, pin, NONE);
  assert.equal(first.value, undefined);
  const end = pinnedNumber(run, itinerary, last, null, pin, NONE);
  assert.equal(end.value, at(run.values.get("h"), 2, 1));
  assert.equal(typeof end.gradient, "number");
  const entry = pinnedNumber(run, itinerary, last, null, { parameter: "W_hf", at: [0, 1] }, NONE);
  assert.equal(entry.value, run.parameters.get("W_hf")?.values[1]);
  assert.equal(entry.gradient, run.parameterGrads.get("W_hf")?.values[1]);
});

test("what it was in the run before stands beside it", () => {
  const before = { ...run, plan: { ...plan, spec_hash: "another" } };
  const pin = { node: "h", t: 2, unit: 1 };
  const { value, valueBefore, gradientBefore } = pinnedNumber(run, itinerary, last, before, pin, NONE);
  assert.equal(valueBefore, value);
  assert.equal(typeof gradientBefore, "number");
});

test("a pin to what the run does not have says what is missing, and is whole again with it", () => {
  const shorter = { ...plan, T: 2 };
  assert.deepEqual(standing(shorter, { node: "h", t: 3, unit: 0 }).missing, { what: "step", size: "2" });
  assert.equal(standing(plan, { node: "h", t: 3, unit: 0 }).missing, null);
  assert.equal(standing(plan, { node: "h", t: 3, unit: 900 }).missing?.what, "unit");
  assert.equal(standing(plan, { node: "nothing", t: 1, unit: 0 }).missing?.what, "node");
  assert.equal(standing(plan, { parameter: "nothing", at: [0] }).missing?.what, "parameter");
  assert.equal(standing(plan, { parameter: "W_hf", at: [0, 900] }).missing?.what, "entry");
  assert.equal(standing(plan, { node: "o:3", t: 1, unit: 0, label: "f: dance" }).missing?.what, "operation");
});

test("h₀ can be pinned where it is read, and no step before it", () => {
  assert.equal(standing(plan, { node: "h", t: 0, unit: 0 }).missing, null);
  assert.equal(standing(plan, { node: "h", t: -1, unit: 0 }).missing?.what, "step");
  assert.equal(standing(plan, { node: "yhat", t: 0, unit: 0 }).missing?.what, "step");
});

test("an operation is pinned by what it is, not by its number in the plan", () => {
  const page = opened();
  const operation = plan.nodes.find(({ op, equation, name }) => op === "tanh" && equation === "h" && !name);
  page.view.value = { ...page.view.value, cell: { node: `o:${operation?.id}`, t: 1, unit: 0 } };
  togglePinned(page);
  const [pin] = pinsOf(page);
  const other = { ...plan, nodes: plan.nodes.map((node) => ({ ...node })) };
  assert.equal(standing(other, pin).cell?.node, `o:${operation?.id}`);
  assert.match(pinTexes(plan, pin)[0], /tanh/);
});

test("one walks from a pin and comes back", () => {
  const page = opened();
  page.view.value = { ...page.view.value, cell: { node: "c", t: 1, unit: 0 } };
  walkTo(page, { parameter: "W_hf", at: [0, 1] });
  assert.deepEqual(page.entry.value, { parameter: "W_hf", at: [0, 1] });
  walkBack(page);
  assert.equal(page.entry.value, null);
  assert.deepEqual(page.view.value.cell, { node: "c", t: 1, unit: 0 });
});

test("a link brings pins, and no others than pins", async () => {
  const pins = [
    { node: "h", t: 2, unit: 1 },
    { node: "o:3", t: 1, unit: 0, label: "f: sigmoid" },
    { parameter: "W", at: [0, 1] },
  ];
  const sent = await readLink(await writeLink({ setup: FIRST_SETUP, stop: null, view: { pins, pinsOpen: true } }));
  assert.deepEqual(sent?.view, { pins, pinsOpen: true });
  for (const bad of [
    {},
    null,
    { node: 3, t: 1, unit: 0 },
    { parameter: "W", at: [-1] },
    { node: "h", t: 1.5, unit: 0 },
  ])
    assert.ok(!isPin(bad));
  const many = { pins: Array(MOST_PINS + 1).fill(pins[0]) };
  assert.deepEqual((await readLink(await writeLink({ setup: FIRST_SETUP, stop: null, view: many })))?.view, {});
});
