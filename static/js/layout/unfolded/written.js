/**
 * What is written at an edge: its matrix; where phases choose among several, all of them with their phases while the
 * graph is folded, and at each step the one that is read there.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Reader} from "#app/layout/folded/bundles.js"
 */

import { texWidth } from "#app/layout/lettering.js";
import { symbol } from "#app/layout/symbols.js";
import { isActive } from "#app/state/phases.js";
import { phaseName } from "#app/words/phases.js";

export const LETTERS = 15;
export const HIGH = 18;

/** @typedef {Pick<Reader, "parameters" | "branches">} Read */
/** @typedef {{tex: string, names: string}} Row */

/** @typedef {"beside" | "below" | "bare"} Form where a phase is written: beside its matrix, below it, or not at all */

/**
 * @param {Plan} plan
 * @param {Read} reader
 * @param {Form} [form]
 * @returns {Row[]} one below the other
 */
export function rowsAt(plan, { parameters, branches }, form = "beside") {
  if (!branches.length) return parameters.length ? [rowOf(plan, parameters)] : [];
  return branches.flatMap(({ when, parameters: own }) => {
    const phase = `\\text{${phaseName(when, plan.phase_words).replaceAll(/[\\{}$%#&_^~]/gu, " ")}}`;
    const row = rowOf(plan, own);
    if (form === "bare") return row.tex ? [row] : [];
    if (form === "below") return row.tex ? [row, { ...row, tex: phase }] : [{ ...row, tex: phase }];
    return [{ ...row, tex: [row.tex, phase].filter(Boolean).join("\\ ") }];
  });
}

/**
 * @param {Plan} plan
 * @param {Read} reader
 * @param {number} t
 * @returns {Row | null}
 */
export function rowAtStep(plan, { parameters, branches }, t) {
  const branch = branches.find((one) => isActive(plan, one, t));
  const own = branches.length ? (branch?.parameters ?? []) : parameters;
  return own.length ? rowOf(plan, own) : null;
}

/**
 * @param {Plan} plan
 * @param {string[]} parameters
 * @returns {Row}
 */
function rowOf(plan, parameters) {
  return { tex: parameters.length ? symbol(plan, parameters[0]) : "", names: parameters.join(" ") };
}

/** @param {Row[]} rows */
export function sizeOf(rows) {
  return { width: Math.max(0, ...rows.map(({ tex }) => texWidth(tex, LETTERS))), height: HIGH * rows.length };
}
