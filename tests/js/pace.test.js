import assert from "node:assert/strict";
import { test } from "node:test";
import { whenAnswered } from "#app/state/laid/pace.js";
import { signal } from "#vendor/preact.js";

/** @param {boolean} isAwaited */
function pageThat(isAwaited) {
  return /** @type {any} */ ({ laidAwaited: signal(isAwaited), setup: signal({}) });
}

const moment = () => new Promise((done) => setTimeout(done));

test("a wish is done at once where no answer is awaited", () => {
  const done = /** @type {number[]} */ ([]);
  whenAnswered(pageThat(false), () => done.push(1));
  assert.deepEqual([...done], [1]);
});

test("of the wishes that come while an answer is awaited the newest alone is done, when it has come", async () => {
  const [page, done] = [pageThat(true), /** @type {number[]} */ ([])];
  for (const wish of [1, 2, 3]) whenAnswered(page, () => done.push(wish));
  assert.deepEqual([...done], []);
  page.laidAwaited.value = false;
  await moment();
  assert.deepEqual([...done], [3]);
  page.laidAwaited.value = true;
  whenAnswered(page, () => done.push(4));
  page.laidAwaited.value = false;
  await moment();
  assert.deepEqual([...done], [3, 4]);
});

test("once something else is set up, what waited is not done", async () => {
  const [page, done] = [pageThat(true), /** @type {number[]} */ ([])];
  whenAnswered(page, () => done.push(1));
  page.setup.value = {}; // undo, another net
  page.laidAwaited.value = false;
  await moment();
  assert.deepEqual([...done], []);
  whenAnswered(page, () => done.push(2));
  assert.deepEqual([...done], [2], "the next wish is a new one");
});

test("a wish after something else was set up is done, though another one waited before it", async () => {
  const [page, done] = [pageThat(true), /** @type {number[]} */ ([])];
  whenAnswered(page, () => done.push(1));
  page.setup.value = {};
  whenAnswered(page, () => done.push(2));
  page.laidAwaited.value = false;
  await moment();
  assert.deepEqual([...done], [2]);
});

test("two pages wait each for their own answer", async () => {
  const [one, other, done] = [pageThat(true), pageThat(true), /** @type {string[]} */ ([])];
  whenAnswered(one, () => done.push("one"));
  whenAnswered(other, () => done.push("other"));
  other.laidAwaited.value = false;
  await moment();
  assert.deepEqual([...done], ["other"]);
});
