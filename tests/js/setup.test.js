// Set-up: sentences, pasted numbers, targets, files. What a person types becomes a spec, or a refusal with its place.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { pastedFrom, rowsOf } from "#app/state/pasted.js";
import { phasesAfter } from "#app/state/phases.js";
import { fieldOf } from "#app/state/refusal.js";
import { labels, tokens } from "#app/state/sentence.js";
import { changed, FIRST_SETUP, specOf } from "#app/state/setup.js";
import { setupOf } from "#app/state/setupfile.js";
import { anyNumber, anyText, dice } from "./dice.js";

test("words are tokens, and so is each mark", () => {
  assert.deepEqual(tokens("In 2017, I went to IIT", "words"), ["In", "2017", ",", "I", "went", "to", "IIT"]);
  assert.deepEqual(tokens("<img src=x onerror=alert(1)>", "words").slice(0, 4), ["<", "img", "src", "="]);
  assert.deepEqual(tokens("don’t stop!!", "words"), ["don’t", "stop", "!", "!"]);
  assert.deepEqual(tokens("שלום עולם", "words"), ["שלום", "עולם"]);
  assert.deepEqual(tokens("नमस्ते दुनिया", "words"), ["नमस्ते", "दुनिया"]);
  assert.deepEqual(tokens("so 👨‍👩‍👧!", "words"), ["so", "👨‍👩‍👧", "!"]);
  assert.deepEqual(tokens("  ", "words"), []);
});

test("characters are what a reader counts", () => {
  assert.deepEqual(tokens("é🙂👨‍👩‍👧", "characters"), ["é", "🙂", "👨‍👩‍👧"]);
  assert.equal(tokens("x".repeat(20_000), "characters").length, 20_000);
});

test("between spaces anything is a token; a dash is a step without label", () => {
  assert.deepEqual(tokens(" a-b  c.d\n", "spaces"), ["a-b", "c.d"]);
  assert.deepEqual(labels("N – V -"), ["N", null, "V", null]);
});

test("reading loses no letter, whatever the sentence", () => {
  const chance = dice(1);
  for (let k = 0; k < 400; k += 1) {
    const text = anyText(chance, 30);
    const plain = text.normalize("NFC");
    assert.equal(tokens(text, "characters").join(""), plain);
    assert.equal(tokens(text, "words").join(""), plain.replace(/\s+/gu, ""), JSON.stringify(text));
    assert.ok(tokens(text, "words").every((token) => token !== ""));
  }
});

test("numbers are read as spreadsheets, files and people write them", () => {
  const rows = [[0.5, -1], null, [2, 3e-5]];
  assert.deepEqual(rowsOf("0.5, -1\n-\n2, 3e-5\n", "inputs"), rows);
  assert.deepEqual(rowsOf("0.5\t−1\r\n\t\r\n2\t3e-5\r\n", "inputs"), rows);
  assert.deepEqual(rowsOf("0,5\t-1\n\n2\t0,00003", "inputs"), rows);
  assert.deepEqual(rowsOf("  .5   -1\n–\n+2 3E-5", "inputs"), rows);
  assert.deepEqual(rowsOf("0,5; -1\n-;\n2; 3e-5", "inputs"), rows);
  assert.deepEqual(rowsOf("1 inf\nnan -∞", "inputs"), [
    [1, "Infinity"],
    ["NaN", "-Infinity"],
  ]);
  assert.deepEqual(rowsOf("", "inputs"), []);
});

test("pasted numbers that cannot be read are refused with row and column", () => {
  const refusals = [
    ["1 2\n3 abc", /^inputs, row 2, column 2: “abc” is not a number$/],
    ["1\t2\n\n3\t", /^inputs, row 3, column 2: is empty/],
    ["1 2\n-\n1 2 3", /^inputs, row 3: has 3 numbers but row 1 has 2$/],
    ["1e999", /^inputs, row 1, column 1: 1e999 is too large/],
    ["0x10", /column 1: “0x10” is not a number/],
    [`<img src=x onerror=alert(1)>`, /row 1, column 1/],
  ];
  for (const [text, words] of refusals) assert.throws(() => rowsOf(String(text), "inputs"), { message: words });
});

