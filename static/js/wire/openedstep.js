/**
 * One step opened into its operations, as the server tells it; what is not finite is spelled.
 *
 * @import {OpenedStep} from "#app/types.js"
 */

/**
 * @param {any} step as the server tells it
 * @returns {OpenedStep}
 */
export function readStep({ t, nodes, edges, backward, slopes, curves }) {
  const row = (/** @type {unknown} */ numbers) => Float64Array.from([numbers].flat().map(Number));
  return {
    t,
    nodes: new Map(
      nodes.map((/** @type {any} */ { id, value, grad, norm }) => [
        id,
        { value: row(value), grad: grad === null ? null : row(grad), norm: norm === null ? null : Number(norm) },
      ]),
    ),
    edges: new Map(
      edges.map((/** @type {any} */ { user, position, grad, norm }) => [
        `${user}:${position}`,
        { grad: row(grad), norm: Number(norm) },
      ]),
    ),
    backward: new Map(backward.map((/** @type {any} */ { id, value }) => [id, row(value)])),
    slopes: new Map(slopes.map((/** @type {any} */ { id, slope }) => [id, row(slope)])),
    curves: new Map(
      Object.entries(curves).map(([name, all]) => [
        name,
        all.map((/** @type {any} */ { limit, values }) => ({ limit, values: row(values) })),
      ]),
    ),
  };
}
