/**
 * Zoom: how many steps stand as columns. Fewer are wider; those that have no column are folded beside them.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { NARROWEST } from "#app/layout/axis.js";

/** @typedef {import("#vendor/preact.js").Signal<Scene | null>} Shown */

/**
 * @param {Page} page
 * @param {Shown} scene what is shown now
 * @param {1 | 0 | -1} way 1: nearer, fewer columns; 0: as many as are legible
 */
export function zoom(page, scene, way) {
  const shown = scene.peek();
  if (!shown) return;
  const { axis, larger } = shown;
  const room = (axis.end - axis.start) / (NARROWEST * larger);
  const most = Math.min(axis.T, Math.floor(room < axis.T ? 0.8 * room : room)); // folds need a fifth
  const now = page.view.peek().columns ?? axis.last - axis.first + 1; // the scene may be a frame behind
  const columns = way === 0 ? null : Math.max(1, Math.min(most, now - way));
  page.view.value = { ...page.view.value, columns };
}
