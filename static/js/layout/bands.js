/**
 * The rows of the stage from top to bottom, each with the height it gets. One order at every zoom:
 * target, loss, outputs, then the step's own rows (c, gates, h), x below them; then lanes, curve and steps.
 *
 * @import {Band, Equation, Plan} from "#app/types.js"
 */

/**
 * @typedef {object} Wish
 * @property {Band["kind"]} kind
 * @property {string} key
 * @property {string | null} [node]
 * @property {number} least
 * @property {number} most
 * @property {number} [weight] share of what is left over
 */

/**
 * @param {Plan} plan
 * @param {number} height
 * @param {(wishes: Wish[], height: number) => Wish[]} [choose] leaves rows out
 * @returns {Band[]}
 */
export function bands(plan, height, choose = (all) => all) {
  return placed(choose(wishList(plan), height), height);
}

/**
 * Each row where the rows above it end, with what it wishes and its share of what is left over.
 *
 * @param {Wish[]} wishes
 * @param {number} height
 * @returns {Band[]}
 */
export function placed(wishes, height) {
  const least = sum(wishes.map((wish) => wish.least));
  const heights = share(wishes, Math.max(0, height - least));
  let y = 0;
  return wishes.map(({ kind, key, node = null }, k) => {
    const band = { key, kind, node, y, height: heights[k] };
    y += heights[k];
    return band;
  });
}

/**
 * Rows above the frame of a step: outputs at the top of the plan's order.
 *
 * @param {Plan} plan
 * @returns {{above: Equation[], inside: Equation[]}}
 */
export function rowsOf(plan) {
  const rows = plan.rows.map((name) => /** @type {Equation} */ (plan.equations.find((e) => e.name === name)));
  const start = rows.findIndex(({ role }) => role !== "output");
  const cut = start < 0 ? rows.length : start;
  return { above: rows.slice(0, cut), inside: rows.slice(cut) };
}

/**
 * @param {Plan} plan
 * @returns {Wish[]}
 */
export function wishList(plan) {
  const { above, inside } = rowsOf(plan);
  /** @type {Wish[]} */
  const wishes = [gap("top", 6)];
  wishes.push(...phaseRows(plan));
  if (plan.target && plan.loss) {
    wishes.push({ kind: "target", key: "target", least: 22, most: 26, weight: 0.2 });
    wishes.push({ kind: "loss", key: "loss", least: 22, most: 26, weight: 0.2 });
  }
  above.forEach(({ name }, k) => {
    if (k) wishes.push({ kind: "arrows", key: `above-${name}`, least: 14, most: 20, weight: 0.2 });
    wishes.push({ kind: "output", key: `row-${name}`, node: name, least: 34, most: 80, weight: 1.4 });
  });
  if (inside.length) {
    if (above.length) wishes.push({ kind: "arrows", key: "out", least: 24, most: 36, weight: 0.5 });
    inside.forEach(({ name, role }, k) => {
      if (k) wishes.push(gap(`gap-${name}`, 5, 14));
      wishes.push({
        kind: "vector",
        key: `row-${name}`,
        node: name,
        least: 27,
        most: role === "gate" ? 64 : 76,
        weight: role === "gate" ? 1 : 1.6,
      });
    });
  }
  wishes.push({ kind: "arrows", key: "in", least: 24, most: 36, weight: 0.5 });
  if (plan.input) wishes.push({ kind: "token", key: "x", node: "x", least: 30, most: 34, weight: 0.2 });
  wishes.push(gap("lanes", 9, 20));
  if (plan.target && plan.loss) wishes.push(...lane("loss"));
  for (const { name } of [...above, ...inside]) wishes.push(...lane(name));
  if (plan.loss) wishes.push(gap("curve", 8, 14), { kind: "curve", key: "curve", least: 72, most: 240, weight: 2 });
  wishes.push({ kind: "steps", key: "steps", least: 26, most: 30, weight: 0.2 });
  return wishes;
}

/**
 * @param {Plan} plan
 * @returns {Wish[]}
 */
export function phaseRows(plan) {
  return Object.keys(plan.phases ?? {}).flatMap((name) => [
    { kind: /** @type {const} */ ("phase"), key: `phase-${name}`, node: name, least: 20, most: 22 },
    gap(`phase-${name}`, 4),
  ]);
}

/**
 * @param {string} name
 * @returns {Wish[]}
 */
function lane(name) {
  return [
    { kind: "lane", key: `lane-${name}`, node: name, least: 15, most: 48, weight: 1 },
    gap(`under-${name}`, 3, 6),
  ];
}

/**
 * @param {string} key
 * @param {number} least
 * @param {number} [most]
 * @returns {Wish}
 */
export function gap(key, least, most = least) {
  return { kind: "gap", key: `gap-${key}`, least, most, weight: most > least ? 0.2 : 0 };
}

/**
 * Hands out what is left over by weight; what a full row cannot take goes to the others.
 *
 * @param {Wish[]} wishes
 * @param {number} extra
 */
function share(wishes, extra) {
  const heights = wishes.map((wish) => wish.least);
  let left = extra;
  for (let round = 0; round < 4 && left > 0.5; round += 1) {
    const open = wishes.map((wish, k) => (heights[k] < wish.most ? (wish.weight ?? 0) : 0));
    const total = sum(open);
    if (!total) break;
    const part = left / total;
    wishes.forEach((wish, k) => {
      const more = Math.min(open[k] * part, wish.most - heights[k]);
      heights[k] += more;
      left -= more;
    });
  }
  return heights.map((height) => Math.floor(height));
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
