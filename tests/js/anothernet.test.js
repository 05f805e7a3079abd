/** What was chosen in the gradient laid open of one net, when another one is set up. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryTold } from "#app/panels/laid/memorytold.js";
import { entryOf } from "#app/state/laid/chain.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { entryIn } from "#app/state/laid/ledger.js";
import { shownOf } from "#app/state/laid.js";
import { memoryWords as said } from "#app/words/gradient/memory.js";
import { signal } from "#vendor/preact.js";
import { wholeRun } from "./streams.js";

/** @typedef {import("#app/types.js").Run} Run */

/** @param {Run} run the one on the screen @param {Run} before whose ledger was answered */
function pageOf(run, before) {
  const laid = signal({ kind: "ledger", asked: "", message: { spec_hash: before.plan.spec_hash }, tensors: new Map(), run: before }); // biome-ignore format: one line
  return /** @type {any} */ ({ laid, run: signal(run), view: signal({ show: "gradient", laid: { kind: "ledger" } }) });
}

test("an entry is one of the state that is asked for, not of all states of the net", () => {
  const { plan } = wholeRun("bidirectional");
  const delayed = plan.equations.filter((one) => one.delayed);
  assert.ok(delayed.length === 2, "two states");
  const [{ name, size }] = delayed;
  const asked = (/** @type {number} */ row, node = name) => entryOf(/** @type {any} */ ({ at: [row, 0], node }), plan);
  assert.deepEqual(asked(size - 1), [size - 1, 0]);
  assert.equal(asked(size), null);
  assert.equal(asked(size, ""), null, "where no state was chosen, the first one");
  const lstm = wholeRun("lstm").plan; // c and h are one state
  const both = lstm.equations.filter((one) => one.delayed).reduce((sum, one) => sum + one.size, 0);
  assert.deepEqual(entryOf(/** @type {any} */ ({ at: [both - 1, 0] }), lstm), [both - 1, 0]);
  assert.equal(entryOf(/** @type {any} */ ({ at: [both, 0] }), lstm), null);
});

test("an entry that a parameter does not have is its first one, asked and shown alike", () => {
  const { plan, hasLoss } = wholeRun("lstm");
  const parameter = plan.parameters.find(({ shape }) => shape.length === 2);
  const laid = { kind: "ledger", measure: "entry", parameter: parameter?.name, entry: [999, 0] };
  const asked = KINDS.ledger.question(/** @type {any} */ ({ plan, laid, window: null, place: { t: 1, k: 1 }, hasLoss, checking: false })); // biome-ignore format: one line
  assert.deepEqual(asked.entry, [0, 0]);
  assert.deepEqual(entryIn(/** @type {any} */ ({ entry: [1, 2] }), [4]), [0]);
  assert.deepEqual(entryIn(/** @type {any} */ ({ entry: [1, 2] }), [4, 3]), [1, 2]);
  assert.deepEqual(entryIn(/** @type {any} */ ({}), []), []);
});

test("a net without a loss does not stand under the ledger of the one before it", () => {
  const [before, without] = [wholeRun("lstm"), wholeRun("forward_only")];
  assert.equal(without.plan.loss, null);
  assert.ok(shownOf(pageOf(wholeRun("gru"), before)), "until its own answer has come, the last good one");
  assert.equal(shownOf(pageOf(without, before)), null);
});

test("of a step that was not among those that were computed nothing is claimed", () => {
  const run = wholeRun("lstm");
  const answer = { message: { node: "h", t: 7, first: 3, last: 7 }, tensors: new Map() };
  const told = (/** @type {number} */ k) =>
    memoryTold(/** @type {any} */ ({ shown: { answer, run }, place: { t: 7, k } }));
  assert.match(told(2), new RegExp(said.elsewhere));
  assert.match(told(4), new RegExp(said.noPath));
});
