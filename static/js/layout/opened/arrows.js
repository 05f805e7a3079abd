/**
 * The arrows inside an opened step. What leaves one place shares its way up to where it parts, so a way is cut into
 * pieces, and each piece carries back the sum of what comes along everything it leads to.
 *
 * @import {Edge} from "#app/types.js"
 * @import {Link} from "#app/state/openedgraph.js"
 * @import {OpenedFrame} from "#app/layout/opened/frame.js"
 * @import {Glance} from "#app/layout/opened/values.js"
 * @import {Point} from "#app/layout/paths.js"
 */

import { figure } from "#app/layout/figures.js";
import { straightened } from "#app/layout/opened/routes.js";
import { GRID } from "#app/layout/opened/rows.js";
import { flowOf, isReached, normOf } from "#app/layout/opened/values.js";
import { arrowThrough, rounded } from "#app/layout/paths.js";
import { once } from "#app/state/once.js";
import { isUntaken } from "#app/state/openedidle.js";

const LINE = 2;
const BESIDE = 7; // from an arrow to what comes back along it
const WIDTH = { least: 1.5, most: 6 };

/** @typedef {{key: string, points: Point[], links: Link[], ends: boolean}} Piece */

export const piecesOf = once(cutUp);

/**
 * @param {OpenedFrame} frame
 * @returns {Piece[]}
 */
function cutUp({ graph, ways }) {
  /** @type {Map<string, {links: Link[], a: Point, b: Point}>} short stretches, each with all that run over it */
  const stretches = new Map();
  /** @type {{link: Link, keys: string[]}[]} */
  const runs = [];
  for (const link of graph.links) {
    const points = ways.get(link.key);
    if (!points) continue;
    const dense = stepped(points);
    const keys = dense.slice(1).map((b, k) => {
      const key = `${link.from} ${dense[k]} ${b}`;
      const one = stretches.get(key) ?? { links: [], a: dense[k], b };
      one.links.push(link);
      stretches.set(key, one);
      return key;
    });
    runs.push({ link, keys });
  }
  /** @type {Map<string, Piece>} */
  const pieces = new Map();
  const crowd = (/** @type {string} */ key) =>
    /** @type {{links: Link[], a: Point, b: Point}} */ (stretches.get(key)).links.map((link) => link.key).join();
  for (const { link, keys } of runs) {
    for (let k = 0; k < keys.length; ) {
      let end = k;
      while (end + 1 < keys.length && crowd(keys[end + 1]) === crowd(keys[k])) end += 1;
      const part = keys
        .slice(k, end + 1)
        .map((key) => /** @type {{links: Link[], a: Point, b: Point}} */ (stretches.get(key)));
      const points = straightened([part[0].a, ...part.map(({ b }) => b)]);
      const key = `${link.from} ${points[0]} ${points.at(-1)}`;
      if (!pieces.has(key)) pieces.set(key, { key, points, links: part[0].links, ends: end === keys.length - 1 });
      k = end + 1;
    }
  }
  return [...pieces.values()];
}

/**
 * Every point of the lattice on the way.
 *
 * @param {Point[]} points
 * @returns {Point[]}
 */
function stepped(points) {
  /** @type {Point[]} */
  const found = [points[0]];
  for (const [x, y] of points.slice(1)) {
    let [atX, atY] = /** @type {Point} */ (found.at(-1));
    while (Math.abs(x - atX) + Math.abs(y - atY) > 0.5) {
      atX = towards(atX, x);
      atY = towards(atY, y);
      found.push([atX, atY]);
    }
  }
  return found;
}

/**
 * @param {number} from
 * @param {number} to
 */
function towards(from, to) {
  if (to > from) return Math.min(to, (Math.floor(from / GRID + 1e-9) + 1) * GRID);
  return Math.max(to, (Math.ceil(from / GRID - 1e-9) - 1) * GRID);
}

/**
 * Smallest and largest norm of what comes back anywhere in the step: the ends of the log scale of widths.
 *
 * @param {Glance} glance
 * @param {OpenedFrame} frame
 */
export function thresholds({ step }, frame) {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const { norm } of step?.edges.values() ?? []) {
    if (norm > 0 && Number.isFinite(norm)) [low, high] = [Math.min(low, norm), Math.max(high, norm)];
  }
  return { low, high, frame };
}

/**
 * @param {number} norm
 * @param {{low: number, high: number}} limits
 */
export function widthOf(norm, { low, high }) {
  if (!(norm > 0)) return Number.isNaN(norm) ? WIDTH.least : 0;
  const share = high > low ? Math.log(norm / low) / Math.log(high / low) : 0.5;
  return Math.round((WIDTH.least + (WIDTH.most - WIDTH.least) * Math.max(0, Math.min(1, share))) * 10) / 10;
}

/**
 * @param {Glance} glance
 * @param {OpenedFrame} frame
 * @param {number} left
 * @param {ReturnType<typeof thresholds>} limits
 * @returns {Edge[]}
 */
export function arrowsOf(glance, frame, left, limits) {
  return piecesOf(frame).flatMap((piece) => {
    const points = piece.points.map(([x, y]) => /** @type {Point} */ ([x + left, y]));
    const tone = toneOf(glance, piece);
    const line = piece.ends ? arrowThrough(points, LINE, 6) : { d: rounded(points, 6), head: "" };
    const title = piece.links.map(({ from, to }) => `${from} → ${to}`).join(", ");
    const key = `open ${piece.key}`;
    const edges = [{ key, tone, ...line, width: LINE, title }];
    const flow = flowOf(glance, piece.links);
    const width = flow ? widthOf(normOf(flow), limits) : 0;
    if (flow && width) {
      const back = arrowThrough(shifted(points), width, 4);
      edges.push({ key: `${key} back`, tone: "backward", ...back, width, title: `‖∂L‖ = ${figure(normOf(flow))}` });
    }
    return edges;
  });
}

/**
 * @param {Glance} glance
 * @param {Piece} piece
 */
function toneOf(glance, { links }) {
  const { stands } = glance.graph;
  const isShown = (/** @type {string} */ key) =>
    isReached(glance, /** @type {import("#app/state/openedgraph.js").Stand} */ (stands.get(key)));
  const shown = links.some(
    (link) => isShown(link.from) && isShown(link.to) && !isUntaken(glance.run.plan, link, glance.t),
  );
  const roles = new Set(
    links.map(({ to }) => stands.get(to)?.glyph).map((glyph) => (glyph?.shape === "product" ? glyph.role : "plain")),
  );
  return `opened ${roles.size === 1 ? [...roles][0] : "plain"}${shown ? "" : " unreached"}`;
}

/**
 * Right of an upright arrow and below a level one, the other way round, its ends level with the arrow's.
 *
 * @param {Point[]} points
 * @returns {Point[]}
 */
function shifted(points) {
  const last = points.length - 1;
  const isLevel = (/** @type {number} */ k) => points[k][1] === points[k + 1][1];
  return points
    .map(([x, y], k) => {
      if (k === 0) return /** @type {Point} */ (isLevel(0) ? [x, y + BESIDE] : [x + BESIDE, y]);
      if (k === last) return /** @type {Point} */ (isLevel(last - 1) ? [x, y + BESIDE] : [x + BESIDE, y]);
      return /** @type {Point} */ ([x + BESIDE, y + BESIDE]);
    })
    .reverse();
}
