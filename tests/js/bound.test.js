/**
 * The bound's picture: its log axis, what the axis leaves out, its names, and how a matrix is rescaled.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { powers } from "#app/layout/gradient/boundscale.js";
import { bigFigure, kindOf, leftOut, linesOf } from "#app/layout/gradient/boundseries.js";
import { boundTex, formTex, normTexOf } from "#app/layout/gradient/boundtex.js";
import { spotAt } from "#app/layout/gradient/spots.js";
import { withHold, withOrthogonal, withScale, withSet } from "#app/state/changes.js";
import { layerIn } from "#app/state/laid/bound.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { layOut } from "./stage.js";
import { wholeRun as runOf } from "./streams.js";

/** @type {import("#app/types.js").View} */
const VIEW = { curve: [], cell: null, lanes: "values", show: "gradient" };
const FORM = { op: "times", parts: [{ function: "tanh" }, { matrix: "W" }] };

/**
 * An answer as the door gives it.
 *
 * @param {import("#app/types.js").Run} run
 * @param {(lag: number) => {measured: number, bound?: number}} at
 * @param {{t?: number, direction?: number}} [place]
 */
function answerFor(run, at, { t = run.plan.T, direction = 1 } = {}) {
  const { T, spec_hash } = run.plan;
  const lags = Array.from({ length: direction > 0 ? t + 1 : T - t + 2 }, (_, lag) => lag);
  const tensor = (/** @type {number[]} */ values) => ({ shape: [values.length], values: Float64Array.from(values) });
  const isBound = at(0).bound !== undefined;
  return {
    kind: "bound",
    asked: "",
    run,
    message: {
      kind: "bound",
      spec_hash,
      T,
      t,
      state: { direction, size: 3, parts: [{ name: "h", lag: 0, start: 0, size: 3 }] },
      bound: isBound ? { exists: true, form: FORM, step: 2 } : { exists: false, why: [] },
      matrices: [],
      functions: [],
      largest_share_log10: 0,
    },
    tensors: new Map(
      Object.entries({
        steps: tensor(lags.map((lag) => t - direction * lag)),
        norm_log10: tensor(lags.map((lag) => at(lag).measured)),
        ...(isBound ? { bound_log10: tensor(lags.map((lag) => Number(at(lag).bound))) } : {}),
      }),
    ),
  };
}

/** @param {ReturnType<typeof answerFor>} answer @param {object} [more] @param {object} [laid] */
function sceneOf(answer, more = {}, laid = {}) {
  const itinerary = itineraryOf(answer.run.plan);
  const view = { ...VIEW, laid: { kind: "bound", ...laid } };
  const cursor = itinerary.stops.length - 1;
  return layOut({ run: answer.run, itinerary, cursor, view, width: 1000, height: 700, answer, ...more });
}

test("the lines end at t and leave the initial state out", () => {
  const run = runOf("elman_squared_error");
  const { T } = run.plan;
  const [measured, bound] = linesOf(answerFor(run, (lag) => ({ measured: -lag, bound: lag })));
  assert.deepEqual([measured.first, measured.last], [1, T]);
  assert.deepEqual(
    [...measured.log10].map((power) => power || 0),
    Array.from({ length: T }, (_, n) => n + 1 - T).map((power) => power || 0),
  );
  assert.equal(bound.log10[T - 1], 0);
  const [backwards] = linesOf(answerFor(run, (lag) => ({ measured: -lag }), { t: 2, direction: -1 }));
  assert.deepEqual([backwards.first, backwards.last, ...backwards.log10.slice(0, 2)], [2, T, -0, -1]);
});

test("what has no place on a log axis is told apart", () => {
  const powersOfTen = [Number.NaN, Number.NEGATIVE_INFINITY, 400, -400, -3, Number.POSITIVE_INFINITY];
  assert.deepEqual(powersOfTen.map(kindOf), ["nan", "zero", "above", "below", "fine", "above"]);
  assert.deepEqual(powersOfTen.map(bigFigure), ["NaN", "0", "∞ (1.00×10⁴⁰⁰)", "1.00×10⁻⁴⁰⁰", "0.00100", "∞"]);
  const line = {
    name: /** @type {const} */ ("measured"),
    first: 3,
    last: 7,
    log10: Float64Array.of(400, 401, 2, -1e3, Number.NEGATIVE_INFINITY),
  };
  assert.deepEqual(leftOut(line), [
    { kind: "above", first: 3, last: 4 },
    { kind: "below", first: 6, last: 6 },
    { kind: "zero", first: 7, last: 7 },
  ]);
});

test("the axis has whole powers of ten with room between them, whatever it must hold", () => {
  for (const [low, high] of [[0, 0], [-0.2, 0.1], [-3, 11], [-308, 308], [-400, 900]]) {
    const lines = [{ name: /** @type {const} */ ("measured"), first: 1, last: 2, log10: Float64Array.of(low, high) }];
    const scale = powers(lines, { first: 1, last: 2 }, { top: 100, bottom: 400, apart: 24 });
    assert.ok(scale.low >= -308 && scale.high <= 309, `${low}…${high}`);
    assert.ok(scale.ticks.length >= 2);
    for (const [n, tick] of scale.ticks.slice(1).entries()) assert.ok(scale.ticks[n].y - tick.y >= 24);
    assert.ok(scale.ticks.every(({ y }) => y >= 100 && y <= 400));
  } // biome-ignore format: a table
});

