/**
 * What an opened step shows at a stop: which of its operations the playhead has passed, forwards and backwards, and
 * the numbers that stand on them.
 *
 * @import {Equation, OpenedStep, Plan, Reach, Run, Stop} from "#app/types.js"
 * @import {Link, OpenedGraph, Stand} from "#app/state/openedgraph.js"
 */

import { figure } from "#app/layout/figures.js";
import { decimals } from "#app/state/decimals.js";
import { chosenUnit, openedAt } from "#app/state/opened.js";
import { openedGraph } from "#app/state/openedgraph.js";
import { idleAt } from "#app/state/openedidle.js";
import { holds, reach as reachOf } from "#app/state/reach.js";
import { row } from "#app/state/series.js";
import { isCovered } from "#app/state/unknown.js";

/**
 * @typedef {object} Glance
 * @property {Run} run
 * @property {Reach} reach
 * @property {OpenedGraph} graph
 * @property {number} t
 * @property {number} unit
 * @property {string | null} asked the stand that is asked about
 * @property {OpenedStep | null} step null while the server is asked
 * @property {OpenedStep | null} later step t + 1: what comes back from it
 * @property {OpenedStep | null} earlier step t − 1, for nets that read backwards
 * @property {{direction: "forward" | "backward", count: number} | null} revealed operations so far; null: all
 */

/**
 * @param {Omit<import("#app/layout/opened/scene.js").OpenedSight, "width" | "height">} sight
 * @returns {Glance}
 */
export function glanceAt({ run, itinerary, cursor, view, opening, stepOf }) {
  const stop = itinerary.stops[cursor];
  const t = openedAt(itinerary, stop);
  return {
    run,
    reach: reachOf(itinerary, cursor),
    graph: openedGraph(run.plan),
    t,
    unit: chosenUnit(view.cell),
    asked: view.cell?.node ?? null,
    step: stepOf(t),
    later: stepOf(t + 1),
    earlier: stepOf(t - 1),
    revealed: revealedAt(stop, opening),
  };
}

/**
 * @param {Stop} stop
 * @param {import("#app/state/opened.js").Opening} opening
 * @returns {Glance["revealed"]}
 */
function revealedAt({ kind }, { by, revealed }) {
  if (by !== "operation" || (kind !== "forward" && kind !== "backward")) return null;
  return { direction: kind, count: revealed };
}

/**
 * @param {Glance} glance
 * @param {Stand} stand
 */
export function isReached({ run, reach, graph, t, revealed }, { key, kind, name, equation, shift, order }) {
  if (idleAt(run.plan, graph, t).has(key)) return false;
  if (kind === "token") return reach.values.size > 0 && [...reach.values.values()].some((span) => holds(span, t));
  if (kind === "entry") return isKnown(run, reach, name, t + shift);
  if (!holds(reach.values.get(kind === "exit" ? name : equation), t)) return false;
  const made = kind === "exit" ? (graph.stands.get(`v:${name}`)?.order ?? 0) : order;
  return revealed?.direction !== "forward" || made < revealed.count;
}

/**
 * @param {Run} run
 * @param {Reach} reach
 * @param {string} name
 * @param {number} t
 */
function isKnown({ plan }, reach, name, t) {
  if (name === "x" || name === "y" || t < 1 || t > plan.T) return true;
  return holds(reach.values.get(name), t);
}

/**
 * Whether the gradient of something has come.
 *
 * @param {Glance} glance
 * @param {Stand} stand
 */
export function isBack({ reach, graph, t, revealed }, { kind, equation, order }) {
  if (kind === "token" || kind === "entry" || kind === "exit") return false;
  if (!holds(reach.grads.get(equation), t)) return false;
  return revealed?.direction !== "backward" || order >= graph.order.length - revealed.count;
}

/**
 * @param {Glance} glance
 * @param {Stand} stand
 * @returns {ArrayLike<number> | null}
 */
export function standsOn({ run, step, t }, { kind, id, name, shift }) {
  if (kind === "entry") return entering(run, name, t + shift);
  if (kind === "vector" || kind === "bars") return row(run.values.get(name), t);
  if (kind === "token") return row(run.inputs, t);
  return step?.nodes.get(id)?.value ?? null;
}

/**
 * @param {Run} run
 * @param {string} name
 * @param {number} t
 */
