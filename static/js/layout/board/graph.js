/**
 * The plan as the board reads it: both passes as one graph, and what in it has a name to be written by. Besides the
 * equations, ∂L/∂name has one, and so has what comes back to the inside of an equation and is needed more than once:
 *
 *     h = tanh(b + W h[t-1] + U x)     δ^h = ∂L/∂h ⊙ (1 − h²), which W, U, b and h[t-1] all get
 *
 * @import {Plan, PlanNode, PlanRef} from "#app/types.js"
 */

import { once } from "#app/state/once.js";

/**
 * @typedef {object} Delta what comes back to an inner node
 * @property {number} id of the node that it is
 * @property {string} equation
 * @property {number} place 0 for the outermost of an equation
 * @property {number} inner the forward node whose derivative it is
 *
 * @typedef {object} BoardGraph
 * @property {Map<number, PlanNode>} nodes
 * @property {Map<number, string>} names forward nodes that an equation (or the loss) names
 * @property {Map<string, number>} ids
 * @property {Map<number, string>} gradients nodes that are ∂L/∂name
 * @property {Map<string, PlanRef>} shown what is reported as ∂L/∂name
 * @property {Map<number, Delta>} deltas
 * @property {number} first id of the backward pass; what is smaller belongs to the forward pass
 * @property {string[]} forward equations in the order in which one computes them within a step
 * @property {(string | number)[]} backward names (of gradients) and ids (of deltas), in that order
 * @property {number[]} shifts by how many steps the backward pass reads ahead or back
 */

export const boardGraph = once(read);

/** @param {Plan} plan @returns {BoardGraph} */
function read(plan) {
  const back = plan.backward;
  const nodes = new Map([...plan.nodes, ...(back?.nodes ?? [])].map((node) => [node.id, node]));
  const named = plan.nodes.filter(
    ({ name, op }) => name && !LEAVES.has(op) && (name === "loss" || plan.equations.some((one) => one.name === name)),
  );
  const names = new Map(named.map(({ id, name }) => [id, /** @type {string} */ (name)]));
  const shown = new Map(Object.entries(back?.shown ?? {}));
  const of = new Map(back?.of ?? []);
  const gradients = new Map(
    [...names].flatMap(([id, name]) => {
      const ref = shown.get(name);
      return ref && ref.node === of.get(id) ? [/** @type {[number, string]} */ ([ref.node, name])] : [];
    }),
  );
  const graph = /** @type {BoardGraph} */ ({
    nodes,
    names,
    ids: new Map([...names].map(([id, name]) => [name, id])),
    gradients,
    shown,
    deltas: new Map(),
    first: 1 + Math.max(...plan.nodes.map(({ id }) => id)),
    forward: [],
    backward: [],
    shifts: [],
  });
  if (back) graph.deltas = deltasOf(plan, graph, of);
  graph.forward = ordered([...names.keys()], graph, (id) => (names.has(id) ? id : null)).map(
    (id) => /** @type {string} */ (names.get(id)),
  );
  const apart = [...shown.values()].map(({ node }) => node).filter((node) => !gradients.has(node)); // nothing reads them
  const inside = [...graph.deltas.values()];
  const ends = [
    ...apart,
    ...[...gradients].flatMap(([id, name]) => [
      id,
      ...inside.filter(({ equation }) => equation === name).map((one) => one.id),
    ]),
    ...inside.map(({ id }) => id), // those of an equation whose gradient has no name
  ];
  const told = new Map([...shown].map(([name, { node }]) => [node, name]));
  graph.backward = ordered(ends, graph, (id) => (told.has(id) || graph.deltas.has(id) ? id : null)).map(
    (id) => told.get(id) ?? id,
  );
  const ahead = (back?.nodes ?? []).flatMap(({ args }) => args.map(({ shift }) => shift));
  graph.shifts = [...new Set([0, ...ahead])].slice(0, MOST_SHIFTS);
  return graph;
}

const MOST_SHIFTS = 6;
const LEAVES = new Set(["input", "target", "parameter", "number", "present", "phase", "held", "given", "cutting"]);

/**
 * What a chain of nodes merely repeats.
 *
 * @param {BoardGraph} graph
 * @param {number} id
 */
export function unrepeated(graph, id) {
  let at = id;
  while (!graph.gradients.has(at)) {
    const node = graph.nodes.get(at);
    if (node?.op !== "same" || at < graph.first || node.args[0].shift !== 0) break;
    at = node.args[0].node;
  }
  return at;
}

/**
 * @param {Plan} plan
 * @param {BoardGraph} graph
 * @param {Map<number, number>} of
 */
function deltasOf(plan, graph, of) {
  const back = /** @type {NonNullable<Plan["backward"]>} */ (plan.backward);
  /** @type {Map<number, number>} */
  const counts = new Map();
  const count = (/** @type {number} */ id) => {
    const end = unrepeated(graph, id);
    counts.set(end, (counts.get(end) ?? 0) + 1);
  };
  for (const { op, args } of back.nodes) if (op !== "same") for (const { node } of args) count(node);
  for (const { back: ref } of back.uses) count(ref.node);
  /** @type {Map<number, Delta>} */
  const found = new Map();
  /** @type {Map<string, number>} */
  const places = new Map();
  const inner = [...of].filter(([id]) => !graph.names.has(id)).sort(([a], [b]) => b - a);
  for (const [forward, gradient] of inner) {
    const id = unrepeated(graph, gradient);
    const equation = graph.nodes.get(forward)?.equation;
    if (!equation || equation === "loss" || found.has(id) || graph.gradients.has(id)) continue;
    if (id < graph.first || graph.nodes.get(id)?.op === "number" || (counts.get(id) ?? 0) < 2) continue;
    const place = places.get(equation) ?? 0;
    places.set(equation, place + 1);
    found.set(id, { id, equation, place, inner: forward });
  }
  return found;
}

/**
 * Ends so that each comes after those it reads in the same step.
 *
 * @param {number[]} ends
 * @param {BoardGraph} graph
 * @param {(id: number) => number | null} endOf
 */
function ordered(ends, graph, endOf) {
  /** @type {Set<number>} */
  const seen = new Set();
  /** @type {number[]} */
  const found = [];
  /** @param {number} id */
  const visit = (id) => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const { node, shift } of graph.nodes.get(id)?.args ?? []) if (shift === 0) visit(node);
    if (endOf(id) !== null) found.push(id);
  };
  for (const id of ends) visit(id);
  return found; // each once, however often it was an end
}
