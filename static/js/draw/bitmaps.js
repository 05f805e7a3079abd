/**
 * A node's numbers as a picture, one pixel a number: steps to the right, units downwards. Lanes are stretched from it,
 * a column's vector is one pixel column of it. Painted block by block as a run arrives, and kept.
 *
 * @import {Block, RampName, Series} from "#app/types.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { BROKEN, HATCH, place, table } from "#app/draw/ramps.js";

/**
 * @typedef {object} Bitmap
 * @property {HTMLCanvasElement} canvas
 * @property {string} look what it was painted with
 * @property {Set<Block>} painted
 */

export function createBitmaps() {
  /** @type {Map<string, Bitmap>} */
  const kept = new Map();

  /**
   * @param {string} key
   * @param {Series} series
   * @param {number} T
   * @param {{ramp: RampName, limit: number, theme: Theme}} look
   * @returns {HTMLCanvasElement}
   */
  return function bitmapOf(key, series, T, { ramp, limit, theme }) {
    const wanted = `${ramp} ${limit} ${theme} ${T} ${series.width}`;
    let bitmap = kept.get(key);
    if (!bitmap || bitmap.look !== wanted || isForeign(bitmap, series)) {
      bitmap = blank(wanted, T, series.width);
      kept.set(key, bitmap);
    }
    for (const block of series.blocks) {
      if (bitmap.painted.has(block)) continue;
      paint(bitmap.canvas, block, series.width, ramp, limit, theme);
      bitmap.painted.add(block);
    }
    return bitmap.canvas;
  };
}

/**
 * Painted from another run: some block of the picture is not in the series.
 *
 * @param {Bitmap} bitmap
 * @param {Series} series
 */
function isForeign({ painted }, { blocks }) {
  if (painted.size > blocks.length) return true;
  const [first] = painted;
  return first !== undefined && !blocks.includes(first);
}

/**
 * @param {string} look
 * @param {number} T
 * @param {number} units
 * @returns {Bitmap}
 */
function blank(look, T, units) {
  const canvas = document.createElement("canvas");
  canvas.width = T;
  canvas.height = units;
  return { canvas, look, painted: new Set() };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Block} block
 * @param {number} units
 * @param {RampName} ramp
 * @param {number} limit
 * @param {Theme} theme
 */
function paint(canvas, { first, last, values }, units, ramp, limit, theme) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const steps = last - first + 1;
  const picture = context.createImageData(steps, units);
  const colours = table(ramp, theme);
  for (let step = 0; step < steps; step += 1) {
    for (let unit = 0; unit < units; unit += 1) {
      const at = place(ramp, values[step * units + unit], limit);
      const pixel = 4 * (unit * steps + step);
      const hatch = (first + step + unit) % 2 ? HATCH : BROKEN;
      for (let c = 0; c < 3; c += 1) picture.data[pixel + c] = at < 0 ? hatch[theme][c] : colours[3 * at + c];
      picture.data[pixel + 3] = 255;
    }
  }
  context.putImageData(picture, first - 1, 0);
}
