/**
 * Grids of numbers as colours: the cells of the gradient's views, on the canvas under the lines and letters.
 *
 * @import {Grid} from "#app/gradient.js"
 * @import {Palette} from "#app/draw/cells.js"
 */

import { cross } from "#app/draw/cross.js";
import { BROKEN, colour, place, table } from "#app/draw/ramps.js";

const FEW = 600; // cells that are painted one by one
const HATCH = 6; // pixels between the lines over what is lost

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Grid} grid
 * @param {Palette} palette
 */
export function paintGrid(context, grid, palette) {
  const { across, down, values, reached, lost, ramp, limit, gap } = grid;
  if (gap === 0 && values.length > FEW) {
    paintPicture(context, grid, palette);
    return;
  }
  const wide = across.length - 1;
  for (let n = 0; n < down.length - 1; n += 1) {
    for (let m = 0; m < wide; m += 1) {
      const at = n * wide + m;
      if (reached && !reached[at]) continue;
      const [x, y] = [across[m] + gap / 2, down[n] + gap / 2];
      const [width, height] = [across[m + 1] - across[m] - gap, down[n + 1] - down[n] - gap];
      context.fillStyle = lost?.[at] ? palette.empty : colour(ramp, palette.theme, values[at], limit);
      context.fillRect(x, y, width + (gap ? 0 : 0.4), height + (gap ? 0 : 0.4));
      if (lost?.[at]) hatch(context, x, y, width, height, palette);
      else if (!Number.isFinite(values[at])) cross(context, x, y, width, height, palette);
    }
  }
}

/** @type {WeakMap<object, {look: string, picture: HTMLCanvasElement}>} by the numbers, which are never changed */
const pictures = new WeakMap();

/**
 * Many small cells as one picture, a pixel a cell, stretched.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Grid} grid
 * @param {Palette} palette
 */
function paintPicture(context, grid, palette) {
  const { across, down, values, ramp, limit } = grid;
  const look = `${ramp} ${limit} ${palette.theme} ${across.length}`;
  let found = pictures.get(values);
  if (found?.look !== look) {
    found = { look, picture: pictureOf(grid, palette) };
    pictures.set(values, found);
  }
  const size = [across[across.length - 1] - across[0], down[down.length - 1] - down[0]];
  context.imageSmoothingEnabled = false;
  context.drawImage(found.picture, across[0], down[0], size[0], size[1]);
}

/**
 * @param {Grid} grid
 * @param {Palette} palette
 */
function pictureOf({ across, down, values, reached, lost, ramp, limit }, palette) {
  const picture = document.createElement("canvas");
  [picture.width, picture.height] = [across.length - 1, down.length - 1];
  const context = /** @type {CanvasRenderingContext2D} */ (picture.getContext("2d"));
  const image = context.createImageData(picture.width, picture.height);
  const colours = table(ramp, palette.theme);
  for (let at = 0; at < values.length; at += 1) {
    if ((reached && !reached[at]) || lost?.[at]) continue;
    const step = place(ramp, values[at], limit);
    const [r, g, b] = step < 0 ? BROKEN[palette.theme] : colours.subarray(3 * step, 3 * step + 3);
    image.data.set([r, g, b, 255], 4 * at);
  }
  context.putImageData(image, 0, 0);
  for (let at = 0; at < (lost?.length ?? 0); at += 1) {
    if (!lost?.[at]) continue;
    const [x, y] = [at % picture.width, Math.floor(at / picture.width)];
    context.fillStyle = (x + y) % 3 ? palette.empty : palette.other; // hatched
    context.fillRect(x, y, 1, 1);
  }
  return picture;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {Palette} palette
 */
function hatch(context, x, y, width, height, { other }) {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let at = -height; at < width; at += HATCH) {
    context.moveTo(x + at, y + height);
    context.lineTo(x + at + height, y);
  }
  context.strokeStyle = other;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}
