/**
 * The cross over what is infinite or not a number: its colour alone would not say so.
 *
 * @import {Palette} from "#app/draw/cells.js"
 */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {Palette} palette
 */
export function cross(context, x, y, width, height, { ink }) {
  context.strokeStyle = ink;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + width, y + height);
  context.moveTo(x + width, y);
  context.lineTo(x, y + height);
  context.stroke();
}
