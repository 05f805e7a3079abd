// Numbers that are hidden until they are clicked: in whatever is drawn, written, said or exported they are nowhere.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { tidyLines } from "#app/export/csv.js";
import { entryPart } from "#app/layout/board/numbers.js";
import { figure, spoken } from "#app/layout/figures.js";
import { printed } from "#app/layout/opened/values.js";
import { placeTold } from "#app/panels/told.js";
import { hide, hideAgain, isHide, isShown, reveal, revealAll, toggleHidden } from "#app/state/hidden.js";
import { readLink, writeLink } from "#app/state/link.js";
import { createPage } from "#app/state/page.js";
import { at, row } from "#app/state/series.js";
import { FIRST_SETUP } from "#app/state/setup.js";
import { sharesOf } from "#app/state/shares.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { hasUnknown, isCovered } from "#app/state/unknown.js";
import { createVeil, veiledRun } from "#app/state/veil.js";
import { veiledStep } from "#app/state/veilstep.js";
import { veiledWhy } from "#app/state/veilwhy.js";
import { madeUp } from "./steps.js";
import { sceneOf, wholeRun } from "./streams.js";

const run = wholeRun("lstm");
const { plan } = run;
const itinerary = itineraryOf(plan);
const last = itinerary.stops.length - 1;

/** @typedef {import("#app/types.js").Hide} Hide */

/** @param {Hide[]} hidden @param {import("#app/types.js").Shown[]} [shown] */
const veiled = (hidden, shown = []) => veiledRun(run, createVeil(plan, hidden, shown));

/** @param {Partial<import("#app/types.js").View>} view */
function opened(view) {
  const page = createPage(null);
  page.received.value = run;
  page.wanted.value = last;
  page.view.value = { ...page.view.value, ...view };
  return page;
}

/** The run with a number that is none. @param {string} node @param {number} t @param {number} unit */
function brokenAt(node, t, unit) {
  const series = /** @type {import("#app/types.js").Series} */ (run.values.get(node));
  const blocks = series.blocks.map(({ first, last: end, values }) => ({
    first,
    last: end,
    values: values.map((value, k) => (k === (t - first) * series.width + unit ? Number.NaN : value)),
  }));
  return { ...run, values: new Map([...run.values, [node, { ...series, blocks }]]) };
}

afterEach(() => {
  hasUnknown.value = false;
});

test("a hidden number is not in the run, nor is its gradient; its neighbours are", () => {
  const { values, grads } = veiled([{ node: "h", t: 2, unit: 1 }]);
  for (const table of [values, grads]) {
    assert.ok(Number.isNaN(at(table.get("h"), 2, 1)));
    assert.ok(Number.isFinite(at(table.get("h"), 2, 0)));
    assert.ok(Number.isFinite(at(table.get("h"), 1, 1)));
  }
  assert.equal(values.get("c"), run.values.get("c")); // what is not hidden is the same to the last byte
  assert.ok(Number.isFinite(at(run.values.get("h"), 2, 1)));
});

test("a whole node, a vector, everything from a step on, a gradient alone", () => {
  const isHidden = (/** @type {Hide} */ rule, /** @type {string} */ node, /** @type {number} */ t) =>
    Number.isNaN(at(veiled([rule]).values.get(node), t, 0));
  assert.ok(isHidden({ node: "f" }, "f", 1) && isHidden({ node: "f" }, "f", plan.T));
  assert.ok(isHidden({ node: "f", t: 2 }, "f", 2) && !isHidden({ node: "f", t: 2 }, "f", 3));
  assert.ok(isHidden({ since: 3 }, "c", 3) && isHidden({ since: 3 }, "h", plan.T) && !isHidden({ since: 3 }, "c", 2));
  assert.ok(!isHidden({ node: "h", of: "gradient" }, "h", 1));
  assert.ok(Number.isNaN(at(veiled([{ node: "h", of: "gradient" }]).grads.get("h"), 1, 0)));
});

test("of an output that sums to one all units are hidden, and with it the loss that would tell", () => {
  const { values, losses, loss, lossSeries } = veiled([{ node: "yhat", t: 2, unit: 0 }]);
  const size = plan.equations.find(({ name }) => name === "yhat")?.size ?? 0;
  for (let unit = 0; unit < size; unit += 1) assert.ok(Number.isNaN(at(values.get("yhat"), 2, unit)));
  assert.ok(Number.isNaN(losses?.[1]) && Number.isFinite(losses?.[0]));
  assert.ok(Number.isNaN(loss) && Number.isNaN(at(lossSeries, 2)));
  assert.ok(Number.isFinite(veiled([{ node: "h", t: 2, unit: 0 }]).loss));
});

