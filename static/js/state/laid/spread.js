/**
 * What can be come to from a name at a step along the graph's edges, step by step: asked of the graph, not of numbers, in
 * the phases that the run was in.
 *
 * @import {Plan} from "#app/types.js"
 */

import { isClosed } from "#app/state/laid/scissors.js";
import { isActive } from "#app/state/phases.js";

/** @typedef {{names: string[], t: number}} End */
/** @typedef {Plan["edges"][number]} Edge */
/** @typedef {(edge: Edge, t: number) => boolean} Open whether something comes back over an edge at its reader's step */
/** @typedef {(edge: Edge, name: string, t: number) => {name: string, t: number, at: number} | null} Along */

/** @type {Along} from a reader to what it reads */
export const backward = (edge, name, t) => (edge.to === name ? { name: edge.from, t: t + edge.shift, at: t } : null);

/** @type {Along} from what is read to its reader */
export const forward = (edge, name, t) =>
  edge.from === name ? { name: edge.to, t: t - edge.shift, at: t - edge.shift } : null;

/** @param {Plan} plan @param {Edge} edge @param {number} t the reader's step */
export function isOpen(plan, edge, t) {
  return isActive(plan, edge, t) && !isClosed(plan, edge, t);
}

/**
 * Everything that can be come to from an end, as `${name}@${t}`.
 *
 * @param {Plan} plan
 * @param {End} from
 * @param {Along} along
 * @param {Open} isRead
 * @param {{first: number, last: number}} [within] steps
 */
export function spread(plan, from, along, isRead, { first, last } = { first: 1, last: plan.T }) {
  const found = new Set(from.names.map((name) => `${name}@${from.t}`));
  const next = from.names.map((name) => ({ name, t: from.t }));
  for (let place = next.pop(); place; place = next.pop()) {
    for (const edge of plan.edges) {
      const to = along(edge, place.name, place.t);
      if (!to || to.t < first || to.t > last || !isRead(edge, to.at)) continue;
      const key = `${to.name}@${to.t}`;
      if (found.has(key)) continue;
      found.add(key);
      next.push(to);
    }
  }
  return found;
}
