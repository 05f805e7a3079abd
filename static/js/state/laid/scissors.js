/**
 * Scissors between two steps: every delay edge that crosses there keeps its value and lets no gradient back. In the
 * spec it is a change, {"detach": "h[t-1]", "steps": [5, 9]}, counted by the steps that read. Pure.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Change} from "#app/state/changes.js"
 */

import { holdsStep } from "#app/state/changes.js";
import { shelf } from "#app/state/once.js";

/** @typedef {{key: string, from: string, shift: number}} DelayEdge as the text reads it: h[t-1] */

/**
 * What the net reads of its own other steps.
 *
 * @param {Plan} plan
 * @returns {DelayEdge[]}
 */
export function delayEdges({ edges, equations }) {
  const own = new Set(equations.map(({ name }) => name));
  const found = new Map();
  for (const { from, shift } of edges) {
    const key = keyOf(from, shift);
    if (shift && own.has(from) && !found.has(key)) found.set(key, { key, from, shift });
  }
  return [...found.values()];
}

/**
 * The steps that read across the boundary between `before - 1` and `before`.
 *
 * @param {DelayEdge} edge
 * @param {number} before
 * @param {number} T
 */
function readers({ shift }, before, T) {
  const first = shift < 0 ? before : Math.max(1, before - shift);
  const last = shift < 0 ? Math.min(T, before - shift - 1) : before - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}

/**
 * Where each edge is cut: its boundaries, by the step after them, 2…T.
 *
 * @param {Change[]} changes
 * @param {Plan} plan
 * @returns {Map<string, number[]>}
 */
export function cutsOf(changes, plan) {
  return new Map(
    delayEdges(plan).map((edge) => {
      const steps = stepsOf(changes, "detach", edge.key, null, plan.T);
      const boundaries = Array.from({ length: plan.T - 1 }, (_, n) => n + 2);
      return [
        edge.key,
        steps.size ? boundaries.filter((b) => readers(edge, b, plan.T).every((t) => steps.has(t))) : [],
      ];
    }),
  );
}

/**
 * The steps whose reading along an edge a change acts on: into every reader, or into one.
 *
 * @param {Change[]} changes
 * @param {"detach" | "cut"} verb
 * @param {string} key
 * @param {string | null} reader null: what holds for every reader
 * @param {number} T
 */
function stepsOf(changes, verb, key, reader, T) {
  /** @type {Set<number>} */
  const found = new Set();
  for (const { [verb]: edge, into, steps } of changes) {
    if (edge === undefined || (into && into !== reader) || spelled(edge) !== key) continue;
    const { from = 1, to = T } = /** @type {{from?: number, to?: number}} */ (
      Array.isArray(steps) ? {} : (steps ?? {})
    );
    const listed = Array.isArray(steps) ? steps : Array.from({ length: to - from + 1 }, (_, n) => from + n);
    for (const t of listed) found.add(t);
  }
  return found;
}

/** @type {import("#app/state/once.js").Shelf<Plan, Set<number>>} */
const kept = shelf();

/**
 * Whether scissors hold back what would come over an edge at its reader's step.
 *
 * @param {Plan} plan
 * @param {Plan["edges"][number]} edge
 * @param {number} t
 */
export function isSnipped(plan, edge, t) {
  return stepsAt(plan, edge, "detach").has(t);
}

/**
 * Whether an edge carries nothing at its reader's step: it is cut, or its reader is held by a person's hand.
 *
 * @param {Plan} plan
 * @param {Plan["edges"][number]} edge
 * @param {number} t
 */
export function isClosed(plan, edge, t) {
  const isHeld = (/** @type {Change} */ { hold, silence, units, steps }) =>
    (hold === edge.to || silence === edge.to) && units === undefined && holdsStep(steps, t);
  return (plan.changes ?? []).some(isHeld) || stepsAt(plan, edge, "cut").has(t);
}

/**
 * @param {Plan} plan
 * @param {Plan["edges"][number]} edge
 * @param {"detach" | "cut"} verb
 * @returns {Set<number>}
 */
function stepsAt(plan, { from, to, shift }, verb) {
  const key = keyOf(from, shift);
  return kept(plan, `${verb} ${key} ${to}`, () => stepsOf(plan.changes ?? [], verb, key, to, plan.T));
}

/** @param {string} from @param {number} shift */
function keyOf(from, shift) {
  return shift ? `${from}[t${shift < 0 ? "-" : "+"}${Math.abs(shift)}]` : from;
}

/** As `keyOf` has it: spaces do not count, and h[t] is h. @param {unknown} edge */
function spelled(edge) {
  return typeof edge === "string" ? edge.replaceAll(" ", "").replace("[t]", "") : null;
}

/**
 * Cuts these edges at a boundary, or joins them again where all of them are cut.
 *
 * @param {Change[]} changes
 * @param {Plan} plan
 * @param {number} before the step after the boundary
 * @param {string[]} keys of edges
 * @returns {Change[]}
 */
export function snipped(changes, plan, before, keys) {
  const cuts = cutsOf(changes, plan);
  const isJoined = keys.every((key) => cuts.get(key)?.includes(before));
  return keys.reduce((now, key) => {
    const had = cuts.get(key) ?? [];
    return withCuts(now, plan, key, isJoined ? had.filter((b) => b !== before) : [...had, before]);
  }, changes);
}

/**
 * Cuts these edges after every so many steps, and nowhere else.
 *
 * @param {Change[]} changes
 * @param {Plan} plan
 * @param {number} every
 * @param {string[]} keys
 * @returns {Change[]}
 */
export function choppedUp(changes, plan, every, keys) {
  const count = Math.ceil(plan.T / every) - 1;
  const boundaries = Array.from({ length: count }, (_, n) => (n + 1) * every + 1);
  return keys.reduce((now, key) => withCuts(now, plan, key, boundaries), changes);
}

/** Without scissors. @param {Change[]} changes @returns {Change[]} */
export function joined(changes) {
  return changes.filter(({ detach }) => detach === undefined);
}

/**
 * @param {Change[]} changes
 * @param {Plan} plan
 * @param {string} key
 * @param {number[]} boundaries
 * @returns {Change[]}
 */
function withCuts(changes, plan, key, boundaries) {
  const edge = delayEdges(plan).find((one) => one.key === key);
  const rest = changes.filter(({ detach, into }) => into || spelled(detach) !== key);
  if (!edge || !boundaries.length) return rest;
  const steps = [...new Set(boundaries.flatMap((b) => readers(edge, b, plan.T)))].sort((a, b) => a - b);
  return [...rest, { detach: key, steps }];
}