test("whatever is pasted comes back: as numbers, in every form", () => {
  const chance = dice(2);
  for (let k = 0; k < 200; k += 1) {
    const width = 1 + Math.floor(chance() * 4);
    const rows = Array.from({ length: 1 + Math.floor(chance() * 8) }, () =>
      chance() < 0.2 ? null : Array.from({ length: width }, () => anyNumber(chance)),
    );
    if (rows[0] === null) rows[0] = Array.from({ length: width }, () => 1);
    assert.deepEqual(rowsOf(pastedFrom(rows), "inputs"), rows);
    for (const border of ["\t", ", ", ";"]) {
      const text = rows.map((row) => (row ? row.join(border) : "-")).join("\r\n");
      assert.deepEqual(rowsOf(text, "inputs"), rows);
    }
  }
});

test("targets follow from the input, or are given", () => {
  const from = (/** @type {Partial<import("#app/types.js").Setup>} */ change) =>
    specOf({ ...FIRST_SETUP, sentence: "a b a", ...change });
  assert.deepEqual(from({}).targets, ["b", "a", "(end)"]);
  assert.deepEqual(from({}).vocabulary, ["a", "b", "(end)"]);
  assert.deepEqual(from({ vocabulary: "b c" }).vocabulary, ["b", "c", "a", "(end)"]);
  assert.deepEqual(from({ aim: "end", label: " good film " }).targets, [null, null, "good film"]);
  assert.deepEqual(from({ aim: "each", labels: "D N -" }).targets, ["D", "N", null]);
  assert.deepEqual(from({ aim: "each", labels: "D N -" }).vocabulary, ["a", "b", "D", "N"]);
  assert.deepEqual(from({ aim: "numbers", wanted: "-\n-\n1 0" }).targets, [null, null, [1, 0]]);
  assert.equal("targets" in from({ aim: "none" }), false);
  assert.deepEqual(from({ source: "numbers", numbers: "1 2\n3 4" }).targets, [[3, 4], null]);
  assert.equal("vocabulary" in from({ source: "numbers", numbers: "1 2\n3 4" }), false);
  assert.deepEqual(from({ source: "none", steps: 3, aim: "none" }).inputs, [null, null, null]);
  assert.deepEqual(from({ initial: { h: "1 2" } }).initial, { h: [1, 2] });
  assert.deepEqual(from({ initial: { h: "1 2\n3 4" } }).initial, {
    h: [
      [1, 2],
      [3, 4],
    ],
  });
});

test("a refusal belongs beside the field that it begins with", () => {
  assert.equal(fieldOf({ message: "tokens: 20,000 steps are more than the limit of 10,000" }), "inputs");
  assert.equal(fieldOf({ message: "targets: are 3 but there are 4 tokens" }), "targets");
  assert.equal(fieldOf({ message: "sizes: h would have 0 units; allowed are 1 to 4,096" }), "sizes");
  assert.equal(fieldOf({ message: "line 2, column 5: …", line: 2 }), "net");
  assert.equal(fieldOf({ message: "this run of 10,000 steps would keep a trace of 600 MB" }), null);
});

/** @param {Record<string, any>} spec what it means: an absent key is its default */
function meaning(spec) {
  return JSON.stringify(Object.entries({ sizes: {}, ...spec }).sort());
}

const golden = new URL("../golden/", import.meta.url);
for (const name of readdirSync(golden).filter((file) => file.endsWith(".json"))) {
  test(`${name}: opening its spec runs the same spec`, () => {
    const { name: _, expect: __, ...spec } = JSON.parse(readFileSync(new URL(name, golden), "utf8"));
    const setup = setupOf(spec);
    assert.ok(setup);
    assert.equal(meaning(specOf(setup)), meaning(spec));
  });
}

test("a saved spec opens as what it was saved from", () => {
  const chance = dice(3);
  for (let k = 0; k < 100; k += 1) {
    const sentence = anyText(chance, 12);
    const setup = { ...FIRST_SETUP, sentence, by: k % 2 ? FIRST_SETUP.by : /** @type {const} */ ("characters") };
    const spec = specOf(setup);
    assert.equal(meaning(specOf(/** @type {any} */ (setupOf(spec)))), meaning(spec), JSON.stringify(sentence));
  }
});

test("what is no spec is not opened", () => {
  for (const odd of [null, 3, "net", [], {}, { net: 3 }]) assert.equal(setupOf(odd), null);
});

