// Numbers that are hidden until they are clicked: in the run they are nowhere; keys and clicks show them one by one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hide, hideAgain, isHide, isShown, reveal, revealAll, toggleHidden } from "#app/state/hidden.js";
import { readLink, writeLink } from "#app/state/link.js";
import { createPage } from "#app/state/page.js";
import { at } from "#app/state/series.js";
import { FIRST_SETUP } from "#app/state/setup.js";
import { sharesOf } from "#app/state/shares.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { createVeil, veiledRun } from "#app/state/veil.js";
import { wholeRun } from "./streams.js";

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
