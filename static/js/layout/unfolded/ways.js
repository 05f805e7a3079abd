/**
 * The ways of a cell: its edges within a step, and its delays from copy to copy, as far as the gap between them is open.
 * Lines are drawn from middle to middle and cut at the circles, so that an arrow wanders round the circle it goes to
 * while one copy leaves the other.
 *
 * @import {Delay} from "#app/layout/unfolded/graph.js"
 * @import {Cell} from "#app/layout/unfolded/places.js"
 * @import {Circle, Point} from "#app/layout/ways.js"
 */

import { distance } from "#app/layout/folded/routes.js";
import { LEVEL, outmost } from "#app/layout/unfolded/places.js";
import { mix } from "#app/layout/unfolded/unfolding.js";
import { along, apart, bent, between, curved, from, outOf } from "#app/layout/ways.js";

const ROUND = 12; // corners of tracks
const ARCH = 22; // corners of loops and arches
const TIP = 2.5; // from an arrow's tip to the circle

/**
 * @typedef {object} Gap where two copies stand
 * @property {number} source x of the copy that gives
 * @property {number} before x of the copy next to the one that reads
 * @property {number} target x of the copy that reads
 * @property {number} edge x where initial values stand
 * @property {number} open from 0 to 1
 * @property {number} lane from 0: which of the lines that a delay of several steps has
 * @property {boolean} initial nothing gives: the way begins at an initial value
 *
 * @typedef {object} Way
 * @property {Point[]} points
 * @property {Point | null} square where the delay stands; null where it shares that of a loop
 */

/**
 * Edges within a step: straight where nothing is in the way, else through the places kept free for them.
 *
 * @param {Cell} cell
 * @returns {Point[][]} in the order of the graph's direct edges
 */
export function directWays({ graph, at, chains, radius }) {
  return graph.direct.map(({ from: start, to: end }, k) => {
    const others = [...at].filter(([name]) => name !== start && name !== end).map(([, place]) => place);
    const chain = chains[k];
    const [first, last] = [chain[0], chain[chain.length - 1]];
    const isClear = others.every((place) => distance(place, first, last) > radius + 11);
    const way = isClear ? [first, last] : bent(chain, 16);
    return outOf(way, circle(first, radius + 0.5), circle(last, radius + TIP));
  });
}

/**
 * @param {Cell} cell
 * @param {Delay} delay
 * @param {Delay["readers"][0]} reader
 * @param {Gap} gap
 * @returns {Way}
 */
export function delayWay(cell, delay, reader, gap) {
  const { to, manner } = reader;
  const end = circle(shifted(placeOf(cell, to), gap.target), cell.radius + TIP);
  const start = gap.initial ? null : circle(shifted(placeOf(cell, delay.from), gap.source), cell.radius + 0.5);
  if (manner === "loop") {
    const whole = loopWay(cell, delay, gap);
    if (!gap.initial) return { points: whole, square: along(whole, 0.5) };
    const half = from(whole, 0.5);
    const first = { x: mix(half[0].x, gap.edge, gap.open ** 4), y: half[0].y };
    return { points: [first, ...half.slice(1)], square: first };
  }
  if (manner === "over") {
    const { corners, square } = gap.initial ? archIn(cell, delay, gap) : arch(cell, delay, gap);
    const points = outOf(bent(corners, ARCH), start, end);
    return { points, square: gap.initial ? corners[0] : square };
  }
  const { corners, square } = trackWay(cell, delay, reader, gap);
  const shares = delay.readers.some((other) => other.manner === "loop");
  const begun = shares && !gap.initial ? null : start;
  return { points: outOf(bent(corners, ROUND), begun, end), square: shares ? null : square };
}

/**
 * A loop that opens: it leaves at α and arrives along β. Without the middle term of α it would pinch.
 *
 * @param {Cell} cell
 * @param {Delay} delay
 * @param {Gap} gap
 */
function loopWay(cell, delay, { source, target, open: g }) {
  const { radius } = cell;
  const place = placeOf(cell, delay.from);
  const turn = Math.PI / 180;
  const leave = (-38 * (1 - g) - 250 * g * (1 - g) ** 3) * turn;
  const arrive = 218 * (1 - g ** 0.6) * turn;
  const e = (/** @type {number} */ angle) => ({ x: delay.way * Math.cos(angle), y: Math.sin(angle) });
  const a = stepped(shifted(place, source), e(leave), radius);
  const b = stepped(shifted(place, target), e(arrive), -(radius + TIP));
  const reach = mix(3.3 * radius, apart(a, b) / 3, g);
  return curved(a, stepped(a, e(leave), reach), stepped(b, e(arrive), -reach), b);
}

/**
 * A loop beside a name that opens to an arch over what stands between its copies.
 *
 * @param {Cell} cell
 * @param {Delay} delay
 * @param {Gap} gap
 */
function arch(cell, delay, { source, target, open: g, lane }) {
  const { wide, high, level } = archOf(cell, delay);
  const place = placeOf(cell, delay.from);
  const [a, b] = [shifted(place, source), shifted(place, target)];
  const top = level - LEVEL * lane;
  const [near, half] = [delay.way * cell.radius, (a.x + b.x) / 2];
  const rise = between({ x: a.x + near, y: a.y - high }, { x: a.x + 7 * delay.way, y: top }, g);
  const over = between({ x: a.x + wide, y: a.y - high }, { x: half, y: top }, g);
  const under = between({ x: b.x + wide, y: b.y + high }, { x: half, y: top }, g);
  const fall = between({ x: b.x + near, y: b.y + high }, { x: b.x - 7 * delay.way, y: top }, g);
  return { corners: [a, rise, over, under, fall, b], square: between(over, under, 0.5) };
}

