// Two runs side by side go one course of moments: each keeps the order of its own stops, and waits where it has none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { lockstep } from "#app/state/lockstep.js";
import { itinerary } from "#app/state/stops.js";
import { NAMES, wholeRun } from "./streams.js";

/** @import {Itinerary} from "#app/types.js" */

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
