/**
 * The chain of Jacobians: its order, its folds, its numbers beyond floats, and what a click on it chooses.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { linkOf, powerFigure, tileOf, turned } from "#app/layout/gradient/chainread.js";
import { dragAt, spotAt } from "#app/layout/gradient/spots.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { soundLaid } from "#app/state/laid.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { layOut } from "./stage.js";
import { ALL_NETS, wholeRun as runOf } from "./streams.js";

/** A matrix whose entries tell where they stand, row after row. */
const entries = (/** @type {number} */ size, /** @type {number} */ i) =>
  Array.from({ length: size * size }, (_, at) => i + at / 100);

/**
 * An answer as the door gives it.
 *
 * @param {import("#app/types.js").Run} run
 * @param {{from?: number, to?: number, size?: number, names?: string[], exponent?: number}} [of]
 */
function answerFor(run, { from = 1, to = run.plan.T, size = 2, names, exponent = 0 } = {}) {
  const steps = Array.from({ length: to - from }, (_, n) => from + 1 + n);
  const n = steps.length;
  const shown = n <= 12 ? steps.map((_, at) => at) : [0, 1, 2, 3, n - 4, n - 3, n - 2, n - 1];
  const all = names ?? [run.plan.equations.find(({ delayed }) => delayed)?.name ?? run.plan.equations[0].name];
  const each = size / all.length;
  const tensor = (/** @type {number[]} */ values, /** @type {number[]} */ ...shape) => ({
    shape: shape.length ? shape : [values.length],
    values: Float64Array.from(values),
  });
  const tensors = new Map([
    ["steps", tensor(steps)],
    ["shown", tensor(shown)],
  ]);
  for (const name of ["factor", "product", "wrong"]) {
    tensors.set(
      `${name}_tiles`,
      tensor(
        shown.flatMap((at) => entries(size, steps[at])),
        shown.length,
        size,
        size,
      ),
    );
    tensors.set(
      `${name}_columns`,
      tensor(
        shown.flatMap(() => new Array(size).fill(exponent)),
        shown.length,
        size,
      ),
    );
    tensors.set(
      `${name}_singular`,
      tensor(
        steps.flatMap((i) => [i, 0.5]),
        n,
        2,
      ),
    );
    tensors.set(`${name}_exponent`, tensor(steps.map(() => exponent)));
    tensors.set(`${name}_radius`, tensor(steps.map((i) => i / 2)));
  }
  tensors.set("piece_0", tensor(entries(size, 0).slice(0, size), size));
  tensors.set("piece_1", tensor(entries(size, 1), size, size));
  const form = [
    { kind: "slope", op: "tanh", node: 1, parameter: null, of: null },
    { kind: "parameter", op: "matmul", node: 2, parameter: run.plan.parameters[0]?.name ?? "W", of: null },
  ];
  return {
    kind: "chain",
    asked: "",
    run,
    message: {
      kind: "chain",
      spec_hash: run.plan.spec_hash,
      T: run.plan.T,
      states: [{ direction: 1, size, parts: all.map((name, k) => ({ name, lag: 0, start: k * each, size: each })) }],
      state: 0,
      start: from,
      end: to,
      direction: 1,
      size,
      first_nonfinite: null,
      forms: shown.map(() => (all.length > 1 ? null : form)),
      looked: n ? { step: to, form: all.length > 1 ? null : form, corner: [0, 0] } : undefined,
      printed: null,
      check: { size: 1, complex_step: 1e-16, central: 1e-9 },
      order: { apart: 0.5, central: 0.4 },
    },
    tensors,
  };
}

/**
 * @param {import("#app/types.js").Run} run
 * @param {Record<string, unknown>} laid
 * @param {any} [answer]
 * @param {{width?: number, height?: number, presenting?: boolean}} [room]
 */
function drawn(run, laid, answer = answerFor(run), { width = 900, height = 720, presenting = false } = {}) {
  const itinerary = itineraryOf(run.plan);
  /** @type {import("#app/types.js").View} */
  const view = { curve: [], cell: null, lanes: "values", show: "gradient", laid: { kind: "chain", ...laid } };
  return layOut({ run, itinerary, cursor: itinerary.stops.length - 1, view, width, height, presenting, answer });
}

