// The link: whatever is set up and looked at comes back from it; whatever else stands there is refused.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LONGEST, readLink, soundSetup, writeLink } from "#app/state/link.js";
import { CHOICES, FIRST_SETUP } from "#app/state/setup.js";
import { anyNumber, anyOf, anyText, dice } from "./dice.js";

/** @param {() => number} chance @returns {import("#app/state/link.js").Link} */
function anyLink(chance) {
  return {
    setup: {
      ...FIRST_SETUP,
      net: anyOf(chance, ["lstm", "", "elman"]),
      text: anyText(chance, 40),
      sizes: { h: Math.ceil(chance() * 64), ŷ: 3 },
      seed: Math.floor(chance() * 1e6),
      scale: Math.abs(anyNumber(chance)),
      source: anyOf(chance, CHOICES.source),
      sentence: anyText(chance, 60),
      by: anyOf(chance, CHOICES.by),
      aim: anyOf(chance, CHOICES.aim),
      labels: anyText(chance, 20),
      initial: { h: anyText(chance, 5) },
      given: chance() < 0.5 ? {} : { parameters: { W: [[anyNumber(chance)]] }, random: null },
    },
    stop: chance() < 0.3 ? null : Math.floor(chance() * 30),
    view: {
      curve: ["c", "h"],
      cell: chance() < 0.5 ? null : { node: "h", t: 3, unit: 1 },
      lanes: anyOf(chance, ["values", "gradients"]),
    },
  };
}

test("a link brings back what it was made of", async () => {
  const chance = dice(7);
  for (let k = 0; k < 200; k += 1) {
    const link = anyLink(chance);
    const fragment = await writeLink(link);
    assert.match(fragment, /^2\.[\w-]+$/);
    assert.deepEqual(await readLink(fragment), link);
  }
});

test("a browser that cannot compress writes plain links", async () => {
  const { CompressionStream } = globalThis;
  try {
    Reflect.deleteProperty(globalThis, "CompressionStream");
    const link = anyLink(dice(8));
    const fragment = await writeLink(link);
    assert.match(fragment, /^1\./);
    assert.deepEqual(await readLink(fragment), link);
  } finally {
    globalThis.CompressionStream = CompressionStream;
  }
});

test("the first set-up makes a short link, and a page of text fits", async () => {
  const short = await writeLink({ setup: FIRST_SETUP, stop: 3, view: {} });
  assert.ok(short.length < 60, short);
  const words = Array.from({ length: 400 }, (_, k) => `word${k}`).join(" ");
  assert.ok((await writeLink({ setup: { ...FIRST_SETUP, sentence: words }, stop: null, view: {} })).length < LONGEST);
});

test("a link cut off anywhere, or changed in a letter, is refused or sound; it never throws", async () => {
  const chance = dice(9);
  const whole = await writeLink(anyLink(chance));
  for (let k = 0; k < whole.length; k += 7) {
    const changed = [whole.slice(0, k), `${whole.slice(0, k)}A${whole.slice(k + 1)}`, whole.slice(k)];
    for (const fragment of changed) {
      const link = await readLink(fragment);
      if (link) assert.deepEqual(soundSetup({ ...link.setup }), link.setup);
    }
  }
});

test("what is no link of ours is none", async () => {
  const foreign = ["", "section-2", "1.", "1.%%%", "1.e30", "1.bnVsbA", "2.abc", "2.", "3.abc", "file"];
  for (const fragment of foreign.filter((one) => one !== "1.e30"))
    assert.equal(await readLink(fragment), null, fragment);
});

test("a hostile link sets nothing that has not the type it should have", async () => {
  const odd = await writeLink(
    /** @type {any} */ ({
      setup: { ...FIRST_SETUP, seed: "x", by: "magic", sizes: { h: "8" }, given: [], evil: 1, __proto__: { net: 3 } },
      stop: 1.5,
      view: { cell: { node: 3 }, curve: "h", lanes: "evil", presenting: "yes", onclick: "alert(1)" },
    }),
  );
  assert.deepEqual(await readLink(odd), { setup: FIRST_SETUP, stop: null, view: {} });
});

test("changes are shown where a link says so, in its own word or in that of before", async () => {
  const viewOf = async (/** @type {unknown} */ view) =>
    (await readLink(await writeLink(/** @type {any} */ ({ setup: FIRST_SETUP, stop: null, view }))))?.view;
  assert.deepEqual(await viewOf({ changes: true, lanes: "gradients" }), { changes: true, lanes: "gradients" });
  assert.deepEqual(await viewOf({ lanes: "changes" }), { changes: true });
  assert.deepEqual(await viewOf({ changes: "yes", shapes: 1 }), {});
  assert.deepEqual(await viewOf({ shapes: true }), { shapes: true });
});

test("a link sets phases that are ones and zeros, and no others", async () => {
  const phasesOf = async (/** @type {unknown} */ phases) => {
    const link = /** @type {any} */ ({ setup: { ...FIRST_SETUP, phases }, stop: null, view: { example: 3 } });
    const read = await readLink(await writeLink(link));
    assert.deepEqual(read?.view, {});
    return read?.setup.phases;
  };
  assert.deepEqual(await phasesOf({ reading: "110", forcing: "" }), { reading: "110", forcing: "" });
  for (const odd of [{ reading: "12" }, { reading: [1, 0] }, { reading: "1".repeat(10_001) }, ["1"], "1"]) {
    assert.deepEqual(await phasesOf(odd), {});
  }
});

test("a link that unfolds without end is refused", async () => {
  const bomb = await writeLink({ setup: { ...FIRST_SETUP, sentence: "a".repeat(5_000_000) }, stop: null, view: {} });
  assert.ok(bomb.length < 10_000);
  assert.equal(await readLink(bomb), null);
});
