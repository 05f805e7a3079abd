/**
 * Keys. Arrows move the playhead where they point; PageUp and PageDown (clickers) go from stop to stop; Space plays.
 * Letters and signs act only while the stage or its tree has the focus; nothing is taken from a field that someone is typing in.
 *
 * @import {Page} from "#app/state/page.js"
 * @import {Shown} from "#app/controls/zoom.js"
 */

import { togglePlaying } from "#app/controls/player.js";
import { followStep, zoom, zoomOut } from "#app/controls/zoom.js";
import { isComparing, lookAt, sideShown, toggleBeside } from "#app/state/beside.js";
import { stopFolding, toggleFolding } from "#app/state/folding.js";
import { toggleHidden } from "#app/state/hidden.js";
import { lay, walkPlace } from "#app/state/laid/acts.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { pinned, unpin } from "#app/state/lit.js";
import { isOpen, setOpen } from "#app/state/opened.js";
import { choose, goTo, show } from "#app/state/page.js";
import { togglePinned } from "#app/state/pins.js";
import { closeProduct, openedProduct, openProduct, walkColumns, walkRows } from "#app/state/product.js";
import { arrow } from "#app/state/stops.js";
import { hiddenWords } from "#app/words/hidden.js";
import { pinWords } from "#app/words/pins.js";

const STRIDE = 10; // steps with Shift

/** @typedef {(page: Page, scene: Shown, event: KeyboardEvent) => void} Action */

/** @type {Record<string, Action>} */
const MOVES = {
  ArrowRight: (page, _, { shiftKey }) => walk(page, 1, shiftKey ? STRIDE : 1),
  ArrowLeft: (page, _, { shiftKey }) => walk(page, -1, shiftKey ? STRIDE : 1),
  PageDown: (page) => goTo(page, page.place.value + 1),
  PageUp: (page) => goTo(page, page.place.value - 1),
  Home: (page) => goTo(page, 0),
  End: (page) => goTo(page, Number.MAX_SAFE_INTEGER),
};

/** @type {Record<string, Action>} */
const ANYWHERE = { " ": (page) => stopFolding(page) || togglePlaying(page), Escape: leave };

/** @type {Record<string, Action>} */
const ON_STAGE = {
  o: (page) => setOpen(page, !isOpen(page)),
  enter: (page) => (isOpen(page) ? openProduct(page) : setOpen(page, true)),
  c: (page) => show(page, "columns"),
  g: (page) => show(page, "graph"),
  w: (page) => show(page, "board"),
  d: (page) => show(page, "gradient"),
  e: (page) => (page.taking.value = true),
  p: pinIt,
  h: (page) => toggleHidden(page) || need(page, hiddenWords.chooseFirst),
  x: (page) => (page.gallery.value = true),
  k: (page) => toggleBeside(page),
  l: (page) => isComparing(page) && lookAt(page, sideShown(page) === page ? "b" : "a"),
  u: (page) => unfold(page),
  f: (page) => (page.presenting.value = !page.presenting.value),
  b: (page) => (page.blank.value = true),
  ".": (page) => (page.blank.value = true),
  "?": (page) => (page.help.value = true),
  "+": (page, scene) => zoom(page, scene, 1),
  "=": (page, scene) => zoom(page, scene, 1), // + without Shift
  "-": (page, scene) => zoom(page, scene, -1),
  "−": (page, scene) => zoom(page, scene, -1),
  0: (page, scene) => zoom(page, scene, 0),
  a: zoomOut,
};

/** Where the gradient is laid open: another loss, another copy, another view. @type {Record<string, Action>} */
const LAID = {
  ArrowUp: (page, scene) => walkLaid(page, scene, { vertical: -1 }),
  ArrowDown: (page, scene) => walkLaid(page, scene, { vertical: 1 }),
  ArrowLeft: (page, scene) => walkLaid(page, scene, { horizontal: -1 }),
  ArrowRight: (page, scene) => walkLaid(page, scene, { horizontal: 1 }),
  ...Object.fromEntries(
    Object.keys(KINDS).map((kind, n) => [n + 1, (/** @type {Page} */ page) => lay(page, { kind })]),
  ),
};

