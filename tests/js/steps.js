/**
 * Opened steps for scene tests: made up where a scene does not care, but products are products and their parts add up.
 *
 * @import {OpenedStep, Run} from "#app/types.js"
 */

import { dice } from "./dice.js";

/**
 * @param {Run} run
 * @param {number} t
 * @returns {OpenedStep}
 */
export function madeUp(run, t) {
  const roll = dice(7 * t + run.plan.nodes.length);
  const some = (/** @type {number} */ size) => Float64Array.from({ length: size }, () => 2 * roll() - 1);
  const nodes = new Map(run.plan.nodes.map(({ id, size }) => [id, { value: some(size), grad: some(size), norm: 1 }]));
  const edges = new Map(
    run.plan.nodes.flatMap(({ id, args }) =>
      args.map((ref, k) => [`${id}:${k}`, { grad: some(nodes.get(ref.node)?.value.length ?? 1), norm: 1 }]),
    ),
  );
  return {
    t,
    nodes,
    edges,
    backward: new Map(),
    slopes: new Map(run.plan.nodes.map(({ id, size }) => [id, some(size)])),
    curves: new Map(["sigmoid", "tanh", "relu"].map((op) => [op, [{ limit: 4, values: some(129) }]])),
  };
}