test("a field that is set takes the place of what the file gave", () => {
  const setup = setupOf({ net: "elman", tokens: ["a b", ""], vocabulary: ["a b", ""], parameters: { W: [[1]] } });
  assert.ok(setup);
  assert.deepEqual(Object.keys(setup.given).sort(), ["parameters", "random", "tokens", "vocabulary"]);
  assert.deepEqual(Object.keys(changed(setup, { sentence: "new" }).given).sort(), ["parameters", "random"]);
  assert.deepEqual(specOf(changed(setup, { sentence: "new" })).tokens, ["new"]);
});

test("a dash alone between spaces is a step without input; inside a word, or among characters, it is a dash", () => {
  const read = (/** @type {string} */ sentence, by = /** @type {any} */ ("words")) =>
    specOf({ ...FIRST_SETUP, sentence, by, aim: "none" }).tokens;
  assert.deepEqual(read("a – - b"), ["a", null, null, "b"]);
  assert.deepEqual(read("twenty-one —"), ["twenty", "-", "one", null]);
  assert.deepEqual(read("a-b –", "spaces"), ["a-b", null]);
  assert.deepEqual(read("a-", "characters"), ["a", "-"]);
});

test("phases follow the length of the input: unset the first half, set like their last step", () => {
  const masks = (/** @type {string} */ sentence, /** @type {Record<string, string>} */ phases) =>
    specOf({ ...FIRST_SETUP, sentence, phases }).phases;
  assert.deepEqual(masks("a b c", { reading: "" }), { reading: [true, true, false] });
  assert.deepEqual(masks("a b c d", { reading: "10", forcing: "1" }), {
    reading: [true, false, false, false],
    forcing: [true, true, true, true],
  });
  assert.deepEqual(masks("a", { reading: "0101" }), { reading: [false] });
  assert.equal("phases" in specOf(FIRST_SETUP), false);
});

test("a spec with phases and missing inputs opens as fields, and runs as it was", () => {
  const spec = {
    net: "encoder_decoder",
    tokens: ["a", "b", null],
    targets: [null, null, "b"],
    vocabulary: ["a", "b"],
    sizes: { h: 2 },
    random: { seed: 1, scale: 0.5 },
    phases: { reading: [1, 1, 0] },
  };
  const setup = setupOf(spec);
  assert.ok(setup);
  assert.deepEqual([setup.sentence, setup.phases, setup.given], ["a b –", { reading: "110" }, {}]);
  assert.equal(meaning(specOf(setup)), meaning({ ...spec, phases: { reading: [true, true, false] } }));
});

test("a vocabulary from a file stands in its field, so that other sentences keep it", () => {
  const spec = { net: "elman", tokens: ["b", "a"], vocabulary: ["a", "b", "c"], random: { seed: 1, scale: 1 } };
  const setup = setupOf(spec);
  assert.ok(setup);
  assert.deepEqual([setup.vocabulary, setup.given], ["a b c", {}]);
  assert.deepEqual(specOf(changed(setup, { sentence: "c" })).vocabulary, ["a", "b", "c"]);
});

test("masks that are none stay as the file has them, so that they are refused by name", () => {
  const odd = [{ p: [2, 1] }, { p: "10" }, { p: [] }, [1], { p: [true, false, true] }];
  for (const phases of odd) {
    const setup = setupOf({ net: "elman", tokens: ["a", "b"], phases });
    assert.deepEqual(specOf(/** @type {any} */ (setup)).phases, phases);
  }
});

test("the phases that a net reads come from what the server says of it", () => {
  const missing = {
    message: "phases: the net reads reading as a phase; give phases.reading, true or false for each step",
  };
  const foreign = { message: 'phases: the net has no phase "reading"; its phases are none' };
  const phases = { reading: "10" };
  assert.deepEqual(phasesAfter(missing, FIRST_SETUP, {}), { reading: "" });
  assert.deepEqual(phasesAfter(missing, FIRST_SETUP, phases), phases);
  assert.equal(phasesAfter(missing, { ...FIRST_SETUP, phases }, {}), null);
  assert.deepEqual(phasesAfter(foreign, { ...FIRST_SETUP, phases }, {}), {});
  assert.equal(phasesAfter(foreign, FIRST_SETUP, {}), null);
  assert.equal(phasesAfter(foreign, { ...FIRST_SETUP, phases, given: { phases: {} } }, {}), null);
});