/**
 * The same out of an initial value, of which the loop is only the second half.
 *
 * @param {Cell} cell
 * @param {Delay} delay
 * @param {Gap} gap
 */
function archIn(cell, delay, { edge, target, open: g, lane }) {
  const { wide, high, level: lowest } = archOf(cell, delay);
  const level = lowest - LEVEL * lane;
  const b = shifted(placeOf(cell, delay.from), target);
  const start = between({ x: b.x + wide, y: b.y }, { x: edge, y: b.y }, g);
  const rise = between({ x: b.x + wide, y: b.y + high / 2 }, { x: edge, y: level }, g);
  const fall = between({ x: b.x + wide, y: b.y + high }, { x: b.x - 7 * delay.way, y: level }, g);
  return { corners: [start, rise, fall, b], square: start };
}

/**
 * @param {Cell} cell
 * @param {Delay} delay
 */
function archOf({ radius, nest, level, at }, { key, way, from: name }) {
  const nested = nest.get(key) ?? 0;
  const top = level.get(`${key} top`) ?? (at.get(name)?.y ?? 0) - 2 * radius;
  return { wide: way * outmost(radius, nested), high: 1.5 * radius + 8 * nested, level: top };
}

/**
 * Along a track between the columns; beside the cell while it is folded.
 *
 * @param {Cell} cell
 * @param {Delay} delay
 * @param {Delay["readers"][0]} reader
 * @param {Gap} gap
 */
function trackWay(cell, delay, reader, gap) {
  const { key, way, exit } = delay;
  const { before, target, edge, open: g } = gap;
  const track = /** @type {{folded: number, unfolded: number}} */ (cell.track.get(key));
  const reach = way * mix(track.folded, track.unfolded, g);
  const a = shifted(placeOf(cell, delay.from), gap.source);
  const b = shifted(placeOf(cell, reader.to), target);
  const x = gap.initial && before === gap.source ? mix(before + reach, edge, g) : before + reach;
  const first = exit === "top" ? (cell.level.get(`${key} top`) ?? a.y) - LEVEL * gap.lane : a.y;
  const turn = turnOf(cell, delay, reader);
  const nearest = delay.readers
    .filter(({ manner }) => manner === "side" || manner === "bus")
    .map((other) => turnOf(cell, delay, other))
    .reduce((one, other) => (Math.abs(other - first) < Math.abs(one - first) ? other : one));
  const half = (first + nearest) / 2;
  const square = { x, y: half };
  /** @type {Point[]} */
  let out = [a, { x, y: first }];
  if (gap.initial) {
    const y = mix(half, first, g);
    out = [
      { x: before === gap.source ? x : mix(before + reach, edge, g), y },
      { x, y },
    ];
  } else if (exit === "top") out = [a, { x: a.x + 7 * way, y: first }, { x, y: first }];
  else if (delay.readers.some(({ manner }) => manner === "loop")) {
    const loop = loopWay(cell, delay, gap);
    out = [along(loop, mix(0.5, 0, g)), { x, y: first }];
  }
  const entry = reader.manner === "side" ? [b] : portOf(cell, delay, reader, b, turn);
  return { corners: [...out, { x, y: turn }, ...entry], square: gap.initial ? out[0] : square };
}

/**
 * At which height a delay leaves its track for a reader.
 *
 * @param {Cell} cell
 * @param {Delay} delay
 * @param {Delay["readers"][0]} reader
 */
function turnOf(cell, { key }, { to, manner }) {
  if (manner === "side") return placeOf(cell, to).y;
  return cell.level.get(`${key} ${cell.graph.rank.get(to)}`) ?? 0;
}

/**
 * Into a name from below: away from the edges that come from below, else at the side that its copy came from.
 *
 * @param {Cell} cell
 * @param {Delay} delay
 * @param {Delay["readers"][0]} reader
 * @param {Point} b
 * @param {number} turn
 * @returns {Point[]}
 */
function portOf(cell, delay, reader, b, turn) {
  const x = b.x + portAside(cell, delay, reader);
  return [
    { x, y: turn },
    { x, y: b.y },
  ];
}

/**
 * @param {Cell} cell
 * @param {Delay} delay
 * @param {Delay["readers"][0]} reader
 */
export function portAside(cell, delay, { to }) {
  const { graph, radius } = cell;
  const buses = graph.delays.filter(({ readers }) =>
    readers.some((other) => other.to === to && other.manner === "bus"),
  );
  const place = buses.indexOf(delay);
  const lean = graph.direct
    .filter((edge) => edge.to === to)
    .reduce((sum, edge) => sum + placeOf(cell, edge.from).x - placeOf(cell, to).x, 0);
  const side = Math.abs(lean) < 3 ? -delay.way : lean > 0 ? -1 : 1;
  if (buses.length > 1) return (place % 2 ? 1 : -1) * side * 0.45 * radius;
  return side * 0.45 * radius;
}

/**
 * @param {Cell} cell
 * @param {string} name
 */
function placeOf({ at }, name) {
  return /** @type {Point} */ (at.get(name));
}

/**
 * @param {Point} point
 * @param {number} by
 * @returns {Point}
 */
function shifted({ x, y }, by) {
  return { x: x + by, y };
}

/**
 * @param {Point} point
 * @param {Point} way
 * @param {number} by
 * @returns {Point}
 */
function stepped({ x, y }, way, by) {
  return { x: x + by * way.x, y: y + by * way.y };
}

/**
 * @param {Point} place
 * @param {number} radius
 * @returns {Circle}
 */
function circle({ x, y }, radius) {
  return { x, y, radius };
}
