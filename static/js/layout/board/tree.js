/**
 * A node at a step as an expression: down to what has a name, and without what does not count there. A mask that is
 * off leaves nothing, a factor that is exactly 1 (the loss's own derivative) is not written, and what would come back
 * from beyond the last step is nothing.
 *
 * @import {BoardGraph} from "#app/layout/board/graph.js"
 * @import {ValueOf} from "#app/layout/board/values.js"
 */

import { unrepeated } from "#app/layout/board/graph.js";

/**
 * @typedef {object} Tree
 * @property {number} id
 * @property {number} t
 * @property {string} op "leaf" for what has a name, is a number or is too long to be written
 * @property {"name" | "gradient" | "delta" | "parameter" | "number" | "zero" | "long" | "value" | ""} leaf
 * @property {Tree[]} args
 * @property {number} size
 * @property {number} number of a number; which part of a join a slice is
 * @property {number} count leaves
 * @property {number} height stages from its numbers to its result; −1: not counted yet
 */

const LONGEST = 48; // leaves of one expression; what is longer is written as its value

/**
 * @typedef {object} Where
 * @property {BoardGraph} graph
 * @property {ValueOf} known
 * @property {number} T
 * @property {boolean} [everywhere] t counts from the general step: nothing is left out for what holds at one step alone
 */

/**
 * @param {Where} where
 * @param {number} id
 * @param {number} t
 * @returns {Tree} of what the node is, even where it has a name
 */
export function treeOf(where, id, t) {
  return build(where, id, t, true);
}

/**
 * @param {Where} where
 * @param {number} id
 * @param {number} t
 * @param {boolean} isRoot
 * @returns {Tree}
 */
function build(where, id, t, isRoot) {
  const { graph, T, everywhere } = where;
  const node = /** @type {import("#app/types.js").PlanNode} */ (graph.nodes.get(id));
  const leaf = (/** @type {Tree["leaf"]} */ kind, number = 0) =>
    /** @type {Tree} */ ({ id, t, op: "leaf", leaf: kind, args: [], size: node.size, number, count: 1, height: -1 });
  if (node.op === "number") return node.number === 0 ? leaf("zero") : leaf("number", node.number ?? 0);
  if (node.op === "parameter") return leaf("parameter");
  if (id >= graph.first && !everywhere && (t < 1 || t > T)) return leaf("zero");
  if (!isRoot && graph.gradients.has(id)) return leaf("gradient");
  if (!isRoot && graph.deltas.has(id)) return leaf("delta");
  if (node.op === "input" || node.op === "target" || (!isRoot && graph.names.has(id))) return leaf("name");
  if (NAMELESS.has(node.op)) return leaf("value");
  const child = (/** @type {number} */ k) => build(where, node.args[k].node, t + node.args[k].shift, false);
  const chosen = passing(where, node, t);
  if (chosen === -1) return leaf("zero");
  if (chosen !== null) return passed(child(chosen), isRoot);
  const tree = simple(where, node, { ...leaf(""), op: node.op, args: node.args.map((_, k) => child(k)) });
  tree.count = 1 + tree.args.reduce((sum, { count }) => sum + count, 0);
  if (tree.op === "multiply" && tree.args[0].id === tree.args[1].id && tree.args[0].t === tree.args[1].t) {
    tree.op = "power";
    tree.args.pop();
  }
  return tree.count > LONGEST && !isRoot ? leaf("long") : tree;
}

const NAMELESS = new Set(["present", "phase", "held", "given", "cutting", "seed"]);

/** @param {Tree} tree @param {boolean} isRoot */
function passed(tree, isRoot) {
  return isRoot ? { ...tree } : tree;
}

/**
 * The operand that a node passes on as it is: null for one that computes, −1 where nothing passes.
 *
 * @param {Where} where
 * @param {import("#app/types.js").PlanNode} node
 * @param {number} t
 */
function passing(where, { op, args }, t) {
  if (op === "same" || op === "spread") return 0;
  if (op === "detach") return 1;
  if (op !== "only" && op !== "unless" && op !== "choose") return null;
  if (where.everywhere) return op === "choose" ? null : 1;
  const mask = where.known(args[0].node, t + args[0].shift)?.[0];
  if (mask === undefined) return op === "choose" ? null : 1;
  if (op === "choose") return mask ? 1 : 2;
  return (op === "only") === Boolean(mask) ? 1 : -1;
}

/**
 * @param {Where} where
 * @param {import("#app/types.js").PlanNode} node
 * @param {Tree} tree
 * @returns {Tree}
 */
function simple(where, node, tree) {
  const { op, args } = tree;
  if (op === "mean_share") {
    return {
      ...tree,
      op: "leaf",
      leaf: "number",
      args: [],
      number: 1 / (where.graph.nodes.get(args[0].id)?.size ?? 1),
    };
  }
  if (node.id < where.graph.first) return tree;
  if (op === "sum" && args[0].size === 1) return { ...args[0] };
  if (op === "slice") return { ...tree, number: node.number ?? 0 };
  const isZero = (/** @type {Tree} */ { leaf }) => leaf === "zero";
  const zero = () => /** @type {Tree} */ ({ ...tree, op: "leaf", leaf: "zero", args: [] });
  if (op === "add") {
    const kept = args.filter((one) => !isZero(one));
    if (!kept.length) return zero();
    return kept.length === 1 ? { ...kept[0] } : { ...tree, args: kept };
  }
  if (op === "multiply") {
    if (args.some(isZero)) return zero();
    const kept = args.filter((one) => !isOne(where, one));
    if (kept.length === 1) return { ...kept[0] };
    const minus = args.findIndex((one) => one.op === "negative" && isOne(where, one.args[0]));
    return minus < 0 ? tree : { ...tree, op: "negative", args: [args[1 - minus]] };
  }
  if (op === "negative" || op === "transposed") return isZero(/** @type {Tree} */ (args.at(-1))) ? zero() : tree;
  return tree;
}

/**
 * Exactly 1 wherever one is: the derivative of the loss by itself, or the sum of a target that is one-hot.
 *
 * @param {Where} where
 * @param {Tree} tree
 */
function isOne({ graph, known, everywhere, T }, { id, t, leaf, op, number }) {
  if (leaf === "number") return number === 1;
  const node = graph.nodes.get(unrepeated(graph, id));
  if (node?.op === "number") return node.number === 1;
  return op === "sum" && known(id, everywhere ? T : t)?.[0] === 1;
}
