// The camera on the time axis: what is pointed at stays, every step has its one place, nothing is lost from sight.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, middle, stepAt, stretches } from "#app/layout/axis.js";
import {
  cameraAxis,
  cameraOf,
  following,
  isNearest,
  isWhole,
  levelOf,
  panned,
  timeAt,
  zoomed,
} from "#app/layout/camera.js";
import { widthOf } from "#app/layout/lettering.js";
import { roundSteps, stepNames } from "#app/layout/stepnames.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { dice } from "./dice.js";
import { layOut } from "./stage.js";
import { NAMES, sceneOf, wholeRun } from "./streams.js";

/** @import {Camera} from "#app/types.js" */

const LENGTHS = [1, 2, 3, 7, 12, 31, 200, 2000, 10_000];

/**
 * @param {number} T
 * @param {Camera} camera
 * @param {number} [end]
 */
const axisOf = (T, camera, end = 700) => cameraAxis({ T, start: 140, end, fold: 56 }, camera);

/** @param {number} T */
function* sights(T) {
  const roll = dice(T);
  for (let k = 0; k < 60; k += 1) {
    const pitch = 0.01 * 2 ** (roll() * 14.5);
    yield axisOf(T, { pitch, centre: (roll() * 1.4 - 0.2) * T }, 380 + roll() * 1500);
  }
}

for (const T of LENGTHS) {
  test(`T = ${T}: at every camera each step has one place, from left to right, and is found there`, () => {
    for (const axis of sights(T)) {
      assert.equal(begins(axis, 1), axis.start);
      assert.ok(Math.abs(begins(axis, T + 1) - axis.end) < 1e-6);
      assert.ok(axis.first >= 1 && axis.first <= axis.last && axis.last <= T, JSON.stringify(axis));
      for (let t = 1; t <= T; t += Math.ceil(T / 60)) {
        assert.ok(begins(axis, t) < begins(axis, t + 1), `step ${t} of ${JSON.stringify(axis)}`);
        assert.equal(stepAt(axis, middle(axis, t)), t);
        assert.ok(Math.abs(timeAt(axis, middle(axis, t)) - t) < 1e-6);
      }
      const spans = stretches(axis);
      assert.equal(spans[0].source.first, 1);
      assert.equal(spans.at(-1)?.source.last, T);
      spans.slice(1).forEach(({ source }, k) => {
        assert.equal(source.first, spans[k].source.last + 1);
      });
      assert.ok(spans.length <= 70, `${spans.length} stretches`);
    }
  });

  test(`T = ${T}: what is folded has room to be counted, and folds only where something is hidden`, () => {
    for (const axis of sights(T)) {
      const { first, last, start, end, fold = 0 } = axis;
      if (first > 1) assert.ok(begins(axis, first) - start >= fold - 1e-6, JSON.stringify(axis));
      if (last < T) assert.ok(end - begins(axis, last + 1) >= fold - 1e-6, JSON.stringify(axis));
    }
  });

  test(`T = ${T}: zooming keeps the step under the pointer where it is`, () => {
    const roll = dice(T + 1);
    for (const axis of sights(T)) {
      const { first, last, start, end, fold = 0, room = 0 } = axis;
      const x = start + fold + roll() * (end - start - 2 * fold);
      const t = timeAt(axis, x);
      const factor = 0.4 + 2 * roll();
      const next = axisOf(T, zoomed(axis, x, factor), start + room);
      const step = Math.round(t);
      if (step < first || step > last) continue;
      assert.ok(step >= next.first && step <= next.last, `${step} of ${JSON.stringify(next)}`);
      const isFree = next.first > 1 && next.last < T && step > next.first && step < next.last;
      if (!isFree || isWhole(axis)) continue;
      assert.ok(Math.abs(timeAt(next, x) - t) * next.pitch < 0.5, `${t} at ${x}, then ${timeAt(next, x)}`);
    }
  });
}

test("zooming in leads from all steps to the nearest, and out again to all", () => {
  for (const T of LENGTHS) {
    let axis = axisOf(T, { pitch: 0, centre: 0 });
    assert.ok(isWhole(axis));
    for (let k = 0; k < 60 && !isNearest(axis); k += 1) axis = axisOf(T, zoomed(axis, 400, 1.6));
    assert.ok(isNearest(axis), `T = ${T}`);
    for (let k = 0; k < 60 && !isWhole(axis); k += 1) axis = axisOf(T, zoomed(axis, 300, 1 / 1.6));
    assert.ok(isWhole(axis), `T = ${T}`);
    assert.equal(zoomed(axis, 300, 0.5).pitch, 0); // all of it, on however wide a stage
  }
});

test("dragging moves the picture with the hand, and stops at the ends of the run", () => {
  const axis = axisOf(10_000, { pitch: 40, centre: 5000 });
  const next = axisOf(10_000, panned(axis, 137));
  assert.ok(Math.abs(begins(next, 5000) - begins(axis, 5000) - 137) < 0.1);
  assert.equal(axisOf(10_000, panned(axis, 1e9)).first, 1);
  assert.equal(axisOf(10_000, panned(axis, -1e9)).last, 10_000);
});

