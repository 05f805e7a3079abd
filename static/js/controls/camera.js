/**
 * The camera by hand: the wheel and two fingers zoom where they point, dragging pans, and the window follows the
 * playhead. A plain wheel zooms only where nothing else needs it for scrolling; with Ctrl (and as trackpads pinch) it
 * always does. A press that does not move stays a click.
 *
 * @import {Axis} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Shown} from "#app/controls/zoom.js"
 */

import { noClickAfterDrag } from "#app/controls/drag.js";
import { axisNow, follow, pan, zoomAt } from "#app/controls/zoom.js";
import { isOpen } from "#app/state/opened.js";
import { effect } from "#vendor/preact.js";

const SLOP = 5; // pixels before a press is a drag
const PAUSE = 250; // ms without a wheel event: the next one is a new turn of it
const LINE = 16; // pixels, for wheels that count lines

/**
 * @param {Page} page
 * @param {Shown} scene
 * @param {HTMLElement} frame scrolls where the rows need more height
 * @param {HTMLElement} drawing
 */
export function keepCamera(page, scene, frame, drawing) {
  listenToWheel(page, scene, frame, drawing);
  listenToPointers(page, scene, drawing);
  let before = page.wanted.peek(); // what a link shows stays, wherever the playhead stands
  effect(() => {
    const now = page.wanted.value;
    if (now !== before) follow(page, scene);
    before = now;
  });
}

/**
 * @param {Page} page
 * @param {Shown} scene
 * @param {HTMLElement} frame
 * @param {HTMLElement} drawing
 */
function listenToWheel(page, scene, frame, drawing) {
  let last = Number.NEGATIVE_INFINITY;
  let isDone = false; // this turn has opened or closed a step or a product: what is left of it does nothing
  let isOurs = false; // this turn has begun to zoom: it goes on, though rows that need scrolling come in sight
  drawing.addEventListener(
    "wheel",
    (event) => {
      const isPinch = event.ctrlKey || event.metaKey;
      const isSideways = !isPinch && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY));
      if (event.timeStamp - last > PAUSE) [isDone, isOurs] = [false, false];
      if (!isPinch && !isOurs && (isSideways ? isOpen(page) : scrolls(frame))) return;
      event.preventDefault();
      last = event.timeStamp;
      isOurs = true;
      if (isDone) return;
      const unit = event.deltaMode ? LINE : 1;
      if (isSideways) {
        const now = isOpen(page) ? null : axisNow(page, scene);
        if (now) pan(page, scene, now.axis, (-unit * (event.deltaX || event.deltaY)) / now.larger);
        return;
      }
      const [wasOpen, product] = [isOpen(page), page.view.peek().product];
      zoomAt(page, scene, event.clientX - drawing.getBoundingClientRect().left, factorOf(unit * event.deltaY, isPinch));
      isDone = wasOpen !== isOpen(page) || product !== page.view.peek().product;
    },
    { passive: false },
  );
}

/**
 * A notch of a wheel is about a hundred pixels, a movement of two fingers a few.
 *
 * @param {number} delta
 * @param {boolean} isPinch
 */
function factorOf(delta, isPinch) {
  const rate = isPinch && Math.abs(delta) < 40 ? 0.01 : 0.0022;
  return Math.max(0.5, Math.min(2, Math.exp(-delta * rate)));
}

/**
 * Whether something needs the wheel to be scrolled: the rows in their frame, or the page.
 *
 * @param {HTMLElement} frame
 */
function scrolls(frame) {
  const root = document.documentElement;
  return frame.scrollHeight > frame.clientHeight + 1 || root.scrollHeight > root.clientHeight + 1;
}

/**
 * @param {Page} page
 * @param {Shown} scene
 * @param {HTMLElement} drawing
 */
function listenToPointers(page, scene, drawing) {
  /** @type {Map<number, number>} x of each finger, or of the mouse, that is down */
  const down = new Map();
  /** @type {{axis: Axis, larger: number, x: number} | null} what was taken hold of, and where */
  let hold = null;
  let moved = false;
  const place = () => [...down.values()].reduce((sum, x) => sum + x, 0) / down.size;
  const spread = () => Math.max(...down.values()) - Math.min(...down.values());
  const take = () => {
    const now = axisNow(page, scene);
    hold = now && down.size && !isOpen(page) ? { ...now, x: place() } : null;
  };

  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (!down.size) moved = false;
    down.set(event.pointerId, event.clientX);
    if (down.size > 1) for (const id of down.keys()) drawing.setPointerCapture(id); // what they touch may go meanwhile
    take();
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!down.has(event.pointerId)) return;
    const before = down.size > 1 ? spread() : 0;
    if (!hold || (!moved && down.size === 1 && Math.abs(event.clientX - hold.x) < SLOP)) return;
    if (!moved) drawing.setPointerCapture(event.pointerId);
    moved = true;
    down.set(event.pointerId, event.clientX);
    drawing.classList.add("moving");
    pan(page, scene, hold.axis, (place() - hold.x) / hold.larger);
    if (before < 1) return;
    zoomAt(page, scene, place() - drawing.getBoundingClientRect().left, Math.max(0.5, Math.min(2, spread() / before)));
    take();
  });
  const end = (/** @type {PointerEvent} */ event) => {
    if (!down.delete(event.pointerId)) return;
    drawing.classList.remove("moving");
    take();
  };
  drawing.addEventListener("pointerup", end);
  drawing.addEventListener("pointercancel", end);
  noClickAfterDrag(drawing, () => {
    const was = moved;
    moved = false;
    return was;
  });
}
