/**
 * What the folded graph has to connect: edges within a step, and bundles of delayed ones. All that read the same
 * name from the same step share one bundle and one black square.
 *
 * @import {ParameterRole, Plan, PlanEdge, When} from "#app/types.js"
 */

/**
 * @typedef {object} Reader
 * @property {string} to
 * @property {ParameterRole | "plain"} tone
 * @property {string[]} parameters
 * @property {Branch[]} branches where phases choose among its matrices; else none
 *
 * @typedef {{when: When[], parameters: string[]}} Branch
 *
 * @typedef {object} Bundle
 * @property {string} key
 * @property {string} from
 * @property {number} shift
 * @property {Reader[]} readers
 *
 * @typedef {object} Connections
 * @property {string[]} names that are drawn: the equations (and the loss), and x and y where they are read
 * @property {(Reader & {from: string})[]} direct
 * @property {Bundle[]} bundles
 */

/**
 * @param {Plan} plan
 * @param {boolean} [whole] with the loss and what it reads
 * @returns {Connections}
 */
export function connections(plan, whole = false) {
  const equations = [...plan.equations.map(({ name }) => name), ...(whole && plan.loss ? ["loss"] : [])];
  const edges = plan.edges.filter(({ to }) => equations.includes(to));
  const given = ["x", "y"].filter((name) => edges.some(({ from }) => from === name));
  const names = [...given, ...equations];
  const known = together(edges.filter(({ from }) => names.includes(from)));
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

/** @typedef {PlanEdge & {branches: Branch[]}} Joined */

/**
 * What is read in several phases is one line.
 *
 * @param {PlanEdge[]} edges
 * @returns {Joined[]}
 */
function together(edges) {
  /** @type {Map<string, Joined>} */
  const found = new Map();
  for (const edge of edges) {
    const { from, to, shift, parameters, when = [] } = edge;
    const key = `${from} ${to} ${shift}`;
    const known = found.get(key) ?? { ...edge, parameters: [], branches: [] };
    known.parameters = [...known.parameters, ...parameters.filter((name) => !known.parameters.includes(name))];
    known.branches.push({ when, parameters });
    found.set(key, known);
  }
  return [...found.values()].map((one) =>
    one.branches.some(({ when }) => when.length) ? one : { ...one, branches: [] },
  );
}

/**
 * @param {Plan} plan
 * @param {Joined} edge
 * @returns {Reader}
 */
function reader(plan, { to, parameters, branches }) {
  const roles = parameters.map((name) => plan.parameters.find((parameter) => parameter.name === name)?.role);
  return { to, parameters, branches, tone: roles.find((role) => role && role !== "bias") ?? "plain" };
}