test("the window follows the playhead by as little as it takes, and far away to where it is", () => {
  const axis = axisOf(10_000, { pitch: 40, centre: 5000 });
  assert.equal(following(axis, 5000), null);
  const next = axisOf(10_000, /** @type {Camera} */ (following(axis, axis.last + 1)));
  assert.equal(next.last, axis.last + 1);
  const far = axisOf(10_000, /** @type {Camera} */ (following(axis, 9_000)));
  assert.ok(Math.abs(cameraOf(far).centre - 9_000) < 0.01);
  for (const t of [1, 10_000]) {
    const { first, last } = axisOf(10_000, /** @type {Camera} */ (following(axis, t)));
    assert.ok(t >= first && t <= last);
  }
});

test("a step is shown as the pixels allow: strips, columns with words at the playhead, columns", () => {
  const levels = [0.07, 1, 27, 29, 55, 57, 140].map((pitch) => levelOf(axisOf(2000, { pitch, centre: 1000 })));
  assert.deepEqual(levels, ["strips", "strips", "strips", "narrow", "narrow", "columns", "columns"]);
  const wide = axisOf(10_000, { pitch: 30, centre: 5000 }, 4000);
  assert.equal(levelOf(wide), "strips"); // columns stay few, however wide the stage
});

test("numbers of steps never run into each other, and the current one always stands", () => {
  const band = { key: "steps", kind: /** @type {const} */ ("steps"), node: null, y: 0, height: 26 };
  for (const T of [31, 2000, 10_000]) {
    for (const axis of sights(T)) {
      const current = Math.round((axis.first + axis.last) / 2);
      const names = stepNames(axis, current, band, levelOf(axis) === "columns", begins(axis, current));
      assert.ok(names.some(({ tone }) => tone === "step current"));
      const extents = names
        .map(({ x, text, anchor }) => {
          const width = widthOf(text, 15);
          const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
          return { left, right: left + width, text };
        })
        .sort((a, b) => a.left - b.left);
      extents.slice(1).forEach((one, k) => {
        assert.ok(one.left >= extents[k].right, `${extents[k].text} ${one.text} at ${axis.pitch}`);
      });
    }
  }
  assert.deepEqual([0.3, 1, 1.1, 3, 20.1, 400].map(roundSteps), [1, 1, 2, 5, 50, 500]);
});

for (const name of NAMES) {
  test(`${name}: as strips the lanes keep the stage's order of rows and fill its height`, () => {
    const run = wholeRun(name);
    const scene = sceneOf(run, -1, { camera: { pitch: 0, centre: 1 }, width: run.plan.T * 20 + 200, height: 700 });
    if (levelOf(scene.axis) !== "strips") return;
    const rows = [
      ...(run.plan.target && run.plan.loss ? ["loss"] : []),
      ...run.plan.rows,
      ...(run.plan.input ? ["x"] : []),
    ];
    const lanes = [...scene.lanes].sort((a, b) => a.y - b.y);
    assert.deepEqual(
      lanes.map(({ node }) => node),
      rows,
    );
    assert.deepEqual(
      scene.labels.map(({ key }) => key),
      rows.map((row) => `lane-${row}`),
    );
    assert.equal(scene.columns.length + scene.vectors.length + scene.edges.length, 0);
    assert.ok(scene.height - Number(lanes.at(-1)?.y) < 400);
  });
}

test("what is said of the window leaves room for what is folded beside it", () => {
  const run = wholeRun("long");
  const long = { ...run, plan: { ...run.plan, T: 10_000, tokens: null, target_tokens: null } };
  for (const width of [320, 390, 500, 708, 1900]) {
    const sight = { run: long, itinerary: itineraryOf(long.plan), cursor: 5000, width, height: 700 };
    const camera = { pitch: 0.5, centre: 5000 };
    const { words } = layOut({ ...sight, view: { curve: [], cell: null, lanes: "values", camera } });
    const [before, after, seen] = words.filter(({ tone }) => tone === "fold" || tone === "seen");
    assert.ok(before.x + widthOf(before.text, 15) <= seen.x - widthOf(seen.text, 15) / 2, `${width}: ${seen.text}`);
    assert.ok(seen.x + widthOf(seen.text, 15) / 2 <= after.x - widthOf(after.text, 15), `${width}: ${seen.text}`);
    assert.match(seen.text, / … /u);
  }
});

test("a scene of ten thousand steps is no larger than one of a hundred, whatever the camera", () => {
  const run = wholeRun("long");
  const long = { ...run, plan: { ...run.plan, T: 10_000, tokens: null, target_tokens: null } };
  const itinerary = itineraryOf(long.plan);
  for (let pitch = 0.05; pitch < 150; pitch *= 1.5) {
    const scene = layOut({
      run: long,
      itinerary,
      cursor: 5000,
      view: { curve: ["h"], cell: null, lanes: "values", camera: { pitch, centre: 5000 } },
      width: 1900,
      height: 900,
    });
    const { boxes, edges, words, outlines, labels } = scene;
    const marks = boxes.length + 2 * edges.length + words.length + outlines.length + labels.length;
    assert.ok(marks < 2500, `${marks} marks at ${pitch}`);
    assert.ok(scene.laneSpans.length < 70);
  }
});
