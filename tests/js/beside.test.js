// Two runs side by side: one course of moments, one axis, ramps with the same ends, and what they are compared in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FINE } from "#app/export/heat.js";
import { stacked } from "#app/export/stacked.js";
import { choices } from "#app/export/takings.js";
import { begins } from "#app/layout/axis.js";
import { jointCurve } from "#app/layout/jointcurve.js";
import { asFarAs } from "#app/layout/together.js";
import { alike } from "#app/state/alike.js";
import { sideShown } from "#app/state/beside.js";
import { figuresOf, numberAt } from "#app/state/figures.js";
import { readLink, writeLink } from "#app/state/link.js";
import { lockstep } from "#app/state/lockstep.js";
import { otherNet } from "#app/state/nets.js";
import { PLAIN_VIEW } from "#app/state/page.js";
import { OPENING_SETUP } from "#app/state/setup.js";
import { setupsOf } from "#app/state/setupfile.js";
import { itinerary } from "#app/state/stops.js";
import { lengthSentence, waitSentence } from "#app/words/beside.js";
import { LOOKS } from "./looks.js";
import { layOut } from "./stage.js";
import { NAMES, wholeRun } from "./streams.js";

/** @import {Itinerary, Run} from "#app/types.js" */

/** @param {Itinerary} side */
const told = ({ stops }) => stops.map(({ kind, walk, t }) => `${kind} ${walk} ${t}`);

for (const one of NAMES) {
  test(`${one} keeps the order of its own stops beside any other net, and passes every one of them`, () => {
    const ours = itinerary(wholeRun(one).plan);
    for (const other of NAMES) {
      const theirs = itinerary(wholeRun(other).plan);
      const { course, own, waits } = lockstep(ours, theirs);
      [ours, theirs].forEach((side, k) => {
        const passed = [...own[k]];
        assert.deepEqual(
          [...new Set(passed)].sort((a, b) => a - b),
          side.stops.map((_, at) => at),
          `${one} ${other}`,
        );
        assert.ok(passed.every((at, place) => place === 0 || at >= passed[place - 1]));
        course.stops.forEach((stop, place) => {
          if (waits[k][place]) return;
          const { kind, t } = side.stops[own[k][place]];
          assert.deepEqual([kind, t], [stop.kind, stop.t], `${one} ${other} at ${place}`);
        });
      });
      assert.equal(course.T, Math.max(ours.T, theirs.T));
      assert.equal(new Set(told(course)).size, course.stops.length);
    }
  });
}

test("beside a run of the same shape the course is its own", () => {
  const own = itinerary(wholeRun("lstm").plan);
  assert.deepEqual(told(lockstep(own, own).course), told(own));
});

test("a shorter run waits at its last step, then at its loss, until the other has come to its steps", () => {
  const [short, long] = [3, 5].map((T) => itinerary({ ...wholeRun("lstm").plan, T }));
  const { course, own, waits } = lockstep(short, long);
  const at = (/** @type {string} */ moment) => {
    const place = told(course).indexOf(moment);
    return [told(short)[own[0][place]], waits[0][place]];
  };
  assert.deepEqual(at("forward 0 5"), ["forward 0 3", true]);
  assert.deepEqual(at("loss 0 0"), ["loss 0 0", false]);
  assert.deepEqual(at("backward 0 4"), ["loss 0 0", true]);
  assert.deepEqual(at("backward 0 2"), ["backward 0 2", false]);
});

test("a net without a loss stays at its end while the other goes back", () => {
  const [forward, whole] = ["forward_only", "lstm"].map((name) => itinerary(wholeRun(name).plan));
  const { course, own } = lockstep(forward, whole);
  const last = course.stops.length - 1;
  assert.equal(course.stops[last].kind, "gradients");
  assert.equal(own[0][last], forward.stops.length - 1);
});

test("same colours mean same numbers: what has one name and one kind has the largest of both at its ramp's end", () => {
  const [lstm, gru] = [wholeRun("lstm"), wholeRun("gru")];
  const [a, b] = [alike(lstm, gru), alike(gru, lstm)];
  assert.equal(a.values.get("h")?.largest, b.values.get("h")?.largest);
  assert.equal(a.norms.get("h")?.smallest, Math.min(...[lstm, gru].map((run) => Number(run.norms.get("h")?.smallest))));
  assert.equal(a.values.get("c"), lstm.values.get("c"), "what one of them has alone stays as it is");
  assert.equal(alike(lstm, gru), a, "made once");
});

