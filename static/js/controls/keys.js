/**
 * Keys. Arrows move the playhead where they point; PageUp and PageDown (clickers) go from stop to stop; Space plays.
 * Nothing is taken from a field that someone is typing in.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { togglePlaying } from "#app/controls/player.js";
import { choose, goTo } from "#app/state/page.js";
import { arrow } from "#app/state/stops.js";

/** @type {Record<string, (page: Page) => void>} */
const ACTIONS = {
  ArrowRight: (page) => step(page, 1),
  ArrowLeft: (page) => step(page, -1),
  PageDown: (page) => goTo(page, page.cursor.value + 1),
  PageUp: (page) => goTo(page, page.cursor.value - 1),
  Home: (page) => goTo(page, 0),
  End: (page) => goTo(page, Number.MAX_SAFE_INTEGER),
  " ": togglePlaying,
  Escape: (page) => choose(page, null),
};

/** @param {Page} page */
export function listenToKeys(page) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = ACTIONS[event.key];
    if (!action || !page.stop.value || isTaken(event)) return;
    event.preventDefault();
    if (event.key !== " ") page.playing.value = false;
    action(page);
  });
}

/**
 * @param {Page} page
 * @param {1 | -1} way
 */
function step(page, way) {
  if (page.itinerary.value) goTo(page, arrow(page.itinerary.value, page.cursor.value, way));
}

/** @param {KeyboardEvent} event */
function isTaken({ target, key }) {
  if (!(target instanceof HTMLElement)) return false;
  if (key.startsWith("Page") && !target.closest("textarea, select")) return false; // clickers, wherever the focus is
  if (target.closest("input, textarea, select, [contenteditable]")) return true;
  return key === " " && target.closest("button, summary, a") !== null; // Space presses what has the focus
}
