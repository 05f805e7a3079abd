/**
 * What any node of either pass is at any step: from the run where it has a name, else from a step that the server has
 * opened. null: not known (yet).
 *
 * @import {OpenedStep, Run} from "#app/types.js"
 * @import {BoardGraph} from "#app/layout/board/graph.js"
 */

import { row } from "#app/state/series.js";

/** @typedef {(id: number, t: number) => Float64Array | null} ValueOf */

/**
 * @param {Run} run
 * @param {BoardGraph} graph
 * @param {(t: number) => OpenedStep | null} stepOf
 * @returns {ValueOf}
 */
export function valuesOf(run, graph, stepOf) {
  const { T } = run.plan;
  const isWithin = (/** @type {number} */ t) => t >= 1 && t <= T;

  /** @type {ValueOf} */
  return (id, t) => {
    const node = graph.nodes.get(id);
    if (!node) return null;
    if (node.op === "number") return Float64Array.of(node.number ?? 0);
    if (node.op === "parameter") return numbers(run.parameters.get(node.name ?? ""));
    if (id >= graph.first) {
      if (!isWithin(t)) return new Float64Array(node.size); // nothing comes back from beyond the ends
      const name = graph.gradients.get(id);
      return (name && row(run.grads.get(name), t)) || (stepOf(t)?.backward.get(id) ?? null);
    }
    const name = graph.names.get(id) ?? (node.op === "input" ? "x" : node.op === "target" ? "y" : "");
    if (name && !isWithin(t)) return outside(run, name, t, node.size);
    if (name === "x") return row(run.inputs, t);
    if (name === "y") return row(run.targets, t);
    if (name === "loss") return run.losses ? run.losses.subarray(t - 1, t) : null;
    if (node.op === "present" && run.targetPresent) return Float64Array.of(run.targetPresent[t - 1]);
    return (name && row(run.values.get(name), t)) || (stepOf(t)?.nodes.get(id)?.value ?? null);
  };
}

/**
 * @param {Run} run
 * @param {string} name
 * @param {number} t before the first step or after the last one
 * @param {number} size
 */
function outside(run, name, t, size) {
  const rows = numbers(run.initial.get(name));
  const from = (t < 1 ? -t : t - run.plan.T - 1) * size;
  return rows && rows.length >= from + size ? rows.subarray(from, from + size) : new Float64Array(size);
}

/** @param {import("#app/types.js").Tensor | undefined} tensor */
function numbers(tensor) {
  return /** @type {Float64Array | null} */ (tensor?.values ?? null);
}
