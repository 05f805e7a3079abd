// The unfolding as a formula: what is handed on, from step to step, for any net.

import assert from "node:assert/strict";
import { test } from "node:test";
import { nestings } from "#app/layout/unfolded/nesting.js";
import { ALL_NETS, wholeRun } from "./streams.js";

/**
 * @param {string} name of a stream
 * @param {number} dealt
 * @param {number} [room]
 * @param {number} [first]
 */
function told(name, dealt, room = 700, first = 1) {
  return nestings(wholeRun(name).plan, first, dealt, room).map(({ tex }) =>
    tex.replace(/\\htmlClass\{[\w-]+\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/gu, "$1").replaceAll(/_\{(\w+)\}/gu, "$1").replaceAll("\\theta", "θ"),
  ); // biome-ignore format: one line
}

test("a state without input is nested in itself", () => {
  assert.deepEqual(told("dynamical_system", 0), ["st = f(s_{t-1}; θ)"]);
  assert.deepEqual(told("dynamical_system", 3), ["s3 = f(f(f(s0; θ); θ); θ)"]);
});

test("inputs stand beside the state that they meet", () => {
  assert.deepEqual(told("elman_binary", 2), ["h2 = f(f(h0, x1; θ), x2; θ)"]);
});

test("several states are handed on together, and a letter that the net uses gives way", () => {
  assert.deepEqual(told("lstm", 1), ["(c1, h1) = F(c0, h0, x1; θ)"]);
});

test("a net that reads both ways has two unfoldings, one of them backwards", () => {
  assert.deepEqual(told("bidirectional", 2), ["h2 = f(f(h0, x1; θ), x2; θ)", "g1 = F(F(g3, x2; θ), x1; θ)"]);
});

test("a state that is read two steps later is handed on as two", () => {
  assert.deepEqual(told("skip", 1), ["(h1, h0) = f(h0, h_{-1}, x1; θ)"]);
});

test("a net that hands no state on says so", () => {
  const [one] = nestings(wholeRun("teacher_forcing").plan, 1, 2, 700);
  assert.equal(one.key, "stateless");
  assert.deepEqual(told("teacher_forcing", 2), ["\\hat{y}2 = f(x2, y1; θ)"]);
});

test("a long nesting leaves out its middle, and fits", () => {
  for (const name of ALL_NETS) {
    for (const room of [350, 700]) {
      for (const { tex, width } of nestings(wholeRun(name).plan, 20, 8, room)) {
        assert.ok(width <= room || tex.split("(").length < 12, `${name}: ${width} of ${room}`);
        assert.ok(tex.length < 4000);
      }
    }
  }
  assert.match(told("long", 8, 500, 31)[0], /^h38 = f\(f\(.*\\cdots .*f\(h0, x1; θ\).*\\cdots.*, x37; θ\), x38; θ\)$/u);
});
