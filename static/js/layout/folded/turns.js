/**
 * How the bundles of the folded graph run, before anything has a place: round a loop, in at the side, or under a rank;
 * and the room that they need for it between the names and between the ranks.
 *
 * @import {Bundle, Connections} from "#app/layout/folded/bundles.js"
 * @import {Extent} from "#app/layout/folded/ranks.js"
 * @import {Side} from "#app/layout/folded/routes.js"
 */

export const LOOP = 25; // from a circle to the track of its own loop
export const LEVEL = 7; // between two buses

/** @typedef {"side" | "bus"} Entry */

/**
 * @typedef {object} Turns how a bundle runs, before anything has a place
 * @property {Bundle} bundle
 * @property {Side} side
 * @property {boolean} loops reads itself
 * @property {boolean} alone reads only itself
 * @property {boolean} rises straight up out of a name that gives nothing else
 * @property {boolean} leaves at the side; else over the names that stand there
 * @property {Map<string, Entry>} entries of the other readers
 * @property {number[]} buses the ranks it runs under
 * @property {number} span of ranks
 */

/**
 * @param {Bundle} bundle
 * @param {Side} side
 * @param {(name: string) => number} rank
 * @param {(name: string, side: Side) => boolean} isOuter
 * @param {Connections} what
 * @returns {Turns}
 */
export function turns(bundle, side, rank, isOuter, { direct }) {
  const { from, readers } = bundle;
  const others = readers.map(({ to }) => to).filter((name) => name !== from);
  const loops = others.length < readers.length;
  const alike = (/** @type {string} */ name) => others.filter((other) => rank(other) === rank(name)).length;
  /** @type {Map<string, Entry>} */
  const entries = new Map(others.map((name) => [name, isOuter(name, side) && alike(name) === 1 ? "side" : "bus"]));
  const rises = !loops && !direct.some((edge) => edge.from === from) && others.every((name) => rank(name) > rank(from));
  const leaves = rises || loops || isOuter(from, side);
  const buses = new Set(others.filter((name) => entries.get(name) === "bus").map(rank));
  if (!leaves) buses.add(rank(from) + 1);
  const ranks = [from, ...others].map(rank);
  const span = Math.max(...ranks) - Math.min(...ranks);
  const alone = others.length === 0;
  return { bundle, side, loops, alone, rises, leaves, entries, buses: [...buses], span };
}

/**
 * @param {string} item
 * @param {Turns[]} plans
 * @param {(item: string) => boolean} isName
 * @param {number} radius
 * @returns {Extent}
 */
export function extentOf(item, plans, isName, radius) {
  if (!isName(item)) return { left: 5, right: 5 };
  const room = (/** @type {Side} */ way) =>
    radius + LOOP * plans.filter(({ bundle, side, loops }) => loops && side === way && bundle.from === item).length;
  return { left: room(-1), right: room(1) };
}

/**
 * @param {string[][]} order
 * @param {Turns[][]} levels
 * @param {number} radius
 * @param {number} height
 * @returns {number[]} the middle of each rank; x at the bottom
 */
export function heights(order, levels, radius, height) {
  const least = order.map((_, r) => (r === 0 ? 0 : levels[r].length ? 22 + LEVEL * levels[r].length : 18));
  const spare = height - order.length * 2 * radius - least.reduce((sum, gap) => sum + gap, 0);
  const more = Math.max(0, Math.min(28, spare / Math.max(1, order.length - 1)));
  let y = 0;
  return order.map((_, r) => {
    if (r) y -= 2 * radius + least[r] + more;
    return y;
  });
}