test("a gate and a sum of one name keep their own ramps", () => {
  const run = wholeRun("lstm");
  const equations = run.plan.equations.map((one) =>
    one.name === "o" ? { ...one, range: /** @type {const} */ ("any") } : one,
  );
  const other = { ...run, plan: { ...run.plan, equations } };
  assert.equal(alike(run, other).plan.equations.find(({ name }) => name === "o")?.range, "unit");
  const signed = run.plan.equations.map((one) =>
    one.name === "g" ? { ...one, range: /** @type {const} */ ("any") } : one,
  );
  const mixed = alike(run, { ...run, plan: { ...run.plan, equations: signed } });
  assert.equal(mixed.plan.equations.find(({ name }) => name === "g")?.range, "any");
});

/**
 * Both sides' scenes at a moment.
 *
 * @param {[Run, Run]} runs
 * @param {number} place
 * @param {Partial<import("#app/types.js").View>} view
 * @param {Partial<import("#app/layout/stage.js").Sight>} [wish]
 */
function both(runs, place, view, wish = {}) {
  const sides = runs.map((run) => itinerary(run.plan));
  const { course, own } = lockstep(sides[0], sides[1]);
  const moment = course.stops[place];
  return runs.map((run, k) =>
    layOut({
      run,
      itinerary: sides[k],
      cursor: own[k][place],
      view: { curve: ["h"], cell: null, lanes: "values", ...view },
      width: 706,
      height: 230,
      together: { plan: runs[1 - k].plan, moment, isSecond: k === 1 },
      ...wish,
    }),
  );
}

for (const show of /** @type {const} */ (["columns", "graph"])) {
  test(`${show}: step t of the one stands over step t of the other, and so does the playhead`, () => {
    for (const other of NAMES) {
      for (const wish of [{}, { presenting: true, width: 1280 }, { width: 390 }]) {
        const pair = /** @type {[Run, Run]} */ ([wholeRun("lstm"), wholeRun(other)]);
        const [a, b] = both(pair, 3, { show }, wish);
        const { T } = pair[1].plan;
        for (let t = 1; t <= Math.min(7, T); t += 1) {
          assert.ok(Math.abs(begins(a.axis, t) - begins(b.axis, t)) < 1e-6, `${other} ${t}`);
        }
        assert.equal(a.playhead?.x, b.playhead?.x);
        assert.equal(a.gutter, b.gutter);
        assert.equal(a.larger, b.larger);
      }
    }
  });
}

test("a window behind the end of the shorter run shows none of its steps, and nothing breaks", () => {
  const pair = /** @type {[Run, Run]} */ ([wholeRun("long"), wholeRun("bidirectional")]);
  for (const show of /** @type {const} */ (["columns", "graph"])) {
    const [long, short] = both(pair, 20, { show, camera: { pitch: 80, centre: 20 } });
    assert.ok(long.axis.first > 4);
    assert.deepEqual(short.columns, []);
    assert.ok(Number.isFinite(short.height));
  }
});

test("the axis of a shorter run ends where its last step does", () => {
  const axis = { T: 9, first: 3, last: 6, pitch: 50, left: 100, before: 10, after: 12, start: 80, end: 336 };
  const short = asFarAs(axis, 5);
  assert.deepEqual([short.T, short.last, short.after, short.end], [5, 5, 0, 250]);
  assert.equal(asFarAs(axis, 9), axis);
  assert.equal(asFarAs(axis, 8).after, 12);
});

