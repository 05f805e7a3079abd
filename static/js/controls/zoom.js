/**
 * Zoom along the time axis: from all steps as strips to columns, and into the step itself. What one looks at stays
 * where it is.
 *
 * @import {Axis, Camera, Scene, Stop} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { middle, stepAt } from "#app/layout/axis.js";
import { following, isNearest, isWhole, levelOf, panned, zoomed } from "#app/layout/camera.js";
import { gradientAxis } from "#app/layout/gradient/axis.js";
import { stageAxis } from "#app/layout/stageaxis.js";
import { sharedAxis } from "#app/layout/unfolded/room.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { laidOf } from "#app/state/laid.js";
import { isOpen, setOpen } from "#app/state/opened.js";
import { openAt } from "#app/state/page.js";
import { openedProduct, zoomWithin } from "#app/state/product.js";

const FAR = 1.6; // one press, among strips
const NEAR = 1.25; // among columns
const LONG_TURN = 0.8; // of the wheel, four or five notches

/** @typedef {import("#vendor/preact.js").Signal<Scene | null>} Shown */

/**
 * The axis that the next picture will have (the scene may be a frame behind), and how much larger it is drawn.
 *
 * @param {Page} page
 * @param {Shown} scene
 * @param {Camera | null} [camera]
 * @returns {{axis: Axis, larger: number} | null} null while there is none
 */
export function axisNow(page, scene, camera = page.view.peek().camera) {
  const [shown, run, stop] = [scene.peek(), page.run.peek(), page.moment.peek()];
  if (!shown || !run || !stop) return null;
  const beside = shown.shared && page.beside.plan.peek();
  const width = shown.width / shown.larger;
  if (shown.unfolded) {
    const [height, presenting] = [shown.unfolded.height / shown.larger, page.presenting.peek()];
    const plans = beside ? [run.plan, beside] : [run.plan];
    return { axis: sharedAxis(plans, { width, height, presenting, stop, camera }), larger: shown.larger };
  }
  if (page.view.peek().show === "gradient" && !isOpen(page)) {
    const kind = KINDS[laidOf(page.view.peek()).kind];
    const axis = gradientAxis(run, stop, width, camera, page.presenting.peek(), kind.isWhole);
    return { axis, larger: shown.larger };
  }
  return { axis: stageAxis(run, stop, width, width < 560, camera, 0, beside ?? run.plan), larger: shown.larger };
}

/**
 * By key or button: around the playhead where it is in sight.
 *
 * @param {Page} page
 * @param {Shown} scene
 * @param {1 | 0 | -1} way 1: nearer; 0: as many columns as are legible, around the playhead
 */
export function zoom(page, scene, way) {
  if (way !== 0 && zoomWithin(page, way)) return;
  const now = axisNow(page, scene);
  const stop = page.moment.peek();
  if (!now || !stop) return;
  if (way === 0) {
    setOpen(page, false);
    look(page, scene, null);
    return;
  }
  const { axis, larger } = now;
  if (way > 0 && isNearest(axis)) {
    setOpen(page, true);
    return;
  }
  const t = stepOf(stop, axis.T);
  const x = t >= axis.first && t <= axis.last ? middle(axis, t) : (axis.start + axis.end) / 2;
  const factor = levelOf(axis) === "strips" ? FAR : NEAR;
  zoomAt(page, scene, x * larger, way > 0 ? factor : 1 / factor);
}

/**
 * @param {Page} page
 * @param {Shown} scene
 * @param {number} x of the drawing, what stands there stays there
 * @param {number} factor
 */
export function zoomAt(page, scene, x, factor) {
  if (isOpen(page)) {
    turned(page, factor);
    return;
  }
  turn = 0;
  const now = axisNow(page, scene);
  if (!now) return;
  const { axis, larger } = now;
  if (factor > 1 && isNearest(axis)) openAt(page, stepAt(axis, x / larger));
  else look(page, scene, zoomed(axis, x / larger, factor));
}

let turn = 0; // how far the wheel was turned in an open step, as a logarithm

/**
 * In an open step a turn of the wheel leads nearer, to the product of the chosen unit, or back out; a long one only,
 * so that whoever zooms into a step stops there.
 *
 * @param {Page} page
 * @param {number} factor
 */
function turned(page, factor) {
  if (factor < 1 && !openedProduct(page)) {
    turn = 0;
    setOpen(page, false);
    return;
  }
  turn += Math.log(factor);
  if (Math.abs(turn) < LONG_TURN) return;
  zoomWithin(page, turn > 0 ? 1 : -1);
  turn = 0;
}

/**
 * All steps, however many there are.
 *
 * @param {Page} page
 * @param {Shown} scene
 */
export function zoomOut(page, scene) {
  setOpen(page, false);
  look(page, scene, { pitch: 0, centre: ((page.course.peek()?.T ?? 0) + 1) / 2 });
}

/**
 * @param {Page} page
 * @param {Shown} scene
 * @param {Axis} from the axis when it was taken hold of
 * @param {number} by pixels to the right
 */
export function pan(page, scene, from, by) {
  if (!isWhole(from)) look(page, scene, panned(from, by));
}

/**
 * Moves the window so that the playhead's step stands in it.
 *
 * @param {Page} page
 * @param {Shown} scene
 */
export function follow(page, scene) {
  const [now, stop] = [axisNow(page, scene), page.moment.peek()];
  if (!now || !stop || !page.view.peek().camera) return;
  followStep(page, scene, stepOf(stop, now.axis.T));
}

/**
 * Moves the window as little as it takes to have this step in it.
 *
 * @param {Page} page
 * @param {Shown} scene
 * @param {number} t
 */
export function followStep(page, scene, t) {
  const now = axisNow(page, scene);
  const camera = now && following(now.axis, t);
  if (camera) look(page, scene, camera);
}

/**
 * @param {Page} page
 * @param {Shown} scene
 * @param {Camera | null} camera
 */
function look(page, scene, camera) {
  const usual = axisNow(page, scene, null);
  const isUsual = camera?.pitch === 0 && usual && isWhole(usual.axis); // as many as are legible are all there are
  page.view.value = { ...page.view.peek(), camera: isUsual ? null : camera };
}

/**
 * The step at which the playhead stands: the last one at the loss, the first one at the end of the way back.
 *
 * @param {Stop} stop
 * @param {number} T
 */
function stepOf({ kind, t }, T) {
  return kind === "loss" ? T : kind === "gradients" ? 1 : t;
}
