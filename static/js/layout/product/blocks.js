/**
 * Where a product goes, as blocks with the numbers of one unit: the sum it is part of, the function applied, up to the
 * node that has a name; with what comes back along the same way.
 *
 * @import {Glance} from "#app/layout/opened/values.js"
 * @import {Reading} from "#app/layout/product/reading.js"
 * @import {Pace} from "#app/state/productway.js"
 * @import {OpenedStep, ParameterRole, Plan, PlanNode} from "#app/types.js"
 */

import { equationNamed, isBack, isReached, standsOn } from "#app/layout/opened/values.js";
import { texOf } from "#app/layout/product/tex.js";
import { symbolAt } from "#app/layout/symbols.js";
import { productOf } from "#app/state/products.js";
import { wayOf } from "#app/state/productway.js";

/**
 * @typedef {object} Figure one number and what it is
 * @property {string} tex
 * @property {number | undefined} value undefined where it is not reached
 * @property {"" | "−" | "÷"} sign
 * @property {number | null} product its id, if it is one that can be opened
 * @property {boolean} own whether the way comes from here
 * @property {ParameterRole | null} role of the parameter in it
 * @property {string | null} token where it is a product with one
 */

/**
 * @typedef {object} Block
 * @property {string} key
 * @property {"sum" | "curve" | "softmax" | "other" | "product" | "end"} kind
 * @property {PlanNode} node
 * @property {Figure[]} operands
 * @property {string} tex of the result
 * @property {number} unit of the result
 * @property {number | undefined} value
 * @property {number | undefined} grad ∂L/∂ of the result
 * @property {number | undefined} slope of a function of one number
 * @property {{limit: number, values: Float64Array} | null} curve
 * @property {ArrayLike<number> | null} all units of the result, of a softmax
 * @property {string} word of a named node
 */

const ADDEND = 190; // pixels of its formula

/**
 * @param {Glance} glance
 * @param {Reading} reading
 * @param {number} row
 * @param {string | null} toward the node that is asked about
 * @returns {{blocks: Block[], elsewhere: string[]}} elsewhere: names of equations that read it, too
 */
export function blocksOf(glance, reading, row, toward) {
  const { id, node } = reading.product;
  const { plan } = glance.run;
  const { paces, elsewhere } = wayOf(plan, id, toward);
  const blocks = paces.map((pace) => block(glance, pace, row));
  const last = paces.at(-1);
  const named = last ? last.name : (equationNamed(plan, node.name ?? "")?.name ?? null);
  if (named) blocks.push(end(glance, named, last ? unitOf(last.node, row + last.offset) : row));
  return { blocks, elsewhere: [...new Set(elsewhere.map((one) => one.node.equation ?? ""))].filter(Boolean) };
}

/**
 * @param {PlanNode} node
 * @param {number} unit
 */
function unitOf({ scalar, size }, unit) {
  return scalar || size === 1 ? 0 : unit;
}

/**
 * @param {Glance} glance
 * @param {Pace} pace
 * @param {number} row
 * @returns {Block}
 */
function block(glance, { node, kind, position, offset, name }, row) {
  const { plan } = glance.run;
  const stand = /** @type {import("#app/state/openedgraph.js").Stand} */ (glance.graph.stands.get(`o:${node.id}`));
  const unit = unitOf(node, row + offset);
  const numbers = isReached(glance, stand) ? (glance.step?.nodes.get(node.id)?.value ?? null) : null;
  const operands = node.args.map((_, k) => operandOf(glance, node, k, position, row, node.op === "join" ? offset : 0));
  const own = operands[position];
  return {
    key: `${node.id}`,
    kind: kind === "function" ? "curve" : kind,
    node,
    operands,
    tex: name ? symbolAt(plan, name, glance.t) : "",
    unit,
    value: entry(numbers, unit),
    grad: isBack(glance, stand) ? entry(glance.step?.nodes.get(node.id)?.grad, unit) : undefined,
    slope: entry(glance.step?.slopes.get(node.id), unit),
    curve: kind === "function" ? curveFor(glance.step, node.op, own.value) : null,
    all: kind === "softmax" ? numbers : null,
    word: "",
  };
}