test("in the plot under both a line is whole on the one side and dashed on the other, one colour a node", () => {
  const runs = [wholeRun("lstm"), wholeRun("gru")];
  const sides = /** @type {[any, any]} */ (
    runs.map((run) => ({ run, itinerary: itinerary(run.plan), cursor: itinerary(run.plan).stops.length - 1 }))
  );
  const axis = { T: 7, first: 1, last: 7, pitch: 70, left: 160, before: 0, after: 0, start: 160, end: 650 };
  const view = { curve: ["c", "h"], cell: null, lanes: /** @type {const} */ ("values") };
  const moment = itinerary(runs[0].plan).stops[9];
  const scene = jointCurve({ sides, moment, view, stage: { axis, gutter: 124, larger: 1 }, width: 706, height: 120 });
  const lines = (scene.curve?.lines ?? []).filter(({ key }) => !key.startsWith("sample"));
  assert.deepEqual(
    lines.map(({ side, node, place }) => `${side} ${node} ${place}`),
    ["a c 0", "a h 1", "b h 1"],
  );
  assert.equal(scene.captions?.length, 4);
});

test("what is compared is read off the runs, and nothing before the playhead has passed it", () => {
  const run = wholeRun("lstm");
  const own = itinerary(run.plan);
  const [early, late] = [figuresOf(run, own, 0), figuresOf(run, own, own.stops.length - 1)];
  const count = [...run.parameters.values()].reduce((sum, { values }) => sum + values.length, 0);
  assert.deepEqual([early.parameters, early.T, early.loss, early.output?.t], [count, 7, null, 1]);
  assert.equal(late.loss, run.loss);
  assert.equal(late.output?.t, 7);
  assert.equal(numberAt(run, own, 0, { node: "h", t: 8, unit: 0 }), null, "no such step");
  assert.equal(numberAt(run, own, 0, { node: "h", t: 1, unit: 99 }), null, "no such unit");
  assert.equal(numberAt(run, own, 0, { node: "s", t: 1, unit: 0 }), null, "no such node");
  assert.equal(numberAt(run, own, 0, { node: "h", t: 2, unit: 0 })?.value, undefined, "not reached");
});

test("both set-ups come back from a link; a second one that is none is left out", async () => {
  const beside = { ...OPENING_SETUP, net: "elman", weights: "year_elman" };
  const link = { setup: OPENING_SETUP, stop: 3, view: {}, beside };
  assert.deepEqual(await readLink(await writeLink(link)), link);
  const plain = (/** @type {unknown} */ second) =>
    readLink(`1.${btoa(JSON.stringify({ setup: {}, stop: 3, view: {}, beside: second }))}`);
  for (const strange of [null, 7, "elman", ["lstm"]]) {
    const read = await plain(strange);
    assert.deepEqual(Object.keys(read ?? {}), ["setup", "stop", "view"], String(strange));
  }
  const odd = /** @type {any} */ ({ net: "gru", sizes: "many", sentence: 4, unknown: true });
  const read = await plain(odd);
  assert.deepEqual(
    [read?.beside?.net, read?.beside?.sizes, Object.hasOwn(read?.beside ?? {}, "unknown")],
    ["gru", { h: 8 }, false],
  );
});

test("a file holds one spec or two; of two the second is said if it is none", () => {
  const spec = { net: "elman", tokens: ["a"], sizes: { h: 2 }, random: { seed: 1, scale: 1 }, vocabulary: ["a"] };
  assert.equal(setupsOf(spec)?.beside, null);
  assert.equal(setupsOf({ spec, beside: { ...spec, net: "lstm" } })?.beside?.net, "lstm");
  assert.equal(setupsOf({ spec, beside: [] })?.isBroken, true);
  assert.equal(setupsOf({ beside: spec }), null);
});

test("a learned net beside another one is a learned net too, where one ships", () => {
  const library = /** @type {any} */ ([
    { name: "lstm", weights: "year_lstm" },
    { name: "elman", weights: "year_elman" },
    { name: "gru", weights: null },
  ]);
  assert.equal(otherNet(OPENING_SETUP, "elman", library, "").weights, "year_elman");
  assert.equal(otherNet(OPENING_SETUP, "gru", library, "").weights, "");
  assert.equal(otherNet({ ...OPENING_SETUP, weights: "" }, "elman", library, "").weights, "", "drawn stays drawn");
});

