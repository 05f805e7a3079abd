/**
 * The folded graph of any net, from the plan's edges alone: names as circles, edges as lines, each delay as a black
 * square that takes a value and gives it back one step later. The squares stand low, beside the input: what they hold
 * is an input of the step.
 *
 * @import {FoldedNode, FoldedScene, Plan, PlanEdge} from "#app/types.js"
 */

import { edgesOf, RADIUS, SQUARE } from "#app/layout/foldededges.js";
import { symbol } from "#app/layout/symbols.js";
import { Graph, layout } from "#vendor/dagre.js";

const MARGIN = 8;

/** @typedef {{from: string, to: string, tone: string, turned: boolean, title: string, names: string, arrow: boolean}} Link */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {Graph<any, any, any>} Drawn dagre writes its places into the labels it was given */

/**
 * @param {Plan} plan
 * @returns {FoldedScene}
 */
export function layOutFolded(plan) {
  /** @type {Drawn} */
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "BT", nodesep: 9, ranksep: 24, edgesep: 9, marginx: MARGIN, marginy: MARGIN + 10 });
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
  const width = widened(graph);
  return sceneOf(plan, graph, links, width);
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
    const names = [from, ...parameters].join(" ");
    if (!shift) {
      links.set(`${from} ${to}`, { from, to, tone, turned: false, title, names, arrow: true });
      continue;
    }
    const square = `${from} ${shift}`;
    links.set(`${from} into`.concat(square), {
      from,
      to: square,
      tone: "plain",
      turned: true,
      title: from,
      names: from,
      arrow: false,
    });
    links.set(`${square} ${to}`, { from: square, to, tone, turned: false, title, names, arrow: true });
  }
  return [...links.values()];
}

/**
 * dagre counts nodes only; here the picture also holds the edges that go around them.
 *
 * @param {Drawn} graph moved where an edge would leave on the left
 * @returns {number} the width
 */
function widened(graph) {
  const nodes = graph.nodes().map((name) => graph.node(name));
  const points = graph.edges().flatMap((edge) => graph.edge(edge).points);
  const left = Math.min(...nodes.map(({ x, width }) => x - width / 2), ...points.map(({ x }) => x)) - MARGIN;
  const right = Math.max(...nodes.map(({ x, width }) => x + width / 2), ...points.map(({ x }) => x)) + MARGIN;
  for (const place of [...nodes, ...points]) place.x -= left;
  return right - left;
}

/**
 * @param {Plan} plan
 * @param {Drawn} graph
 * @param {Link[]} links
 * @param {number} width
 * @returns {FoldedScene}
 */
function sceneOf(plan, graph, links, width) {
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
  const edges = edgesOf(graph, links);
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
  const { height = 0 } = graph.graph();
  return { width, height, nodes, edges, squares, words };
}
