/**
 * The stage between state and drawing: lays out at most once a frame when something changed, answers clicks and drags.
 *
 * @import {Run, Scene} from "#app/types.js"
 * @import {Lit} from "#app/layout/lit.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Signal} from "#vendor/preact.js"
 */

import { createStage } from "#app/draw/stage.js";
import { palette } from "#app/draw/theme.js";
import { spotAt } from "#app/layout/gradient/spots.js";
import { cellAt, givenAt, operationAt } from "#app/layout/hit.js";
import { layOut } from "#app/layout/stage.js";
import { openOnDoubleClick } from "#app/panels/opened.js";
import { askBeside, isTogether, sideShown } from "#app/state/beside.js";
import { foldOf } from "#app/state/folding.js";
import { reveal } from "#app/state/hidden.js";
import { lay, snipAt } from "#app/state/laid/acts.js";
import { besideLaid } from "#app/state/laid/beside.js";
import { shownOf } from "#app/state/laid.js";
import { litBeside, litNames, litParameters } from "#app/state/lit.js";
import { openedSteps } from "#app/state/opened.js";
import { choose } from "#app/state/page.js";
import { canDraw } from "#app/state/parts.js";
import { askOperation, openedProduct } from "#app/state/product.js";
import { row } from "#app/state/series.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { computed, effect, signal } from "#vendor/preact.js";

/** @typedef {Signal<Scene | null>} SceneNow */
/** @typedef {{readonly value: Lit, peek: () => Lit}} LitNow what is lit, as it changes */

/** @type {WeakSet<object>} parameters of runs of which a step was drawn: another notation is no other run */
const begun = new WeakSet();

/**
 * Tells browsers' performance tools, and the bench, when the first step of a run was drawn.
 *
 * @param {Run} run
 */
function markFirst(run) {
  if (begun.has(run.parameters) || run.received < 1) return;
  begun.add(run.parameters);
  performance.clearMarks("first step drawn");
  performance.mark("first step drawn");
}

/**
 * Only where it changes: it would cost a new style for all that is inside.
 *
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string} value
 */
export function setLength({ style }, name, value) {
  if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
}

/**
 * The number of a word: the one at its place in the vocabulary.
 *
 * @param {Page} page
 * @param {{node: "x" | "y", t: number} | null} found
 * @returns {import("#app/types.js").Cell | null}
 */
function given(page, found) {
  const run = page.run.peek();
  if (!found || !run) return null;
  const numbers = row(found.node === "x" ? run.inputs : run.targets, found.t);
  return numbers && { ...found, unit: Math.max(0, numbers.indexOf(1)) };
}

/**
 * Nothing is drawn where the board hides the drawing; axis and sizes stay for those who follow them.
 *
 * @param {Scene} scene
 * @returns {Scene}
 */
function blank(scene) {
  const parts = Object.entries(scene).map(([key, part]) => [key, Array.isArray(part) ? [] : part]);
  return { ...Object.fromEntries(parts), curve: null, playhead: null };
}

/**
 * @param {Page} page
 * @param {HTMLElement} frame scrolls where the rows need more height
 * @param {HTMLElement} root
 * @returns {SceneNow} the scene now shown
 */
export function mountStage(page, frame, root) {
  const draw = createStage(root);
  const scene = signal(/** @type {Scene | null} */ (null));
  const lit = computed(() => ({ names: litNames(page), parameters: litParameters(page) }));
  watchRoom(frame, page.room);
  drawWhenChanged(page, frame, lit, () => {
    const side = sideShown(page);
    const [run, sight] = [side.run.peek(), sightOf(page, side, lit)];
    if (!run || !sight) return;
    const next = layOut(sight);
    setLength(frame, "--larger", String(next.larger));
    draw(sight.view.show === "board" || openedProduct(page) ? blank(next) : next, palette.peek(), sight.run);
    setLength(frame, "--opened-left", `${next.boxes.find(({ key }) => key === "opened")?.x ?? 8}px`);
    if (next.below !== undefined) setLength(frame, "--laid-top", `${next.below}px`);
    scene.value = next;
    markFirst(run);
  });
  const mode = computed(() => page.view.value.show);
  effect(() => {
    mode.value;
    frame.scrollTop = 0; // a board that was read to its end leaves nobody in the middle of the columns
  });
  answerClicks(page, scene, root);
  followPointer(page, scene, root);
  openOnDoubleClick(page, scene, root);
  return scene;
}

/**
 * @param {HTMLElement} frame
 * @param {Page["room"]} room
 */
function watchRoom(frame, room) {
  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight } = frame;
    const least = Number.parseFloat(getComputedStyle(frame).minHeight); // a frame as high as its drawing: not a measure
    const height = least > 0 ? Math.min(least, clientHeight) : clientHeight;
    const { width: w, height: h } = room.peek();
    if (width === w && height === h) return;
    requestAnimationFrame(() => {
      room.value = { width, height }; // what is drawn in it may be observed again
    });
  }).observe(frame);
}