test("the axis ends near what it holds: of few decades at 1, 2 or 5 times a power of ten", () => {
  const lines = [{ name: /** @type {const} */ ("measured"), first: 1, last: 2, log10: Float64Array.of(0.1, 0.36) }];
  const scale = powers(lines, { first: 1, last: 2 }, { top: 100, bottom: 400, apart: 24 });
  assert.deepEqual([scale.low, scale.high], [0, Math.log10(5)]);
  assert.deepEqual(
    scale.ticks.map(({ text }) => text),
    ["1", "2", "5"],
  );
});

test("a line's name stands nearer to it than to any other", () => {
  const run = runOf("long");
  for (const [measured, bound, radius] of [[-0.05, 0.25, -0.004], [-0.1, 0.5, 0.2], [-0.3, -0.16, -0.34]]) {
    for (const presenting of [false, true]) {
      const answer = answerFor(run, (lag) => ({ measured: measured * lag, bound: bound * lag }));
      const radii = Float64Array.from({ length: run.plan.T + 1 }, (_, lag) => radius * lag);
      answer.tensors.set("radius_log10", { shape: [radii.length], values: radii });
      const scene = sceneOf(answer, { presenting });
      const lines = scene.edges.filter(({ tone }) => tone.startsWith("bound-line"));
      const half = presenting ? 60 * scene.larger : 48; // of a name's width
      const away = (/** @type {string} */ d, /** @type {number} */ x, /** @type {number} */ y) => {
        const points = d.slice(1).split("L").map((pair) => pair.split(",").map(Number)); // biome-ignore format: one line
        return Math.abs(y - (points.find(([at]) => at >= x + half)?.[1] ?? Number.NaN));
      };
      const names = (scene.notes ?? []).filter(({ key }) => key.startsWith("bound-name-"));
      assert.ok(names.length >= 2, `${names.length} of ${[measured, bound, radius]}`);
      for (const { key, x, y } of names) {
        const all = lines.map((line) => ({ key: line.key, away: away(line.d, x, y) }));
        const nearest = Math.min(...all.map((one) => one.away));
        const own = all.find((one) => one.key === key.replace("bound-name", "bound"))?.away ?? Number.NaN;
        assert.ok(own <= nearest + 30, `${key} of ${[measured, bound, radius, presenting]}: ${JSON.stringify(all)}`);
      }
    }
  } // biome-ignore format: a table
});

test("measured is solid, the bound is another line, and the ring at k stands on both", () => {
  const run = runOf("elman_squared_error");
  const scene = sceneOf(answerFor(run, (lag) => ({ measured: -lag, bound: 2 * lag })));
  const lines = scene.edges.filter(({ tone }) => tone.startsWith("bound-line"));
  assert.deepEqual(lines.map(({ key }) => key).sort(), ["bound-bound", "bound-measured"]);
  assert.ok(
    lines.every(({ d }) => /^M[\d.]+,[\d.]+(L[\d.]+,[\d.]+)+$/u.test(d)),
    lines.map(({ d }) => d).join("\n"),
  );
  assert.equal(scene.boxes.filter(({ tone }) => tone.startsWith("bound-here")).length, 2);
  const names = (scene.notes ?? []).filter(({ tone }) => tone.startsWith("bound-name"));
  assert.equal(names.length, 2);
});

test("numbers beyond the axis run along its edge with words, and never as a gap", () => {
  const run = runOf("elman_squared_error");
  const scene = sceneOf(
    answerFor(run, (lag) => ({ measured: lag > 0 ? Number.NEGATIVE_INFINITY : -lag, bound: lag > 0 ? 400 : lag })),
  );
  const out = scene.words.filter(({ tone }) => tone.startsWith("bound-out"));
  assert.equal(out.length, 2);
  assert.match(
    out.map(({ text }) => text).join(" "),
    /measured: exactly 0 for k = 1 … \d+ bound: ∞ \(above 1\.8×10³⁰⁸\) for k = 1 … \d+/u,
  );
  assert.ok(
    scene.edges.filter(({ tone }) => tone.startsWith("bound-line")).every(({ d }) => d.match(/M/gu)?.length === 1),
  );
});

test("every place of the plot chooses its k and leaves t", () => {
  const run = runOf("elman_squared_error");
  const scene = sceneOf(answerFor(run, (lag) => ({ measured: -lag })));
  const { axis } = /** @type {{axis: import("#app/types.js").Axis}} */ (scene);
  const frame = scene.boxes.find(({ key }) => key === "bound-frame");
  assert.ok(frame);
  const found = spotAt(scene, axis.left + axis.pitch * 0.5, frame.y + frame.height / 2);
  assert.deepEqual(found, { t: run.plan.T, k: axis.first });
});

