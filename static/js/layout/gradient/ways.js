/**
 * The arrows of the graph above a view: forward in their parameters' colours, and on the lit path backward over them.
 *
 * @import {Band, Column, Edge} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Point} from "#app/layout/paths.js"
 * @import {Path, Way} from "#app/gradient.js"
 */

import { begins } from "#app/layout/axis.js";
import { vectorWidth } from "#app/layout/columns.js";
import { fewRows } from "#app/layout/gradient/graph.js";
import { severed } from "#app/layout/gradient/severed.js";
import { arrowAcross, arrowThrough, headAt, headSize } from "#app/layout/paths.js";
import { outside } from "#app/layout/routes.js";
import { isActive } from "#app/state/phases.js";

const LINE = 2;
const LIT = 4;
const GONE = 3;
const RISE = 34; // of an arc over the steps that it skips
const BESIDE = 9; // from a vector, of arrows that go around another row
const TURN = 0.6; // of the room above the rows or below them, where such an arrow turns towards its column

/** @typedef {{points: Point[], isArc: boolean, isAcross: boolean}} Route */

/**
 * @param {Ground} ground
 * @param {Path | null} path
 * @returns {Edge[]}
 */
export function waysOf(ground, path) {
  const { run, axis } = ground;
  const { ways } = fewRows(run.plan);
  /** @type {Edge[]} */
  const plain = [];
  /** @type {Edge[]} */
  const lit = [];
  for (const way of ways) {
    const from = Math.max(1, axis.first - Math.max(0, way.shift));
    const to = Math.min(axis.T, axis.last + Math.max(0, -way.shift));
    for (let t = from; t <= to; t += 1) {
      if (!isRead(ground, way, t)) continue;
      const route = routeOf(ground, way, t);
      if (!route) continue;
      const key = `way ${way.key} c${t - axis.first}`;
      const isLit = Boolean(path?.ways.has(`${way.key}@${t}`));
      const isGone = Boolean(path?.gone?.ways.has(`${way.key}@${t}`));
      const names = [way.from, ...way.parameters].join(" ");
      const title = `${way.from} → ${way.to}  ${way.parameters.join(" ")}`.trim();
      const tone = `${way.role}${path?.nodes.size && !isLit ? " laid-dim" : ""}`;
      if (!isLit && !isGone) plain.push({ key, tone, ...drawn(route, LINE), width: LINE, title, names });
      const cut = path?.ends?.has(`${way.key}@${t}`) ? begins(axis, Math.max(t, t + way.shift)) : null;
      if (isLit || isGone) {
        for (const part of backward(route, isLit, cut))
          lit.push({ ...part, key: `${key} ${part.key}`, title, names: "" });
      }
    }
  }
  return [...plain, ...lit];
}

/**
 * A way of the path: lit, or gone; the one on which it ends is lit up to the cut.
 *
 * @param {Route} route
 * @param {boolean} isLit
 * @param {number | null} cut
 * @returns {{key: string, tone: string, d: string, head: string, width: number}[]}
 */
function backward(route, isLit, cut) {
  const way = reversed(route);
  const [lit, gone] = [
    { key: "lit", tone: "backward laid-path", width: LIT },
    { key: "gone", tone: "backward laid-path gone", width: GONE },
  ];
  if (cut === null) return [{ ...(isLit ? lit : gone), ...drawn(way, isLit ? LIT : GONE) }];
  const { near, far } = severed(way.isArc ? arched(way.points[0], way.points[1], GONE) : way.points, cut, GONE);
  return [
    { ...gone, ...far },
    { ...lit, d: near, head: "" },
  ];
}

/**
 * Whether the step reads along this way: in its phase, and the loss only where there is one.
 *
 * @param {Ground} ground
 * @param {Way} way
 * @param {number} t
 */
function isRead({ run }, way, t) {
  if (way.to === "loss" && !run.hasLoss?.[t - 1]) return false;
  return run.plan.edges.some(
    (edge) =>
      edge.from === way.from &&
      edge.shift === way.shift &&
      (edge.to === way.to || way.through.has(edge.to)) &&
      isActive(run.plan, edge, t),
  );
}

/**
 * @param {Ground} ground
 * @param {Way} way
 * @param {number} t
 * @returns {Route | null}
 */
function routeOf(ground, way, t) {
  return way.shift === 0 ? upright(ground, way, t) : across(ground, way, t);
}

/**
 * Within a step: straight where nothing lies between, else around.
 *
 * @param {Ground} ground
 * @param {Way} way
 * @param {number} t
 * @returns {Route | null}
 */