function entering(run, name, t) {
  if (name === "x") return row(run.inputs, t);
  if (name === "y") return row(run.targets, t);
  if (t >= 1 && t <= run.plan.T) return row(run.values.get(name), t);
  const tensor = run.initial.get(name);
  const size = tensor?.shape.at(-1) ?? 0;
  const k = t < 1 ? -t : t - run.plan.T - 1;
  return tensor?.values.subarray(k * size, (k + 1) * size) ?? null;
}

/**
 * The gradient of all that comes back along some links, added up.
 *
 * @param {Glance} glance
 * @param {Link[]} links
 * @returns {Float64Array | null} null where nothing comes back, or not yet
 */
export function flowOf(glance, links) {
  /** @type {ArrayLike<number>[]} */
  const parts = [];
  for (const { operand, from, to } of links) {
    const stand = /** @type {Stand} */ (glance.graph.stands.get(to));
    if (!operand) {
      const found = stand.kind === "exit" ? fromBeyond(glance, stand) : total(glance, from);
      if (found) parts.push(...found);
    } else if (isBack(glance, stand)) {
      const part = glance.step?.edges.get(`${operand.user}:${operand.position}`) ?? joined(glance, operand.node);
      if (part) parts.push(part.grad);
    }
  }
  return parts.length ? sum(parts) : null;
}

/**
 * A softmax and its loss are one operation on the way back: what they give together.
 *
 * @param {Glance} glance
 * @param {number} operand
 */
function joined({ run, step }, operand) {
  for (const { id, equation, args } of run.plan.nodes) {
    if (equation !== "loss") continue;
    const position = args.findIndex(({ node, shift }) => node === operand && shift === 0);
    const part = step?.edges.get(`${id}:${position}`);
    if (part) return part;
  }
  return undefined;
}

/**
 * @param {Glance} glance
 * @param {string} key of an operation that makes a named vector
 */
function total(glance, key) {
  const stand = /** @type {Stand} */ (glance.graph.stands.get(key));
  const grad = isBack(glance, stand) ? glance.step?.nodes.get(stand.id)?.grad : null;
  return grad ? [grad] : [];
}

/**
 * What the neighbouring step gives back to a value that it reads from this one.
 *
 * @param {Glance} glance
 * @param {Stand} exit
 */
function fromBeyond({ run, reach, later, earlier, t }, { id, shift }) {
  const step = shift < 0 ? later : earlier;
  if (!step) return [];
  return run.plan.nodes.flatMap(({ id: user, equation, args }) =>
    args.flatMap((ref, position) => {
      if (ref.node !== id || ref.shift !== shift || !holds(reach.grads.get(equation ?? ""), t - shift)) return [];
      const part = step.edges.get(`${user}:${position}`);
      return part ? [part.grad] : [];
    }),
  );
}

/** @param {ArrayLike<number>[]} parts */
function sum(parts) {
  const found = Float64Array.from(parts[0]);
  for (const part of parts.slice(1)) for (let k = 0; k < found.length; k += 1) found[k] += part[k];
  return found;
}

/** @param {ArrayLike<number>} vector its length, without overflow */
export function normOf(vector) {
  return Math.hypot(...Array.from(vector));
}

/**
 * Short enough for its place: two digits, more only where a power of ten is near.
 *
 * @param {ArrayLike<number> | null | undefined} vector
 * @param {number} unit
 */
export function printed(vector, unit) {
  if (!vector) return "";
  const at = vector.length === 1 ? 0 : unit;
  return vector[at] === undefined ? "" : brief(vector[at], isCovered(vector, at) || undefined);
}

/** @param {number} value @param {boolean} [hidden] */
export function brief(value, hidden) {
  if (!Number.isFinite(value) || value === 0 || decimals.value !== null) return figure(value, hidden);
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size >= 0.0995 && size < 99.5) return sign + size.toFixed(size < 9.995 ? 2 : 1);
  if (size >= 0.00095 && size < 0.0995) return sign + String(Number(size.toPrecision(2)));
  if (size >= 99.5 && size < 9999.5) return sign + size.toFixed(0);
  return figure(Number(value.toPrecision(2))).replace(/(\d\.\d)0×/u, "$1×"); // 4.3×10⁻³
}

/**
 * @param {Plan} plan
 * @param {Stand} stand
 */
export function shapeText(plan, { glyph, size }) {
  const parameter = plan.parameters.find(({ name }) => name === glyph?.parameter);
  if (parameter && parameter.shape.length > 1) return parameter.shape.join("×");
  return String(size);
}

/**
 * @param {Plan} plan
 * @param {string} name
 * @returns {Equation | undefined}
 */
export function equationNamed(plan, name) {
  return plan.equations.find((one) => one.name === name);
}
