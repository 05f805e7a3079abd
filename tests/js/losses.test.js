// The choice of a loss rewrites any net of the library, and the sum over the steps names its addends.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { addends, withLoss as stepsWithLoss } from "#app/layout/losses.js";
import { lossOf, withLoss } from "#app/state/loss.js";
import { wholeRun } from "./streams.js";

const LIBRARY = new URL("../../app/unspool/recurrence/library/", import.meta.url);
const NETS = readdirSync(LIBRARY).filter((name) => name.endsWith(".net"));

for (const file of NETS) {
  test(`${file}: every loss can be chosen, and the lines that are new are those of the text`, () => {
    const text = readFileSync(new URL(file, LIBRARY), "utf8");
    for (const kind of /** @type {const} */ (["softmax", "sigmoid", "squared", "none"])) {
      const made = withLoss(text, kind);
      assert.ok(made, kind);
      assert.equal(lossOf(made.text), kind);
      const before = text.split("\n");
      const rows = made.text.split("\n");
      for (const line of made.lines) assert.ok(rows.includes(line), line);
      const unchanged = rows.filter((row) => !made.lines.includes(row));
      for (const row of unchanged) assert.ok(before.includes(row), row);
    }
  });
}

test("the addends of the loss are those of the steps that have one", () => {
  const run = wholeRun("lstm");
  const steps = stepsWithLoss(run);
  const { names, numbers } = addends(run.plan, /** @type {Float64Array} */ (run.losses), steps);
  assert.equal(names, steps.map((t) => `E_{${t}}`).join(" + "));
  assert.equal(numbers.tex.split(" + ").length, steps.length);
});
