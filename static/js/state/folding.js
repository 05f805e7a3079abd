/**
 * How far the graph is unfolded: what the view says, or, while it moves, what the motion says. Only where it comes to
 * rest does it become part of the view, and so of the address.
 *
 * @import {View} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { signal } from "#vendor/preact.js";

export function createFolding() {
  return {
    moving: signal(/** @type {number | null} */ (null)), // p while it moves or is dragged; null: at rest
    towards: signal(/** @type {0 | 1 | null} */ (null)), // where it moves by itself
  };
}

/**
 * @param {View} view
 * @param {number | null} moving
 */
export function foldOf(view, moving) {
  return moving ?? view.fold ?? 1;
}

/**
 * @param {Page} page
 * @param {number} p
 */
export function rest({ view, moving, towards }, p) {
  towards.value = null;
  view.value = { ...view.value, fold: Math.round(p * 1000) / 1000 };
  moving.value = null;
}

/**
 * Stops where it is; does nothing at rest.
 *
 * @param {Page} page
 * @returns {boolean} whether it moved
 */
export function stopFolding(page) {
  if (page.towards.peek() === null) return false;
  rest(page, foldOf(page.view.peek(), page.moving.peek()));
  return true;
}

/**
 * To the other end, or stop half-way.
 *
 * @param {Page} page
 */
export function toggleFolding(page) {
  if (stopFolding(page)) return;
  page.towards.value = foldOf(page.view.peek(), page.moving.peek()) < 0.5 ? 1 : 0;
}

/**
 * Slow at both ends, so that the first copy is seen to leave and the last one to arrive.
 *
 * @param {number} from
 * @param {number} to
 * @param {number} share of the time
 */
export function eased(from, to, share) {
  const u = Math.max(0, Math.min(1, share));
  return from + (to - from) * (u < 0.5 ? 2 * u * u : 1 - 2 * (1 - u) ** 2);
}
