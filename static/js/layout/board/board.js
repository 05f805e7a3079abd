/**
 * The board: everything written out, stop by stop, up to the playhead and never beyond. Pure: a run, a place in it and
 * a view give the same lines.
 *
 * @import {BoardEntry, BoardLine, Itinerary, OpenedStep, Plan, Run, Stop, View} from "#app/types.js"
 * @import {Writer} from "#app/layout/board/tex.js"
 */

import { backwardLines, deltaMeanings } from "#app/layout/board/backward.js";
import { completesLoss, forwardLines, lossLines } from "#app/layout/board/forward.js";
import { parameterLines, sharedSteps } from "#app/layout/board/gradients.js";
import { boardGraph } from "#app/layout/board/graph.js";
import { MOST } from "#app/layout/board/numbers.js";
import { valuesOf } from "#app/layout/board/values.js";
import { decimals } from "#app/state/decimals.js";
import { reach } from "#app/state/reach.js";
import { boardWords } from "#app/words/board.js";

/**
 * @typedef {object} Sight
 * @property {Run} run
 * @property {Itinerary} itinerary
 * @property {number} cursor
 * @property {View} view
 * @property {(t: number) => OpenedStep | null} stepOf
 */

const MOST_ENTRIES = 6; // stops that stand on the board at once
/** What was written before, to be taken again: by stop. @typedef {Map<number, {from: unknown[], lines: BoardLine[]}>} Kept */

const LONG = 500; // from this many steps on a step is dear to ask for: the board has one stop

/**
 * @param {Sight} sight
 * @param {Kept} [kept]
 * @returns {{entries: BoardEntry[], earlier: number}} newest last; how many stops before them are left out
 */
export function board(sight, kept = new Map()) {
  const { itinerary, cursor } = sight;
  const writer = writerOf(sight);
  const first = firstStop(itinerary, cursor);
  for (const at of kept.keys()) if (at < first || at > cursor) kept.delete(at);
  const entries = Array.from({ length: cursor - first + 1 }, (_, k) => entryAt(writer, sight, first + k, kept));
  return { entries, earlier: first };
}

/**
 * @param {Itinerary} itinerary
 * @param {number} cursor
 */
function firstStop({ T }, cursor) {
  return T > LONG ? cursor : Math.max(0, cursor - MOST_ENTRIES + 1);
}

/** @param {Sight} sight @returns {Writer} */
function writerOf({ run, view, stepOf }) {
  const { plan } = run;
  const graph = boardGraph(plan);
  const unit = largest(plan) > MOST ? (view.cell?.unit ?? 0) : null;
  return { run, plan, graph, known: valuesOf(run, graph, stepOf), T: plan.T, unit };
}

/**
 * The largest vector of a net: a board holds up to four units.
 *
 * @param {Plan} plan
 */
export function largest({ equations, input, target }) {
  return Math.max(...equations.map(({ size }) => size), input?.size ?? 1, target?.size ?? 1);
}

/**
 * @param {Writer} writer
 * @param {Sight} sight
 * @param {number} at
 * @param {Kept} kept
 * @returns {BoardEntry}
 */
function entryAt(writer, { itinerary, cursor, stepOf }, at, kept) {
  const stop = itinerary.stops[at];
  const pass = stop.kind === "backward" || stop.kind === "gradients" ? "backward" : "forward";
  const steps = stepsAt(writer.plan, stop).map(stepOf);
  const from = [writer.plan, decimals.value, writer.unit, writer.run.loss, ...steps];
  const before = kept.get(at);
  const isSame = before?.from.length === from.length && from.every((one, k) => one === before.from[k]);
  const lines = before && isSame ? before.lines : linesAt(writer, itinerary, at);
  kept.set(at, { from, lines });
  return { key: `${at}`, title: titleOf(stop), pass, lines, current: at === cursor };
}

/** @param {Stop} stop */
function titleOf({ kind, t }) {
  if (kind === "loss" || kind === "gradients") return boardWords[kind];
  return boardWords[kind](t);
}

/**
 * @param {Writer} writer
 * @param {Itinerary} itinerary
 * @param {number} at
 */
function linesAt(writer, itinerary, at) {
  const { kind, walk, t } = itinerary.stops[at];
  if (kind === "loss") return lossLines(writer);
  if (kind === "gradients") return parameterLines(writer);
  const now = itinerary.walks.filter((one) => one.kind === kind)[walk];
  if (kind === "forward") {
    const reached = reach(itinerary, at).values;
    return forwardLines(writer, now, t, completesLoss(writer, reached, now, t));
  }
  const isFirst = itinerary.stops[at - 1]?.kind === "loss";
  return [...(isFirst ? deltaMeanings(writer) : []), ...backwardLines(writer, now, t)];
}

/**
 * The steps that the server has to open for what is on the board.
 *
 * @param {Plan} plan
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @returns {number[]} the current stop's first
 */
export function stepsOnBoard(plan, itinerary, cursor) {
  const found = new Set(/** @type {number[]} */ ([]));
  for (let at = cursor; at >= firstStop(itinerary, cursor); at -= 1) {
    for (const t of stepsAt(plan, itinerary.stops[at])) found.add(t);
  }
  return [...found];
}

/**
 * @param {Plan} plan
 * @param {Stop} stop
 */
function stepsAt(plan, { kind, t }) {
  if (kind === "loss") return [];
  if (kind === "gradients") return sharedSteps(plan.T);
  if (kind === "forward") return [t];
  return boardGraph(plan)
    .shifts.map((shift) => t + shift)
    .filter((step) => step >= 1 && step <= plan.T);
}
