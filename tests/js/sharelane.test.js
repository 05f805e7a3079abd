// A stage with a parameter lit: the share lane in the curve's place, and every copy of it in the columns.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAxis } from "#app/layout/axis.js";
import { shareLane } from "#app/layout/sharelane.js";
import { isActive } from "#app/state/phases.js";
import { reach as reachOf } from "#app/state/reach.js";
import { usersOf } from "#app/state/shares.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { sampled } from "./geometry.js";
import { layOut } from "./stage.js";
import { ALL_NETS, wholeRun } from "./streams.js";

/** @import {Edge, Run, Scene, Show} from "#app/types.js" */

/**
 * @param {Run} run
 * @param {number} cursor negative ones count from the end
 * @param {string} names
 * @param {{width: number, height: number, presenting?: boolean}} [size]
 * @param {Show} [show]
 */
function lit(run, cursor, names, size = { width: 708, height: 612 }, show = /** @type {Show} */ ("columns")) {
  const itinerary = itineraryOf(run.plan);
  const at = cursor < 0 ? itinerary.stops.length + cursor : cursor;
  const curve = run.plan.equations.filter(({ delayed }) => delayed).map(({ name }) => name);
  const view = { curve, cell: null, lanes: /** @type {const} */ ("values"), show };
  const all = new Set(run.plan.parameters.map(({ name }) => name));
  const parameters = names.split(" ").filter((name) => all.has(name));
  return layOut({ run, itinerary, cursor: at, view, ...size, lit: { names: names || null, parameters } });
}

/** @param {Scene} scene */
const shareEdges = ({ edges }) => edges.filter(({ tone }) => tone.startsWith("share"));

/**
 * The bars of the lane from left to right.
 *
 * @param {{edges: Edge[]}} scene
 */
function barsOf({ edges }) {
  return edges
    .filter(({ tone }) => tone.startsWith("share"))
    .flatMap(({ tone, head }) =>
      [...head.matchAll(/M([\d.-]+),([\d.-]+)V([\d.-]+)H([\d.-]+)/g)].map(([, x, zero, end, right]) => ({
        tone: tone.slice(6),
        x: (Number(x) + Number(right)) / 2,
        width: Number(right) - Number(x),
        up: Number(zero) - Number(end),
      })),
    )
    .sort((a, b) => a.x - b.x);
}

/** @param {Scene} scene */
const titleOf = ({ captions = [] }) =>
  captions.flatMap(({ pieces }) => pieces.map(({ tex, word }) => `${tex} ${word}`.trim())).join(" ");

/**
 * A long run of one parameter, as it would be with these shares.
 *
 * @param {number[]} along
 * @param {number[]} [norms]
 * @param {number} [whole]
 */
function made(along, norms = along.map(Math.abs), whole = along.reduce((sum, part) => sum + part, 0)) {
  const run = wholeRun("dynamical_system");
  const gradient = { shape: [1], values: Float64Array.of(whole) };
  return /** @type {Run} */ ({
    ...run,
    plan: { ...run.plan, T: along.length },
    shares: new Map([["W", Float64Array.from(along)]]),
    shareNorms: new Map([["W", Float64Array.from(norms)]]),
    parameterGrads: new Map([["W", gradient]]),
  });
}

/** @param {Run} run @param {number} [cursor] */
function lane(run, cursor = -1) {
  const itinerary = itineraryOf(run.plan);
  const at = cursor < 0 ? itinerary.stops.length + cursor : cursor;
  const stop = itinerary.stops[at];
  const { T } = run.plan;
  const axis = makeAxis({ T, start: 150, end: 700, focus: stop.t || 1, pitch: 60, fold: 56 });
  const band = { key: "curve", kind: /** @type {const} */ ("curve"), node: null, y: 400, height: 120 };
  const found = shareLane(run, reachOf(itinerary, at), stop, ["W"], axis, band);
  return { ...found, axis, title: titleOf(/** @type {any} */ (found)) };
}

