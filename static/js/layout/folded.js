/**
 * The folded graph of any net, from the plan's edges alone: names as circles, edges as lines, each delay as a black
 * square that takes a value and gives it back one step later. The squares stand low, beside the input: what they hold
 * is an input of the step.
 *
 * @import {Edge, FoldedNode, FoldedScene, Plan, PlanEdge} from "#app/types.js"
 */

import { symbol } from "#app/layout/symbols.js";
import { Graph, layout } from "#vendor/dagre.js";

const RADIUS = 16;
const SQUARE = 12;
const MARGIN = 8;

/** @typedef {{from: string, to: string, tone: string, turned: boolean, title: string, arrow: boolean}} Link */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {Graph<any, any, any>} Drawn dagre writes its places into the labels it was given */

/**
 * @param {Plan} plan
 * @returns {FoldedScene}
 */
export function layOutFolded(plan) {
  /** @type {Drawn} */
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "BT", nodesep: 9, ranksep: 15, edgesep: 9, marginx: MARGIN, marginy: MARGIN + 10 });
  const shown = [...plan.equations.map(({ name }) => name), ...(plan.input ? ["x"] : [])];
  for (const name of shown) graph.setNode(name, { width: 2 * RADIUS, height: 2 * RADIUS });
  const edges = plan.edges.filter(({ from, to }) => (shown.includes(from) || from === "y") && shown.includes(to));
  if (edges.some(({ from }) => from === "y")) graph.setNode("y", { width: 2 * RADIUS, height: 2 * RADIUS });
  const links = linksOf(plan, edges);
  for (const square of new Set(links.flatMap(({ from, to }) => [from, to]).filter((name) => name.includes(" ")))) {
    graph.setNode(square, { width: 2 * SQUARE, height: SQUARE });
  }
  links.forEach((link, k) => {
    const [tail, head] = link.turned ? [link.to, link.from] : [link.from, link.to];
    graph.setEdge(tail, head, { minlen: link.turned ? 2 : 1, weight: link.turned ? 1 : 3 }, String(k));
  });
  layout(graph);
  return sceneOf(plan, graph, links);
}

/**
 * Edges, with a delay cut in two: into its square (drawn against the ranks), and out of it.
 *
 * @param {Plan} plan
 * @param {PlanEdge[]} edges
 * @returns {Link[]}
 */
function linksOf(plan, edges) {
  /** @type {Map<string, Link>} */
  const links = new Map();
  for (const { from, to, shift, parameters } of edges) {
    const roles = parameters.map((name) => plan.parameters.find((parameter) => parameter.name === name)?.role);
    const tone = roles.find((role) => role && role !== "bias") ?? "plain";
    const title = `${from} → ${to}  ${parameters.join(" ")}`.trim();
    if (!shift) {
      links.set(`${from} ${to}`, { from, to, tone, turned: false, title, arrow: true });
      continue;
    }
    const square = `${from} ${shift}`;
    links.set(`${from} into`.concat(square), {
      from,
      to: square,
      tone: "plain",
      turned: true,
      title: from,
      arrow: false,
    });
    links.set(`${square} ${to}`, { from: square, to, tone, turned: false, title, arrow: true });
  }
  return [...links.values()];
}

/**
 * @param {Plan} plan
 * @param {Drawn} graph
 * @param {Link[]} links
 * @returns {FoldedScene}
 */
function sceneOf(plan, graph, links) {
  const names = graph.nodes();
  /** @type {FoldedNode[]} */
  const nodes = names
    .filter((name) => !name.includes(" "))
    .map((name) => {
      const { x, y } = graph.node(name);
      const role = plan.equations.find((equation) => equation.name === name)?.role ?? "given";
      return { key: name, name, tex: symbol(plan, name), x, y, radius: RADIUS, tone: role };
    });
  const squares = names
    .filter((name) => name.includes(" "))
    .map((key) => {
      const { x, y } = graph.node(key);
      return { key, x, y, tone: "delay", steps: Number(key.split(" ")[1]) };
    });
  const edges = links.map((link, k) => {
    const [tail, head] = link.turned ? [link.to, link.from] : [link.from, link.to];
    const { points } = graph.edge({ v: tail, w: head, name: String(k) });
    return edgeOf(link, link.turned ? [...points].reverse() : points, graph);
  });
  const words = squares
    .filter(({ steps }) => steps !== -1)
    .map(({ key, x, y, steps }) => ({
      key,
      tone: "delay",
      x,
      y: y + SQUARE + 3,
      text: steps < 0 ? `t − ${-steps}` : `t + ${steps}`,
      anchor: /** @type {const} */ ("middle"),
    }));
  const { width = 0, height = 0 } = graph.graph();
  return { width, height, nodes, edges, squares, words };
}

/**
 * @param {Link} link
 * @param {Point[]} points
 * @param {Drawn} graph
 * @returns {Edge}
 */
function edgeOf({ from, to, tone, title, arrow }, points, graph) {
  const inner = points.slice(1, -1);
  const start = rim(graph.node(from), inner[0] ?? points[1], from);
  const tip = rim(graph.node(to), inner.at(-1) ?? points[0], to);
  const { x, y } = tip;
  const angle = Math.atan2(y - (inner.at(-1)?.y ?? start.y), x - (inner.at(-1)?.x ?? start.x));
  const wing = (/** @type {number} */ turn) => {
    const a = angle + Math.PI + turn;
    return `${place({ x: x + 9 * Math.cos(a), y: y + 9 * Math.sin(a) })}`;
  };
  const stop = arrow ? { x: x - 7 * Math.cos(angle), y: y - 7 * Math.sin(angle) } : tip;
  return {
    key: `${from}→${to}`,
    tone,
    d: smooth([start, ...inner, stop]),
    head: arrow ? `M${place(tip)}L${wing(0.45)}L${wing(-0.45)}Z` : "",
    width: 2,
    title,
  };
}

/**
 * The point of a node's rim towards another point.
 *
 * @param {Point} node
 * @param {Point} towards
 * @param {string} name
 * @returns {Point}
 */
function rim({ x, y }, towards, name) {
  const radius = name.includes(" ") ? SQUARE / 2 : RADIUS + 2;
  const far = Math.hypot(towards.x - x, towards.y - y) || 1;
  return { x: x + ((towards.x - x) / far) * radius, y: y + ((towards.y - y) / far) * radius };
}

/**
 * Through the first and last point, bending towards those between.
 *
 * @param {Point[]} points
 */
function smooth(points) {
  if (points.length === 2) return `M${place(points[0])}L${place(points[1])}`;
  let d = `M${place(points[0])}`;
  for (let k = 1; k < points.length - 2; k += 1) {
    const half = { x: (points[k].x + points[k + 1].x) / 2, y: (points[k].y + points[k + 1].y) / 2 };
    d += `Q${place(points[k])} ${place(half)}`;
  }
  return `${d}Q${place(points[points.length - 2])} ${place(points[points.length - 1])}`;
}

/** @param {Point} point */
function place({ x, y }) {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
