// What is hidden cannot be told from its parts: in an answer, and in an opened step.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createVeil } from "#app/state/veil.js";
import { veiledStep } from "#app/state/veilstep.js";
import { veiledWhy } from "#app/state/veilwhy.js";
import { madeUp } from "./steps.js";
import { wholeRun } from "./streams.js";

const run = wholeRun("lstm");
const { plan } = run;

/** @typedef {import("#app/types.js").Hide} Hide */

test("of a hidden number no part is told, and no part elsewhere that has it as a factor", () => {
  const number = { kind: "node", name: "h", node: 1, t: 2, at: [1], value: 0.5 };
  const weight = { kind: "parameter", name: "W", node: 2, t: null, at: [0, 1], value: 2 };
  const made = { op: "matmul", node: 3, value: 1.25, rest: 0, untold: 0, inner: [], parts: [
    { value: 1, factors: [weight, number] },
    { value: 0.25, factors: [weight, { ...number, at: [0], value: 0.125 }] },
  ] }; // biome-ignore format: short
  const why = { number: { ...number, name: "c", t: 3 }, made, gradient: 1, wanted: [], numpy: { value: ["1"], gradient: ["2"] }, checks: null }; // biome-ignore format: short
  const veil = createVeil(plan, [{ node: "h", t: 2, unit: 1 }], []);
  const told = veiledWhy(/** @type {any} */ (why), veil);
  assert.ok(Number.isNaN(told.made?.parts[0].value) && Number.isNaN(told.made?.parts[0].factors[1].value));
  assert.equal(told.made?.value, 1.25);
  assert.ok(Number.isNaN(told.made?.parts[1].value), "c − 0.25 would tell it");
  assert.equal(told.numpy, undefined);
  const two = createVeil(plan, [{ node: "h", t: 2 }], []);
  assert.equal(veiledWhy(/** @type {any} */ (why), two).made?.value, 1.25);
  const inner = { ...why, number: { ...why.number, name: "g" }, made: { ...made, node: 8, op: "tanh", value: 0.5, inner: [made], parts: [
    { value: 1.25, factors: [{ ...number, kind: "node", name: null, node: 3, value: 1.25 }] },
  ] } }; // biome-ignore format: short
  const within = veiledWhy(/** @type {any} */ (inner), veil).made?.inner[0];
  assert.ok(Number.isNaN(within?.value), "a sum without a name is hidden, and its other terms are told");
  assert.equal(within?.parts[1].value, 0.25);
  const own = veiledWhy(/** @type {any} */ ({ ...why, number }), veil);
  assert.deepEqual([own.made, own.wanted, own.gradient], [undefined, undefined, null]);
});

test("of what comes back no part is told that would tell a hidden gradient by what is left", () => {
  const edge = (/** @type {string} */ into, /** @type {number[]} */ values) => ({
    into, user: 1, op: "matmul", t: 3, joint: false,
    value: values.reduce((sum, value) => sum + value, 0),
    units: values.map((value, at) => ({ at, value })),
  }); // biome-ignore format: short
  const number = { kind: "node", name: "h", node: 5, t: 2, at: [0], value: 0.5 };
  const why = { number, gradient: 7, made: null, wanted: [edge("i", [1, 2]), edge("f", [4])], checks: null };
  const told = (/** @type {Hide[]} */ rules) =>
    veiledWhy(/** @type {any} */ (why), createVeil(plan, rules, [])).wanted?.map(({ value, units }) => [
      value,
      ...units.map((unit) => unit.value),
    ]);
  const { NaN: none } = Number;
  assert.deepEqual(told([{ node: "i", t: 3, unit: 0, of: "gradient" }]), [
    [none, none, none],
    [none, none],
  ]);
  const both = told([
    { node: "i", t: 3, unit: 0, of: "gradient" },
    { node: "f", t: 3, unit: 0, of: "gradient" },
  ]);
  assert.deepEqual(both, [
    [none, none, 2],
    [none, none],
  ]);
});

