/**
 * The folded graph's places: names in ranks, each above what it reads in the same step; within a rank in an order, as
 * near as may be to what they are connected with.
 *
 * @typedef {{from: string, to: string}} Direct an edge within one step
 * @typedef {{left: number, right: number}} Extent what an item needs on either side of its middle
 * @typedef {{rows: string[][], chains: string[][]}} Ranked the ranks, lowest first; each direct edge rank by rank
 */

const GAP = 12;
const ROUNDS = 24;
const MOST_ORDERS = 720;

/**
 * The longest way up from below. What only gives (y) stands just under the first one that reads it.
 *
 * @param {string[]} names
 * @param {Direct[]} direct
 * @param {Direct[]} delayed
 * @returns {Map<string, number>}
 */
export function ranksOf(names, direct, delayed) {
  const ground = names.includes("x") ? 1 : 0;
  const rank = new Map(names.map((name) => [name, name === "x" || name === "y" ? 0 : ground]));
  const at = (/** @type {string} */ name) => rank.get(name) ?? 0;
  for (let round = 0; round < names.length; round += 1) {
    for (const { from, to } of direct) rank.set(to, Math.max(at(to), at(from) + 1));
  }
  for (const name of names.filter((one) => one === "y" || one === "x")) {
    const readers = [...direct, ...delayed].filter(({ from }) => from === name).map(({ to }) => at(to));
    rank.set(name, Math.max(0, Math.min(...readers) - 1));
  }
  return rank;
}

/**
 * Edges that climb several ranks get a place in each rank that they pass.
 *
 * @param {Map<string, number>} rank
 * @param {Direct[]} direct
 * @returns {Ranked}
 */
export function ranked(rank, direct) {
  /** @type {string[][]} */
  const rows = Array.from({ length: Math.max(...rank.values()) + 1 }, () => []);
  for (const [name, r] of rank) rows[r].push(name);
  const chains = direct.map(({ from, to }) => {
    const [low, high] = [rank.get(from) ?? 0, rank.get(to) ?? 0];
    const passed = Array.from({ length: high - low - 1 }, (_, k) => `${from} ${to} ${k}`);
    passed.forEach((item, k) => {
      rows[low + 1 + k].push(item);
    });
    return [from, ...passed, to];
  });
  return { rows, chains };
}

/**
 * The orders of all ranks in which the fewest direct edges cross, or, where those would be too many, the one that a few sweeps of averages find.
 *
 * @param {Ranked} graph
 * @returns {string[][][]}
 */
export function ordersOf({ rows, chains }) {
  const count = rows.reduce((product, { length }) => product * factorial(length), 1);
  if (count > MOST_ORDERS) return [averaged(rows, chains)];
  const all = rows.reduce(
    (found, row) => found.flatMap((begun) => permutations(row).map((one) => [...begun, one])),
    /** @type {string[][][]} */ ([[]]),
  );
  const crossings = all.map((order) => crossingsOf(order, chains));
  const least = Math.min(...crossings);
  return all.filter((_, k) => crossings[k] === least);
}

/**
 * @param {string[][]} order
 * @param {string[][]} chains
 */
function crossingsOf(order, chains) {
  const place = new Map(order.flatMap((row, r) => row.map((item, k) => [item, { r, k }])));
  const at = (/** @type {string} */ item) => place.get(item) ?? { r: 0, k: 0 };
  const steps = chains.flatMap((chain) => chain.slice(1).map((to, k) => [at(chain[k]), at(to)]));
  let count = 0;
  for (const [from, to] of steps) {
    for (const [start, end] of steps) count += Number(start.r === from.r && start.k < from.k && end.k > to.k);
  }
  return count;
}

/** @param {number} n */
function factorial(n) {
  let product = 1;
  for (let k = 2; k <= n; k += 1) product *= k;
  return product;
}

/**
 * @param {string[]} row
 * @returns {string[][]} the given order first
 */
function permutations(row) {
  if (row.length < 2) return [row];
  return row.flatMap((first, k) => permutations(row.filter((_, other) => other !== k)).map((rest) => [first, ...rest]));
}

/**
 * @param {string[][]} rows
 * @param {string[][]} chains
 */
function averaged(rows, chains) {
  const beside = neighbours(chains);
  let order = rows;
  for (let round = 0; round < 8; round += 1) {
    const place = new Map(order.flatMap((row) => row.map((item, k) => [item, k - (row.length - 1) / 2])));
    order = order.map((row) => {
      const wish = new Map(row.map((item) => [item, average(beside.get(item) ?? [], place, place.get(item) ?? 0)]));
      return [...row].sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
    });
  }
  return order;
}

/**
 * @param {string[]} items
 * @param {Map<string, number>} place
 * @param {number} otherwise
 */
function average(items, place, otherwise) {
  if (!items.length) return otherwise;
  return items.reduce((sum, item) => sum + (place.get(item) ?? 0), 0) / items.length;
}

/** @param {string[][]} chains */
function neighbours(chains) {
  /** @type {Map<string, string[]>} */
  const beside = new Map();
  const join = (/** @type {string} */ one, /** @type {string} */ other) =>
    beside.set(one, [...(beside.get(one) ?? []), other]);
  for (const chain of chains) {
    for (let k = 1; k < chain.length; k += 1) {
      join(chain[k], chain[k - 1]);
      join(chain[k - 1], chain[k]);
    }
  }
  return beside;
}

/**
 * Every item as near to the middle of its neighbours as its rank's order allows.
 *
 * @param {string[][]} order
 * @param {string[][]} chains
 * @param {(item: string) => Extent} extent
 * @param {number} [gap] between two items
 * @returns {Map<string, number>} the middle of each item
 */
export function spread(order, chains, extent, gap = GAP) {
  const beside = neighbours(chains);
  const offsets = order.map((row) => offsetsOf(row, extent, gap));
  const place = new Map(order.flatMap((row, r) => row.map((item, k) => [item, offsets[r][k] - centre(offsets[r])])));
  for (let round = 0; round < ROUNDS; round += 1) {
    const way = round % 2 ? order.map((_, r) => order.length - 1 - r) : order.map((_, r) => r);
    for (const r of way) {
      const wish = order[r].map((item) => average(beside.get(item) ?? [], place, place.get(item) ?? 0));
      const settled = rising(wish.map((x, k) => x - offsets[r][k]));
      order[r].forEach((item, k) => {
        place.set(item, settled[k] + offsets[r][k]);
      });
    }
  }
  return place;
}

/**
 * @param {string[]} row
 * @param {(item: string) => Extent} extent
 * @param {number} gap
 */
function offsetsOf(row, extent, gap) {
  const offsets = [0];
  for (let k = 1; k < row.length; k += 1) {
    offsets.push(offsets[k - 1] + extent(row[k - 1]).right + gap + extent(row[k]).left);
  }
  return offsets;
}

/** @param {number[]} offsets */
function centre(offsets) {
  return offsets[offsets.length - 1] / 2;
}

/**
 * The rising sequence nearest to the wishes: neighbours that would fall are pooled.
 *
 * @param {number[]} wishes
 */
function rising(wishes) {
  /** @type {{sum: number, count: number}[]} */
  const pools = [];
  for (const wish of wishes) {
    let pool = { sum: wish, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}
