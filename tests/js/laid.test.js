// What is asked for the gradient laid open: what a link sets, the two steps, the window of a long run, a cell on its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PICTURES } from "#app/layout/gradient/kinds.js";
import { reader } from "#app/layout/gradient/ledgerplaces.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { laidOf, placeOf, soundLaid, windowFor } from "#app/state/laid.js";
import { VIEW, windowed } from "./ledgers.js";
import { wholeRun as runOf } from "./streams.js";

test("the copy that is shown first multiplies more than an initial value, where the loss feels such a one", () => {
  const { plan } = runOf("elman_squared_error");
  const copyOf = (/** @type {number} */ t, /** @type {string} */ parameter) => placeOf(plan, { kind: "ledger", parameter, t }).k; // biome-ignore format: one line
  assert.deepEqual([copyOf(3, "W"), copyOf(1, "W"), copyOf(3, "U"), copyOf(3, "b")], [2, 1, 1, 1]);
});

test("a link sets what the views know, and nothing else", () => {
  const given = { kind: "ledger", t: 3, k: -1, parameter: "W", measure: "norms", entry: [1, 2], evil: {}, node: 7 };
  assert.deepEqual(soundLaid(given), { kind: "ledger", t: 3, parameter: "W", measure: "norms", entry: [1, 2] });
  assert.equal(soundLaid({ kind: "constructor" }), null);
  assert.equal(laidOf({ ...VIEW, laid: { kind: "nothing" } }).kind, "ledger");
});

test("two steps of another run are held inside this one; absent ones are the last loss and a copy before it", () => {
  const { plan } = runOf("teacher_forcing");
  assert.deepEqual(placeOf(plan, { kind: "ledger", t: 99, k: 50 }), { t: plan.T, k: plan.T });
  assert.deepEqual(placeOf(runOf("long").plan, { kind: "ledger" }, Uint8Array.from([1, 1, 0, 0])), { t: 2, k: 2 });
});

test("a long run is asked for in a window with a margin, which panning a little does not change", () => {
  assert.equal(windowFor(60, { first: 1, last: 12 }, null), null);
  const window = windowFor(10_000, { first: 500, last: 700 }, null);
  assert.deepEqual(window, { first: 400, last: 800 });
  assert.equal(windowFor(10_000, { first: 520, last: 720 }, window), window);
  assert.notEqual(windowFor(10_000, { first: 700, last: 900 }, window), window);
});

test("the ledger asks for the chosen loss where no step that is seen has one", () => {
  const { plan } = runOf("long");
  const asked = KINDS.ledger.question({
    plan,
    laid: { kind: "ledger", parameter: "nobody" },
    window: { first: 1, last: 10 },
    place: { t: 60, k: 3 },
    hasLoss: Uint8Array.from({ length: 60 }, (_, at) => Number(at === 59)),
    checking: false,
  });
  assert.deepEqual(asked, { parameter: "W", losses: [60, 60], copies: [1, 10] });
});

test("a cell outside the window is asked for on its own, and read from there", () => {
  const { plan, hasLoss } = runOf("long");
  const asking = { plan, window: { first: 20, last: 30 }, hasLoss, checking: false };
  const asked = (/** @type {number} */ t, /** @type {number} */ k) =>
    KINDS.ledger.question({ ...asking, laid: { kind: "ledger" }, place: { t, k } }).cell;
  assert.deepEqual([asked(25, 21), asked(25, 7), asked(40, 25)], [undefined, [25, 7], [40, 25]]);
  const kept = { t: 25, k: 7, reached: true, lost: false, along: 0.5, norm: 2, entry: null };
  const lost = { ...kept, reached: false, lost: true, along: 0, norm: 0, full: { along: 0.25, norm: 1, entry: null } };
  const told = (/** @type {object} */ cell, /** @type {"along" | "norms"} */ measure) => {
    const read = reader(windowed({ cell }, { lost: new Uint8Array(121) }), measure);
    return [read?.at(25, 7), read?.lost?.(25, 7), read?.at(25, 8)];
  };
  assert.deepEqual(told(kept, "along"), [0.5, false, null]);
  assert.deepEqual(told(lost, "norms"), [1, true, null]);
  assert.deepEqual(told({ ...kept, reached: false }, "along"), [null, false, null]);
});

test("a long run's window is as wide as a second or two allow", () => {
  const { plan } = runOf("lstm");
  const most = (/** @type {number} */ T) => KINDS.ledger.most?.({ ...plan, T }, { kind: "ledger" });
  assert.deepEqual([most(1000), most(10_000)], [480, 93]);
});

test("a view of the gradient stands in every table: what it asks, and what it draws", () => {
  assert.deepEqual(Object.keys(PICTURES), Object.keys(KINDS));
});
