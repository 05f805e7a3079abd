/**
 * All paths from the loss at t back to the copy of a parameter (or a state, or an input) at k: the names at steps that
 * lie on one, and the ways between them. Asked of the graph, not of numbers, in the phases that the run was in.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Path, Way} from "#app/gradient.js"
 * @import {Edge, End, Open} from "#app/state/laid/spread.js"
 */

import { fewRows } from "#app/layout/gradient/graph.js";
import { isSnipped } from "#app/state/laid/scissors.js";
import { backward, forward, isOpen, spread } from "#app/state/laid/spread.js";
import { shelf } from "#app/state/once.js";

/** @type {import("#app/state/once.js").Shelf<Plan, Path>} */
const kept = shelf(200);

/**
 * @param {Plan} plan
 * @param {End} late where the gradient comes from: ["loss"] at t
 * @param {End} early where it goes to: the readers of W at k
 * @returns {Path}
 */
export function pathBetween(plan, late, early) {
  return kept(plan, JSON.stringify([late, early]), () => pathOf(plan, late, early));
}

/**
 * What truncation leaves of a path: up to where scissors hold the gradient back, or so many stages from the loss. What
 * it took of it is `gone`; `ends` are the ways on which it ends.
 *
 * @param {Plan} plan
 * @param {End} late
 * @param {End} early
 * @param {number | null} stages
 * @returns {Path}
 */
export function pathLeft(plan, late, early, stages) {
  const whole = pathBetween(plan, late, early);
  const isOut = stages !== null && Math.abs(late.t - early.t) >= stages;
  const isCut = plan.changes?.some(({ detach }) => detach !== undefined);
  if (!whole.nodes.size || !(isOut || isCut)) return whole;
  const isLeft = (/** @type {Edge} */ edge, /** @type {number} */ t) =>
    isOpen(plan, edge, t) && !isSnipped(plan, edge, t);
  const within = (/** @type {string} */ one) => !isOut || Math.abs(stepOf(one) - late.t) < stages;
  const back = both(whole.nodes, spread(plan, late, backward, isLeft));
  const there = both(back, spread(plan, early, forward, isLeft));
  const nodes = new Set([...(there.size ? there : back)].filter(within));
  const left = pathOn(plan, nodes, isLeft);
  const gone = {
    nodes: new Set([...whole.nodes].filter((one) => !nodes.has(one))),
    ways: new Set([...whole.ways].filter((one) => !left.ways.has(one))),
  };
  const ends = [...gone.ways].filter((one) => {
    const [way, t] = [fewRows(plan).ways.find(({ key }) => one.startsWith(`${key}@`)), stepOf(one)];
    if (!way?.shift || !nodes.has(`${way.to}@${t}`)) return false;
    const starts = startsOf(plan, way).filter((edge) => isOpen(plan, edge, t));
    return !within(`${way.from}@${t + way.shift}`) || starts.every((edge) => isSnipped(plan, edge, t));
  });
  return { ...left, gone, ends: new Set(ends) };
}

/**
 * @param {Plan} plan
 * @param {End} late
 * @param {End} early
 * @returns {Path}
 */
function pathOf(plan, late, early) {
  const isRead = (/** @type {Edge} */ edge, /** @type {number} */ t) => t >= 1 && t <= plan.T && isOpen(plan, edge, t);
  const within = { first: Math.min(1, early.t), last: Math.max(plan.T, early.t) }; // an initial value stands outside
  const [back, there] = [spread(plan, late, backward, isRead, within), spread(plan, early, forward, isRead, within)];
  return pathOn(plan, both(back, there), isRead);
}

/**
 * @param {Plan} plan
 * @param {Set<string>} nodes
 * @param {Open} isRead
 * @returns {Path}
 */
function pathOn(plan, nodes, isRead) {
  const steps = [...nodes].map(stepOf);
  const first = steps.reduce((least, t) => Math.min(least, t), Number.POSITIVE_INFINITY);
  const last = steps.reduce((most, t) => Math.max(most, t), 0);
  return { nodes, ways: waysOn(plan, nodes, first, last, isRead), first, last };
}

/** @param {string} key of a name or a way at a step */
function stepOf(key) {
  return Number(key.slice(key.lastIndexOf("@") + 1));
}

/** @param {Set<string>} one @param {Set<string>} other */
function both(one, other) {
  return new Set([...one].filter((key) => other.has(key)));
}

/**
 * A way is on it at a step where both its ends are, and something that joins them there.
 *
 * @param {Plan} plan
 * @param {Set<string>} nodes
 * @param {number} first
 * @param {number} last
 * @param {Open} isRead
 */
function waysOn(plan, nodes, first, last, isRead) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const way of fewRows(plan).ways) {
    const starts = startsOf(plan, way);
    for (let t = Math.max(1, first); t <= last; t += 1) {
      if (!nodes.has(`${way.to}@${t}`) || !nodes.has(`${way.from}@${t + way.shift}`)) continue;
      const joins = (/** @type {Edge} */ { to }) =>
        to === way.to || (way.through.has(to) && nodes.has(`${to}@${t}`) && leadsTo(plan, way, nodes, to, t, isRead));
      if (starts.some((edge) => isRead(edge, t) && joins(edge))) found.add(`${way.key}@${t}`);
    }
  }
  return found;
}

/** The edges that a way begins with. @param {Plan} plan @param {Way} way */
function startsOf({ edges }, way) {
  return edges.filter(
    ({ from, to, shift }) => from === way.from && shift === way.shift && (to === way.to || way.through.has(to)),
  );
}

/**
 * Whether a name leads to a way's end within the step.
 *
 * @param {Plan} plan
 * @param {Way} way
 * @param {Set<string>} nodes
 * @param {string} from
 * @param {number} t
 * @param {Open} isRead
 * @returns {boolean}
 */
function leadsTo(plan, way, nodes, from, t, isRead) {
  const seen = new Set([from]);
  const next = [from];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (name === way.to) return true;
    for (const edge of plan.edges) {
      const isNext = edge.to === way.to || (way.through.has(edge.to) && nodes.has(`${edge.to}@${t}`));
      if (edge.from !== name || edge.shift !== 0 || !isNext || seen.has(edge.to) || !isRead(edge, t)) continue;
      seen.add(edge.to);
      next.push(edge.to);
    }
  }
  return false;
}
