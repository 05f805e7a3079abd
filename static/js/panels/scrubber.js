/**
 * The scrubber: the whole run as a strip on the stage's own time axis. Pressing or dragging moves the playhead within
 * the pass it is in; the two rails say how far each pass has come.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { createStrip } from "#app/draw/strip.js";
import { palette } from "#app/draw/theme.js";
import { stepAt, stretches } from "#app/layout/axis.js";
import { figure } from "#app/layout/figures.js";
import { stageAxis } from "#app/layout/stageaxis.js";
import { layOutStrip } from "#app/layout/strip.js";
import { goTo } from "#app/state/page.js";
import { isBackward, stopAt } from "#app/state/stops.js";
import { stopSentence } from "#app/words/moments.js";
import { zoomWords } from "#app/words/zoom.js";
import { effect } from "#vendor/preact.js";

/**
 * @param {Page} page
 * @param {import("#vendor/preact.js").Signal<Scene | null>} scene of the stage
 * @param {HTMLElement} root
 */
export function mountScrubber(page, scene, root) {
  const draw = createStrip(root);
  effect(() => {
    const shown = scene.value; // a new one whenever something changes: with it, so that all is drawn once a frame
    const [run, itinerary, course, stop] = [
      page.run.peek(),
      page.itinerary.peek(),
      page.course.peek(),
      page.moment.peek(),
    ];
    if (!shown || !run || !itinerary || !course || !stop) return;
    const now = ownAxis(shown, run, stop, root);
    draw(layOutStrip(run, itinerary, page.cursor.peek(), now, stop), palette.peek());
    root.setAttribute("aria-valuemin", "1");
    root.setAttribute("aria-valuemax", String(course.stops.length));
    root.setAttribute("aria-valuenow", String(page.place.peek() + 1));
    root.setAttribute(
      "aria-valuetext",
      `${stopSentence({ ...run.plan, T: course.T }, stop, figure(run.loss, run.hidesTotal ?? false))} ${seen(shown)}`.trim(),
    );
  });

  /** @type {import("#app/types.js").Axis | null} where it was pressed: what follows the playhead must not run away */
  let axis = null;
  const move = (/** @type {PointerEvent} */ event) => {
    const [shown, run, course, stop] = [scene.peek(), page.run.peek(), page.course.peek(), page.moment.peek()];
    if (!shown || !run || !course || !stop) return;
    axis ??= shown.shared ?? ownAxis(shown, run, stop, root).axis;
    const t = stepAt(axis, event.clientX - root.getBoundingClientRect().left);
    page.playing.value = false;
    const kind = isBackward(stop) ? "backward" : "forward";
    const to = stopAt(course, t, kind, stop.kind === kind ? stop.walk : 0);
    if (to >= 0) goTo(page, to);
  };
  root.addEventListener("pointerdown", (event) => {
    root.setPointerCapture(event.pointerId);
    root.focus();
    axis = null;
    move(event);
  });
  root.addEventListener("pointermove", (event) => {
    if (root.hasPointerCapture(event.pointerId)) move(event);
  });
}

/**
 * What of the run stands on the stage, where not all of it does.
 *
 * @param {Scene} scene
 */
function seen({ axis, shared: { first, last, T } = axis }) {
  return first > 1 || last < T ? zoomWords.told(first, last, T) : "";
}

/**
 * Under an opened step, which takes nearly all of the stage's axis, the scrubber has an axis of its own.
 *
 * @param {Scene} scene
 * @param {import("#app/types.js").Run} run
 * @param {import("#app/types.js").Stop} stop
 * @param {HTMLElement} root
 * @returns {Scene}
 */
function ownAxis(scene, run, stop, root) {
  if (!scene.notes || scene.grids) return scene; // the gradient laid open stands on the whole of it
  const width = root.clientWidth;
  const axis = stageAxis(run, stop, width, width < 560);
  return { ...scene, width, axis, laneSpans: stretches(axis) };
}
