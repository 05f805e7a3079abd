// Notation: what is printed follows the pack; keys, numbers and what is cached do not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gradientTex, labelOf, symbol, symbolAt } from "#app/layout/symbols.js";
import { notated } from "#app/state/notation.js";
import { wholeRun } from "./streams.js";

/** @import {Notation, Plan} from "#app/types.js" */

/** @param {Plan} plan @returns {Plan} with a pack that knows the loss, h and W_hi */
function withPack(plan) {
  const timed = /** @type {[string, string]} */ (["q(", ")"]);
  /** @type {Notation} */
  const pack = {
    name: "strange",
    title: "Strange",
    note: "",
    nodes: { h: { tex: "q = 1", symbol: "q", timed, label: "q", word: "quirk" } },
    parameters: { W_hi: { tex: "\\theta_{qi}", label: "θ_qi" } },
    given: { loss: { symbol: "E", timed: ["E_{", "}"], label: "E" } },
    loss: "E = 1",
    total: null,
    rows: [...plan.rows].reverse(),
    order: plan.equations.map(({ name }) => name),
  };
  return { ...plan, notations: [pack] };
}

test("a pack renames what it knows and leaves the rest as the text has it", () => {
  const plan = notated(withPack(wholeRun("lstm").plan), "strange");
  assert.equal(symbol(plan, "h"), "q");
  assert.equal(symbolAt(plan, "h", 3), "q(3)");
  assert.equal(gradientTex(plan, "h", 3), String.raw`\partial E/\partial q(3)`);
  assert.equal(symbol(plan, "W_hi"), "\\theta_{qi}");
  assert.equal(labelOf(plan, "W_hi"), "θ_qi");
  assert.equal(symbolAt(plan, "c", 3), "c_{3}");
  assert.equal(gradientTex(plan, "c"), String.raw`\partial E/\partial c`);
  assert.equal(plan.loss?.tex, "E = 1");
  assert.equal(plan.equations.find(({ name }) => name === "h")?.word, "quirk");
  assert.deepEqual(
    plan.parameters.map(({ name }) => name),
    wholeRun("lstm").plan.parameters.map(({ name }) => name),
  );
});

test("an unknown pack, or none, leaves the plan itself", () => {
  const plan = withPack(wholeRun("lstm").plan);
  for (const name of [null, undefined, "", "nobody's"]) assert.equal(notated(plan, name), plan);
});

test("one plan has one notated plan a pack, so that what is cached by it stays cached", () => {
  const plan = withPack(wholeRun("lstm").plan);
  assert.equal(notated(plan, "strange"), notated(plan, "strange"));
});
