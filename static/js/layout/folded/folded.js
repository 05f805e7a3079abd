/**
 * The folded graph of any net, from the plan's edges alone, as textbooks draw it: names as circles in ranks, x at the
 * bottom; each delay as a black square that takes a value and gives it back one step later, on a loop at the side.
 * All orders of the ranks and all choices of sides are tried; the plainest picture wins.
 *
 * @import {Edge, FoldedNode, FoldedScene, Plan} from "#app/types.js"
 * @import {Connections} from "#app/layout/folded/bundles.js"
 * @import {Label} from "#app/layout/folded/labels.js"
 * @import {Line, Point, Routed, Side} from "#app/layout/folded/routes.js"
 */

import { connections } from "#app/layout/folded/bundles.js";
import { cost } from "#app/layout/folded/cost.js";
import { lettered } from "#app/layout/folded/labels.js";
import { ordersOf, ranked, ranksOf } from "#app/layout/folded/ranks.js";
import { routed, SQUARE } from "#app/layout/folded/routes.js";
import { cut, texWidth } from "#app/layout/lettering.js";
import { symbol } from "#app/layout/symbols.js";
import { phaseName } from "#app/words/phases.js";

const MARGIN = 6;
const HEIGHT = 256;
const MOST = 3000; // pictures to try

/**
 * @param {Plan} plan
 * @returns {FoldedScene}
 */
export function layOutFolded(plan) {
  const what = connections(plan);
  const { best, radius } = plainest(what);
  const texOf = (/** @type {string} */ name) => symbol(plan, name);
  const { labels, words } = lettered(best, radius, texOf, (when) => phaseName(when, plan.phase_words));
  return framed(plan, best, radius, labels, words);
}

/**
 * @param {Connections} what
 * @returns {{best: Routed, radius: number}}
 */
function plainest(what) {
  const delayed = what.bundles.flatMap(({ from, readers }) => readers.map(({ to }) => ({ from, to })));
  const rank = ranksOf(what.names, what.direct, delayed);
  const graph = ranked(rank, what.direct);
  const radius = graph.rows.length > 5 ? 13 : graph.rows.length > 3 ? 15 : 18;
  const orders = ordersOf(graph);
  const sides = sidesOf(what.bundles.length, Math.floor(MOST / orders.length));
  let best = { routed: routed(what, graph, orders[0], sides[0], radius, HEIGHT), cost: Infinity };
  for (const [k, order] of orders.entries()) {
    for (const chosen of sides) {
      const one = routed(what, graph, order, chosen, radius, HEIGHT);
      const price = cost(one, radius, best.cost) + (k ? 0.5 : 0); // as written, if it is as plain
      if (price < best.cost) best = { routed: one, cost: price };
    }
  }
  return { best: best.routed, radius };
}

/**
 * Right and left for each bundle: all choices, or all on the right where there would be too many.
 *
 * @param {number} count
 * @param {number} most
 * @returns {Side[][]}
 */
function sidesOf(count, most) {
  if (2 ** count > Math.max(most, 4)) return [Array.from({ length: count }, (_, k) => (k % 2 ? -1 : 1))];
  return Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_unused, k) => ((bits >> k) & 1 ? -1 : 1)),
  );
}

/**
 * @param {Plan} plan
 * @param {Routed} picture
 * @param {number} radius
 * @param {Label[]} labels
 * @param {FoldedScene["words"]} words
 * @returns {FoldedScene}
 */