test("the share of a bias in an answer is hidden with the gradient that it is", () => {
  const shares = [1, 2, 3].map((t) => ({ t, value: t }));
  const number = { kind: "parameter", name: "b_i", node: 12, t: null, at: [1], value: 0.5 };
  const told = (/** @type {Hide[]} */ rules) =>
    veiledWhy(
      /** @type {any} */ ({ number, gradient: 6, shares, rest: 0, untold: 0, checks: null }),
      createVeil(plan, rules, []),
    );
  assert.ok(told([{ node: "i", t: 2, unit: 1, of: "gradient" }]).shares?.every(({ value }) => Number.isNaN(value)));
  const two = told([
    { node: "i", t: 2, unit: 1 },
    { node: "i", t: 3, unit: 1 },
  ]);
  assert.deepEqual(
    two.shares?.map(({ value }) => value),
    [1, Number.NaN, Number.NaN],
  );
});

test("in an opened step a sum is hidden of which one term is: of a product, of its sum with others, of what comes back", () => {
  const step = madeUp(run, 3);
  const product = plan.nodes.find(
    ({ op, equation, args }) => op === "matmul" && equation === "i" && args[1].shift === -1,
  );
  const sum = plan.nodes.find(({ op, equation }) => op === "add" && equation === "i");
  const other = plan.nodes.find(({ op, equation, args }) => op === "matmul" && equation === "i" && args[1].shift === 0);
  assert.ok(product && sum && other);
  const covered = (/** @type {Hide[]} */ rules) => veiledStep(step, createVeil(plan, rules, []));
  const isDark = (/** @type {Float64Array | undefined} */ values) => values?.every(Number.isNaN);
  const one = covered([{ node: "h", t: 2, unit: 1 }]);
  assert.ok(isDark(one.nodes.get(product.id)?.value) && isDark(one.nodes.get(sum.id)?.value));
  assert.deepEqual(one.nodes.get(other.id)?.value, step.nodes.get(other.id)?.value);
  const two = covered([
    { node: "h", t: 2, unit: 1 },
    { node: "h", t: 2, unit: 2 },
  ]);
  assert.deepEqual(two.nodes.get(product.id)?.value, step.nodes.get(product.id)?.value);
  const weight = covered([{ parameter: "W_hi", at: [0, 1] }]).nodes.get(product.id)?.value;
  assert.deepEqual(Array.from(weight ?? [], Number.isNaN), [true, ...new Array(7).fill(false)]);
  const back = covered([{ node: "i", t: 3, unit: 0, of: "gradient" }]);
  assert.ok(isDark(back.edges.get(`${product.id}:1`)?.grad), "Wᵀδ with one δ hidden");
});

test("beside the only hidden term of a sum that has a name no other term is told", () => {
  const step = madeUp(run, 3);
  const terms = plan.nodes.filter(({ op, equation }) => op === "multiply" && equation === "c"); // f ⊙ c, i ⊙ g
  const covered = veiledStep(step, createVeil(plan, [{ node: "c", t: 2, unit: 4 }], []));
  assert.equal(terms.length, 2);
  for (const { id } of terms) {
    const values = Array.from(covered.nodes.get(id)?.value ?? [], Number.isNaN);
    assert.deepEqual(
      values,
      values.map((_, unit) => unit === 4),
    );
  }
});

test("an opened step tells neither the vector nor the slope that would tell it", () => {
  const id = (/** @type {string} */ name) => plan.nodes.find((node) => node.name === name)?.id ?? -1;
  const tanh = plan.nodes.find(({ op, equation, name }) => op === "tanh" && equation === "h" && !name)?.id ?? -1;
  const two = () => Float64Array.of(0.5, 0.25);
  const nodes = new Map([id("c"), id("h"), tanh].map((one) => [one, { value: two(), grad: two(), norm: 1 }]));
  const step = {
    t: 2,
    nodes,
    edges: new Map(),
    backward: new Map(),
    slopes: new Map([[tanh, two()]]),
    curves: new Map(),
  };
  const covered = veiledStep(step, createVeil(plan, [{ node: "c", t: 2, unit: 0 }], []));
  for (const one of [id("c"), tanh]) assert.deepEqual(covered.nodes.get(one)?.value, Float64Array.of(Number.NaN, 0.25));
  assert.deepEqual(covered.slopes.get(tanh), Float64Array.of(Number.NaN, 0.25));
  assert.deepEqual(covered.nodes.get(id("h"))?.value, two());
});
