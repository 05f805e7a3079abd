/**
 * Zoom: how many steps stand as columns. Fewer are wider; those that have no column are folded beside them.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

/** @typedef {import("#vendor/preact.js").Signal<Scene | null>} Shown */

/**
 * @param {Page} page
 * @param {Shown} scene what is shown now
 * @param {1 | 0 | -1} way 1: nearer, fewer columns; 0: as many as are legible
 */
export function zoom(page, scene, way) {
  const axis = scene.peek()?.axis;
  if (!axis) return;
  const now = axis.last - axis.first + 1;
  const columns = way === 0 ? null : Math.max(1, Math.min(axis.T, now - way));
  page.view.value = { ...page.view.value, columns };
}
