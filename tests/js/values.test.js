// A run as tables and as tensors: every number, to the last bit.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parameterLines, tidyCount, tidyLines, wideLines } from "#app/export/csv.js";
import { fileName, stopName } from "#app/export/filenames.js";
import { tensorsAbout, tensorsOf } from "#app/export/tensors.js";
import { fold } from "#app/state/run.js";
import { row } from "#app/state/series.js";
import { readParcel, writeTensors } from "#app/wire/safetensors.js";
import { ALL_NETS, parcels, wholeRun } from "./streams.js";

/** @import {Run} from "#app/types.js" */

/** @param {Iterable<string>} lines as a reader of RFC 4180 sees them */
function read(lines) {
  const text = [...lines].join("");
  const rows = [];
  let fields = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n)/gu)) {
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(fields);
    fields = [];
  }
  return rows;
}

/** @param {Run} run */
const names = (run) => [...run.plan.rows, ...(run.plan.input ? ["x"] : [])];

for (const net of ALL_NETS) {
  test(`${net}: one number a line reads back to the same bits`, () => {
    const run = wholeRun(net);
    const [head, ...lines] = read(tidyLines(run, names(run)));
    assert.deepEqual(head, ["t", "node", "unit", "value", "gradient"]);
    let found = 0;
    for (const [t, node, unit, value, grad] of lines) {
      const series = run.values.get(node);
      if (!series || Number(t) < 1 || Number(t) > run.plan.T) continue;
      found += 1;
      assert.ok(Object.is(Number(value), row(series, Number(t))?.[Number(unit) - 1]), `${node} ${t} ${unit}`);
      const back = row(run.grads.get(node), Number(t))?.[Number(unit) - 1];
      assert.ok(back === undefined ? grad === "" : Object.is(Number(grad), back), `∂${node} ${t} ${unit}`);
    }
    const units = run.plan.rows.reduce((sum, name) => sum + (run.values.get(name)?.width ?? 0), 0);
    assert.equal(found, units * run.plan.T);
    assert.ok(tidyCount(run, names(run)) >= found);
  });
}

test("values before the first step stand at t = 0, those after the last at T + 1", () => {
  const run = wholeRun("bidirectional");
  const { T } = run.plan;
  const lines = read(tidyLines(run, names(run)));
  const times = new Set(lines.slice(1).map(([t]) => Number(t)));
  assert.ok(times.has(0) && times.has(T + 1));
  const skip = wholeRun("skip");
  const before = read(tidyLines(skip, names(skip)))
    .slice(1)
    .filter(([t]) => Number(t) < 1);
  assert.deepEqual(
    [...new Set(before.map(([t]) => t))],
    ["-2", "-1", "0"].slice(-new Set(before.map(([t]) => t)).size),
  );
});

test("one step a line has the token, all units and their gradients", () => {
  const run = wholeRun("lstm");
  const [head, ...lines] = read(wideLines(run, ["h"]));
  assert.equal(head[0], "t");
  assert.deepEqual(head.slice(1, 4), ["token", "target", "h[1]"]);
  assert.ok(head.includes("loss") && head.includes("dL/dh[1]"));
  assert.equal(lines.length, run.plan.T);
  for (const line of lines) assert.equal(line.length, head.length);
  assert.deepEqual(
    lines.map(([, token]) => token),
    run.plan.tokens,
  );
});

test("what is not finite is a word, zero keeps its sign, a formula is defused, commas are quoted", () => {
  const run = wholeRun("lstm");
  const tokens = ["=1+1", "+a", "-b", "@c", 'say "x", y', "two\nlines", null];
  const series = {
    width: 1,
    largest: 1,
    smallest: 1,
    blocks: [{ first: 1, last: 7, values: Float64Array.of(Infinity, -Infinity, Number.NaN, -0, 5e-324, 0.1, 1) }],
  };
  const odd = { ...run, plan: { ...run.plan, tokens }, values: new Map([["h", series]]) };
  const lines = read(wideLines(odd, ["h"])).slice(1);
  assert.deepEqual(
    lines.map(([, token]) => token),
    ["'=1+1", "'+a", "'-b", "'@c", 'say "x", y', "two\nlines", ""],
  );
  assert.deepEqual(
    lines.map((line) => line[3]),
    ["Infinity", "-Infinity", "NaN", "-0", "5e-324", "0.1", "1"],
  );
});

