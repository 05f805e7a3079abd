/**
 * The folded graph's edges as a closed column shows them: what enters or leaves the frame together is one arrow.
 *
 *     x → i, f, o, g       one arrow from the token into the frame
 *     h → i, f, o, g (−1)  one arrow from frame to frame at the height of h
 *
 * @import {ParameterRole, Plan, PlanEdge, When} from "#app/types.js"
 */

import { rowsOf } from "#app/layout/bands.js";
import { once } from "#app/state/once.js";
import { areExclusive } from "#app/state/phases.js";

/** @typedef {"x" | "y" | "inside" | "above" | "loss"} Zone */

/**
 * @typedef {object} Bundle
 * @property {string} key
 * @property {string} from
 * @property {Zone} source
 * @property {string} to the one row above the frame, or the first row inside it
 * @property {Zone} target
 * @property {number} shift
 * @property {ParameterRole | "plain"} role
 * @property {string[]} parameters
 * @property {string[]} readers
 * @property {When[]} when the phases in which it is read
 * @property {number} place among the bundles that leave from the same place
 * @property {number} of how many of them
 * @property {boolean} bearsGradient one of those with the same source and shift: a gradient is drawn once
 */

export const bundles = once(bundlesOf);

/**
 * @param {Plan} plan
 * @returns {Bundle[]}
 */
function bundlesOf(plan) {
  const zone = zones(plan);
  /** @type {Map<string, Bundle>} */
  const found = new Map();
  for (const edge of plan.edges) {
    const [source, target] = [zone(edge.from), zone(edge.to)];
    if (target === "loss" || (edge.shift === 0 && source === "inside" && target === "inside")) continue;
    const role = roleOf(plan, edge);
    const when = edge.when ?? [];
    const phases = when.map(({ phase, is }) => `${is ? "" : "!"}${phase}`);
    const key = [edge.from, target === "inside" ? "frame" : edge.to, edge.shift, role, ...phases].join(" ");
    const known = found.get(key);
    if (known) {
      known.parameters.push(...edge.parameters);
      known.readers.push(edge.to);
    } else {
      const { from, to, shift } = edge;
      const parameters = [...edge.parameters];
      found.set(key, {
        key,
        from,
        source,
        to,
        target,
        shift,
        role,
        parameters,
        readers: [to],
        when,
        place: 0,
        of: 1,
        bearsGradient: true,
      });
    }
  }
  return placed([...found.values()]);
}

/**
 * @param {Plan} plan
 * @returns {(name: string) => Zone}
 */
function zones(plan) {
  const above = new Set(rowsOf(plan).above.map(({ name }) => name));
  return (name) => {
    if (name === "x" || name === "y" || name === "loss") return name;
    return above.has(name) ? "above" : "inside";
  };
}

/**
 * @param {Plan} plan
 * @param {PlanEdge} edge
 * @returns {Bundle["role"]}
 */
function roleOf(plan, edge) {
  const roles = edge.parameters.map((name) => plan.parameters.find((parameter) => parameter.name === name)?.role);
  return roles.find((role) => role && role !== "bias") ?? "plain";
}

/** @param {Bundle[]} all */
function placed(all) {
  const start = (/** @type {Bundle} */ { from, source, shift, target }) =>
    shift === 0 ? `${source === "inside" ? "frame" : from} ${target}` : `${from} ${Math.sign(shift)}`;
  return all.map((bundle) => {
    const beside = all.filter((other) => start(other) === start(bundle));
    const together = beside.filter((other) => other === bundle || !areExclusive(other.when, bundle.when));
    const last = together.findLast(({ shift }) => shift === bundle.shift);
    const places = slots(beside);
    const place = places.findIndex((slot) => slot.includes(bundle));
    return { ...bundle, place, of: places.length, bearsGradient: last === bundle };
  });
}

/**
 * Those that are never read at the same step share one place.
 *
 * @param {Bundle[]} beside
 */
function slots(beside) {
  /** @type {Bundle[][]} */
  const found = [];
  for (const bundle of beside) {
    const free = found.find((slot) => slot.every((other) => areExclusive(other.when, bundle.when)));
    if (free) free.push(bundle);
    else found.push([bundle]);
  }
  return found;
}
