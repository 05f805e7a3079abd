// What is written on the board: for every net, from the run and the opened steps, and no number that is not theirs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { board } from "#app/layout/board/board.js";
import { texOf } from "#app/layout/board/copy.js";
import { plainTex } from "#app/layout/board/stages.js";
import { decimals } from "#app/state/decimals.js";
import { reach } from "#app/state/reach.js";
import { row } from "#app/state/series.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { renderToString } from "#vendor/katex.js";
import { ALL_NETS, wholeRun } from "./streams.js";

const captured = JSON.parse(readFileSync(new URL("streams/board.txt", import.meta.url), "utf8"));
const rowOf = (/** @type {unknown} */ numbers) => Float64Array.from([numbers].flat().map(Number));

/** @param {string} name */
function stepsOf(name) {
  const steps = new Map(
    captured[name].map((/** @type {any} */ { t, nodes, backward }) => [
      t,
      {
        t,
        nodes: new Map(nodes.map((/** @type {any} */ { id, value }) => [id, { value: rowOf(value) }])),
        edges: new Map(),
        backward: new Map(backward.map((/** @type {any} */ { id, value }) => [id, rowOf(value)])),
      },
    ]),
  );
  return (/** @type {number} */ t) => steps.get(t) ?? null;
}

/**
 * @param {string} name
 * @param {(stop: import("#app/types.js").Stop) => boolean} which
 * @param {Partial<import("#app/types.js").View>} [view]
 */
function entryAt(name, which, view = {}) {
  const run = wholeRun(name);
  const itinerary = itineraryOf(run.plan);
  const cursor = itinerary.stops.findIndex(which);
  const sight = {
    run,
    itinerary,
    cursor,
    view: { curve: [], cell: null, lanes: /** @type {const} */ ("values"), ...view },
  };
  return /** @type {import("#app/types.js").BoardEntry} */ (board({ ...sight, stepOf: stepsOf(name) }).entries.at(-1));
}

/** @param {import("#app/types.js").BoardEntry} entry */
function texts({ lines }) {
  return lines.flatMap(({ left, stages }) => [left, ...stages.map(({ tex }) => tex)]);
}

const line = (/** @type {import("#app/types.js").BoardEntry} */ { lines }, /** @type {string} */ key) =>
  /** @type {import("#app/types.js").BoardLine} */ (lines.find((one) => one.key === key)).stages.map(
    ({ relation, tex }) => `${relation} ${plainTex(tex)}`,
  );

