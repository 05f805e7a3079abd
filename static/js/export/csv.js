/**
 * A run as tables, line by line (RFC 4180). Numbers have as many digits as read back to the same bits, 17 at most; what is
 * not finite is Infinity, -Infinity or NaN, as Python, R and JavaScript read it. What is hidden on the page is the word
 * hidden; what is absent or has not arrived is empty. Units count from 1, as on the page; t = 0 and below (T + 1 and above) are the values before the first step
 * (after the last).
 *
 * @import {Run, Series, Tensor} from "#app/types.js"
 */

import { initialSides } from "#app/layout/initial.js";
import { row } from "#app/state/series.js";
import { isCovered } from "#app/state/unknown.js";

/** @typedef {string | number | null | undefined} Field */

/**
 * One number a line: for pandas, R and the like.
 *
 * @param {Run} run
 * @param {string[]} names nodes of the net, x and y
 */
export function* tidyLines(run, names) {
  yield line(["t", "node", "unit", "value", "gradient"]);
  const { T } = run.plan;
  const initial = initialRows(run, names);
  for (const one of initial.filter(({ t }) => t < 1).reverse()) yield* units(one.t, one.name, one.values, one.grads);
  for (let t = 1; t <= T; t += 1) {
    for (const name of names) yield* units(t, name, valuesAt(run, name, t), row(run.grads.get(name), t));
    if (run.losses && run.hasLoss?.[t - 1]) yield line([t, "loss", null, entry(run.losses, t - 1), null]);
  }
  for (const one of initial.filter(({ t }) => t > T)) yield* units(one.t, one.name, one.values, one.grads);
}

/**
 * One step a line: for spreadsheets.
 *
 * @param {Run} run
 * @param {string[]} names
 */
export function* wideLines(run, names) {
  const { T, tokens, target_tokens: targets } = run.plan;
  const width = (/** @type {string} */ name) => seriesOf(run, name)?.width ?? 0;
  const heads = (/** @type {string} */ name, before = "") =>
    Array.from({ length: width(name) }, (_, unit) => `${before}${name}[${unit + 1}]`);
  const back = names.filter((name) => run.grads.has(name));
  const words = [...(tokens ? ["token"] : []), ...(targets ? ["target"] : [])];
  const loss = run.plan.loss ? ["loss"] : [];
  yield line(["t", ...words, ...names.flatMap((n) => heads(n)), ...loss, ...back.flatMap((n) => heads(n, "dL/d"))]);
  for (let t = 1; t <= T; t += 1) {
    const cells = (/** @type {ArrayLike<number> | null} */ values, /** @type {string} */ name) =>
      values ? Array.from(values, (_, unit) => entry(values, unit)) : new Array(width(name)).fill(null);
    yield line([
      t,
      ...(tokens ? [harmless(tokens[t - 1])] : []),
      ...(targets ? [harmless(targets[t - 1])] : []),
      ...names.flatMap((name) => cells(valuesAt(run, name, t), name)),
      ...(run.plan.loss ? [run.losses && run.hasLoss?.[t - 1] ? entry(run.losses, t - 1) : null] : []),
      ...back.flatMap((name) => cells(row(run.grads.get(name), t), name)),
    ]);
  }
}

/** @param {Run} run */
export function* parameterLines({ plan, parameters, parameterGrads }) {
  yield line(["parameter", "row", "column", "value", "gradient"]);
  for (const { name } of plan.parameters) {
    const tensor = parameters.get(name);
    if (!tensor) continue;
    const columns = tensor.shape.length > 1 ? tensor.shape[1] : 1;
    const grads = parameterGrads.get(name)?.values;
    for (let k = 0; k < tensor.values.length; k += 1) {
      const column = tensor.shape.length > 1 ? (k % columns) + 1 : null;
      yield line([name, Math.floor(k / columns) + 1, column, entry(tensor.values, k), grads && entry(grads, k)]);
    }
  }
}

/** How many lines the first table has. @param {Run} run @param {string[]} names */
export function tidyCount(run, names) {
  return names.reduce((sum, name) => sum + (seriesOf(run, name)?.width ?? 0), 1) * run.plan.T;
}

/**
 * @param {number} t
 * @param {string} name
 * @param {ArrayLike<number> | null} values
 * @param {ArrayLike<number> | null} grads
 */
function* units(t, name, values, grads) {
  const head = `${t},${field(name)},`; // these are most of a file: no more work than needed
  for (let unit = 0; values && unit < values.length; unit += 1) {
    yield `${head}${unit + 1},${entry(values, unit)},${grads ? entry(grads, unit) : ""}\r\n`;
  }
}

/**
 * The values before the first step and after the last. Given ones may serve both ends: their gradient is then that of both together, and stands
 * at neither.
 *
 * @param {Run} run
 * @param {string[]} names
 */
function initialRows(run, names) {
  const { before, after } = initialSides(run.plan);
  return names.flatMap((name) => {
    const [values, grads] = [run.initial.get(name), run.initialGrads.get(name)];
    const isBoth = before.has(name) && after.has(name);
    const rows = values ? rowsOf(values) : [];
    const back = grads && !isBoth ? rowsOf(grads) : [];
    const side = (/** @type {(k: number) => number} */ t) =>
      rows.map((row, k) => ({ t: t(k), name, values: row, grads: back[k] ?? null }));
    return [
      ...(before.has(name) ? side((k) => 0 - k) : []),
      ...(after.has(name) ? side((k) => run.plan.T + 1 + k) : []),
    ];
  });
}

/** @param {Tensor} tensor */
function rowsOf({ shape, values }) {
  const size = shape.at(-1) ?? 1;
  return Array.from({ length: size ? values.length / size : 0 }, (_, k) => values.subarray(k * size, (k + 1) * size));
}

/** @param {Run} run @param {string} name @returns {Series | null} */
function seriesOf(run, name) {
  return run.values.get(name) ?? (name === "x" ? run.inputs : name === "y" ? run.targets : null);
}

/** @param {Run} run @param {string} name @param {number} t */
function valuesAt(run, name, t) {
  if (name === "x" && !run.values.has("x") && !run.inputPresent?.[t - 1]) return null;
  if (name === "y" && !run.values.has("y") && !run.targetPresent?.[t - 1]) return null;
  return row(seriesOf(run, name), t);
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it.
 *
 * @param {string | null} text
 */
function harmless(text) {
  return text !== null && /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
}

/** @param {Field[]} fields */
function line(fields) {
  return `${fields.map(field).join(",")}\r\n`;
}

/** @param {Field} value */
function field(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return exact(value);
  return /[",\r\n]/u.test(value) || value !== value.trim() ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Of what is hidden, that it is. @param {ArrayLike<number>} values @param {number} k */
function entry(values, k) {
  return isCovered(values, k) ? "hidden" : exact(values[k]);
}

/** The shortest digits that read back to the same bits. @param {number} value */
function exact(value) {
  return Object.is(value, -0) ? "-0" : String(value);
}