/** In an opened step. @type {Record<string, Action>} */
const WITHIN = {
  ArrowUp: (page, _, { shiftKey }) => (shiftKey ? walkColumns(page, -1) : walkRows(page, -1)),
  ArrowDown: (page, _, { shiftKey }) => (shiftKey ? walkColumns(page, 1) : walkRows(page, 1)),
};

/**
 * @param {Page} page
 * @param {Shown} scene
 */
export function listenToKeys(page, scene) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { show: mode } = page.view.value;
    const action =
      mode === "gradient" && !isOpen(page) ? laidActionOf(event) : actionOf(event, isOpen(page) && mode !== "board");
    if (!action || !page.stop.value || isTaken(event)) return;
    event.preventDefault();
    if (event.key in MOVES) page.playing.value = false;
    page.needed.value = "";
    action(page, scene, event);
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {boolean} within whether a step stands open
 * @returns {Action | undefined}
 */
function actionOf({ key, target, repeat }, within) {
  const isOnStage = target instanceof HTMLElement && target.closest("#stage, #beside, #tree") !== null;
  if (key in MOVES) return MOVES[key];
  if (within && isOnStage && key in WITHIN) return WITHIN[key];
  if (repeat) return undefined; // a key that is held down switches nothing on and off
  if (key in ANYWHERE) return ANYWHERE[key];
  const letter = key.toLowerCase();
  return isOnStage && Object.hasOwn(ON_STAGE, letter) ? ON_STAGE[letter] : undefined;
}

/**
 * @param {KeyboardEvent} event
 * @returns {Action | undefined}
 */
function laidActionOf(event) {
  const { key, shiftKey, target } = event;
  const isOnStage = target instanceof HTMLElement && target.closest("#stage") !== null;
  const isOurs = shiftKey || !key.startsWith("Arrow") || key === "ArrowUp" || key === "ArrowDown";
  return isOnStage && isOurs && Object.hasOwn(LAID, key) ? LAID[key] : actionOf(event, false);
}

/**
 * @param {Page} page
 * @param {Shown} scene
 * @param {{vertical?: number, horizontal?: number}} by
 */
function walkLaid(page, scene, by) {
  const to = walkPlace(page, by);
  if (to) followStep(page, scene, by.vertical ? to.t : to.k);
}

/**
 * @param {Page} page
 * @param {1 | -1} way
 * @param {number} steps
 */
function walk(page, way, steps) {
  const course = page.course.value;
  if (!course) return;
  let to = page.place.value;
  for (let k = 0; k < steps; k += 1) to = arrow(course, to, way);
  goTo(page, to);
}

/**
 * Folds or unfolds the graph; shows it first, folded, if something else is shown.
 *
 * @param {Page} page
 */
function unfold(page) {
  if (page.view.value.show !== "graph") page.view.value = { ...page.view.value, show: "graph", fold: 0 };
  toggleFolding(page);
}

/** @param {Page} page */
function pinIt(page) {
  const done = togglePinned(page);
  if (done === null) need(page, hiddenWords.chooseFirst);
  if (done === "full") need(page, pinWords.full);
}

/**
 * Says what a key lacks to do anything.
 *
 * @param {Page} page
 * @param {string} words
 */
function need(page, words) {
  page.needed.value = words;
}

/** @param {Page} page */
function leave(page) {
  if (stopFolding(page)) return;
  if (pinned(page).length) unpin(page);
  else if (openedProduct(page)) closeProduct(page);
  else if (isOpen(page)) setOpen(page, false);
  else if (page.presenting.value) page.presenting.value = false;
  else choose(page, null);
}

/** @param {KeyboardEvent} event */
function isTaken({ target, key }) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog")) return true;
  if (key.startsWith("Page") && !target.closest("textarea, select")) return false; // clickers, wherever the focus is
  if (target.closest("input, textarea, select, [contenteditable]")) return true;
  return (key === " " || key === "Enter") && target.closest("button, summary, a") !== null; // they press what has the focus
}