function framed(plan, { places, lines, squares }, radius, labels, words) {
  const points = [
    ...[...places.values()].flatMap(({ x, y }) => around({ x, y, width: 2 * radius, height: 2 * radius })),
    ...lines.flatMap((line) => line.points),
    ...squares.flatMap(({ x, y }) => around({ x, y, width: SQUARE, height: SQUARE })),
    ...labels.flatMap(around),
    ...words.flatMap(({ x, y, text, anchor }) => {
      const width = 7 * text.length;
      return around({ x: anchor === "start" ? x + width / 2 : x, y, width, height: 16 });
    }),
  ];
  const left = Math.min(...points.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...points.map(({ y }) => y)) - MARGIN;
  const width = Math.ceil(Math.max(...points.map(({ x }) => x)) + MARGIN - left);
  const height = Math.ceil(Math.max(...points.map(({ y }) => y)) + MARGIN - top);
  const moved = (/** @type {Point} */ { x, y }) => ({ x: x - left, y: y - top });
  /** @type {FoldedNode[]} */
  const nodes = [...places].map(([name, place]) => {
    const role = plan.equations.find((equation) => equation.name === name)?.role ?? "given";
    const fitted = fit(symbol(plan, name), name, 2 * radius - 4);
    return { key: name, name, ...fitted, ...moved(place), radius, tone: role };
  });
  return {
    width,
    height,
    nodes,
    edges: lines.map((line) => drawn({ ...line, points: line.points.map(moved) })),
    squares: squares.map(({ key, shift, ...place }) => ({ key, ...moved(place), tone: "delay", steps: shift })),
    words: words.map((word) => ({ ...word, ...moved(word) })),
    labels: labels.map((label) => ({ ...label, ...moved(label) })),
  };
}

/**
 * A name in its circle: in the largest letters that fit, and cut where none do.
 *
 * @param {string} tex
 * @param {string} name
 * @param {number} room
 * @returns {Pick<FoldedNode, "tex" | "letters">}
 */
function fit(tex, name, room) {
  const letters = /** @type {const} */ ([18, 14, 10]).find((size) => texWidth(tex, size) <= room);
  if (letters) return { tex, letters };
  const short = cut(name, 10, room - 2)
    .replaceAll("_", "\\_")
    .replace("…", "\\ldots");
  return { tex: `\\mathit{${short}}`, letters: 10 };
}

/** @param {{x: number, y: number, width: number, height: number}} room */
function around({ x, y, width, height }) {
  return [
    { x: x - width / 2, y: y - height / 2 },
    { x: x + width / 2, y: y + height / 2 },
  ];
}

/**
 * @param {Line} line
 * @returns {Edge}
 */
function drawn({ key, points, bend, tone, from, to, parameters, arrow }) {
  const tip = points[points.length - 1];
  const before = points[points.length - 2];
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const back = (/** @type {number} */ length, /** @type {number} */ turn) => ({
    x: tip.x - length * Math.cos(angle + turn),
    y: tip.y - length * Math.sin(angle + turn),
  });
  return {
    key: key || `${from}→${to}`,
    tone,
    d: rounded(arrow ? [...points.slice(0, -1), back(5, 0)] : points, bend),
    head: arrow ? `M${place(tip)}L${place(back(9, 0.42))}L${place(back(9, -0.42))}Z` : "",
    width: 2,
    title: to ? `${from} → ${to}  ${parameters.join(" ")}`.trim() : from,
    names: [from, ...parameters].join(" "),
  };
}

/**
 * Straight, with round corners.
 *
 * @param {Point[]} points
 * @param {number} bend
 */
function rounded(points, bend) {
  const ends = [points[0], points[points.length - 1]];
  const near = (/** @type {Point} */ corner, /** @type {Point} */ to) => {
    const far = Math.hypot(to.x - corner.x, to.y - corner.y) || 1;
    const share = Math.min(bend, ends.includes(to) ? far : far / 2) / far;
    return place({ x: corner.x + share * (to.x - corner.x), y: corner.y + share * (to.y - corner.y) });
  };
  const corners = points
    .slice(1, -1)
    .map((corner, k) => `L${near(corner, points[k])}Q${place(corner)} ${near(corner, points[k + 2])}`);
  return `M${place(points[0])}${corners.join("")}L${place(points[points.length - 1])}`;
}

/** @param {Point} point */
function place({ x, y }) {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
