/**
 * How large the unfolded graph is drawn and how many of its columns stand side by side: as many as are legible with
 * all that is written in them.
 *
 * @import {Axis, Camera, Plan, Stop} from "#app/types.js"
 * @import {CellGraph} from "#app/layout/unfolded/graph.js"
 * @import {Cell, Size} from "#app/layout/unfolded/places.js"
 */

import { foldedAxis, unfoldedAxis } from "#app/layout/axis.js";
import { cameraAxis } from "#app/layout/camera.js";
import { initialSides } from "#app/layout/initial.js";
import { texWidth } from "#app/layout/lettering.js";
import { symbol, symbolAt } from "#app/layout/symbols.js";
import { cellGraph } from "#app/layout/unfolded/graph.js";
import { placed } from "#app/layout/unfolded/places.js";
import { LETTERS } from "#app/layout/unfolded/written.js";
import { shelf } from "#app/state/once.js";

export const NAME = 17; // letters of a name in its circle
export const NUMBERED = 23; // radius of a circle that holds its number
const RADII = [26, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14];
const MOST = 12; // columns
const WIDEST = 240;
const FOLD = 44; // pixels in which a fold says how many steps it holds
const NARROWEST = 52; // a column with a loss written in it
const STEPS = 28; // the row of their numbers
const TIGHT = 14; // between two ranks, where there is no room for more
const TIGHTEST = 8; // where two graphs share the height

/**
 * @typedef {object} Room
 * @property {CellGraph} graph
 * @property {Size} size without the height that there turns out to be
 * @property {number} pitch the least one
 * @property {number} count of columns that fit
 * @property {number} start of the axis
 * @property {number} end
 * @property {number} above what is needed over the highest rank's middle
 * @property {number} below the lowest rank's middle
 * @property {number} least height of the graph with both
 * @property {boolean} compact
 */

/** @type {import("#app/state/once.js").Shelf<Plan, Room>} */
const kept = shelf(20);

/** @typedef {{presenting?: boolean, together?: boolean}} Manner how it is shown; together: above or below another graph */

/**
 * What the controls need at the top: two rows, or one while presenting and where two graphs share the height.
 *
 * @param {Manner} manner
 */
export function barOf({ presenting, together }) {
  return presenting ? 34 : together ? 46 : 82;
}

/**
 * @param {Plan} plan
 * @param {number} width of the stage
 * @param {number} height
 * @param {Manner} manner
 * @returns {Room}
 */
export function roomFor(plan, width, height, manner) {
  const { presenting, together } = manner;
  const key = `${width} ${height} ${presenting} ${together}`;
  const high = height - barOf(manner) - (together ? 0 : STEPS);
  return kept(plan, key, () => best(plan, width, high, together ? [TIGHT, TIGHTEST] : [TIGHT]));
}

/**
 * @param {Plan} plan
 * @param {number} width
 * @param {number} height that the graph may take at most
 * @param {number[]} gaps between two ranks, where there is no room for usual ones
 * @returns {Room}
 */
function best(plan, width, height, gaps) {
  const graph = cellGraph(plan);
  const isWide = graph.order.some((row) => row.filter((name) => graph.names.includes(name)).length > 2);
  const hasNumbers = plan.equations.some(({ size }) => size === 1);
  const roomsOf = (/** @type {number | null} */ gap) =>
    RADII.flatMap((radius) => (graph.aside ? [false, true] : [false]).map((beside) => roomOf(plan, graph, width, { radius, beside, gap }))); // biome-ignore format: one line
  const within = (/** @type {Room[]} */ rooms) => rooms.filter(({ least }) => least <= height);
  const all = roomsOf(null);
  const spacious = within(all);
  const tight = gaps.map((gap) => roomsOf(gap));
  const fitting = [spacious, ...tight.map(within)].find(({ length }) => length) ?? [];
  const wanted = Math.min(plan.T, MOST);
  const worth = (/** @type {Room} */ { count, size: { radius, beside } }) =>
    Math.min(count, wanted, 3) * 10 +
    Math.min(count, wanted) * 2 +
    (count >= wanted ? 8 : 0) +
    Math.min(radius, NUMBERED) +
    (hasNumbers && radius >= NUMBERED ? 25 : 0) -
    (beside ? (isWide ? -2 : 3) : 0) -
    (radius < 17 ? 1.5 * (17 - radius) : 0);
  const lowest = gaps.length > 1 ? (tight.at(-1) ?? all) : all;
  if (!fitting.length) return lowest.reduce((one, other) => (other.least < one.least ? other : one));
  return fitting.reduce((one, other) => (worth(other) > worth(one) ? other : one));
}

