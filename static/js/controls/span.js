/**
 * A span of steps chosen by hand: where the gradient's view says so, dragging over the graph sets k and t, the earlier
 * and the later of the two. A press that does not move stays a click; everywhere else dragging pans.
 *
 * @import {Axis} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Shown} from "#app/controls/zoom.js"
 */

import { noClickAfterDrag } from "#app/controls/drag.js";
import { stepOrInitialAt } from "#app/layout/axis.js";
import { dragAt } from "#app/layout/gradient/spots.js";
import { lay } from "#app/state/laid/acts.js";

const SLOP = 5; // pixels before a press is a drag

/**
 * Before the camera listens: a press that begins a span is not seen by it.
 *
 * @param {Page} page
 * @param {Shown} scene
 * @param {HTMLElement} drawing
 */
export function listenToSpans(page, scene, drawing) {
  /** @type {{axis: Axis, x: number, left: number, id: number} | null} */
  let hold = null;
  let moved = false;
  drawing.addEventListener(
    "pointerdown",
    (event) => {
      moved = false;
      const now = page.view.peek().show === "gradient" ? scene.peek() : null;
      const { left, top } = drawing.getBoundingClientRect();
      const axis =
        now && event.button === 0 && event.isPrimary && dragAt(now, event.clientX - left, event.clientY - top);
      if (!axis) return;
      hold = { axis, x: event.clientX, left, id: event.pointerId };
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  drawing.addEventListener("pointermove", ({ clientX, pointerId }) => {
    if (!hold || pointerId !== hold.id || (!moved && Math.abs(clientX - hold.x) < SLOP)) return;
    if (!moved) drawing.setPointerCapture(pointerId);
    moved = true;
    const { axis, left } = hold;
    const [one, other] = [stepOrInitialAt(axis, hold.x - left), stepOrInitialAt(axis, clientX - left)];
    lay(page, { k: Math.min(one, other), t: Math.max(one, other) });
  });
  const end = () => {
    hold = null;
  };
  drawing.addEventListener("pointerup", end);
  drawing.addEventListener("pointercancel", end);
  noClickAfterDrag(drawing, () => {
    const was = moved;
    moved = false;
    return was;
  });
}