test("parameters are a table of their own, gradients beside them", () => {
  const run = wholeRun("lstm");
  const [head, ...lines] = read(parameterLines(run));
  assert.deepEqual(head, ["parameter", "row", "column", "value", "gradient"]);
  const [name, line, column, value, grad] = /** @type {string[]} */ (
    lines.find(([one, r, c]) => one === "W_hf" && r === "2" && c === "3")
  );
  assert.deepEqual([name, line, column], ["W_hf", "2", "3"]);
  const at = /** @type {number} */ (run.parameters.get("W_hf")?.shape[1]) + 2;
  assert.ok(Object.is(Number(value), run.parameters.get("W_hf")?.values[at]));
  assert.ok(Object.is(Number(grad), run.parameterGrads.get("W_hf")?.values[at]));
  assert.equal(
    lines.length,
    run.plan.parameters.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
  );
});

test("a file of tensors is read back by the page's own reader, to the last bit", async () => {
  const run = wholeRun("lstm");
  /** @type {Record<string, string>} */
  const about = { ...tensorsAbout(run, { version: "1", spec: { net: "lstm" } }), message: "{}" };
  const bytes = await new Blob(/** @type {BlobPart[]} */ (writeTensors(tensorsOf(run), about))).arrayBuffer();
  const { tensors } = readParcel(bytes);
  assert.equal(Number(new DataView(bytes).getBigUint64(0, true)) % 8, 0);
  assert.deepEqual(tensors.get("values/h")?.shape, [7, 8]);
  assert.deepEqual(
    Array.from(tensors.get("values/h")?.values ?? []),
    Array.from({ length: 7 }, (_, k) => Array.from(row(run.values.get("h"), k + 1) ?? [])).flat(),
  );
  for (const name of [
    "grads/c",
    "norms/h",
    "parameters/W_hf",
    "parameter_grads/W_hf",
    "initial/h",
    "losses",
    "inputs",
    "targets",
    "has_loss",
  ])
    assert.ok(tensors.has(name), name);
  assert.deepEqual(tensors.get("parameter_grads/V")?.values, run.parameterGrads.get("V")?.values);
  assert.deepEqual(JSON.parse(about.tokens), run.plan.tokens);
  assert.equal(about.complete, "true");
});

test("a run that is still arriving says how far it has come", () => {
  const some = parcels("long");
  const run = /** @type {Run} */ (some.slice(0, 6).reduce(fold, /** @type {Run | null} */ (null)));
  const about = tensorsAbout(run, { version: "1", spec: null });
  assert.equal(about.complete, "false");
  const [first, last] = JSON.parse(about.steps)["values/h"];
  assert.ok(first === 1 && last < run.plan.T);
  assert.deepEqual(tensorsOf(run).find(({ name }) => name === "values/h")?.shape, [last, run.values.get("h")?.width]);
});

test("files are called after what is in them", () => {
  const { plan } = wholeRun("lstm");
  const stop = { walk: 0, walks: 1, direction: /** @type {const} */ (-1), t: 4 };
  assert.equal(fileName(plan, [null, stopName({ ...stop, kind: "backward" })], "svg"), "unspool-lstm-t4-backward.svg");
  assert.equal(stopName({ ...stop, kind: "loss" }), "loss");
  const own = { ...plan, net: { ...plan.net, name: "../Größe <1>" } };
  assert.equal(fileName(own, ["values"], "csv"), "unspool-Gro-e-1-values.csv");
});