for (const name of ALL_NETS) {
  test(`${name}: every stop is written, in TeX that can be typeset, without an undefined name`, () => {
    const run = wholeRun(name);
    const itinerary = itineraryOf(run.plan);
    const few = itinerary.stops.length > 40 ? [0, 59, 60, 61, itinerary.stops.length - 1] : itinerary.stops.keys();
    for (const cursor of few) {
      const sight = { run, itinerary, cursor, view: { curve: [], cell: null, lanes: /** @type {const} */ ("values") } };
      const entry = board({ ...sight, stepOf: stepsOf(name) }).entries.at(-1);
      assert.ok(entry);
      assert.ok(entry.lines.length, `nothing at stop ${cursor}`);
      for (const tex of texts(entry)) {
        assert.doesNotMatch(tex, /undefined|null|\[object|#[1-9svn]/, tex);
        renderToString(tex, { throwOnError: true, strict: "ignore", trust: true });
      }
      assert.doesNotMatch(texOf([entry]), /htmlClass/);
    }
  });

  test(`${name}: each result on the board is the run's number`, () => {
    decimals.value = 4;
    const run = wholeRun(name);
    const itinerary = itineraryOf(run.plan);
    const steps = stepsOf(name);
    for (const [cursor, { kind, t }] of itinerary.stops.entries()) {
      if ((kind !== "forward" && kind !== "backward") || !steps(t)) continue;
      const passed = reach(itinerary, cursor);
      const sight = { run, itinerary, cursor, view: { curve: [], cell: null, lanes: /** @type {const} */ ("values") } };
      const { lines } = /** @type {any} */ (board({ ...sight, stepOf: steps }).entries.at(-1));
      for (const [names, series, prefix] of /** @type {const} */ ([
        [passed.values, run.values, ""],
        [passed.grads, run.grads, "d "],
      ])) {
        for (const [node, span] of names) {
          if (prefix === (kind === "forward" ? "d " : "") || (t !== span.first && t !== span.last)) continue;
          const values = row(series.get(node), t);
          const found = lines.findLast((/** @type {any} */ one) =>
            [`${prefix}${node}`, `${prefix}${node}[]`].includes(one.key),
          );
          if (!found || !values) continue;
          const shown = numbersIn(found.stages.findLast((/** @type {any} */ one) => one.kind === "result").tex);
          const expected = found.key.endsWith("[]") ? values.subarray(0, 1) : values;
          assert.equal(shown.length, expected.length, `${found.key} ${t}`);
          for (const [k, value] of expected.entries()) {
            assert.ok(isNear(shown[k], value), `${found.key} at ${t}: ${shown[k]} for ${value}`);
          }
        }
      }
    }
    decimals.value = null;
  });
}

/**
 * Whether a number is another one rounded to four decimals (or to fewer digits, where a power of ten is written).
 *
 * @param {number} shown
 * @param {number} value
 */
function isNear(shown, value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return Object.is(shown, value);
  return Math.abs(shown - value) <= (size < 5e-5 ? 0.051 * size : size >= 1e6 ? 0.0051 * size : 5.1e-5);
}

/** @param {string} tex @returns {number[]} */
function numbersIn(tex) {
  const body = plainTex(tex).replace(/\\(begin|end)\{pmatrix\}/g, " ");
  return body.split(String.raw`\\`).map((cell) => {
    const [, digits, power] =
      cell.trim().match(/^(-?[\d.]+|-?\\infty|\\text\{NaN\})(?: \\cdot 10\^\{(-?\d+)\})?$/) ?? [];
    return Number(`${digits}`.replace("\\infty", "Infinity").replace("\\text{NaN}", "NaN")) * 10 ** Number(power ?? 0);
  });
}

for (const name of ALL_NETS.filter((one) => one !== "exploding" && one !== "long")) {
  test(`${name}: every stage, worked out from the numbers that stand in it, gives the result`, () => {
    decimals.value = 6;
    const run = wholeRun(name);
    const itinerary = itineraryOf(run.plan);
    const steps = stepsOf(name);
    let count = 0;
    for (const [cursor, { t }] of itinerary.stops.entries()) {
      if (t && !steps(t)) continue;
      const sight = { run, itinerary, cursor, view: { curve: [], cell: null, lanes: /** @type {const} */ ("values") } };
      const { lines } = /** @type {any} */ (board({ ...sight, stepOf: steps }).entries.at(-1));
      for (const { key, stages } of lines) {
        const result = stages.at(-1)?.kind === "result" ? rowsIn(stages.at(-1).tex) : [];
        for (const { kind, tex } of stages) {
          if (kind !== "numbers") continue;
          for (const [k, last] of result.entries()) {
            const [value, expected] = [worked(tex, k), worked(last, 0)];
            if (value === null || expected === null) continue;
            count += 1;
            assert.ok(Math.abs(value - expected) <= 1e-4 * Math.max(1, Math.abs(expected)), `${key} at ${t}: ${tex}`);
          }
        }
      }
    }
    decimals.value = null;
    assert.ok(count > 5, `${count} were worked out`);
  });
}

const COLUMN = /\\begin\{pmatrix\}((?:(?!pmatrix).)*)\\end\{pmatrix\}/g;

/** @param {string} tex @returns {string[]} the cells of a column, or the one number */
function rowsIn(tex) {
  const plain = plainTex(tex);
  const column = [...plain.matchAll(COLUMN)][0];
  if (plain.includes("&")) return [];
  return column ? column[1].split(String.raw`\\`) : [plain];
}

/**
 * Unit k of an expression that works unit by unit; null for what does not, or is not understood here.
 *
 * @param {string} tex
 * @param {number} k
 * @returns {number | null}
 */
function worked(tex, k) {
  if (tex.includes("&")) return null;
  const code = plainTex(tex)
    .replace(COLUMN, (_, cells) => `(${cells.split(String.raw`\\`)[k] ?? "?"})`)
    .replace(/\\;\\text\{\([\d,]+ more\)\}/g, "")
    .replace(/\\(left|right)(?![a-z])/g, "")
    .replace(/\\cdot|\\odot/g, "*")
    .replace(/\\tfrac12/g, "0.5")
    .replace(/\^\{/g, "**{")
    .replace(/\^2/g, "**2")
    .replace(/\{/g, "(")
    .replace(/\}/g, ")")
    .replace(/\\tanh/g, "Math.tanh")
    .replace(/\\sigma/g, "sigmoid");
  if (/[\\?[]|e\*\*/.test(code)) return null;
  return Number(new Function("sigmoid", `return ${code}`)((/** @type {number} */ a) => 1 / (1 + Math.exp(-a))));
}

test("nothing stands on the board that the playhead has not passed", () => {
  const entry = entryAt("elman_binary", ({ kind, t }) => kind === "forward" && t === 1);
  assert.ok(texts(entry).every((tex) => !/_\{2\}/.test(tex)));
});

test("what would come back from beyond the last step is not written", () => {
  const T = wholeRun("elman_binary").plan.T;
  const entry = entryAt("elman_binary", ({ kind, t }) => kind === "backward" && t === T);
  assert.ok(texts(entry).every((tex) => !tex.includes(`_{${T + 1}}`)));
});

test("the sum of the losses has one addend for each step that has one", () => {
  const entry = entryAt("lstm", ({ kind }) => kind === "loss");
  const [, names] = line(entry, "total");
  assert.equal(names.split(" + ").length, 7);
});

test("of many addends the first and the last are written, and what the others add up to", () => {
  decimals.value = 2;
  const entry = entryAt("long", ({ kind }) => kind === "loss");
  const numbers = line(entry, "total")[2];
  const run = wholeRun("long");
  const rest = Array.from(run.losses ?? [])
    .slice(3, -1)
    .reduce((sum, loss) => sum + loss, 0);
  assert.ok(numbers.includes(`${rest.toFixed(2)}\\;\\text{(56 more)}`), numbers);
  decimals.value = null;
});

test("a net that is too large is written unit by unit", () => {
  const third = { cell: { node: "h", t: 4, unit: 2 } };
  const entry = entryAt("lstm", ({ kind, t }) => kind === "forward" && t === 4, third);
  const run = wholeRun("lstm");
  const found = entry.lines.find(({ key }) => key === "c[]");
  assert.ok(found?.left.endsWith("[3]"));
  assert.equal(
    numbersIn(found?.stages.at(-1)?.tex ?? "")[0].toFixed(2),
    (row(run.values.get("c"), 4)?.[2] ?? 0).toFixed(2),
  );
});
