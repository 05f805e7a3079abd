/**
 * Draws the scrubber: the lane on a canvas, rails and handle in SVG above it.
 *
 * @import {Box} from "#app/types.js"
 * @import {Palette} from "#app/draw/cells.js"
 * @import {StripScene} from "#app/layout/strip.js"
 */

import { fit } from "#app/draw/cells.js";
import { paintLane } from "#app/draw/heat.js";
import { group, keyed, svg } from "#app/draw/keyed.js";
import { STRIP } from "#app/layout/strip.js";

/** @param {HTMLElement} root */
export function createStrip(root) {
  const canvas = root.appendChild(document.createElement("canvas"));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const picture = root.appendChild(svg("svg"));
  picture.setAttribute("aria-hidden", "true");
  const boxes = keyed(group(picture, "boxes"), "rect", (/** @type {Box} */ { tone, x, y, width, height, radius }) => ({
    class: tone,
    x,
    y,
    width,
    height,
    rx: radius,
  }));

  /**
   * @param {StripScene} scene
   * @param {Palette} palette
   */
  return function draw(scene, palette) {
    const sides = `0 0 ${scene.width} ${STRIP.height}`;
    if (picture.getAttribute("viewBox") !== sides) {
      picture.setAttribute("viewBox", sides);
      picture.setAttribute("width", String(scene.width));
      picture.setAttribute("height", String(STRIP.height));
    }
    fit(canvas, context, scene.width, STRIP.height);
    if (scene.lane) paintLane(context, scene, scene.lane, palette);
    boxes(scene.boxes);
  };
}