test("different lengths and moments are said in words", () => {
  assert.equal(lengthSentence(7, 8), "B has 8 steps, A has 7: step 8 has no partner.");
  assert.equal(lengthSentence(9, 6), "A has 9 steps, B has 6: steps 7 … 9 have no partner.");
  assert.equal(lengthSentence(4, 4), "");
  const at = (/** @type {any} */ kind, /** @type {number} */ t) => ({
    kind,
    walk: 0,
    walks: 1,
    t,
    direction: /** @type {const} */ (1),
  });
  assert.equal(
    waitSentence("A", at("forward", 8), at("forward", 7), true),
    "A has no step 8: it stays at t = 7, forward.",
  );
  assert.equal(waitSentence("B", at("backward", 7), at("loss", 0), true), "B has no step 7: it stays at its loss.");
  assert.match(waitSentence("B", at("loss", 0), at("forward", 7), false), /no loss/);
});

test("the plot under both says why a side has no line, and says nothing where both have one", () => {
  const run = wholeRun("lstm");
  const bare = wholeRun("forward_only");
  const [stops, ends] = [itinerary(run.plan), itinerary(bare.plan)];
  const told = (/** @type {number} */ cursor, /** @type {import("#app/layout/jointcurve.js").Standing} */ other) => {
    const axis = layOut({ run, itinerary: stops, cursor, view: PLAIN_VIEW, width: 706, height: 612 }).axis;
    const scene = jointCurve({
      sides: [{ run, itinerary: stops, cursor }, other],
      moment: stops.stops[cursor],
      view: PLAIN_VIEW,
      stage: { axis, gutter: 124, larger: 1 },
      width: 706,
      height: 120,
    });
    return scene.words.find(({ key }) => key === "no-norms")?.text;
  };
  const last = stops.stops.length - 1;
  assert.match(told(2, { run, itinerary: stops, cursor: 2 }) ?? "", /backward pass: step on/u);
  assert.equal(told(last, { run, itinerary: stops, cursor: last }), undefined);
  assert.match(told(last, { run, itinerary: stops, cursor: 2 }) ?? "", /^B’s backward pass has not begun/u);
  assert.match(told(last, { run: bare, itinerary: ends, cursor: 0 }) ?? "", /^B has no loss/u);
});

test("both runs are one picture: A's shapes, B's under them, each with its name", () => {
  const run = wholeRun("lstm");
  const stops = itinerary(run.plan);
  const cursor = stops.stops.length - 1;
  const sight = { run, itinerary: stops, cursor, view: PLAIN_VIEW, width: 706, height: 400 };
  const together = { plan: run.plan, moment: stops.stops[cursor] };
  const [a, b] = [false, true].map((isSecond) => layOut({ ...sight, together: { ...together, isSecond } }));
  assert.ok(choices(a).includes("both"));
  assert.ok(!choices(layOut(sight)).includes("both"));
  const { shapes, width, height } = stacked([{ scene: a, name: "A  LSTM" }, { scene: b, name: "B  GRU" }], LOOKS, FINE); // biome-ignore format: one line
  assert.equal(width, a.width);
  assert.ok(height >= a.height + b.height + 40);
  const texts = shapes.flatMap((shape) => (shape.kind === "text" ? [{ text: shape.text, y: shape.y }] : []));
  const [first, second] = ["A  LSTM", "B  GRU"].map((name) => texts.find(({ text }) => text === name)?.y ?? Number.NaN);
  assert.ok(first > 0 && first < 40 && second - first > a.height);
  const half = height / 2;
  const cells = shapes.filter(({ kind }) => kind === "cells");
  assert.equal(cells.filter((shape) => "y" in shape && shape.y < half).length, cells.length / 2);
  assert.ok(shapes.every((shape) => !("y" in shape) || (shape.y > -1 && shape.y < height + 20)));
});

test("B stands alone only where one run does, and while there is one", () => {
  const page = /** @type {any} */ ({
    view: { value: { show: "columns", side: "b" } },
    beside: { run: { value: {} }, setup: { value: {} } },
  });
  assert.equal(sideShown(page), page);
  page.view.value = { show: "board", side: "b" };
  assert.equal(sideShown(page), page.beside);
  page.view.value = { show: "columns", open: true, side: "b" };
  assert.equal(sideShown(page), page.beside);
  page.view.value = { show: "gradient", open: true, side: "b" };
  assert.equal(sideShown(page), page);
  page.view.value = { show: "board", side: "b" };
  page.beside.run.value = null;
  assert.equal(sideShown(page), page);
});