/**
 * @param {Plan} plan
 * @param {CellGraph} graph
 * @param {number} width
 * @param {{radius: number, beside: boolean, gap: number | null}} choice
 * @returns {Room}
 */
function roomOf(plan, graph, width, { radius, beside, gap }) {
  const compact = width < 560;
  const texOf = (/** @type {string} */ name) => symbol(plan, name);
  /** @type {Size} */
  const size = {
    radius,
    least: gap ?? Math.max(19, Math.round(radius * 1.1)),
    height: 0,
    beside,
    room: (name) => ({ left: 0, right: name === "loss" && beside ? 2 * radius + 18 : 0 }),
    written: (names) => (names.length ? texWidth(texOf(names[0]), LETTERS) : 0),
  };
  const { before, after } = initialSides(plan);
  const side = (/** @type {Set<string>} */ names) =>
    names.size ? 16 + Math.max(...[...names].map((name) => texWidth(`${symbolAt(plan, name, 0)}`, 16) + 36)) : 0;
  const gutter = compact ? 40 : 50;
  const start = Math.max(gutter, before.size ? side(before) : 0);
  const { pitch: least, left, right, top, bottom } = placed(graph, size); // at no height: as low as may be
  const pitch = Math.max(least, right - left + 8, plan.loss ? NARROWEST : 0);
  const end = width - Math.max(10, right + 6 - pitch / 2, after.size ? side(after) : 0);
  const room = end - start;
  const count = columnsIn(room, pitch, plan.T, compact);
  const below = radius + (plan.tokens ? 24 : 8);
  const above = radius + (plan.target_tokens || (beside && plan.loss) ? 24 : 8);
  return { graph, size, pitch, count, start, end, above, below, least: bottom - top - 2 * radius + above + below, compact }; // biome-ignore format: one line
}

/**
 * @param {number} room
 * @param {number} pitch
 * @param {number} T
 * @param {boolean} compact
 */
function columnsIn(room, pitch, T, compact) {
  const fits = Math.floor(room / pitch);
  const fitting = fits >= T ? T : Math.min(T - 2, Math.floor((room - sides(compact)) / pitch));
  return Math.max(1, Math.min(MOST, fitting));
}

/** @param {boolean} compact */
function sides(compact) {
  return 2 * (compact ? 34 : FOLD);
}

/**
 * The stage's time axis, where a step needs as many pixels as its cell does.
 *
 * @param {Room} room
 * @param {number} T
 * @param {Stop} stop
 * @param {Camera | null} [camera]
 * @returns {Axis}
 */
export function axisOf({ start, end, count, compact, pitch: least }, T, stop, camera) {
  const room = end - start;
  const fold = sides(compact) / 2;
  const bounds = { fold, narrowest: Math.max(least, room / (MOST + 4)), widest: Math.max(WIDEST, 1.2 * least) };
  if (camera) return cameraAxis({ T, start, end, ...bounds }, camera);
  if (T <= count) {
    const pitch = Math.min(bounds.widest, room / T);
    return { ...unfoldedAxis({ T, start, pitch }), room, ...bounds };
  }
  const focus = stop.kind === "loss" ? T : stop.kind === "gradients" ? 1 : stop.t;
  const pitch = (room - 2 * fold) / (count + 1e-6);
  return { ...foldedAxis({ T, start, room, focus, pitch, fold, most: count, share: 0 }), ...bounds };
}

/**
 * The same for the graphs of several runs that stand one above the other.
 *
 * @param {Plan[]} plans
 * @param {{width: number, height: number, presenting?: boolean, stop: Stop, camera?: Camera | null}} sight
 * @returns {Axis}
 */
export function sharedAxis(plans, { width, height, presenting, stop, camera }) {
  const manner = { presenting, together: plans.length > 1 };
  const rooms = plans.map((plan) => roomFor(plan, width, height, manner));
  const T = Math.max(...plans.map((plan) => plan.T));
  const start = Math.max(...rooms.map((room) => room.start));
  const end = Math.min(...rooms.map((room) => room.end));
  const pitch = Math.max(...rooms.map((room) => room.pitch));
  const count = columnsIn(end - start, pitch, T, rooms[0].compact);
  return axisOf({ ...rooms[0], start, end, pitch, count }, T, stop, camera);
}

/**
 * The cell at the height that there is.
 *
 * @param {Room} room
 * @param {number} height
 * @returns {Cell}
 */
export function cellIn({ graph, size, above, below }, height) {
  return placed(graph, { ...size, height: height - above - below });
}