const factorsOf = (/** @type {import("#app/types.js").Scene} */ scene) =>
  (scene.grids ?? [])
    .filter(({ key }) => key.startsWith("factor-"))
    .sort((one, other) => one.across[0] - other.across[0])
    .map(({ key }) => Number(key.slice(7)));

for (const net of ALL_NETS) {
  test(`the chain of ${net} is laid out without a number that is none`, () => {
    const run = runOf(net);
    for (const laid of [{}, { open: true }, { order: "wrong", layout: "denominator", matrix: "factor", open: true }]) {
      for (const room of [{}, { width: 390, height: 560 }, { width: 1280, height: 648, presenting: true }]) {
        const scene = drawn(run, laid, answerFor(run), room);
        for (const { x, y, width, height } of scene.boxes) assert.ok([x, y, width, height].every(Number.isFinite));
        for (const { across, down } of scene.grids ?? []) assert.ok([...across, ...down].every(Number.isFinite));
        for (const { key, tone, text } of scene.words)
          if (tone.startsWith("chain")) assert.doesNotMatch(text, /NaN|undefined/u, key);
      }
    }
  });
}

test("the latest factor stands leftmost; in denominator layout, and in the wrong order, the earliest", () => {
  const run = runOf("elman_binary");
  const n = run.plan.T - 1;
  const latest = Array.from({ length: n }, (_, at) => n - 1 - at);
  assert.deepEqual(factorsOf(drawn(run, {})), latest);
  assert.deepEqual(factorsOf(drawn(run, { layout: "denominator" })), latest.toReversed());
  assert.deepEqual(factorsOf(drawn(run, { order: "wrong" })), latest.toReversed());
  assert.deepEqual(factorsOf(drawn(run, { layout: "denominator", order: "wrong" })), latest);
});

test("factors share one scale of colours, which the legend shows; a product's is its own", () => {
  const { grids = [] } = drawn(runOf("elman_binary"), {});
  const shared = grids.filter(({ own }) => !own);
  assert.ok(shared.length && shared.every(({ key }) => key.startsWith("factor-")));
  assert.equal(new Set(shared.map(({ limit }) => limit)).size, 1);
  assert.ok(grids.filter(({ key }) => key.startsWith("product-")).every(({ own }) => own));
});

test("an opened tile that is presented has the room to itself, every row of it inside the stage", () => {
  const run = runOf("lstm");
  const scene = drawn(run, { open: true }, answerFor(run), { width: 1280, height: 648, presenting: true });
  const grids = scene.grids ?? [];
  assert.equal(grids.length, 1);
  assert.equal(grids[0].down.length, grids[0].across.length, "all rows of a square matrix");
  assert.ok(grids[0].down[grids[0].down.length - 1] <= 648, `${grids[0].down}`);
});

test("the arrow runs from the first factor that is multiplied to the last", () => {
  const run = runOf("elman_binary");
  const ends = (/** @type {Record<string, unknown>} */ laid) => {
    const d = drawn(run, laid).edges.find(({ key }) => key === "order")?.d ?? "";
    const [from, to] = [...d.matchAll(/[ML](-?[\d.]+)/gu)].map(([, x]) => Number(x));
    return Math.sign(to - from);
  };
  assert.equal(ends({}), -1);
  assert.equal(ends({ layout: "denominator" }), 1);
});

test("denominator layout draws every matrix transposed", () => {
  const run = runOf("elman_binary");
  const grid = (/** @type {Record<string, unknown>} */ laid) =>
    Array.from(drawn(run, laid).grids?.find(({ key }) => key === "factor-0")?.values ?? []);
  const [a, b, c, d] = grid({});
  assert.deepEqual(grid({ layout: "denominator" }), [a, c, b, d]);
});

test("a long chain keeps both ends and what is looked at, and says how many it folds", () => {
  const run = runOf("elman_binary");
  const answer = answerFor(run, { from: 1, to: 200 });
  const scene = drawn(run, {}, answer);
  const kept = factorsOf(scene);
  assert.ok(kept.includes(0) && kept.includes(198));
  const folded = scene.words.filter(({ tone }) => tone === "fold").map(({ text }) => Number(text.replace(/\D/gu, "")));
  assert.ok(folded.includes(199 - kept.length));
});

