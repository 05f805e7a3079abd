/**
 * What an operation reads, as TeX at its step: h_{3}, r_4 ⊙ h_{3}, or a letter where that would be long.
 *
 * @import {Plan, PlanNode} from "#app/types.js"
 */

import { texWidth } from "#app/layout/lettering.js";
import { symbol, symbolAt } from "#app/layout/symbols.js";
import { FUNCTIONS } from "#app/state/openedglyph.js";

const LONGEST = 110; // pixels of letters of 19, beside a matrix

/**
 * @param {Plan} plan
 * @param {{node: number, shift: number}} ref
 * @param {number} t
 * @param {string} [short] what stands for a formula that is too long
 * @param {number} [longest]
 */
export function texOf(plan, ref, t, short = "v", longest = LONGEST) {
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  const tex = written(plan, nodes, ref, t, 4).tex;
  return texWidth(tex, 19) <= longest && !tex.includes("…") ? tex : short;
}

/**
 * @param {Plan} plan
 * @param {Map<number, PlanNode>} nodes
 * @param {{node: number, shift: number}} ref
 * @param {number} t
 * @param {number} depth
 * @returns {{tex: string, binds: number}} 1 a sum, 2 a product, 9 closed
 */
function written(plan, nodes, { node: id, shift }, t, depth) {
  const node = /** @type {PlanNode} */ (nodes.get(id));
  const { op, args, name, number } = node;
  const closed = (/** @type {string} */ tex) => ({ tex, binds: 9 });
  if (op === "number") return closed(String(number));
  if (op === "parameter") return closed(symbol(plan, `${name}`));
  if (op === "input") return closed(symbolAt(plan, "x", t + shift));
  if (op === "target") return closed(symbolAt(plan, "y", t + shift));
  if (name && plan.equations.some((one) => one.name === name)) return closed(symbolAt(plan, name, t + shift));
  if (depth === 0 || args.length === 0) return closed("…");
  const parts = args.map((arg) => written(plan, nodes, arg, t, depth - 1));
  const within = (/** @type {number} */ k, /** @type {number} */ needed) =>
    parts[k].binds >= needed ? parts[k].tex : `(${parts[k].tex})`;
  switch (op) {
    case "add":
      return { tex: parts.map(({ tex }) => tex).join(" + "), binds: 1 };
    case "subtract":
      return { tex: `${within(0, 1)} - ${within(1, 2)}`, binds: 1 };
    case "multiply":
    case "matmul":
      return { tex: parts.map((_, k) => within(k, 2)).join(op === "matmul" ? "\\," : " \\odot "), binds: 2 };
    case "join":
      return closed(`[${parts.map(({ tex }) => tex).join(";\\,")}]`);
    case "same":
      return parts[0];
    default:
      return closed(
        `${FUNCTIONS[op] ?? String.raw`\mathrm{${op.replaceAll("_", "\\_")}}`}(${parts.map(({ tex }) => tex).join(", ")})`,
      );
  }
}
