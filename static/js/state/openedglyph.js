/**
 * How an operation is drawn: a circle for sums and products of vectors, a box for everything that has one vector to
 * work on. Parameters and numbers stand in the glyph, in their role's colour.
 *
 * @import {ParameterRole, Plan, PlanNode} from "#app/types.js"
 */

/**
 * @typedef {object} Glyph
 * @property {"circle" | "box" | "product"} shape a product has room for its value
 * @property {string} tex
 * @property {ParameterRole | "plain"} role colour of the glyph
 * @property {{name: string, tex: string, role: ParameterRole}[]} beside parameters written next to it
 * @property {string[]} signs by operand
 * @property {string | null} parameter the one it works with, for its shape
 * @property {string} word the operation in words
 */

const SIGNS = /** @type {Record<string, string>} */ ({
  add: "+",
  multiply: String.raw`\odot`,
  subtract: "-",
  divide: String.raw`\div`,
  maximum: String.raw`\max`,
  minimum: String.raw`\min`,
});

export const FUNCTIONS = /** @type {Record<string, string>} */ ({
  sigmoid: String.raw`\sigma`,
  tanh: String.raw`\tanh`,
  exp: String.raw`\exp`,
  log: String.raw`\ln`,
  sqrt: String.raw`\sqrt{\cdot}`,
  square: String.raw`(\cdot)^2`,
  abs: String.raw`|\cdot|`,
  sin: String.raw`\sin`,
  cos: String.raw`\cos`,
  negative: "-",
  join: "[\\,;\\,]",
  sum: String.raw`\sum`,
  same: "=",
});

/**
 * @param {Plan} plan
 * @param {PlanNode} node
 * @param {Map<number, PlanNode>} nodes
 * @param {(string | null)[]} sources of its operands; null: a parameter or a number
 * @returns {Glyph}
 */
export function glyphOf(plan, node, nodes, sources) {
  const { op } = node;
  const operands = node.args.map(({ node: id }) => /** @type {PlanNode} */ (nodes.get(id)));
  const still = operands.filter((_, k) => sources[k] === null);
  const timed = operands.length - still.length;
  const beside = still.flatMap(({ name }) => parametersOf(plan, name));
  /** @type {Glyph} */
  const glyph = {
    shape: "box",
    tex: FUNCTIONS[op] ?? String.raw`\mathrm{${op.replaceAll("_", "\\_")}}`,
    role: "plain",
    beside,
    signs: [],
    parameter: null,
    word: op,
  };
  const sign = op === "multiply" && plan.circled ? plan.circled : SIGNS[op];
  if (op === "matmul") return { ...glyph, ...withParameter(still[0], beside[0], ""), beside: [] };
  if (!sign) return op === "choose" ? { ...glyph, tex: String.raw`\text{if}`, beside: [] } : glyph;
  if (op === "add" || timed > 1) {
    const signs = op === "subtract" || op === "divide" ? ["", op === "subtract" ? "−" : "÷"] : [];
    const numbers = still.filter(({ op: kind }) => kind === "number").map(({ number }) => short(number ?? 0));
    const tex = op === "subtract" ? "+" : [sign, ...numbers].join(" ");
    return { ...glyph, shape: numbers.length ? "box" : "circle", tex, signs };
  }
  const first = sources[0] === null; // W · v, 1 − v, v / 2
  const shown = op === "multiply" && still[0]?.op === "number" ? String.raw`\cdot` : sign;
  const one = withParameter(still[0], beside[0], "");
  const tex = first || op === "multiply" ? `${one.tex}\\,${shown}` : `${shown}\\,${one.tex}`;
  return { ...glyph, ...one, tex, beside: [] };
}

/**
 * @param {PlanNode | undefined} still
 * @param {Glyph["beside"][0] | undefined} parameter
 * @param {string} more
 * @returns {Pick<Glyph, "shape" | "tex" | "role" | "parameter">}
 */
function withParameter(still, parameter, more) {
  if (parameter)
    return { shape: "product", tex: parameter.tex + more, role: parameter.role, parameter: parameter.name };
  return { shape: "product", tex: short(still?.number ?? 0) + more, role: "plain", parameter: null };
}

/**
 * @param {Plan} plan
 * @param {string | null} name
 */
function parametersOf(plan, name) {
  const found = plan.parameters.find((one) => one.name === name);
  return found ? [{ name: found.name, tex: found.tex, role: found.role }] : [];
}

/** @param {number | string} value */
function short(value) {
  return String(Number(Number(value).toPrecision(3))).replace("Infinity", String.raw`\infty`);
}