/**
 * Draws whatever has changed, once a frame; till it is drawn the frame is busy. It is drawn together with what the panels
 * write of the same change: a frame later, the browser would lay the page out twice a step.
 *
 * @param {Page} page
 * @param {HTMLElement} frame
 * @param {LitNow} lit
 * @param {() => void} render
 */
function drawWhenChanged(page, frame, lit, render) {
  const tell = () => {
    frame.ariaBusy = String(page.isBusy.peek()); // once it is drawn
  };
  let isWaiting = false;
  let isFresh = true; // nothing was drawn since the browser last showed a frame
  const turn = () => {
    isWaiting = false;
    render();
    tell();
  };
  const turnSoon = () => {
    if (isWaiting) return;
    isWaiting = true;
    if (!isFresh) return;
    isFresh = false;
    queueMicrotask(turn);
    requestAnimationFrame(() => {
      isFresh = true;
      if (isWaiting) turn();
    });
  };
  effect(() => {
    page.run.value;
    page.place.value;
    page.beside.run.value;
    page.cursor.value;
    page.view.value;
    page.room.value;
    page.presenting.value;
    page.before.value;
    page.moving.value;
    page.opening.value;
    page.steps.value;
    page.laid.value;
    page.laidBeside.value;
    page.laidHover.value;
    page.partsCome.value;
    lit.value;
    palette.value;
    turnSoon();
  });
  effect(() => {
    if (page.isBusy.value) frame.ariaBusy = "true";
    else if (!isWaiting) tell();
  });
}

/**
 * What there is to lay out now.
 *
 * @param {Page} page
 * @param {ReturnType<typeof sideShown>} side
 * @param {LitNow} lit
 * @returns {import("#app/layout/stage.js").Sight | null} null while something is still to come
 */
function sightOf(page, side, lit) {
  const [run, itinerary, { width, height }] = [side.run.peek(), side.itinerary.peek(), page.room.peek()];
  if (!run || !itinerary || !side.stop.peek() || width < 50 || !canDraw(page)) return null;
  const seen = page.view.peek();
  const [moment, beside] = [page.moment.peek(), isTogether(page) ? page.beside.plan.peek() : null];
  const laid = seen.show === "gradient" ? shownOf(page) : null;
  const held = laid && laid.run.plan.T !== run.plan.T ? itineraryOf(laid.run.plan) : itinerary; // the run before, until the answer for this one has come
  return {
    run: laid?.run ?? run,
    itinerary: held,
    cursor: Math.min(side.cursor.peek(), held.stops.length - 1),
    answer: laid?.answer ?? null,
    second: laid ? besideLaid(page) : null,
    hover: page.laidHover.peek(),
    together: moment && beside ? { plan: beside, moment } : null,
    view: { ...seen, fold: foldOf(seen, page.moving.peek()) },
    width,
    height,
    presenting: page.presenting.peek(),
    opening: page.opening.peek(),
    stepOf: openedSteps(page, side),
    lit: side === page ? lit.peek() : litBeside(page, run),
    before: side === page ? page.before.peek() : null,
  };
}

/**
 * @param {Page} page
 * @param {SceneNow} scene
 * @param {HTMLElement} root
 */
function answerClicks(page, scene, root) {
  root.addEventListener("click", (event) => {
    const now = scene.peek();
    if (now && chooseAt(page, now, pointIn(root, event))) event.preventDefault(); // nothing else is meant
  });
}

/**
 * @param {Page} page
 * @param {Scene} scene
 * @param {[number, number]} point
 * @returns {boolean} whether there was something to choose
 */
function chooseAt(page, scene, [x, y]) {
  const spot = spotAt(scene, x, y);
  if (spot) {
    if (typeof spot.snip === "number") snipAt(page, spot.snip);
    else lay(page, spot);
    return true;
  }
  if (askOperation(page, operationAt(scene, x, y))) return true;
  const cell = cellAt(scene, x, y) ?? given(page, givenAt(scene, x, y));
  if (!cell) return false;
  if (sideShown(page) !== page) askBeside(page, cell);
  else {
    choose(page, cell);
    reveal(page, cell);
  }
  return true;
}

/**
 * Where the gradient is laid open, the cell under the pointer is told more of.
 *
 * @param {Page} page
 * @param {SceneNow} scene
 * @param {HTMLElement} root
 */
function followPointer(page, scene, root) {
  root.addEventListener("pointermove", (event) => {
    if (page.view.peek().show !== "gradient") return;
    const now = scene.peek();
    const found = now && spotAt(now, ...pointIn(root, event));
    const [t, k] = [found?.t ?? 0, found?.k ?? 0];
    const before = page.laidHover.peek();
    if ((before?.t ?? 0) !== t || (before?.k ?? 0) !== k) page.laidHover.value = t && k ? { t, k } : null;
  });
  root.addEventListener("pointerleave", () => {
    page.laidHover.value = null;
  });
}

/**
 * @param {HTMLElement} root
 * @param {MouseEvent} event
 * @returns {[number, number]}
 */
function pointIn(root, { clientX, clientY }) {
  const { left, top } = root.getBoundingClientRect();
  return [clientX - left, clientY - top];
}
