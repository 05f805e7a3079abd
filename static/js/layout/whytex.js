/**
 * The numbers of an answer as TeX: h₃[2], W_hf[6,2], and what an operation without a name is of.
 *
 * @import {Plan, PlanNode} from "#app/types.js"
 * @import {Asked} from "#app/state/why.js"
 */

import { symbol, symbolAt } from "#app/layout/symbols.js";
import { changeWords } from "#app/words/change.js";

const DEPTH = 4; // operations inside each other

const SIGNS = /** @type {Record<string, string>} */ ({ add: " + ", subtract: " - ", multiply: String.raw` \odot ` });
const FUNCTIONS = /** @type {Record<string, string>} */ ({ sigmoid: String.raw`\sigma`, tanh: String.raw`\tanh` });

/**
 * @param {Plan} plan
 * @param {Asked} number
 */
export function numberTex(plan, { kind, name, node, t, at }) {
  const index = at.length ? `[${at.map((k) => k + 1).join(",")}]` : "";
  if (kind === "parameter") return `${symbol(plan, name ?? "")}${index}`;
  if (kind === "given") return String.raw`\text{${changeWords.heldHere}}`;
  if (name && t !== null) return `${symbolAt(plan, name, t)}${index}`;
  return operationTex(plan, node, t ?? 0, DEPTH);
}

/**
 * The right side of a node, named or not.
 *
 * @param {Plan} plan
 * @param {number} id
 * @param {number} t
 */
export function rootTex(plan, id, t) {
  const node = plan.nodes.find((one) => one.id === id);
  return node ? writtenTex(plan, node, t, DEPTH) : "";
}

/**
 * An operation written out, as deep as it stays short.
 *
 * @param {Plan} plan
 * @param {number} id
 * @param {number} t
 * @param {number} depth
 * @returns {string}
 */
function operationTex(plan, id, t, depth) {
  const node = plan.nodes.find((one) => one.id === id);
  if (!node) return String.raw`\cdot`;
  if (node.op === "number") return String(node.number);
  if (node.op === "parameter") return symbol(plan, node.name ?? "");
  if (node.name) return symbolAt(plan, node.name, t);
  return writtenTex(plan, node, t, depth);
}

/**
 * @param {Plan} plan
 * @param {PlanNode} node
 * @param {number} t
 * @param {number} depth
 */
function writtenTex(plan, node, t, depth) {
  const parts = node.args.map((arg) => operandTex(plan, node, arg, t, depth));
  if (node.op === "matmul") return parts.join(String.raw`\,`);
  if (SIGNS[node.op]) return parts.join(SIGNS[node.op]);
  const name = FUNCTIONS[node.op] ?? String.raw`\operatorname{${node.op.replaceAll("_", String.raw`\_`)}}`;
  return `${name}(${parts.join(", ")})`;
}

/**
 * @param {Plan} plan
 * @param {PlanNode} user
 * @param {PlanNode["args"][0]} arg
 * @param {number} t
 * @param {number} depth
 */
function operandTex(plan, user, { node: id, shift }, t, depth) {
  const operand = plan.nodes.find((one) => one.id === id);
  const isNamed = Boolean(operand?.name) || operand?.op === "number";
  if (!isNamed && depth <= 1) return String.raw`\cdots`;
  const tex = operationTex(plan, id, t + shift, depth - 1);
  const isSum = !isNamed && ["add", "subtract"].includes(operand?.op ?? "");
  const needsBrackets = isSum && ["multiply", "matmul", "subtract", "negative"].includes(user.op);
  return needsBrackets ? `(${tex})` : tex;
}
