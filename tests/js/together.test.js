// Two runs drawn together: one axis, ramps with the same ends, one plot under both, and one picture of both.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FINE } from "#app/export/heat.js";
import { stacked } from "#app/export/stacked.js";
import { choices } from "#app/export/takings.js";
import { begins } from "#app/layout/axis.js";
import { jointCurve } from "#app/layout/jointcurve.js";
import { asFarAs } from "#app/layout/together.js";
import { alike } from "#app/state/alike.js";
import { lockstep } from "#app/state/lockstep.js";
import { PLAIN_VIEW } from "#app/state/page.js";
import { itinerary } from "#app/state/stops.js";
import { LOOKS } from "./looks.js";
import { layOut } from "./stage.js";
import { NAMES, wholeRun } from "./streams.js";

/** @import {Run} from "#app/types.js" */

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
