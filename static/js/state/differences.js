/**
 * Where two runs of one net differ before anything is computed: numbers that are given, parameters, initial values,
 * phases, what is held and what is cut.
 *
 * @import {Plan, PlanNode, Run, Series} from "#app/types.js"
 */

import { row } from "#app/state/series.js";
import { changesOf, cutAt, edgeNamed, heldAt } from "#app/state/surgery.js";

/**
 * @typedef {object} Seeds unit −1: all of them; t 0: every step
 * @property {[node: number, t: number, unit: number][]} marks numbers that differ
 * @property {[user: number, position: number, t: number, unit: number][]} tells what reads an operand that differs
 */

/**
 * Where two runs of one net differ before anything is computed.
 *
 * @param {Run} run
 * @param {Run} before
 * @returns {Seeds}
 */
export function seedsOf(run, before) {
  /** @type {Seeds} */
  const seeds = { marks: [], tells: [] };
  for (const node of run.plan.nodes) {
    if (node.op === "input") rowsThatDiffer(seeds, node, run.inputs, before.inputs, run.plan.T);
    else if (node.op === "target") rowsThatDiffer(seeds, node, run.targets, before.targets, run.plan.T);
    else if (node.op === "parameter") parameterThatDiffers(seeds, node, run, before);
    else if (!node.args.length) leafThatDiffers(seeds, node, run, before);
  }
  initialThatDiffers(seeds, run, before);
  withoutSurgery(seeds, run.plan, before.plan);
  return seeds;
}

/**
 * @param {Seeds} seeds
 * @param {PlanNode} node
 * @param {Series | null} now
 * @param {Series | null} was
 * @param {number} T
 */
function rowsThatDiffer({ marks }, { id, size }, now, was, T) {
  for (let t = 1; t <= T; t += 1) {
    const [a, b] = [row(now, t), row(was, t)];
    for (let unit = 0; unit < size; unit += 1) if (a?.[unit] !== b?.[unit]) marks.push([id, t, unit]);
  }
}

/**
 * Which rows of a matrix differ counts for W v, which columns for Wᵀ g.
 *
 * @param {Seeds} seeds
 * @param {PlanNode} node
 * @param {Run} run
 * @param {Run} before
 */
function parameterThatDiffers({ tells }, { id, name }, run, before) {
  const [now, was] = [run.parameters, before.parameters].map((all) => all.get(name ?? ""));
  if (!now || !was) return;
  const [rows, columns] = [new Set(), new Set()].map((set) => /** @type {Set<number>} */ (set));
  const width = now.shape[1] ?? 1;
  now.values.forEach((value, k) => {
    if (Object.is(value, was.values[k])) return;
    rows.add(Math.floor(k / width));
    columns.add(k % width);
  });
  const all = [...run.plan.nodes, ...(run.plan.backward?.nodes ?? [])];
  for (const user of rows.size ? all : []) {
    user.args.forEach(({ node }, position) => {
      if (node !== id) return;
      for (const unit of user.op === "transposed" ? columns : rows) tells.push([user.id, position, 0, unit]);
    });
  }
}

/**
 * Phases, missing targets, what is held and what is cut.
 *
 * @param {Seeds} seeds
 * @param {PlanNode} node
 * @param {Run} run
 * @param {Run} before
 */
function leafThatDiffers({ marks }, node, run, before) {
  const { id, op, name, size } = node;
  if (op === "given") {
    const [now, was] = [run.plan, before.plan].map((plan) => heldAt(plan, name ?? "", size));
    now?.value.forEach((value, k) => {
      const isHeld = now.is[k] && was?.is[k];
      if (isHeld && !Object.is(value, was.value[k])) marks.push([id, Math.floor(k / size) + 1, k % size]);
    });
    return;
  }
  if (!["held", "cutting", "phase", "present"].includes(op)) return;
  const [now, was] = [maskOf(run), maskOf(before)];
  for (let t = 1; t <= run.plan.T; t += 1) {
    for (let unit = 0; unit < size; unit += 1) {
      if (now(node, t, unit) !== was(node, t, unit)) marks.push([id, t, unit]);
    }
  }
}

/**
 * @param {Seeds} seeds
 * @param {Run} run
 * @param {Run} before
 */