test("each step that the way back has passed has a bar, up where it goes along and down where it pulls back", () => {
  const run = wholeRun("lstm");
  const turn = itineraryOf(run.plan).stops.findIndex(({ kind }) => kind === "loss");
  for (const name of ["W_hf", "W_xo", "V", "d"]) {
    assert.deepEqual(shareEdges(lit(run, turn, name)), []);
    for (let back = 1; back <= 7; back += 1) {
      const scene = lit(run, turn + back, name);
      const steps = Array.from({ length: back }, (_, k) => 8 - back + k);
      const wanted = steps.map((t) => run.shares.get(name)?.[t - 1] ?? 0).filter(Boolean);
      const bars = barsOf(scene);
      assert.deepEqual(
        bars.map(({ up }) => Math.sign(up)),
        wanted.map(Math.sign),
      );
      assert.deepEqual(
        bars.map(({ tone }) => tone),
        wanted.map((part) => (part > 0 ? "along" : "against")),
      );
      const tallest = Math.max(...wanted.map(Math.abs));
      const scale = Math.max(...bars.map(({ up }) => Math.abs(up))) / tallest;
      for (const [k, { up }] of bars.entries()) assert.ok(Math.abs(up - wanted[k] * scale) < 1.2, `${name} ${k}`);
    }
  }
});

test("the title tells the step under the playhead, and only at the end the sum", () => {
  const run = wholeRun("lstm");
  const turn = itineraryOf(run.plan).stops.findIndex(({ kind }) => kind === "loss");
  assert.match(titleOf(lit(run, 2, "W_hf")), /on the way back/);
  assert.match(titleOf(lit(run, turn + 4, "W_hf")), /∂?.*at t = 4: [+−]0\.\d+, norm 0\.\d+$/u);
  assert.doesNotMatch(titleOf(lit(run, turn + 7, "W_hf")), /together/);
  assert.match(titleOf(lit(run, -1, "W_hf")), /at each step; together .*lVert.* = 0\.\d+$/u);
});

test("lighting a name moves nothing", () => {
  for (const name of ALL_NETS) {
    const run = wholeRun(name);
    for (const cursor of [1, -2]) {
      const before = lit(run, cursor, "");
      for (const names of [run.plan.parameters[0]?.name ?? "x", run.plan.equations[0].name]) {
        const after = lit(run, cursor, names);
        for (const key of /** @type {const} */ ([
          "height",
          "axis",
          "columns",
          "vectors",
          "bars",
          "lanes",
          "labels",
          "playhead",
        ]))
          assert.deepEqual(after[key], before[key], `${name} ${names} ${key}`);
        assert.deepEqual(after.curve?.band, before.curve?.band);
        assert.deepEqual(after.edges.slice(0, before.edges.length), before.edges);
        const others = before.boxes.filter(({ key }) => !key.startsWith("broken-curve")); // of the curve that made room
        assert.deepEqual(
          after.boxes.filter(({ key }) => !key.startsWith("broken-curve")).slice(0, others.length),
          others,
        );
      }
    }
  }
});

