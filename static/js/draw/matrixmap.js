/**
 * A matrix of any size as a picture: a pixel for each entry, or for the largest entry (with its sign) of each of at most
 * 256 × 256 blocks, so that nothing large is averaged away.
 *
 * @import {ProductMap} from "#app/types.js"
 * @import {Theme} from "#app/draw/ramps.js"
 * @import {MapNumbers} from "#app/layout/product/map.js"
 */

import { numberless, place, table } from "#app/draw/ramps.js";
import { mapEntries } from "#app/layout/product/map.js";

export function createMatrixMap() {
  const canvas = document.createElement("canvas");
  /** @type {unknown[]} */
  let painted = [];

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {ProductMap} map
   * @param {MapNumbers} numbers
   * @param {Theme} theme
   */
  return function paint(context, map, numbers, theme) {
    const look = [numbers.matrix, numbers.left, numbers.top, map.limit, theme];
    if (look.some((part, k) => part !== painted[k])) {
      fill(canvas, mapEntries(map, numbers), map.limit, theme);
      painted = look;
    }
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, map.x, map.y, map.width, map.height);
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{rows: number, columns: number, values: Float64Array}} entries
 * @param {number} limit
 * @param {Theme} theme
 */
function fill(canvas, { rows, columns, values }, limit, theme) {
  canvas.width = columns;
  canvas.height = rows;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const picture = context.createImageData(columns, rows);
  const colours = table("signed", theme);
  for (let k = 0; k < values.length; k += 1) {
    const at = place("signed", values[k], limit);
    for (let c = 0; c < 3; c += 1)
      picture.data[4 * k + c] = at < 0 ? numberless(values[k], theme)[c] : colours[3 * at + c];
    picture.data[4 * k + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}