function initialThatDiffers({ tells }, { plan, initial }, before) {
  const named = namedOf(plan);
  const all = [...plan.nodes, ...(plan.backward?.nodes ?? [])];
  for (const [name, rows] of initial) {
    const node = named.get(name);
    const was = before.initial.get(name);
    if (!node || !was) continue;
    rows.values.forEach((value, k) => {
      if (Object.is(value, was.values[k])) return;
      const [steps, unit] = [Math.floor(k / node.size), k % node.size];
      for (const user of all) {
        user.args.forEach((ref, position) => {
          const t = (ref.shift < 0 ? -steps : plan.T + 1 + steps) - ref.shift;
          if (ref.node === node.id && ref.shift && t >= 1 && t <= plan.T) tells.push([user.id, position, t, unit]);
        });
      }
    });
  }
}

/**
 * What was held, cut or detached before and stands in this graph no more: the equation holds again, and what comes back
 * to it goes on.
 *
 * @param {Seeds} seeds
 * @param {Plan} plan
 * @param {Plan} was
 */
function withoutSurgery({ marks, tells }, plan, was) {
  const named = namedOf(plan);
  const gradientOf = new Map(plan.backward?.of ?? []);
  const back = plan.backward?.nodes ?? [];
  for (const { name, size } of plan.equations) {
    const held = heldAt(plan, name, size) ? null : heldAt(was, name, size);
    const node = named.get(name);
    held?.is.forEach((is, k) => {
      if (!is || !node) return;
      const [t, unit] = [Math.floor(k / size) + 1, k % size];
      marks.push([node.id, t, unit]);
      for (const user of back) {
        user.args.forEach((ref, position) => {
          if (ref.node === gradientOf.get(node.id)) tells.push([user.id, position, t - ref.shift, unit]);
        });
      }
    });
  }
  for (const change of changesOf(was)) {
    const verb = change.cut ? "cut" : "detach";
    const edge = change[verb] ? edgeNamed(change[verb]) : null;
    const node = edge && named.get(edge.from);
    if (!edge || !node) continue;
    for (const user of plan.nodes) {
      user.args.forEach((ref, position) => {
        const into = user.equation ?? "";
        if (ref.node !== node.id || ref.shift !== edge.shift || cutAt(plan, verb, edge, into)) return;
        cutAt(was, verb, edge, into)?.forEach((is, k) => {
          if (!is) return;
          if (verb === "cut") tells.push([user.id, position, k + 1, -1]);
          marks.push([gradientOf.get(node.id) ?? -1, k + 1 + edge.shift, -1]);
        });
      });
    }
  }
}

/**
 * The nodes that the text names, x and y and the loss.
 *
 * @param {Plan} plan
 * @returns {Map<string, PlanNode>}
 */
export function namedOf({ nodes }) {
  const isNamed = (/** @type {PlanNode} */ { name, args, op }) =>
    name && (args.length || op === "input" || op === "target");
  return new Map(nodes.filter(isNamed).map((node) => [/** @type {string} */ (node.name), node]));
}

/**
 * @param {Run} run
 * @returns {import("#app/state/operands.js").MaskAt}
 */
export function maskOf({ plan, targetPresent }) {
  /** @type {Map<number, ArrayLike<number> | null>} */
  const rows = new Map();
  const rowsOf = (/** @type {PlanNode} */ { id, op, name, size }) => {
    if (!rows.has(id)) rows.set(id, leafRows(plan, op, name ?? "", size));
    return rows.get(id);
  };
  return (node, t, unit) => {
    if (node.op === "number") return node.number ?? 0;
    if (node.op === "present") return targetPresent?.[t - 1] ?? 0;
    if (node.op === "phase") return Number(plan.phases?.[node.name ?? ""]?.[t - 1] ?? 0);
    const found = rowsOf(node);
    return found ? found[node.op === "held" ? (t - 1) * node.size + Math.max(0, unit) : t - 1] : 1;
  };
}

/**
 * @param {Plan} plan
 * @param {string} op
 * @param {string} key
 * @param {number} size
 */
function leafRows(plan, op, key, size) {
  if (op === "held") return heldAt(plan, key, size)?.is ?? new Uint8Array(plan.T * size);
  if (op !== "cutting") return null;
  const [verb, from, shift, into] = key.split(" ");
  const edge = { from, shift: Number(shift) };
  return cutAt(plan, verb === "cut" ? "cut" : "detach", edge, into) ?? new Uint8Array(plan.T);
}