test("the inequality is written with the names that the net has", () => {
  const { plan } = runOf("elman_squared_error");
  const { message } = answerFor(runOf("elman_squared_error"), () => ({ measured: 0, bound: 0 }));
  assert.match(
    boundTex(plan, message),
    /\\lVert \\partial .*h.*_\{t\}.*\\rVert_2 \\le \\left\(\\lambda_\{.*W.*\}\\,\\lambda_\{\\text\{tanh\}\}\\right\)\^\{t-k\}/u,
  );
  assert.match(normTexOf(plan, message, 24, 4), /24/u);
  assert.equal(
    formTex(plan, {
      op: "plus",
      parts: [{ number: 0.9 }, { op: "times", parts: [{ number: 0.5 }, { function: "sigmoid" }] }],
    }),
    String.raw`0.9 + 0.5\,\lambda_{\sigma}`,
  );
});

test("a slider writes one rescaling and not a hundred; being orthogonal stays, and comes first", () => {
  const held = withHold([], { node: "h", t: 1, unit: 0 }, { steps: "this", units: "this" }, 0.5);
  const once = withScale(held, "W", { norm: 2 });
  assert.deepEqual(withScale(once, "W", { by: 3 }).slice(1), [{ scale: "W", by: 3 }]);
  assert.deepEqual(withScale(once, "V", { radius: 1 }).slice(1), [
    { scale: "W", norm: 2 },
    { scale: "V", radius: 1 },
  ]);
  const orthogonal = withOrthogonal(once, "W");
  assert.deepEqual(orthogonal.slice(1), [
    { scale: "W", orthogonal: true },
    { scale: "W", norm: 2 },
  ]);
  assert.deepEqual(withScale(orthogonal, "W", { by: 3 }).slice(1), [
    { scale: "W", orthogonal: true },
    { scale: "W", by: 3 },
  ]);
  assert.deepEqual(withOrthogonal(orthogonal, "W"), once);
  assert.deepEqual(
    withSet(once, "W", [0, 0], 1).map((change) => Object.keys(change)[0]),
    ["hold", "scale", "set"],
  );
});

test("an axis fitted to what is measured says where the bound lies above it, and its line ends at the edge", () => {
  const run = runOf("elman_squared_error");
  const answer = answerFor(run, (lag) => ({ measured: 0.1 * lag, bound: 40 * lag }));
  const fitted = sceneOf(answer, {}, { fit: "measured" });
  assert.match(
    fitted.words.find(({ key }) => key === "bound-off")?.text ?? "",
    /bound: above this axis for k = 1 … 2/u,
  );
  const [line, frame] = [
    fitted.edges.find(({ key }) => key === "bound-bound"),
    fitted.boxes.find(({ key }) => key === "bound-frame"),
  ];
  const heights = [...(line?.d ?? "").matchAll(/,([\d.]+)/gu)].map(([, y]) => Number(y));
  assert.equal(heights.length, 2);
  assert.ok(frame && heights.every((y) => y >= frame.y - 0.1 && y <= frame.y + frame.height + 0.1));
  assert.equal(
    sceneOf(answer).words.some(({ key }) => key === "bound-off"),
    false,
  );
});

test("beside another run its measured norms and its bound, where it has one, are lines of the same axis", () => {
  const run = runOf("elman_squared_error");
  const answer = answerFor(run, (lag) => ({ measured: -lag, bound: lag }));
  const bare = answerFor(run, (lag) => ({ measured: -2 * lag }));
  const keys = (/** @type {import("#app/types.js").Scene} */ { edges }) => edges.map(({ key }) => key).filter((key) => /measured|bound-b?-?bound/u.test(key)); // biome-ignore format: one line
  assert.deepEqual(keys(sceneOf(answer, { second: { run, answer: bare } })).sort(), ["bound-b-measured", "bound-bound", "bound-measured"]); // biome-ignore format: one line
  const scene = sceneOf(bare, { second: { run, answer } });
  assert.deepEqual(keys(scene).sort(), ["bound-b-bound", "bound-b-measured", "bound-measured"]);
  const dots = (/** @type {string} */ key) => scene.boxes.filter((box) => box.key.startsWith(key)).map(({ y }) => y);
  const [a, b] = [dots("bound-dot-"), dots("bound-b-dot-")];
  const zero = a[a.length - 1];
  for (const [n, y] of b.entries()) assert.ok(Math.abs(2 * (y - zero) - (a[n] - zero)) < 1, `${n}`); // half as many powers of ten
});

test("a layer is one of the names that a state has beside others, and its norm says whom it holds", () => {
  const [stacked, both] = [runOf("stacked").plan, runOf("bidirectional").plan];
  assert.equal(layerIn(stacked, { kind: "bound", layer: "h2" }), "h2");
  assert.equal(layerIn(stacked, { kind: "bound", layer: "yhat" }), null);
  assert.equal(layerIn(both, { kind: "bound", layer: "g" }), null, "each direction is a state of its own");
  const state = { direction: 1, size: 3, parts: [{ name: "h2", lag: 0, start: 0, size: 3 }] };
  const message = /** @type {any} */ ({ kind: "bound", state, held: ["h1"] });
  assert.ok(normTexOf(stacked, message, "t", "k").includes(String.raw`\,\rvert_{`));
});