for (const name of ALL_NETS) {
  test(`every copy of every parameter of ${name} is seen in its column`, () => {
    const run = wholeRun(name);
    const { plan } = run;
    for (const { name: parameter } of plan.parameters) {
      const scenes = [false, true].map((presenting) =>
        lit(run, -1, parameter, { width: 1280, height: 648, presenting }),
      );
      const bears = (/** @type {{names?: string}} */ { names = "" }) => names.split(" ").includes(parameter);
      for (const [scene, { key, t }] of scenes.flatMap((one) =>
        one.columns.map((column) => /** @type {const} */ ([one, column])),
      )) {
        const carrying = plan.edges.filter(({ parameters }) => parameters.includes(parameter));
        if (carrying.length && !carrying.some((edge) => isActive(plan, edge, t))) continue;
        const found = [...scene.edges, ...scene.boxes].filter(
          (one) => bears(one) && one.key.split(/[ -]/).includes(key),
        );
        assert.ok(found.length >= 1, `${parameter} at t = ${t}`);
      }
      const readers = usersOf(plan, [parameter]).filter((user) => user !== "loss");
      assert.ok(readers.length || usersOf(plan, [parameter]).includes("loss"), parameter);
    }
  });

  test(`every copy of every parameter of ${name} is seen in the graph`, () => {
    const run = wholeRun(name);
    const { plan } = run;
    for (const { name: parameter } of plan.parameters) {
      const scene = lit(run, -1, parameter, { width: 1440, height: 900 }, "graph");
      const bears = (/** @type {{names?: string}} */ { names = "" }) => names.split(" ").includes(parameter);
      const carrying = plan.edges.filter(({ parameters }) => parameters.includes(parameter));
      const copies = scene.unfolded?.copies ?? [];
      const active = copies.filter(({ t }) => !carrying.length || carrying.some((edge) => isActive(plan, edge, t)));
      const inCopies = active.filter(({ edges }) => edges.some(bears)).length;
      const between = (scene.unfolded?.ways ?? []).filter(bears).length;
      const rings = new Set(scene.boxes.filter(bears).map(({ x }) => x)).size;
      const isOfLossAlone = usersOf(plan, [parameter]).every((user) => user === "loss");
      assert.ok(isOfLossAlone || Math.max(inCopies, between, rings) >= active.length, parameter);
      assert.ok(!plan.loss || (scene.captions ?? []).length === 1, "its share lane");
    }
  });

  test(`what is lit inside the columns of ${name} runs through no vector`, () => {
    const run = wholeRun(name);
    const everything = [...run.plan.parameters, ...run.plan.equations, { name: "x" }].map((one) => one.name).join(" ");
    for (const width of [390, 900]) {
      const scene = lit(run, -1, everything, { width, height: 900 });
      const inner = scene.edges.filter(({ tone }) => tone.startsWith("within"));
      for (const { d, key } of inner) {
        for (const [x, y] of sampled(d)) {
          const through = scene.vectors.find(
            (v) => x > v.x + 1 && x < v.x + v.width - 1 && y > v.y + 1 && y < v.y + v.height - 1,
          );
          assert.equal(through, undefined, `${key} through ${through?.key}`);
        }
      }
    }
  });
}

test("ten thousand steps are a few hundred bars, and none of their extremes is lost", () => {
  const along = Array.from({ length: 10_000 }, (_, k) =>
    k % 1000 === 500 ? (k % 2000 === 500 ? 9 : -7) : Math.sin(k),
  );
  const found = lane(made(along));
  const bars = barsOf(found);
  assert.ok(bars.length < 2 * (found.axis.end - found.axis.start), String(bars.length));
  const tallest = Math.max(...bars.map(({ up }) => up));
  assert.equal(bars.filter(({ up }) => up > tallest - 0.2).length, 5);
  const deepest = Math.min(...bars.map(({ up }) => up));
  assert.equal(bars.filter(({ up }) => up < deepest + 0.2).length, 5);
  assert.ok(Math.abs(deepest / tallest + 7 / 9) < 0.02);
});

test("a run of one step has one bar and its sum", () => {
  const found = lane(made([2.5]));
  assert.deepEqual(
    barsOf(found).map(({ tone }) => tone),
    ["along"],
  );
  assert.match(found.title, /= 2\.50$/);
  assert.match(lane(made([2.5]), 2).title, /at t = 1: \+2\.50, norm 2\.50$/);
});

test("what has no direction is said in words, and its norms are drawn", () => {
  assert.match(lane(made([0, 0, 0])).title, /zero at every step/);
  assert.deepEqual(barsOf(lane(made([0, 0, 0]))), []);
  const cancelled = lane(made([0, 0], [3, 3], 0));
  assert.match(cancelled.title, /cancel/);
  assert.deepEqual(
    barsOf(cancelled).map(({ tone }) => tone),
    ["size", "size"],
  );
  const nan = Number.NaN;
  const broken = lane(made([nan, nan, nan], [1, 2, Number.POSITIVE_INFINITY], Number.POSITIVE_INFINITY), -2);
  assert.match(broken.title, /not finite.*at t = 1: norm 1\.00/);
  assert.equal(barsOf(broken).length, 2);
  assert.ok(barsOf(broken).every(({ up, width }) => Number.isFinite(up) && Number.isFinite(width)));
});

test("parameters that an arrow carries together have one lane together", () => {
  const run = wholeRun("lstm");
  const all = ["W_hi", "W_hf", "W_ho", "W_hg"];
  const title = titleOf(lit(run, -1, `h ${all.join(" ")}`));
  assert.match(title, /W_\{hi\}.*ldots/u);
  const whole = Math.hypot(...all.flatMap((name) => [...(run.parameterGrads.get(name)?.values ?? [])]));
  assert.ok(title.endsWith(`= ${whole.toFixed(3)}`), `${title} ${whole}`);
});
