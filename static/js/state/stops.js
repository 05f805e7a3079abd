/**
 * Stops: each moment of the passes that one can stand at, in the order in which things are computed.
 *
 *     forward steps · loss · backward steps · the parameters' gradients
 *
 * Sweeps that go the same way and do not read ahead of each other are walked as one, so that an output
 * stands beside the state it was made from.
 *
 * @import {Itinerary, Plan, PlanEdge, Stop, Sweep, Walk} from "#app/types.js"
 */

/**
 * @param {Plan} plan
 * @returns {Itinerary}
 */
export function itinerary(plan) {
  const forward = walks("forward", plan.sweeps, plan.edges);
  const reversed = plan.edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from, shift: -edge.shift }));
  const backward = walks("backward", plan.backward_sweeps ?? [], reversed);
  const stops = forward.flatMap((walk, k) => steps(walk, k, forward.length, plan.T));
  if (backward.length) {
    stops.push({ kind: "loss", walk: 0, walks: 1, t: 0, direction: 1 });
    stops.push(...backward.flatMap((walk, k) => steps(walk, k, backward.length, plan.T)));
    stops.push({ kind: "gradients", walk: 0, walks: 1, t: 0, direction: -1 });
  }
  return { T: plan.T, walks: [...forward, ...backward], stops };
}

/**
 * @param {"forward" | "backward"} kind
 * @param {Sweep[]} sweeps
 * @param {PlanEdge[]} edges
 * @returns {Walk[]}
 */
function walks(kind, sweeps, edges) {
  /** @type {Walk[]} */
  const found = [];
  for (const { direction, nodes } of sweeps) {
    const last = found.at(-1);
    if (last && last.direction === direction && !readsAhead(last, nodes, edges)) last.nodes.push(...nodes);
    else found.push({ kind, direction, nodes: [...nodes] });
  }
  return found;
}

/**
 * @param {Walk} walk
 * @param {string[]} nodes
 * @param {PlanEdge[]} edges
 */
function readsAhead(walk, nodes, edges) {
  return edges.some(
    ({ from, to, shift }) => walk.nodes.includes(from) && nodes.includes(to) && shift * walk.direction > 0,
  );
}

/**
 * @param {Walk} walk
 * @param {number} place
 * @param {number} of
 * @param {number} T
 * @returns {Stop[]}
 */
function steps({ kind, direction }, place, of, T) {
  return Array.from({ length: T }, (_, k) => ({
    kind,
    walk: place,
    walks: of,
    t: direction > 0 ? k + 1 : T - k,
    direction,
  }));
}

/**
 * The stop that is most like another one: where a person stays when the run under them changes.
 *
 * @param {Itinerary} to
 * @param {Stop} stop
 * @param {number} T steps of the run that `stop` belongs to
 * @returns {number} index into to.stops
 */
export function nearest({ stops, T: steps }, stop, T) {
  const t = stop.t === T ? steps : Math.min(stop.t, steps); // the last step stays the last
  const same = stops.findIndex((other) => other.kind === stop.kind && other.walk === stop.walk && other.t === t);
  if (same >= 0) return same;
  return stops.findIndex((other) => other.kind === "forward" && other.t === Math.max(1, t));
}

/**
 * Where an arrow key leads: towards smaller (−1) or larger (+1) t on the screen.
 * The loss lies right of the last step and the gradients left of the first one.
 *
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @param {1 | -1} way
 * @returns {number}
 */
export function arrow({ stops }, cursor, way) {
  const { kind, direction } = stops[cursor];
  if (kind === "loss") return way < 0 ? cursor + 1 : cursor;
  if (kind === "gradients") return way > 0 ? cursor - 1 : cursor;
  return clamp(cursor + way * direction, stops.length);
}

/**
 * @param {number} cursor
 * @param {number} length
 */
export function clamp(cursor, length) {
  return Math.max(0, Math.min(length - 1, cursor));
}

/**
 * The stop at step t in the pass of the current stop, for scrubbing.
 *
 * @param {Itinerary} itinerary
 * @param {number} t
 * @param {"forward" | "backward"} kind
 * @param {number} [walk]
 */
export function stopAt({ stops }, t, kind, walk = 0) {
  return stops.findIndex((stop) => stop.t === t && stop.kind === kind && stop.walk === walk);
}

/** @param {Stop} stop */
export function isBackward(stop) {
  return stop.kind === "backward" || stop.kind === "gradients";
}

/**
 * How many stops at the front have arrived from the server: nobody can stand beyond them.
 *
 * @param {Itinerary} itinerary
 * @param {import("#app/types.js").Run} run
 */
export function arrived({ stops, walks: all }, run) {
  if (run.complete) return stops.length;
  let count = 0;
  for (const walk of all) {
    const table = walk.kind === "forward" ? run.values : run.grads;
    if (walk.kind === "backward" && count > 0 && stops[count]?.kind === "loss") {
      if (!run.losses) return count;
      count += 1;
    }
    const rows = Math.min(...walk.nodes.map((name) => rowsOf(table.get(name))));
    count += rows;
    if (rows < run.plan.T) return count;
  }
  return stops[count]?.kind === "loss" && run.losses ? count + 1 : count;
}

/** @param {import("#app/types.js").Series | undefined} series */
function rowsOf(series) {
  return series ? series.blocks.reduce((sum, { first, last }) => sum + last - first + 1, 0) : 0;
}
