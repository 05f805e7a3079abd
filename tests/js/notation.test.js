// Notation: what is printed follows the pack; keys, numbers and what is cached do not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gradientTex, labelOf, normTex, starred, symbol, symbolAt } from "#app/layout/symbols.js";
import { notated } from "#app/state/notation.js";
import * as katex from "#vendor/katex.js";
import { inEvery } from "./notations.js";
import { ALL_NETS, wholeRun } from "./streams.js";

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
    times: "\\ast",
    circled: "\\times",
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

const OPTIONS = /** @type {const} */ ({ throwOnError: true, strict: "ignore", trust: true });

/**
 * @param {string} tex
 * @param {string} where
 */
function typeset(tex, where) {
  try {
    return katex.renderToString(tex, OPTIONS);
  } catch (error) {
    throw new Error(`${where}: ${tex}: ${error}`);
  }
}

for (const net of ALL_NETS) {
  const { plan } = wholeRun(net);

  test(`${net}: every notation gives distinct names, in TeX and in plain letters`, () => {
    for (const [name, own] of inEvery(net, plan)) {
      const all = [...plan.equations.map((one) => one.name), ...plan.parameters.map((one) => one.name), "x", "y"];
      for (const say of [symbol, labelOf, (/** @type {Plan} */ p, /** @type {string} */ n) => symbolAt(p, n, 3)]) {
        const told = all.map((one) => say(own, one));
        assert.equal(new Set(told).size, all.length, `${name}: ${told}`);
      }
      assert.ok(
        !all.map((one) => symbol(own, one)).includes(symbol(own, "loss")),
        `${name}: the loss has a name of its own`,
      );
    }
  });

  test(`${net}: every name and formula of every notation can be typeset, and lights up`, () => {
    for (const [name, own] of inEvery(net, plan)) {
      const formulas = [...own.equations.map(({ tex }) => tex), own.loss?.tex ?? ""].map((tex) => typeset(tex, name));
      const classes = new Set(formulas.join().match(/(?<=class="[^"]*)\b(?:node|parameter)-\w+/gu));
      own.parameters.forEach((parameter, k) => {
        typeset(parameter.tex, name);
        assert.ok(classes.has(`parameter-${k}`), `${name}: ${parameter.name}`);
      });
      own.equations.forEach((equation, k) => {
        typeset(symbolAt(own, equation.name, 12), name);
        typeset(normTex(gradientTex(own, equation.name)), name);
        assert.ok(classes.has(`node-${k}`), `${name}: ${equation.name}`);
      });
    }
  });

  test(`${net}: no notation touches anything but names, formulas and their order`, () => {
    for (const [, own] of inEvery(net, plan)) {
      const { equations, parameters, loss, rows, order, given, notation, notations, circled, operations, ...rest } =
        own;
      for (const [key, value] of Object.entries(rest)) assert.equal(value, plan[/** @type {keyof Plan} */ (key)], key);
      assert.deepEqual(equations.map(bare), plan.equations.map(bare));
      assert.deepEqual(parameters.map(bare), plan.parameters.map(bare));
      assert.deepEqual([...rows].sort(), [...plan.rows].sort());
      assert.equal(loss?.text, plan.loss?.text);
    }
  });
}

/** @param {Record<string, any>} named */
function bare({ tex, symbol: _, timed, unit, label, word, ...rest }) {
  return rest;
}

test("a unit stands where its notation has it", () => {
  const { plan } = wholeRun("elman_squared_error");
  const told = Object.fromEntries(
    inEvery("elman_squared_error", plan).map(([name, own]) => [
      name.split(", ")[1] ?? "",
      symbolAt(own, "yhat", 2, "k"),
    ]),
  );
  assert.deepEqual(told, {
    "": "\\hat{y}_{2k}",
    lecture: "\\hat{y}_{2k}",
    goodfellow: "\\hat{y}^{(2)}_{k}",
    pytorch: "\\hat{y}_{2k}",
    drawings: "\\hat{y}_{2k}",
  });
});

test("a fan of matrices has one name with a star where one index differs", () => {
  assert.equal(starred(["W_{xi}", "W_{xf}", "W_{xo}"]), "W_{x\\ast}");
  assert.equal(starred(["U^{f}", "U^{g}", "U"]), "U^{\\ast}");
  assert.equal(starred(["W^{x}_{i}", "W^{x}_{C}"]), "W^{x}_{\\ast}");
  assert.equal(starred(["W_{x1}", "U_{x1}"]), null);
  assert.equal(starred(["W^{a}_{1}", "W^{b}_{2}"]), null);
});