test("a click on a tile chooses it and its entry, in the matrix's own rows and columns", () => {
  const run = runOf("elman_binary");
  for (const layout of ["numerator", "denominator"]) {
    const scene = drawn(run, { layout });
    const tile = (scene.grids ?? []).find(({ key }) => key === "product-0");
    assert.ok(tile);
    const { across, down } = tile;
    const chosen = spotAt(scene, across[1] + 2, down[0] + 2);
    const at = layout === "numerator" ? [0, 1] : [1, 0];
    assert.deepEqual(chosen, { step: 2, matrix: "product", at });
  }
});

test("dragging chooses a span over the graph, not over the tiles", () => {
  const scene = drawn(runOf("elman_binary"), {});
  const x = scene.columns[0].x;
  assert.ok(dragAt(scene, x, 80));
  assert.equal(dragAt(scene, x, scene.height - 10), null);
  assert.notEqual(spotAt(scene, x, 80)?.at, null);
});

test("an opened factor shows what it is made of: D · W = J", () => {
  const run = runOf("elman_binary");
  const scene = drawn(run, { matrix: "factor", open: true });
  const keys = (scene.grids ?? []).map(({ key }) => key).filter((key) => key.startsWith("detail-"));
  assert.deepEqual(keys, ["detail-piece-0", "detail-piece-1", "detail-own"]);
  assert.deepEqual(
    scene.words.filter(({ tone }) => tone === "chain-sign").map(({ text }) => text),
    ["·", "="],
  );
});

test("blocks of a state of several names are told apart by lines and names", () => {
  const run = runOf("lstm");
  const scene = drawn(run, { open: true }, answerFor(run, { size: 4, names: ["c", "h"] }));
  assert.ok(scene.boxes.some(({ tone }) => tone === "chain-block"));
  const names = (scene.notes ?? []).filter(({ tone }) => tone === "chain-block-name");
  assert.equal(names.length, 4);
});

test("numbers beyond floats are written as they are", () => {
  assert.equal(powerFigure([0.5, 1]), "1.00");
  assert.equal(powerFigure([-0.5, -2000]), "−4.35×10⁻⁶⁰³");
  assert.equal(powerFigure([0.5, 2000]), "5.74×10⁶⁰¹");
  assert.equal(powerFigure([0, -5000]), "0");
  assert.equal(powerFigure([Number.POSITIVE_INFINITY, 0]), "∞");
  const run = runOf("elman_binary");
  const scene = drawn(run, {}, answerFor(run, { exponent: -3000 }));
  assert.ok(scene.words.some(({ text }) => text.includes("10⁻⁹")));
});

test("columns with exponents of their own are one picture", () => {
  const tile = tileOf([0.5, 0.5, 0, 0.75], [3, 1]);
  assert.deepEqual([...tile.heat], [0.5, 0.125, 0, 0.1875]);
  assert.deepEqual(tile.at(1, 1), [0.75, 1]);
  assert.deepEqual([...turned(tile).heat], [0.5, 0, 0.125, 0.1875]);
  const whole = tileOf([0.5, 0.5, 0, 0.75], [3, 1], true);
  assert.deepEqual([...whole.heat], [0.5, 0, 0.125, 0.1875]);
  assert.deepEqual(whole.at(0, 1), [0, 3]);
});

test("a net that carries nothing says so", () => {
  const run = runOf("elman_binary");
  const answer = { ...answerFor(run), message: { ...answerFor(run).message, states: [] } };
  assert.equal(linkOf(/** @type {any} */ (answer)), null);
  assert.match(drawn(run, {}, answer).captions?.[0].pieces[0].word ?? "", /nothing is carried/u);
});

test("what a link may set of the chain is checked, and an entry that the net cannot have is not asked for", () => {
  const given = {
    kind: "chain",
    layout: "denominator",
    order: "both",
    at: [1, -1],
    open: 1,
    step: 4,
    matrix: "factor",
  };
  assert.deepEqual(soundLaid(given), { kind: "chain", layout: "denominator", step: 4, matrix: "factor" });
  const { plan } = runOf("elman_binary");
  const asked = (/** @type {number[]} */ at) =>
    KINDS.chain.question({
      plan,
      laid: { kind: "chain", at },
      window: null,
      place: { t: 3, k: 1 },
      hasLoss: null,
      checking: false,
    });
  assert.deepEqual(asked([0, 1]), { k: 1, t: 3, entry: [0, 1], matrix: "product", corner: [0, 0] });
  assert.deepEqual(asked([0, 9999]), { k: 1, t: 3 });
});