function upright(ground, way, t) {
  const column = columnAt(ground, t);
  const [low, high] = [placeOf(ground, way.from), placeOf(ground, way.to)];
  if (!column || !low || !high) return null;
  const isUp = low.y > high.y;
  const [start, end] = isUp ? [low.y - 2, high.y + high.height + 2] : [low.y + low.height + 2, high.y - 2];
  const blocked = fewRows(ground.run.plan).rows.some(({ name }) => {
    const place = placeOf(ground, name);
    return place && name !== way.from && name !== way.to && between(place.y, low.y, high.y);
  });
  const { x } = column;
  const straight = /** @type {Point[]} */ ([
    [x, start],
    [x, end],
  ]);
  const points = blocked ? around(ground, way, column, { low, high, start, end }) : straight;
  return { points, isArc: false, isAcross: false };
}

/**
 * Around the rows between: at the right up to the loss, at the left otherwise; out of the side of a vector and into it,
 * out of the top of an input and into the loss from below.
 *
 * @param {Ground} ground
 * @param {Way} way
 * @param {Column} column
 * @param {{low: Band, high: Band, start: number, end: number}} ends
 * @returns {Point[]}
 */
function around({ band }, way, column, { low, high, start, end }) {
  const aside = (way.to === "loss" ? 1 : -1) * (vectorWidth(column) / 2);
  const { x } = column;
  const side = x + aside + Math.sign(aside) * BESIDE;
  const turn = (/** @type {string} */ key) => (band.get(key)?.height ?? 0) * TURN;
  const beside = (/** @type {Band} */ { y, height }) =>
    /** @type {Point[]} */ ([
      [x + aside + 2 * Math.sign(aside), y + height / 2],
      [side, y + height / 2],
    ]);
  /** @type {Point[]} */
  const leaves = way.from === "x" ? [[x, start], [x, start - turn("in")], [side, start - turn("in")]] : beside(low); // biome-ignore format: one line
  /** @type {Point[]} */
  const arrives = way.to === "loss" ? [[side, end + turn("out")], [x, end + turn("out")], [x, end]] : beside(high).toReversed(); // biome-ignore format: one line
  return [...leaves, ...arrives];
}

/**
 * From one step to another.
 *
 * @param {Ground} ground
 * @param {Way} way
 * @param {number} t the step that reads
 * @returns {Route | null}
 */
function across(ground, way, t) {
  const s = t + way.shift;
  const [from, to] = [placeOf(ground, way.from), placeOf(ground, way.to)];
  const [source, target] = [columnAt(ground, s), columnAt(ground, t)];
  if (!from || !to || (!source && !target)) return null;
  const forth = -Math.sign(way.shift);
  const isState = way.from !== "x" && way.from !== "y";
  const aside = way.from === way.to ? 0 : from.y < to.y ? -6 : 6; // beside the one that stays in its row
  const half = (/** @type {Column} */ column) => vectorWidth(column) / 2 + 2;
  const [a, b] = [from.y + from.height / 2, to.y + to.height / 2 + aside];
  const start = /** @type {Point} */ ([source ? source.x + forth * half(source) : outside(ground, s, forth), a]);
  const end = /** @type {Point} */ ([
    target ? target.x - forth * half(target) : outside(ground, t, -forth),
    source && target ? b : way.from === way.to ? a : b,
  ]);
  return { points: [start, end], isArc: Math.abs(way.shift) > 1 && isState, isAcross: true };
}

/**
 * @param {Route} route
 * @param {number} width
 */
function drawn({ points, isArc, isAcross }, width) {
  if (isArc) return arc(points[0], points[1], width);
  return isAcross ? arrowAcross(points[0], points[1], width) : arrowThrough(points, width);
}

/**
 * Over the steps that it skips.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 */
function arc(from, to, width) {
  const [x1, y1] = to;
  const way = Math.sign(x1 - from[0]) || 1;
  const { length, half } = headSize(width);
  const [start, ...rest] = arched(from, to, width).map(String);
  return { d: `M${start}C${rest.join(" ")}`, head: headAt([x1, y1 - 6], [way * 0.85, 0.53], length, half) };
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 * @returns {Point[]} of a cubic
 */
function arched([x0, y0], [x1, y1], width) {
  const way = Math.sign(x1 - x0) || 1;
  const { length } = headSize(width);
  const dx = (x1 - x0) * 0.3;
  return [
    [x0, y0 - 6],
    [x0 + dx, y0 - RISE],
    [x1 - dx, y1 - RISE],
    [x1 - way * length * 0.8, y1 - 6 - length * 0.5],
  ];
}

/** @param {Route} route @returns {Route} */
function reversed({ points, ...route }) {
  return { ...route, points: [...points].reverse() };
}

/**
 * @param {Ground} ground
 * @param {string} name
 * @returns {Band | undefined}
 */
function placeOf({ band }, name) {
  return band.get(name === "x" || name === "loss" ? name : `row-${name}`);
}

/**
 * @param {Ground} ground
 * @param {number} t
 */
function columnAt({ axis, columns }, t) {
  return t >= axis.first && t <= axis.last ? columns[t - axis.first] : undefined;
}

/**
 * @param {number} y
 * @param {number} a
 * @param {number} b
 */
function between(y, a, b) {
  return y > Math.min(a, b) && y < Math.max(a, b);
}
