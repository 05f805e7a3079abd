/**
 * All paths from the loss at t back to the copy of a parameter (or a state, or an input) at k: the names at steps that
 * lie on one, and the ways between them. Asked of the graph, not of numbers, in the phases that the run was in.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Path} from "#app/gradient.js"
 */

import { fewRows } from "#app/layout/gradient/graph.js";
import { isActive } from "#app/state/phases.js";

/** @typedef {{names: string[], t: number}} End */

/** @type {WeakMap<Plan, Map<string, Path>>} */
const known = new WeakMap();

/**
 * @param {Plan} plan
 * @param {End} late where the gradient comes from: ["loss"] at t
 * @param {End} early where it goes to: the readers of W at k
 * @returns {Path}
 */
export function pathBetween(plan, late, early) {
  let kept = known.get(plan);
  if (!kept) {
    kept = new Map();
    known.set(plan, kept);
  }
  const key = JSON.stringify([late, early]);
  let found = kept.get(key);
  if (!found) {
    if (kept.size > 200) kept.clear();
    found = pathOf(plan, late, early);
    kept.set(key, found);
  }
  return found;
}

/**
 * @param {Plan} plan
 * @param {End} late
 * @param {End} early
 * @returns {Path}
 */
function pathOf(plan, late, early) {
  const back = spread(plan, late, (edge, name, t) =>
    edge.to === name ? { name: edge.from, t: t + edge.shift, at: t } : null,
  );
  const there = spread(plan, early, (edge, name, t) =>
    edge.from === name ? { name: edge.to, t: t - edge.shift, at: t - edge.shift } : null,
  );
  const nodes = new Set([...back].filter((one) => there.has(one)));
  const steps = [...nodes].map((one) => Number(one.slice(one.lastIndexOf("@") + 1)));
  const first = steps.reduce((least, t) => Math.min(least, t), Number.POSITIVE_INFINITY);
  const last = steps.reduce((most, t) => Math.max(most, t), 0);
  return { nodes, ways: waysOn(plan, nodes, first, last), first, last };
}

/**
 * Everything that can be come to from an end, step by step.
 *
 * @param {Plan} plan
 * @param {End} from
 * @param {(edge: Plan["edges"][number], name: string, t: number) => {name: string, t: number, at: number} | null} along
 */
function spread(plan, from, along) {
  const found = new Set(from.names.map((name) => `${name}@${from.t}`));
  const next = from.names.map((name) => ({ name, t: from.t }));
  for (let place = next.pop(); place; place = next.pop()) {
    for (const edge of plan.edges) {
      const to = along(edge, place.name, place.t);
      if (!to || to.t < 1 || to.t > plan.T || !isActive(plan, edge, to.at)) continue;
      const key = `${to.name}@${to.t}`;
      if (found.has(key)) continue;
      found.add(key);
      next.push(to);
    }
  }
  return found;
}

/**
 * A way is on it at a step where both its ends are, and something that joins them there.
 *
 * @param {Plan} plan
 * @param {Set<string>} nodes
 * @param {number} first
 * @param {number} last
 */
function waysOn(plan, nodes, first, last) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const way of fewRows(plan).ways) {
    const starts = plan.edges.filter(({ from, shift }) => from === way.from && shift === way.shift);
    for (let t = Math.max(1, first); t <= last; t += 1) {
      if (!nodes.has(`${way.to}@${t}`) || !nodes.has(`${way.from}@${t + way.shift}`)) continue;
      const joins = (/** @type {Plan["edges"][number]} */ { to }) =>
        to === way.to || (way.through.has(to) && nodes.has(`${to}@${t}`) && leadsTo(plan, way, nodes, to, t));
      if (starts.some((edge) => isActive(plan, edge, t) && joins(edge))) found.add(`${way.key}@${t}`);
    }
  }
  return found;
}

/**
 * Whether a name leads to a way's end within the step.
 *
 * @param {Plan} plan
 * @param {import("#app/gradient.js").Way} way
 * @param {Set<string>} nodes
 * @param {string} from
 * @param {number} t
 * @returns {boolean}
 */
function leadsTo(plan, way, nodes, from, t) {
  const seen = new Set([from]);
  const next = [from];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (name === way.to) return true;
    for (const edge of plan.edges) {
      const isNext = edge.to === way.to || (way.through.has(edge.to) && nodes.has(`${edge.to}@${t}`));
      if (edge.from !== name || edge.shift !== 0 || !isNext || seen.has(edge.to) || !isActive(plan, edge, t)) continue;
      seen.add(edge.to);
      next.push(edge.to);
    }
  }
  return false;
}
