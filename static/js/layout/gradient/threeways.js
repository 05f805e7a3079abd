/**
 * Which edges of the graph each of the three ways from state_k to state_t uses: asked of the graph, not of numbers.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Path, Place} from "#app/gradient.js"
 * @import {Way} from "#app/state/laid/paths.js"
 */

import { pathBetween } from "#app/layout/gradient/path.js";
import { shelf } from "#app/state/once.js";

/** @typedef {{node: string, shift: number, into: string}} DelayEdge as the server tells it */

/** @type {import("#app/state/once.js").Shelf<Plan, Plan>} */
const kept = shelf();

/**
 * @param {Plan} plan
 * @param {{state: string, own: DelayEdge[]}} message
 * @param {Place} place
 * @param {Way} way
 * @returns {Path}
 */
export function pathOfWay(plan, { state, own }, { t, k }, way) {
  const late = { names: [state], t };
  const early = { names: [state], t: k };
  if (way === "direct") return pathBetween(alone(plan, own), late, early);
  const path = pathBetween(plan, late, early);
  return way === "block" ? heldAt(path, state, k) : path;
}

/**
 * The plan with no delay edges but these.
 *
 * @param {Plan} plan
 * @param {DelayEdge[]} own
 */
function alone(plan, own) {
  const isOwn = (/** @type {Plan["edges"][number]} */ { from, to, shift }) =>
    !shift || own.some(({ node, shift: by, into }) => node === from && by === shift && into === to);
  return kept(plan, JSON.stringify(own), () => ({ ...plan, edges: plan.edges.filter(isOwn) }));
}

/**
 * Without what would have to pass another name at step k.
 *
 * @param {Path} path
 * @param {string} state
 * @param {number} k
 * @returns {Path}
 */
function heldAt({ nodes, ways, ...span }, state, k) {
  const passes = (/** @type {string} */ key) => {
    const at = key.lastIndexOf("@");
    const [from, , shift] = key.slice(0, at).split(" ");
    const [end, by] = [Number(key.slice(at + 1)), Number(shift)];
    return end + by === k && (from !== state || by === 0);
  };
  return {
    nodes: new Set([...nodes].filter((key) => key === `${state}@${k}` || !key.endsWith(`@${k}`))),
    ways: new Set([...ways].filter((key) => !passes(key))),
    ...span,
  };
}
