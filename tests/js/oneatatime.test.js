/** Which set-ups are run while a slider moves, and when. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { oneAtATime } from "#app/state/oneatatime.js";

/** @typedef {import("#app/types.js").Setup} Setup */

/**
 * A clock that is turned by hand, and what was run at which of its milliseconds.
 *
 * @param {import("node:test").TestContext} t
 * @param {boolean} isBehind
 */
function watched(t, isBehind) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  /** @type {[number, unknown][]} */
  const begun = [];
  const turns = oneAtATime(
    (setup) => begun.push([now, setup]),
    () => isBehind,
    () => now,
  );
  const pass = (/** @type {number} */ ms) => {
    for (let k = 0; k < ms; k += 1) {
      now += 1;
      t.mock.timers.tick(1);
    }
  };
  return {
    begun,
    pass,
    run: (/** @type {unknown} */ setup) => turns.run(/** @type {Setup} */ (setup)),
    done: turns.done,
  };
}

test("a set-up that comes while another is computed waits for it, and only the newest is run", (t) => {
  const { begun, pass, run, done } = watched(t, false);
  run("a");
  run("b");
  run("c");
  pass(100);
  done();
  assert.deepEqual(begun, [
    [0, "a"],
    [100, "c"],
  ]);
});

test("a run that takes long makes way for a newer set-up", (t) => {
  const { begun, pass, run } = watched(t, false);
  run("a");
  pass(10);
  run("b");
  pass(300);
  assert.deepEqual(begun, [
    [0, "a"],
    [260, "b"],
  ]);
});

test("behind an answer that goes ahead, runs begin once a second while the slider moves, and soon after it rests", (t) => {
  const { begun, pass, run, done } = watched(t, true);
  for (let k = 0; k < 150; k += 1) {
    run(k);
    done();
    pass(10);
  }
  pass(500);
  assert.deepEqual(begun, [
    [0, 0],
    [1000, 99],
    [1640, 149],
  ]);
});

test("nothing more is run once a side is closed", (t) => {
  const { begun, pass, run } = watched(t, false);
  run("a");
  run("b");
  run(null);
  pass(1000);
  assert.deepEqual(begun, [
    [0, "a"],
    [0, null],
  ]);
});
