/**
 * Why a number is what it is, as the server tells it (POST /api/answer): what made it, what the loss wants of it.
 * Here too the walk from a number to those it came from, and back.
 *
 * @import {Cell, Plan} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { isOperation } from "#app/state/opened.js";
import { signal } from "#vendor/preact.js";

/**
 * @typedef {{kind: string, name: string | null, node: number, t: number | null, at: number[], value: number, hidden?: boolean}} Asked hidden: NaN stands for what is hidden
 * @typedef {{value: number, hidden?: boolean, factors: Asked[]}} Part
 * @typedef {{op: string, node: number, value: number, hidden?: boolean, parts: Part[], rest: number, untold: number, inner: Made[]}} Made
 * @typedef {{into: string | null, user: number, op: string, t: number, value: number, hidden?: boolean, joint: boolean, units: {at: number, value: number, hidden?: boolean}[]}} Wanted units: of the equation it goes into, largest first
 * @typedef {{complex_step: number, central: number, too_small: boolean}} Checks
 * @typedef {{parameter: string, at: number[]}} Entry an entry of a parameter
 */

/**
 * @typedef {object} Why
 * @property {Asked} number
 * @property {number | null} gradient
 * @property {Made | null} [made] null for what is given; absent for a parameter
 * @property {Wanted[]} [wanted] largest first; together the gradient
 * @property {{t: number, value: number, hidden?: boolean}[]} [shares] of a parameter: what each step adds, largest first
 * @property {number} [rest] what the other steps add together
 * @property {number} [untold] how many those are
 * @property {{value: string[], gradient: string[]}} [numpy]
 * @property {Checks | null} checks null until they are wanted
 */

/** @typedef {{cell: Cell | null, entry: Entry | null}} Place where a walk has been */

export function createWhy() {
  return {
    entry: signal(/** @type {Entry | null} */ (null)), // of a parameter, asked about instead of the cell
    answers: signal(/** @type {Map<string, Why | string>} */ (new Map())), // by question; a text: why there is none
    trail: signal(/** @type {Place[]} */ ([])),
  };
}

/**
 * The steps at which a node has a number: 0 and below, T + 1 and above are values before the first step and after the
 * last one, where some step reads them.
 *
 * @param {Plan} plan
 * @param {string} node
 */
export function stepsOf({ T, edges }, node) {
  const shifts = edges.filter(({ from: name }) => name === node).map(({ shift }) => shift);
  return { first: 1 + Math.min(0, ...shifts), last: T + Math.max(0, ...shifts) };
}

/**
 * What is asked, as the server takes it; null where nothing is, or a step that the number does not have.
 *
 * @param {Plan} plan
 * @param {Cell | null} cell
 * @param {Entry | null} entry
 * @returns {Record<string, unknown> | null}
 */
export function question(plan, cell, entry) {
  if (entry) return { ...entry };
  if (!cell || !isStep(plan, cell.node, cell.t)) return null;
  const node = isOperation(cell) ? Number(cell.node.slice(2)) : cell.node; // an operation goes by its id in the plan
  return { node, t: cell.t, unit: Math.max(0, Math.min(sizeOf(plan, cell.node) - 1, cell.unit)) };
}

/**
 * @param {Plan} plan
 * @param {string} node a name, x, y, or an operation
 */
function sizeOf({ equations, nodes, input, target }, node) {
  const given = node === "x" ? input : node === "y" ? target : null;
  const found = equations.find(({ name }) => name === node) ?? nodes.find(({ id }) => node === `o:${id}`);
  return found?.size ?? given?.size ?? 1;
}

/**
 * @param {Plan} plan
 * @param {Record<string, unknown>} asked
 */
export function keyOf({ spec_hash: hash }, asked) {
  return `${hash} ${JSON.stringify(asked)}`;
}

/**
 * Keeps where one is, to come back to it.
 *
 * @param {Page} page
 */
export function remember({ entry, trail, view }) {
  trail.value = [...trail.value, { cell: view.value.cell, entry: entry.value }];
}

/**
 * Goes on to a number that the answer names, so that one can come back.
 *
 * @param {Page} page
 * @param {Asked} to
 */
export function walk(page, { kind, name, t, at }) {
  if (!name) return;
  const { entry, view } = page;
  remember(page);
  if (kind === "parameter") entry.value = { parameter: name, at };
  else view.value = { ...view.value, cell: { node: name, t: t ?? 1, unit: at[0] ?? 0 } };
}

/** @param {Page} page */
export function walkBack(page) {
  const last = page.trail.value.at(-1);
  if (!last) return;
  page.trail.value = page.trail.value.slice(0, -1);
  page.view.value = { ...page.view.value, cell: last.cell };
  page.entry.value = last.entry;
}

/**
 * Whether one can go there: to a named node or the input at a step of the run, or to a parameter's entry.
 *
 * @param {Plan} plan
 * @param {Asked} to
 */
export function isPlace(plan, { kind, name, t }) {
  if (kind === "parameter") return name !== null;
  const given = (name === "x" && plan.input) || (name === "y" && plan.target);
  const known = given || plan.equations.some((equation) => equation.name === name);
  return Boolean(known) && name !== null && t !== null && isStep(plan, name, t);
}

/**
 * Whether the run still has what was asked a moment ago.
 *
 * @param {Plan} plan
 * @param {Record<string, any>} asked
 */
export function isAskable(plan, { node, t, parameter }) {
  if (parameter !== undefined) return plan.parameters.some(({ name }) => name === parameter);
  return t <= plan.T || (typeof node === "string" && isStep(plan, node, t));
}

/**
 * @param {Plan} plan
 * @param {string} node
 * @param {number} t
 */
function isStep(plan, node, t) {
  const { first, last } = stepsOf(plan, node);
  return t >= first && t <= last;
}

/**
 * The answer from the server, the texts for what JSON has no number for read as numbers.
 *
 * @param {any} body
 * @returns {any}
 */
export function readWhy(body) {
  if (Array.isArray(body)) return body.map(readWhy);
  if (typeof body === "object" && body !== null) {
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, readWhy(value)]));
  }
  return body === "Infinity" || body === "-Infinity" || body === "NaN" ? Number(body) : body;
}
