// The editor's words and marks, and the choice of a loss as a change of text.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { completion, cutAt, wordBefore } from "#app/state/completion.js";
import { countOfHints, hintsOf, mustShow, withHints, withoutHints } from "#app/state/hints.js";
import { lossOf, withLoss } from "#app/state/loss.js";

const functions = ["sigmoid", "softmax", "softplus", "sum"].map((name) => ({ name, about: "", arity: 1 }));
const offer = (/** @type {string} */ text, /** @type {string[]} */ names = []) =>
  completion(wordBefore(text, text.length), text, names, functions);

test("the word being written is completed: names first, then functions", () => {
  assert.equal(offer("h = sig"), "sigmoid(");
  assert.equal(offer("h = s"), "sum(");
  assert.equal(offer("state = 1\nh = s", ["state", "h"]), "state");
  assert.equal(offer("h = sigmoid"), null);
  assert.equal(offer("h = W @ h", ["h", "h1"]), null, "h stands elsewhere: it is a name already");
  assert.equal(offer("# sig"), null);
  assert.equal(offer("h = "), null);
  assert.equal(wordBefore("sigmoid", 3), "", "inside of a word");
});

test("a mistake is cut out of the text where it stands, counted in code points", () => {
  const text = "a = 1\nŷ = 🙂tanj(h)\n";
  assert.deepEqual(cutAt(text, { message: "", line: 2, column: 6 }), ["a = 1\nŷ = 🙂", "tanj", "(h)\n"]);
  assert.deepEqual(cutAt(text, { message: "", line: 2, column: 5 }), ["a = 1\nŷ = ", "🙂", "tanj(h)\n"]);
  assert.deepEqual(cutAt("h =", { message: "", line: 1, column: 4 }), ["h =", "", ""]);
  assert.deepEqual(cutAt("h", { message: "", line: 9, column: 90 }), ["h", "", ""]);
  assert.equal(cutAt(text, { message: "" }), null);
});

const H = "h = tanh(U @ x + W @ h[t-1])\n";

test("another loss rewrites its line and the output's", () => {
  const softmax = `${H}yhat = softmax(V @ h + d)  # out\nloss = cross_entropy(yhat, y)\n`;
  const sigmoid = `${H}yhat = sigmoid(V @ h + d)  # out\nloss = binary_cross_entropy(yhat, y)\n`;
  const squared = `${H}yhat = V @ h + d  # out\nloss = squared_error(yhat, y)\n`;
  const texts = { softmax, sigmoid, squared };
  for (const from of /** @type {const} */ (["softmax", "sigmoid", "squared"])) {
    assert.equal(lossOf(texts[from]), from);
    for (const to of /** @type {const} */ (["softmax", "sigmoid", "squared"])) {
      assert.equal(withLoss(texts[from], to)?.text, texts[to], `${from} to ${to}`);
    }
  }
  assert.deepEqual(withLoss(softmax, "squared")?.lines, ["yhat = V @ h + d  # out", "loss = squared_error(yhat, y)"]);
});

test("no loss takes its line out, and a loss comes back after the last equation", () => {
  const text = `${H}ŷ = σ(V @ h)\nloss = binary_cross_entropy(ŷ, y)\n# end`;
  const without = withLoss(text, "none");
  assert.equal(without?.text, `${H}ŷ = σ(V @ h)\n# end`);
  assert.equal(lossOf(without?.text ?? ""), "none");
  assert.equal(
    withLoss(without?.text ?? "", "softmax")?.text,
    `${H}ŷ = softmax(V @ h)\nloss = cross_entropy(ŷ, y)\n# end`,
  );
});

test("a state that other steps read stays what it is: the output gets a line of its own", () => {
  const text = "s = tanh(W @ s[t-1] + b)\nloss = squared_error(s, y)";
  assert.equal(
    withLoss(text, "softmax")?.text,
    "s = tanh(W @ s[t-1] + b)\nyhat = softmax(s)\nloss = cross_entropy(yhat, y)",
  );
});

test("what is too different is left alone", () => {
  const sum = `${H}loss = squared_error(h, y) + 0.1 * squared_error(h, y)`;
  assert.equal(lossOf(sum), null);
  assert.equal(withLoss(sum, "softmax"), null);
  assert.equal(withLoss("yhat = softmax(a) + softmax(b)\nloss = cross_entropy(yhat, y)", "squared")?.lines.length, 1);
});

const library = new URL("../../app/unspool/recurrence/library/", import.meta.url);
for (const file of readdirSync(library).filter((name) => name.endsWith(".net"))) {
  test(`${file} takes every loss, and its own one again`, () => {
    const text = readFileSync(new URL(file, library), "utf8");
    const own = lossOf(text);
    assert.ok(own);
    for (const to of /** @type {const} */ (["softmax", "sigmoid", "squared", "none"])) {
      const made = withLoss(text, to);
      assert.ok(made, to);
      assert.equal(lossOf(made.text), to);
      assert.equal(made.text.split("\n").filter((line) => /^loss\b/.test(line)).length, Number(to !== "none"));
    }
    assert.equal(withLoss(text, own)?.text, text);
  });
}

test("hints at the end of a text fold away, whole and with what stands between them", () => {
  assert.equal(hintsOf("a = x\n#: rows: a\n\n#: words: a = b\n"), "\n#: rows: a\n\n#: words: a = b\n");
  assert.equal(hintsOf("a = x\n#: rows: a\nb = a"), "");
  assert.equal(hintsOf("#: rows: a"), "#: rows: a");
  assert.equal(hintsOf("a = x\n# a comment\n"), "");
  assert.equal(countOfHints("\n#: rows: a\n  #: words: a = b\n"), 2);
});

test("what is typed keeps its hints; an emptied text has none", () => {
  const text = "a = x\n#: rows: a";
  const hints = hintsOf(text);
  assert.equal(withoutHints(text, hints), "a = x");
  assert.equal(withHints("a = x + x", hints), "a = x + x\n#: rows: a");
  assert.equal(withHints(" \n", hints), "");
});

test("hints show where something is wrong in them, and where the text above has some", () => {
  assert.equal(mustShow("a = x\nb = a", { line: 2 }), false);
  assert.equal(mustShow("a = x\nb = a", { line: 3 }), true);
  assert.equal(mustShow("a = x\n#: rows: a\nb = a", null), true);
});
