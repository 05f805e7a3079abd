/**
 * The cell of a net, as it is copied from step to step: its names in ranks, and how each of its delays runs. The same
 * drawing is the folded graph when all copies lie on one another, and the unfolded one when they stand side by side.
 *
 * How a delay that reads one step back runs (those that read ahead do the same the other way round):
 *
 *     loop   a name's own recurrence, where nothing stands between its copies: a loop that opens to a straight line
 *     over   a name's own recurrence that must get past something: a loop that opens to an arch
 *     side   out of a name, along a track between the columns, in at the side of another one
 *     bus    the same, but in from below, under the rank of the other one
 *
 * @import {Plan} from "#app/types.js"
 * @import {Bundle, Connections, Reader} from "#app/layout/folded/bundles.js"
 */

import { connections } from "#app/layout/folded/bundles.js";
import { ordersOf, ranked, ranksOf, spread } from "#app/layout/folded/ranks.js";
import { once } from "#app/state/once.js";

/** @typedef {"loop" | "over" | "side" | "bus"} Manner */

/**
 * @typedef {object} Delay
 * @property {string} key
 * @property {string} from
 * @property {1 | -1} way 1: to the right, as it reads an earlier step
 * @property {number} lag how many steps
 * @property {"side" | "top"} exit
 * @property {(Reader & {manner: Manner})[]} readers
 *
 * @typedef {object} CellGraph
 * @property {string[]} names
 * @property {Connections["direct"]} direct edges within a step; those of a target that stands aside come last
 * @property {string[][]} order of the ranks, lowest first
 * @property {string[][]} chains how each direct edge passes the ranks
 * @property {Map<string, number>} rank
 * @property {boolean} aside whether the target stands at the loss and nowhere else
 * @property {Delay[]} delays
 */

/** @type {(plan: Plan) => CellGraph} */
export const cellGraph = once((plan) => arranged(connections(plan, plan.target !== null)));

/**
 * @param {Connections} what
 * @returns {CellGraph}
 */
function arranged(what) {
  const aside = what.direct.some(({ from }) => from === "y") && what.direct.every(({ from, to }) => from !== "y" || to === "loss"); // biome-ignore format: one line
  const names = what.names.filter((name) => !(aside && name === "y"));
  const direct = what.direct.filter(({ from }) => !(aside && from === "y"));
  const delayed = what.bundles.flatMap(({ from, readers }) => readers.map(({ to }) => ({ from, to })));
  const rank = apartRanks(names, direct, delayed);
  const graph = ranked(rank, direct);
  const orders = ordersOf(graph).map((order) => {
    const delays = what.bundles.map((bundle) => delayOf(bundle, what.bundles, names, order, rank));
    return { order, delays, cost: tangle(order, graph.chains, delays, rank) };
  });
  const best = orders.reduce((least, one) => (one.cost < least.cost - 0.01 ? one : least));
  const all = [...direct, ...what.direct.filter(({ from }) => aside && from === "y")];
  const { order, delays } = best;
  return { names: what.names, direct: all, order, chains: graph.chains, rank, aside, delays };
}

/**
 * Names that hand themselves on get a rank each, so that nothing stands between their copies.
 *
 * @param {string[]} names
 * @param {{from: string, to: string}[]} direct
 * @param {{from: string, to: string}[]} delayed
 */
function apartRanks(names, direct, delayed) {
  const own = names.filter((name) => delayed.some(({ from, to }) => from === name && to === name));
  const apart = [...direct];
  for (let round = 0; round < own.length; round += 1) {
    const rank = ranksOf(names, apart, delayed);
    const pair = own.flatMap((to, k) => own.slice(0, k).map((from) => ({ from, to }))).find(({ from, to }) => rank.get(from) === rank.get(to)); // biome-ignore format: one line
    if (!pair) return rank;
    apart.push(pair);
  }
  return ranksOf(names, apart, delayed);
}

/**
 * @param {Bundle} bundle
 * @param {Bundle[]} all
 * @param {string[]} names
 * @param {string[][]} order
 * @param {Map<string, number>} rank
 * @returns {Delay}
 */
function delayOf({ key, from, shift, readers }, all, names, order, rank) {
  const way = shift < 0 ? 1 : -1;
  const lag = Math.abs(shift);
  const row = (/** @type {string} */ name) =>
    (order[rank.get(name) ?? -1] ?? [name]).filter((item) => names.includes(item) || item === name);
  const isAlone = (/** @type {string} */ name) => row(name).length === 1;
  const own = row(from);
  const hasLoop = (/** @type {string} */ name) =>
    all.some((other) => other.from === name && other.shift * shift > 0 && other.readers.some(({ to }) => to === name));
  const isOuter = (way > 0 ? own.at(-1) : own[0]) === from;
  const manner = (/** @type {string} */ to) => {
    if (to === from) return isAlone(from) && lag === 1 ? "loop" : "over";
    return isAlone(to) && !hasLoop(to) && rank.get(to) !== rank.get(from) ? "side" : "bus";
  };
  const exit = isOuter && lag === 1 ? "side" : "top";
  return { key, from, way, lag, exit, readers: readers.map((one) => ({ ...one, manner: manner(one.to) })) };
}

/**
 * How far an order is from plain: crossings of what runs within a step with what comes out of the step before, then
 * lengths.
 *
 * @param {string[][]} order
 * @param {string[][]} chains
 * @param {Delay[]} delays
 * @param {Map<string, number>} rank
 */
function tangle(order, chains, delays, rank) {
  const x = spread(order, chains, () => ({ left: 17, right: 17 }));
  const at = (/** @type {string} */ item) => x.get(item) ?? 0;
  const levels = new Map(order.flatMap((row, r) => row.map((item) => [item, r])));
  const steps = chains.flatMap((chain) => chain.slice(1).map((to, k) => [chain[k], to]));
  let cost = steps.reduce((sum, [from, to]) => sum + 0.004 * Math.abs(at(to) - at(from)), 0);
  for (const { from, way, exit, readers } of delays) {
    const r = rank.get(from) ?? order.length;
    const beyond = (order[r] ?? []).filter((item) => (at(item) - at(from)) * way > 0); // on its way out
    cost += exit === "side" ? 1.3 * beyond.length : 0.5 + 0.5 * beyond.length;
    cost += 0.003 * Math.max(0, ...[...x.values()].map((other) => (other - at(from)) * way));
    for (const { to, manner } of readers) {
      const level = rank.get(to) ?? 0;
      if (manner === "over") cost += 3;
      if (manner === "loop" || manner === "side") {
        cost += (order[level] ?? []).filter((item) => (at(item) - at(to)) * way < 0).length; // on its way in
      }
      if (manner !== "bus") continue;
      for (const [low, high] of steps) {
        const passes = (levels.get(low) ?? 0) < level && (levels.get(high) ?? 0) >= level;
        cost += passes && (at(high) - at(to)) * way < 0 ? 1 : 0;
      }
    }
  }
  return cost;
}
