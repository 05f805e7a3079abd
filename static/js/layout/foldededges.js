/**
 * The lines of the folded graph: each leaves a node's top and enters the next one's bottom, around all others.
 *
 * @import {Graph} from "#vendor/dagre.js"
 * @import {Edge} from "#app/types.js"
 * @import {Link} from "#app/layout/folded.js"
 */

export const RADIUS = 16;
export const SQUARE = 12;

/** @typedef {{x: number, y: number}} Point */
/** @typedef {Graph<any, any, any>} Drawn */

/**
 * Each edge leaves a node's top and enters the next one's bottom, upright at both ends; those that share an end stand
 * side by side there.
 *
 * @param {Drawn} graph
 * @param {Link[]} links
 * @returns {Edge[]}
 */
export function edgesOf(graph, links) {
  const ways = links.map((link, k) => {
    const [low, high] = link.turned ? [link.to, link.from] : [link.from, link.to];
    const { points } = graph.edge({ v: low, w: high, name: String(k) });
    return { link, low, high, inner: /** @type {Point[]} */ (points.slice(1, -1)) };
  });
  return ways.map((way) => {
    const leaving = ways.filter(({ low }) => low === way.low).sort((a, b) => a.inner[0].x - b.inner[0].x);
    const entering = ways.filter(({ high }) => high === way.high).sort((a, b) => last(a).x - last(b).x);
    const start = port(graph, way.low, leaving.indexOf(way), leaving.length, -1);
    const end = port(graph, way.high, entering.indexOf(way), entering.length, 1);
    return drawn(way.link, chosenPath(graph, way, [start, ...way.inner, end]));
  });
}

/** @typedef {{points: Point[], isStraight: boolean}} Path */

/**
 * The plainest line that runs through no node: straight, else through dagre's points, else upright at each of them.
 *
 * @param {Drawn} graph
 * @param {{low: string, high: string}} ends
 * @param {Point[]} points
 * @returns {Path}
 */
function chosenPath(graph, { low, high }, points) {
  const others = graph.nodes().filter((name) => name !== low && name !== high);
  const clear = (/** @type {Point[]} */ line) =>
    others.every((name) => line.slice(1).every((to, k) => distance(graph.node(name), line[k], to) > RADIUS + 3));
  const plain = [[points[0], points[points.length - 1]], points].find(clear);
  return { points: plain ?? points, isStraight: plain !== undefined };
}

/**
 * From a point to a stretch of line.
 *
 * @param {Point} point
 * @param {Point} from
 * @param {Point} to
 */
function distance({ x, y }, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const u = Math.max(0, Math.min(1, along));
  return Math.hypot(x - from.x - u * dx, y - from.y - u * dy);
}

/** @param {{inner: Point[]}} way */
function last({ inner }) {
  return inner[inner.length - 1];
}

/**
 * @param {Drawn} graph
 * @param {string} name
 * @param {number} place
 * @param {number} of
 * @param {1 | -1} side below, above
 * @returns {Point}
 */
function port(graph, name, place, of, side) {
  const { x, y } = graph.node(name);
  const isSquare = name.includes(" ");
  const aside = (place - (of - 1) / 2) * Math.min(isSquare ? 4 : 8, 22 / of);
  const reach = isSquare ? SQUARE / 2 : Math.sqrt((RADIUS + 2) ** 2 - aside ** 2);
  return { x: x + aside, y: y + side * reach };
}

/**
 * @param {Link} link
 * @param {Path} path from low to high
 * @returns {Edge}
 */
function drawn({ from, to, tone, title, names, arrow }, { points, isStraight }) {
  const tip = points[points.length - 1];
  const before = isStraight ? points[points.length - 2] : { x: tip.x, y: tip.y + 1 };
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const back = (/** @type {number} */ length, /** @type {number} */ turn) => ({
    x: tip.x - length * Math.cos(angle + turn),
    y: tip.y - length * Math.sin(angle + turn),
  });
  const line = arrow ? [...points.slice(0, -1), back(6, 0)] : points;
  return {
    key: `${from}→${to}`,
    tone,
    d: isStraight ? rounded(line) : upright(line),
    head: arrow ? `M${place(tip)}L${place(back(9, 0.45))}L${place(back(9, -0.45))}Z` : "",
    width: 2,
    title,
    names,
  };
}

/**
 * Straight, with round corners.
 *
 * @param {Point[]} points
 */
function rounded(points) {
  const near = (/** @type {Point} */ corner, /** @type {Point} */ to) => {
    const far = Math.hypot(to.x - corner.x, to.y - corner.y) || 1;
    const share = Math.min(10, far / 2) / far;
    return place({ x: corner.x + share * (to.x - corner.x), y: corner.y + share * (to.y - corner.y) });
  };
  const corners = points
    .slice(1, -1)
    .map((corner, k) => `L${near(corner, points[k])}Q${place(corner)} ${near(corner, points[k + 2])}`);
  return `M${place(points[0])}${corners.join("")}L${place(points[points.length - 1])}`;
}

/**
 * Through all points, upright at each: between two ranks a curve so stays clear of the nodes beside its ends.
 *
 * @param {Point[]} points
 */
function upright(points) {
  return points.slice(1).reduce(
    (d, to, k) => {
      const from = points[k];
      const half = (from.y + to.y) / 2;
      return `${d}C${place({ x: from.x, y: half })} ${place({ x: to.x, y: half })} ${place(to)}`;
    },
    `M${place(points[0])}`,
  );
}

/** @param {Point} point */
function place({ x, y }) {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