test("the ends of the colours do not tell how large it is", () => {
  const name = "c";
  const series = /** @type {import("#app/types.js").Series} */ (run.values.get(name));
  const flat = series.blocks.flatMap(({ values }) => Array.from(values));
  const most = flat.findIndex((value) => Math.abs(value) === series.largest);
  const [t, unit] = [Math.floor(most / series.width) + 1, most % series.width];
  assert.ok((veiled([{ node: name, t, unit }]).values.get(name)?.largest ?? 0) < series.largest);
});

test("the norm of a vector is hidden with any of its numbers: the others would tell the only one", () => {
  for (const rule of [
    { node: "h", t: 2 },
    { node: "h", t: 2, unit: 0 },
  ]) {
    assert.ok(Number.isNaN(at(veiled([rule]).norms.get("h"), 2)));
    assert.equal(at(veiled([rule]).norms.get("h"), 1), at(run.norms.get("h"), 1));
  }
});

test("a step's share of a bias is hidden with the gradient it is made of, and with a single one the others", () => {
  const norms = (/** @type {Hide[]} */ rules) => Array.from(veiled(rules).shareNorms.get("b_i") ?? [], Number.isNaN);
  const along = (/** @type {Hide[]} */ rules) => Array.from(veiled(rules).shares.get("b_i") ?? [], Number.isNaN);
  const only = (/** @type {number[]} */ steps) => Array.from({ length: plan.T }, (_, k) => steps.includes(k + 1));
  assert.deepEqual(norms([{ node: "i", t: 2, unit: 0, of: "gradient" }]), only([2]));
  assert.ok(along([{ node: "i", t: 2, of: "gradient" }]).every(Boolean)); // together they are the norm of the whole
  const two = /** @type {Hide[]} */ ([2, 3].map((t) => ({ node: "i", t, of: "gradient" })));
  assert.deepEqual(along(two), only([2, 3]));
  assert.equal(veiled(two).shares.get("b_f"), run.shares.get("b_f"));
});

test("a norm of a gradient that was told before does not tell an entry that is hidden now", () => {
  const parameters = ["W_hf"];
  assert.ok(Number.isFinite(sharesOf(run, parameters)?.whole));
  assert.ok(Number.isNaN(sharesOf(veiled([{ parameter: "W_hf", at: [0, 1] }]), parameters)?.whole));
});

test("where all that was hidden has been clicked, nothing is hidden", () => {
  const page = opened({ cell: { node: "h", t: 2, unit: 1 } });
  hide(page, "number");
  assert.ok(page.veil.value);
  reveal(page, page.view.value.cell);
  assert.ok(page.veil.value, "its gradient still is");
  reveal(page, page.view.value.cell);
  assert.equal(page.veil.value, null);
  assert.equal(opened({ hidden: [{ node: "h", t: 2, unit: 99 }, { node: "absent" }] }).veil.value, null);
});

test("the scene has a question mark there, no word and no bar that tells", () => {
  hasUnknown.value = true;
  const rules = [
    { node: "yhat", t: 2 },
    { node: "h", t: 2 },
  ];
  const text = (/** @type {import("#app/types.js").Scene} */ { words }) =>
    words.filter(({ tone }) => tone.startsWith("unknown"));
  for (const show of /** @type {const} */ (["columns", "graph"])) {
    const scene = sceneOf(veiled(rules), last, { show, width: 1000 });
    assert.ok(text(scene).length >= 1, show);
    assert.ok(!JSON.stringify(scene).includes("NaN"), show);
    assert.equal(text(sceneOf(run, last, { show })).length, 0);
  }
  const { bars, words } = sceneOf(veiled(rules), last, {});
  const covered = bars.filter(({ cell }) => cell.t === 2);
  assert.ok(covered.length > 1 && covered.every(({ tone, height }) => tone === "hidden" && height === 2));
  assert.equal(words.find(({ key }) => key === "loss-c1")?.text, "?");
  assert.ok(!words.some(({ text: written }) => written === "NaN"));
});

test("tree and table do not tell it", () => {
  hasUnknown.value = true;
  const covered = veiled([{ node: "h", t: 2 }]);
  const said = (/** @type {typeof run} */ of, /** @type {3 | 4} */ level) =>
    placeTold(of, itinerary, last, { level, t: 2, node: "h", unit: 1 });
  assert.match(said(covered, 4), /^Unit 2: hidden, gradient hidden$/);
  assert.match(said(covered, 3), /mean hidden, from hidden to hidden/);
  assert.doesNotMatch(said(run, 4), /hidden/);
  const lines = [...tidyLines(covered, ["h"])].filter((line) => line.startsWith("2,h,"));
  assert.ok(lines.length && lines.every((line) => line.includes(",hidden,hidden")));
});

test("a question mark is read out, and what is not a number is one where nothing is hidden", () => {
  assert.equal(figure(Number.NaN), "NaN");
  hasUnknown.value = true;
  assert.equal(figure(Number.NaN), "?");
  assert.equal(spoken(Number.NaN), "hidden");
});

