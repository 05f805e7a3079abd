// What is made of something once is kept with it, also where nothing came of it; a shelf holds so many and begins anew.

import assert from "node:assert/strict";
import { test } from "node:test";
import { once, onceOfTwo, shelf } from "#app/state/once.js";

test("the same thing gives the same result, made once, even if that is none", () => {
  let made = 0;
  const of = once((/** @type {{is: number | null}} */ { is }) => {
    made += 1;
    return is === null ? null : { is };
  });
  const [one, none] = [{ is: 1 }, { is: null }];
  assert.equal(of(one), of(one));
  assert.equal(of(none), null);
  assert.equal(of(none), null);
  assert.equal(made, 2);
});

test("of two things it is kept by both, in their order", () => {
  const pair = onceOfTwo((/** @type {object} */ one, /** @type {object} */ other) => [one, other]);
  const [a, b] = [{}, {}];
  assert.equal(pair(a, b), pair(a, b));
  assert.notEqual(pair(a, b), pair(b, a));
  assert.deepEqual(pair(a, b), [a, b]);
});

test("a shelf keeps so many by their keys, and begins anew when it is full", () => {
  /** @type {import("#app/state/once.js").Shelf<object, {}>} */
  const kept = shelf(2);
  const plan = {};
  const first = kept(plan, "1", () => ({}));
  kept(plan, "2", () => ({}));
  assert.equal(
    kept(plan, "1", () => ({})),
    first,
  );
  kept(plan, "3", () => ({}));
  assert.notEqual(
    kept(plan, "1", () => ({})),
    first,
  );
});
