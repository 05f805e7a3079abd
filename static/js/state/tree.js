/**
 * The graph as a tree: network → step → node → unit. Only what is near the place one stands at is listed, so that
 * ten thousand steps are as short as ten.
 *
 * @import {Plan} from "#app/types.js"
 */

const AROUND = 6; // steps or units listed on either side

/**
 * @typedef {object} Place
 * @property {1 | 2 | 3 | 4} level network, step, node, unit
 * @property {number} t
 * @property {string} node
 * @property {number} unit
 */

/**
 * @typedef {object} Open which branch is open: one at each level
 * @property {boolean} net
 * @property {number | null} step
 * @property {string | null} node
 */

/** @typedef {Place & {position: number, of: number, expanded: boolean | null}} Item */

/**
 * @param {Plan} plan
 * @param {Place} place
 * @param {Open} open
 * @returns {Item[]}
 */
export function itemsOf(plan, place, open) {
  /** @type {Item[]} */
  const items = [{ ...place, level: 1, position: 1, of: 1, expanded: open.net }];
  if (!open.net) return items;
  const names = namesOf(plan);
  for (const t of around(place.t, 1, plan.T)) {
    const isOpen = open.step === t;
    items.push({ level: 2, t, node: names[0], unit: 0, position: t, of: plan.T, expanded: isOpen });
    if (!isOpen) continue;
    names.forEach((node, k) => {
      const wide = open.node === node;
      items.push({ level: 3, t, node, unit: 0, position: k + 1, of: names.length, expanded: wide });
      if (!wide) return;
      const size = sizeOf(plan, node);
      const from = place.level === 4 ? place.unit : 0;
      for (const unit of around(from, 0, size - 1)) {
        items.push({ level: 4, t, node, unit, position: unit + 1, of: size, expanded: null });
      }
    });
  }
  return items;
}

/**
 * @param {Item[]} items
 * @param {Place} place
 */
export function indexOf(items, { level, t, node, unit }) {
  const found = items.findIndex(
    (item) =>
      item.level === level &&
      (level < 2 || item.t === t) &&
      (level < 3 || item.node === node) &&
      (level < 4 || item.unit === unit),
  );
  return Math.max(0, found);
}

/**
 * Where a key leads; null where it leads nowhere.
 *
 * @param {string} key
 * @param {Item[]} items
 * @param {Place} place
 * @param {Open} open
 * @param {Plan} plan
 * @returns {{place: Place, open: Open} | null}
 */
export function moved(key, items, place, open, plan) {
  const at = indexOf(items, place);
  const here = items[at];
  const to = (/** @type {Item | undefined} */ item) => (item ? { place: placeOf(item), open } : null);
  switch (key) {
    case "ArrowDown":
      return to(items[at + 1]);
    case "ArrowUp":
      return to(items[at - 1]);
    case "Home":
      return to(items[0]);
    case "End":
      return open.net ? { place: { ...placeOf(here), level: 2, t: plan.T }, open } : null;
    case "ArrowRight":
      if (here.expanded === false) return { place, open: opened(here, open) };
      return here.expanded ? to(items[at + 1]) : null;
    case "ArrowLeft":
      if (here.expanded) return { place, open: closed(here, open) };
      return to(items.slice(0, at).findLast(({ level }) => level < here.level));
    default:
      return null;
  }
}

/**
 * @param {Place} place
 * @param {Open} open
 * @returns {Open}
 */
function opened({ level, t, node }, open) {
  if (level === 1) return { ...open, net: true };
  if (level === 2) return { net: true, step: t, node: null };
  return { ...open, node };
}

/**
 * @param {Place} place
 * @param {Open} open
 * @returns {Open}
 */
function closed({ level }, open) {
  if (level === 1) return { net: false, step: null, node: null };
  return level === 2 ? { ...open, step: null, node: null } : { ...open, node: null };
}

/**
 * @param {Item} item
 * @returns {Place}
 */
function placeOf({ level, t, node, unit }) {
  return { level, t, node, unit };
}

/** @param {Plan} plan */
function namesOf(plan) {
  return [...plan.rows, ...(plan.input ? ["x"] : [])];
}

/**
 * @param {Plan} plan
 * @param {string} node
 */
function sizeOf(plan, node) {
  return plan.equations.find(({ name }) => name === node)?.size ?? plan.input?.size ?? 1;
}

/**
 * @param {number} middle
 * @param {number} first
 * @param {number} last
 */
function around(middle, first, last) {
  const from = Math.max(first, Math.min(middle - AROUND, last - 2 * AROUND));
  const to = Math.min(last, Math.max(middle + AROUND, first + 2 * AROUND));
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}