test("one click shows the value, another one the gradient", () => {
  const page = opened({ cell: { node: "h", t: 2, unit: 1 } });
  hide(page, "vector");
  const number = (/** @type {"values" | "grads"} */ table) => at(page.run.value?.[table].get("h"), 2, 1);
  assert.ok(Number.isNaN(number("values")));
  assert.ok(reveal(page, page.view.value.cell));
  assert.equal(number("values"), at(run.values.get("h"), 2, 1));
  assert.ok(Number.isNaN(number("grads")));
  assert.ok(reveal(page, page.view.value.cell));
  assert.equal(number("grads"), at(run.grads.get("h"), 2, 1));
  assert.ok(!reveal(page, page.view.value.cell));
  assert.ok(Number.isNaN(at(page.run.value?.values.get("h"), 2, 0))); // the others one at a time
  hideAgain(page);
  assert.ok(Number.isNaN(number("values")));
  revealAll(page);
  assert.equal(page.run.value, run);
});

test("nothing is shown before the playhead has come there", () => {
  const page = opened({ cell: { node: "h", t: plan.T, unit: 1 }, hidden: [{ node: "h" }] });
  page.wanted.value = 0;
  assert.ok(!reveal(page, page.view.value.cell));
});

test("the key hides and shows, also an entry of a parameter", () => {
  const page = opened({ cell: { node: "h", t: 2, unit: 1 } });
  page.entry.value = { parameter: "W_hf", at: [0, 1] };
  toggleHidden(page);
  assert.ok(Number.isNaN(page.run.value?.parameters.get("W_hf")?.values[1]));
  assert.ok(Number.isFinite(page.run.value?.parameters.get("W_hf")?.values[0]));
  toggleHidden(page);
  assert.equal(page.veil.value, null);
});

test("the run before is veiled too: it would tell", () => {
  const page = opened({ hidden: [{ node: "h", t: 2 }] });
  page.stood.value = run;
  assert.ok(Number.isNaN(at(page.before.value?.values.get("h"), 2, 0)));
});

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
  const covered = (/** @type {Hide[]} */ rules) => veiledStep(step, plan, createVeil(plan, rules, []));
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
  const covered = veiledStep(step, plan, createVeil(plan, [{ node: "c", t: 2, unit: 4 }], []));
  assert.equal(terms.length, 2);
  for (const { id } of terms) {
    const values = Array.from(covered.nodes.get(id)?.value ?? [], Number.isNaN);
    assert.deepEqual(
      values,
      values.map((_, unit) => unit === 4),
    );
  }
});

test("a number that is none is told from one that is hidden", () => {
  hasUnknown.value = true;
  const broken = brokenAt("c", 2, 3);
  const both = veiledRun(broken, createVeil(plan, [{ node: "c", t: 2, unit: 1 }], []));
  const said = (/** @type {number} */ unit) => placeTold(both, itinerary, last, { level: 4, t: 2, node: "c", unit });
  assert.match(said(1), /^Unit 2: hidden/);
  assert.match(said(3), /^Unit 4: not a number/);
  const lines = [...tidyLines(both, ["c"])].filter((line) => line.startsWith("2,c,"));
  assert.match(lines[1], /,hidden,/);
  assert.match(lines[3], /,NaN,/);
  const { vectors } = sceneOf(both, last, { width: 1000 });
  assert.deepEqual(vectors.find(({ node, t }) => node === "c" && t === 2)?.hidden, [1]);
  const series = /** @type {import("#app/types.js").Series} */ (both.values.get("c"));
  assert.equal(printed(row(series, 2), 1), "?");
  assert.ok(entryPart(/** @type {Float64Array} */ (row(series, 2)), 3, true).tex.includes("NaN"));
  assert.ok(!isCovered(/** @type {Float64Array} */ (row(series, 2)), 3));
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
  const covered = veiledStep(step, plan, createVeil(plan, [{ node: "c", t: 2, unit: 0 }], []));
  for (const one of [id("c"), tanh]) assert.deepEqual(covered.nodes.get(one)?.value, Float64Array.of(Number.NaN, 0.25));
  assert.deepEqual(covered.slopes.get(tanh), Float64Array.of(Number.NaN, 0.25));
  assert.deepEqual(covered.nodes.get(id("h"))?.value, two());
});

test("a link opens hidden, and takes nothing else than what can be hidden", async () => {
  /** @type {Partial<import("#app/types.js").View>} */
  const view = {
    hidden: [{ node: "h", t: 2, unit: 1 }, { since: 4 }, { parameter: "W", at: [0, 1] }],
    shown: [{ of: "value", node: "h", t: 2, unit: 1 }],
  };
  assert.deepEqual((await readLink(await writeLink({ setup: FIRST_SETUP, stop: null, view })))?.view, view);
  for (const bad of [{}, null, { node: 3 }, { since: -1 }, { of: "value" }, { evil: 1 }]) assert.ok(!isHide(bad));
  assert.ok(!isShown({ of: "loss", node: "h", t: 1, unit: 0 }));
});
