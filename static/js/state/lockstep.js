/**
 * Two itineraries as one course: both sides go through the same moments, step t of the one beside step t of the other.
 * Where a side has no such moment it waits at its last one before it.
 *
 *     A: 1 2 3 · loss · 3 2 1          course: 1 2 3 4 · loss · 4 3 2 1
 *     B: 1 2 3 4 · loss · 4 3 2 1      A at 4: its own 3; at the backward 4: its loss
 *
 * @import {Itinerary, Stop, Walk} from "#app/types.js"
 */

/** @typedef {{kind: Walk["kind"], direction: 1 | -1, a: number | null, b: number | null}} Pair walks side by side, by their place */

/**
 * @typedef {object} Lockstep
 * @property {Itinerary} course
 * @property {[Int32Array, Int32Array]} own where each side stands, for each stop of the course
 * @property {[boolean[], boolean[]]} waits whether it waits there: the moment is none of its own
 */

/**
 * @param {Itinerary} a
 * @param {Itinerary} b
 * @returns {Lockstep}
 */
export function lockstep(a, b) {
  const T = Math.max(a.T, b.T);
  const forward = pairs(a, b, "forward");
  const backward = pairs(a, b, "backward");
  const has = (/** @type {Stop["kind"]} */ kind) =>
    [a, b].some(({ stops }) => stops.some((stop) => stop.kind === kind));
  const stops = forward.flatMap((pair, k) => steps(pair, k, forward.length, a, b));
  if (has("loss")) stops.push({ kind: "loss", walk: 0, walks: 1, t: 0, direction: 1 });
  stops.push(...backward.flatMap((pair, k) => steps(pair, k, backward.length, a, b)));
  if (has("gradients")) stops.push({ kind: "gradients", walk: 0, walks: 1, t: 0, direction: -1 });
  const walks = [...forward, ...backward].map(({ kind, direction }) => ({ kind, direction, nodes: [] }));
  const [inA, inB] = [stands(a, stops, { forward, backward }, "a"), stands(b, stops, { forward, backward }, "b")];
  return { course: { T, walks, stops }, own: [inA.own, inB.own], waits: [inA.waits, inB.waits] };
}

/**
 * Walks of one kind in pairs that go the same way; one that has no partner stands alone.
 *
 * @param {Itinerary} a
 * @param {Itinerary} b
 * @param {Walk["kind"]} kind
 * @returns {Pair[]}
 */
function pairs(a, b, kind) {
  const [ours, theirs] = [a, b].map(({ walks }) => walks.filter((walk) => walk.kind === kind));
  /** @type {Pair[]} */
  const found = [];
  let next = 0; // of ours
  theirs.forEach(({ direction }, k) => {
    const at = ours.findIndex((walk, j) => j >= next && walk.direction === direction);
    if (at < 0) {
      found.push({ kind, direction, a: null, b: k });
      return;
    }
    for (; next < at; next += 1) found.push({ kind, direction: ours[next].direction, a: next, b: null });
    found.push({ kind, direction, a: next, b: k });
    next += 1;
  });
  for (; next < ours.length; next += 1) found.push({ kind, direction: ours[next].direction, a: next, b: null });
  return found;
}

/**
 * @param {Pair} pair
 * @param {number} walk
 * @param {number} walks
 * @param {Itinerary} a
 * @param {Itinerary} b
 * @returns {Stop[]}
 */
function steps({ kind, direction, a: inA, b: inB }, walk, walks, a, b) {
  const T = Math.max(inA === null ? 0 : a.T, inB === null ? 0 : b.T);
  return Array.from({ length: T }, (_, k) => ({ kind, walk, walks, t: direction > 0 ? k + 1 : T - k, direction }));
}

/**
 * @param {Itinerary} side
 * @param {Stop[]} stops of the course
 * @param {{forward: Pair[], backward: Pair[]}} both
 * @param {"a" | "b"} which
 */
function stands(side, stops, both, which) {
  let at = -1;
  const own = new Int32Array(stops.length);
  const waits = stops.map((stop, k) => {
    const next = side.stops[at + 1];
    const isStep = stop.kind === "forward" || stop.kind === "backward";
    const walk = isStep ? both[/** @type {Walk["kind"]} */ (stop.kind)][stop.walk][which] : 0;
    const isNext = next?.kind === stop.kind && next.walk === walk && next.t === stop.t;
    if (isNext) at += 1;
    own[k] = Math.max(0, at);
    return !isNext;
  });
  return { own, waits };
}
