/** While the server is away: nothing that was told stays wrong, and nothing that was known is lost. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { keepChecking } from "#app/controls/checker.js";
import { ask, keepAsking } from "#app/controls/why.js";
import { OPENING_SETUP } from "#app/state/setup.js";
import { keyOf, question } from "#app/state/why.js";
import { signal } from "#vendor/preact.js";
import { wholeRun } from "./streams.js";

const REFUSED = { error: { message: "line 1: there is no tanj", line: 1, column: 5 } };
const soon = () => new Promise((done) => setImmediate(done));

/**
 * @param {import("node:test").TestContext} t
 * @param {unknown} body what the server answers; null: it is away
 */
function serverThat(t, body) {
  t.mock.method(globalThis, "fetch", async () => {
    if (body === null) throw new TypeError("Failed to fetch");
    return { ok: true, json: async () => body };
  });
}

test("a mistake that was mended while the server is away is marked no more", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = /** @type {any} */ ({ typed: signal(null), unread: signal(null), checked: signal(null) });
  keepChecking(page);
  const type = async (/** @type {string | null} */ text) => {
    page.typed.value = text;
    t.mock.timers.tick(1000);
    await soon();
  };
  serverThat(t, REFUSED);
  await type("h = tanj(x)");
  assert.deepEqual(page.unread.value, REFUSED.error);
  serverThat(t, null);
  await type("h = tanh(x)");
  assert.equal(page.unread.value, null);
  serverThat(t, REFUSED);
  await type("h = tanj(x)");
  await type(null);
  assert.equal(page.unread.value, null, "the editor was closed");
});

test("a check that fails for want of the server leaves the answer that stands there", async (t) => {
  const { plan } = wholeRun("lstm");
  const asked = question(plan, { node: "h", t: 2, unit: 0 }, null);
  assert.ok(asked);
  const [key, known] = [keyOf(plan, asked), { number: { value: 1 } }];
  const page = /** @type {any} */ ({ plan: signal(plan), ran: signal(OPENING_SETUP), answers: signal(new Map()) });
  serverThat(t, null);
  await ask(page, asked);
  assert.match(page.answers.value.get(key), /Failed to fetch/);
  page.answers.value = new Map([[key, known]]);
  await ask(page, asked, true);
  assert.equal(page.answers.value.get(key), known);
});

test("a number that was asked about in vain is asked about again when it is chosen again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const run = wholeRun("lstm");
  const [one, other] = [2, 3].map((at) => ({ node: "h", t: at, unit: 0 }));
  const page = /** @type {any} */ ({
    run: signal(run),
    plan: signal(run.plan),
    ran: signal(OPENING_SETUP),
    answers: signal(new Map()),
    entry: signal(null),
    view: signal({ cell: one }),
  });
  const choose = async (/** @type {unknown} */ cell) => {
    page.view.value = { cell };
    t.mock.timers.tick(1000);
    await soon();
  };
  const key = keyOf(run.plan, /** @type {any} */ (question(run.plan, one, null)));
  serverThat(t, null);
  keepAsking(page);
  await soon();
  assert.match(page.answers.value.get(key), /Failed to fetch/);
  serverThat(t, { spec_hash: run.plan.spec_hash, number: { value: 1 } });
  await choose(other);
  await choose(one);
  assert.equal(page.answers.value.get(key).number.value, 1);
});