/**
 * @param {Glance} glance
 * @param {string} name
 * @param {number} unit
 * @returns {Block}
 */
function end(glance, name, unit) {
  const { graph, run, step, t } = glance;
  const stand = /** @type {import("#app/state/openedgraph.js").Stand} */ (graph.stands.get(`v:${name}`));
  const equation = equationNamed(run.plan, name);
  return {
    key: "end",
    kind: "end",
    node: /** @type {PlanNode} */ (run.plan.nodes.find(({ id }) => id === stand.id)),
    operands: [],
    tex: symbolAt(run.plan, name, t),
    unit,
    value: isReached(glance, stand) ? entry(standsOn(glance, stand), unit) : undefined,
    grad: isBack(glance, stand) ? entry(step?.nodes.get(stand.id)?.grad, unit) : undefined,
    slope: undefined,
    curve: null,
    all: null,
    word: equation?.word ?? "",
  };
}

/**
 * @param {Glance} glance
 * @param {PlanNode} user
 * @param {number} position of the operand
 * @param {number} own of the one that the way comes from
 * @param {number} row
 * @param {number} offset of the way's units in a joined vector
 * @returns {Figure}
 */
function operandOf(glance, user, position, own, row, offset) {
  const { plan } = glance.run;
  const ref = user.args[position];
  const node = /** @type {PlanNode} */ (plan.nodes.find(({ id }) => id === ref.node));
  const numbers = operandNumbers(glance, user, position, node);
  const product = ref.shift === 0 ? productOf(plan, ref.node) : null;
  const parameter = plan.parameters.find(({ name }) => node.op === "parameter" && name === node.name);
  const taken = user.op === "subtract" && position === 1 ? "−" : user.op === "divide" && position === 1 ? "÷" : "";
  return {
    tex: texOf(plan, ref, glance.t, position === own ? "a" : String.raw`\cdots`, ADDEND),
    value: entry(numbers, position === own ? row : row - offset),
    sign: taken,
    product: product?.id ?? null,
    own: position === own,
    role: product?.matrix.role ?? parameter?.role ?? null,
    token: product?.source?.name === "x" ? tokenAt(plan, glance.t + product.operand.shift) : null,
  };
}

/**
 * @param {Plan} plan
 * @param {number} t
 */
export function tokenAt(plan, t) {
  return plan.tokens?.[t - 1] ?? null;
}

/**
 * @param {Glance} glance
 * @param {PlanNode} user
 * @param {number} position
 * @param {PlanNode} node the operand's
 * @returns {ArrayLike<number> | null | undefined}
 */
function operandNumbers(glance, user, position, node) {
  if (node.op === "number") return [Number(node.number)];
  if (node.op === "parameter") return glance.run.parameters.get(node.name ?? "")?.values;
  const link = glance.graph.links.find(({ operand }) => operand?.user === user.id && operand.position === position);
  const stand = glance.graph.stands.get(link?.from ?? "");
  if (!stand) return glance.step?.nodes.get(node.id)?.value; // a phase
  return isReached(glance, stand) ? standsOn(glance, stand) : null;
}

/**
 * @param {ArrayLike<number> | null | undefined} numbers
 * @param {number} unit
 * @returns {number | undefined}
 */
function entry(numbers, unit) {
  return numbers?.length === 1 ? numbers[0] : numbers?.[unit];
}

/**
 * The curve that reaches as far as the point on it.
 *
 * @param {OpenedStep | null} step
 * @param {string} op
 * @param {number | undefined} point
 */
function curveFor(step, op, point) {
  const curves = step?.curves.get(op) ?? [];
  if (point === undefined || !Number.isFinite(point)) return curves[0] ?? null;
  return curves.find(({ limit }) => Math.abs(point) <= limit) ?? null;
}
