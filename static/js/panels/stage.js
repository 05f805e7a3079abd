/**
 * The stage between state and drawing: lays out once a frame when something changed, answers clicks and drags.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
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
import { besideLaid } from "#app/state/laid/beside.js";
import { lay, shownOf, snipAt } from "#app/state/laid.js";
import { litBeside, litNames, litParameters } from "#app/state/lit.js";
import { openedSteps } from "#app/state/opened.js";
import { choose } from "#app/state/page.js";
import { canDraw } from "#app/state/parts.js";
import { askOperation, openedProduct } from "#app/state/product.js";
import { row } from "#app/state/series.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { computed, effect, signal } from "#vendor/preact.js";

/** @type {WeakSet<object>} parameters of runs of which a step was drawn: another notation is no other run */
const begun = new WeakSet();

/**
 * Tells browsers' performance tools, and the bench, when the first step of a run was drawn.
 *
 * @param {import("#app/types.js").Run} run
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
 * @returns {import("#vendor/preact.js").Signal<Scene | null>} the scene now shown
 */
export function mountStage(page, frame, root) {
  const draw = createStage(root);
  const scene = signal(/** @type {Scene | null} */ (null));
  const { room } = page;
  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight } = frame;
    const least = Number.parseFloat(getComputedStyle(frame).minHeight); // a frame as high as its drawing: not a measure
    const height = least > 0 ? Math.min(least, clientHeight) : clientHeight;
    const { width: w, height: h } = room.peek();
    if (width !== w || height !== h) room.value = { width, height };
  }).observe(frame);

  const lit = computed(() => ({ names: litNames(page), parameters: litParameters(page) }));
  const tell = () => {
    frame.ariaBusy = String(page.isBusy.peek()); // once it is drawn
  };
  let waiting = 0;
  const turn = () => {
    waiting = 0;
    render();
    tell();
  };
  const render = () => {
    const side = sideShown(page);
    const [run, itinerary, { width, height }] = [side.run.peek(), side.itinerary.peek(), room.peek()];
    if (!run || !itinerary || !side.stop.peek() || width < 50 || !canDraw(page)) return;
    const [cursor, presenting, seen] = [side.cursor.peek(), page.presenting.peek(), page.view.peek()];
    const view = { ...seen, fold: foldOf(seen, page.moving.peek()) };
    const [opening, stepOf] = [page.opening.peek(), openedSteps(page, side)];
    const [moment, beside] = [page.moment.peek(), isTogether(page) ? page.beside.plan.peek() : null];
    const laid = seen.show === "gradient" ? shownOf(page) : null;
    const held = laid && laid.run.plan.T !== run.plan.T ? itineraryOf(laid.run.plan) : itinerary; // the run before, until the answer for this one has come
    const next = layOut({
      run: laid?.run ?? run,
      itinerary: held,
      cursor: Math.min(cursor, held.stops.length - 1),
      answer: laid?.answer ?? null,
      second: laid ? besideLaid(page) : null,
      hover: page.laidHover.peek(),
      together: moment && beside ? { plan: beside, moment } : null,
      view,
      width,
      height,
      presenting,
      opening,
      stepOf,
      lit: side === page ? lit.peek() : litBeside(page, run),
      before: side === page ? page.before.peek() : null,
    });
    setLength(frame, "--larger", String(next.larger));
    draw(view.show === "board" || openedProduct(page) ? blank(next) : next, palette.peek(), laid?.run ?? run);
    setLength(frame, "--opened-left", `${next.boxes.find(({ key }) => key === "opened")?.x ?? 8}px`);
    if (next.below !== undefined) setLength(frame, "--laid-top", `${next.below}px`);
    scene.value = next;
    markFirst(run);
  };
  effect(() => {
    page.run.value;
    page.place.value;
    page.beside.run.value;
    page.cursor.value;
    page.view.value;
    room.value;
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
    if (!waiting) waiting = requestAnimationFrame(turn);
  });

  const mode = computed(() => page.view.value.show);
  effect(() => {
    mode.value;
    frame.scrollTop = 0; // a board that was read to its end leaves nobody in the middle of the columns
  });

  effect(() => {
    if (page.isBusy.value) frame.ariaBusy = "true";
    else if (!waiting) tell();
  });

  root.addEventListener("click", (event) => {
    const { left, top } = root.getBoundingClientRect();
    const now = scene.peek();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const cell = now && (cellAt(now, x, y) ?? given(page, givenAt(now, x, y)));
    const spot = now && spotAt(now, x, y);
    if (spot) {
      if (typeof spot.snip === "number") snipAt(page, spot.snip);
      else lay(page, spot);
      event.preventDefault();
    } else if (now && askOperation(page, operationAt(now, x, y))) event.preventDefault();
    else if (cell && sideShown(page) !== page) {
      askBeside(page, cell);
      event.preventDefault();
    } else if (cell) {
      choose(page, cell);
      reveal(page, cell);
      event.preventDefault(); // nothing else is meant
    }
  });
  root.addEventListener("pointermove", (event) => {
    if (page.view.peek().show !== "gradient") return;
    const { left, top } = root.getBoundingClientRect();
    const now = scene.peek();
    const found = now && spotAt(now, event.clientX - left, event.clientY - top);
    const [t, k] = [found?.t ?? 0, found?.k ?? 0];
    const before = page.laidHover.peek();
    if ((before?.t ?? 0) !== t || (before?.k ?? 0) !== k) page.laidHover.value = t && k ? { t, k } : null;
  });
  root.addEventListener("pointerleave", () => {
    page.laidHover.value = null;
  });
  openOnDoubleClick(page, scene, root);
  return scene;
}
