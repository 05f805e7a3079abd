/**
 * The net with few rows: what is read at another step (the whole state), x below, the loss above. What lies between
 * two of them within a step is one way.
 *
 * @import {Equation, Plan} from "#app/types.js"
 * @import {Way} from "#app/gradient.js"
 */

import { rowsOf } from "#app/layout/bands.js";
import { once } from "#app/state/once.js";

/** @typedef {{rows: Equation[], ways: Way[]}} Few */

/** Rows from top to bottom. @type {(plan: Plan) => Few} */
export const fewRows = once((plan) => {
  const rows = stateOf(plan);
  const ends = new Set([...rows.map(({ name }) => name), "x", "y"]);
  const targets = [...rows.map(({ name }) => name), ...(plan.loss ? ["loss"] : [])];
  return { rows, ways: targets.flatMap((to) => waysInto(plan, ends, to)) };
});

/**
 * The whole state: every name that some step reads at another one. A net without any has its rows instead.
 *
 * @param {Plan} plan
 */
export function stateOf(plan) {
  const { above, inside } = rowsOf(plan);
  const all = [...above, ...inside];
  const state = all.filter(({ delayed }) => delayed);
  return state.length ? state : inside.length ? inside : all;
}

/**
 * @param {Plan} plan
 * @param {Set<string>} ends
 * @param {string} to
 * @returns {Way[]}
 */
function waysInto({ edges, parameters }, ends, to) {
  const through = between(edges, ends, to);
  /** @type {Map<string, Way>} */
  const found = new Map();
  for (const edge of edges) {
    if (!ends.has(edge.from) || !(edge.to === to || through.has(edge.to))) continue;
    const key = `${edge.from} ${to} ${edge.shift}`;
    const way = found.get(key) ?? {
      key,
      from: edge.from,
      to,
      shift: edge.shift,
      role: "plain",
      parameters: [],
      through,
    };
    way.parameters.push(...edge.parameters.filter((name) => !way.parameters.includes(name)));
    const role = parameters.find(({ name }) => edge.parameters.includes(name) && name)?.role;
    if (way.role === "plain" && role && role !== "bias") way.role = role;
    found.set(key, way);
  }
  return [...found.values()].filter(({ from, to: into }) => !(from === "y" && into === "loss"));
}

/**
 * What lies before a name within the step, up to the ends.
 *
 * @param {Plan["edges"]} edges
 * @param {Set<string>} ends
 * @param {string} to
 */
function between(edges, ends, to) {
  /** @type {Set<string>} */
  const found = new Set();
  const next = [to];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    for (const { from, to: into, shift } of edges) {
      if (into !== name || shift !== 0 || ends.has(from) || found.has(from)) continue;
      found.add(from);
      next.push(from);
    }
  }
  return found;
}
