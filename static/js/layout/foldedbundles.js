/**
 * What the folded graph has to connect: edges within a step, and bundles of delayed ones. All that read the same
 * name from the same step share one bundle and one black square.
 *
 * @import {ParameterRole, Plan, PlanEdge} from "#app/types.js"
 */

/**
 * @typedef {object} Reader
 * @property {string} to
 * @property {ParameterRole | "plain"} tone
 * @property {string[]} parameters
 *
 * @typedef {object} Bundle
 * @property {string} key
 * @property {string} from
 * @property {number} shift
 * @property {Reader[]} readers
 *
 * @typedef {object} Connections
 * @property {string[]} names that are drawn: the equations, and x and y where they are read
 * @property {(Reader & {from: string})[]} direct
 * @property {Bundle[]} bundles
 */

/**
 * @param {Plan} plan
 * @returns {Connections}
 */
export function connections(plan) {
  const equations = plan.equations.map(({ name }) => name);
  const edges = plan.edges.filter(({ to }) => equations.includes(to));
  const given = ["x", "y"].filter((name) => edges.some(({ from }) => from === name));
  const names = [...given, ...equations];
  const known = edges.filter(({ from }) => names.includes(from));
  /** @type {Map<string, Bundle>} */
  const bundles = new Map();
  for (const edge of known.filter(({ shift }) => shift)) {
    const { from, shift } = edge;
    const key = `${from} ${shift}`;
    const bundle = bundles.get(key) ?? { key, from, shift, readers: [] };
    bundle.readers.push(reader(plan, edge));
    bundles.set(key, bundle);
  }
  const direct = known.filter(({ shift }) => !shift).map((edge) => ({ from: edge.from, ...reader(plan, edge) }));
  return { names, direct, bundles: [...bundles.values()] };
}

/**
 * @param {Plan} plan
 * @param {PlanEdge} edge
 * @returns {Reader}
 */
function reader(plan, { to, parameters }) {
  const roles = parameters.map((name) => plan.parameters.find((parameter) => parameter.name === name)?.role);
  return { to, parameters, tone: roles.find((role) => role && role !== "bias") ?? "plain" };
}
