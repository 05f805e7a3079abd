/**
 * What an opened step computes for nothing: the branch that its phase does not take, and all that leads only there.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Link, OpenedGraph} from "#app/state/openedgraph.js"
 */

/** @type {WeakMap<OpenedGraph, {t: number, idle: Set<string>}>} the step that was asked for last */
const known = new WeakMap();

/**
 * @param {Plan} plan
 * @param {OpenedGraph} graph
 * @param {number} t
 * @returns {Set<string>} keys of stands
 */
export function idleAt(plan, graph, t) {
  const found = known.get(graph);
  if (found?.t === t) return found.idle;
  const idle = plan.phases && Object.keys(plan.phases).length ? idleStands(plan, graph, t) : new Set();
  known.set(graph, { t, idle });
  return idle;
}

/**
 * Whether an operand stands in a branch that is not taken at step t.
 *
 * @param {Plan} plan
 * @param {Link} link
 * @param {number} t
 */
export function isUntaken(plan, { operand }, t) {
  const user = operand && plan.nodes.find(({ id }) => id === operand.user);
  if (user?.op !== "choose" || !operand) return false;
  const phase = plan.nodes.find(({ id }) => id === user.args[0].node);
  const isOn = phase?.op === "phase" ? plan.phases?.[phase.name ?? ""]?.[t - 1] : undefined;
  return isOn !== undefined && operand.position === (isOn ? 2 : 1);
}

/**
 * From the ends backwards: what is used by something that is used.
 *
 * @param {Plan} plan
 * @param {OpenedGraph} graph
 * @param {number} t
 */
function idleStands(plan, { stands, links }, t) {
  const taken = links.filter((link) => !isUntaken(plan, link, t));
  const leads = new Set(links.map(({ from }) => from));
  const rest = [...stands.keys()].filter((key) => !leads.has(key));
  const used = new Set(rest);
  for (let key = rest.pop(); key !== undefined; key = rest.pop()) {
    for (const { from, to } of taken) {
      if (to !== key || used.has(from)) continue;
      used.add(from);
      rest.push(from);
    }
  }
  return new Set([...stands.keys()].filter((key) => !used.has(key)));
}
