/**
 * Grids of numbers as colours: the cells of the gradient's views, on the canvas under the lines and letters.
 *
 * @import {Words} from "#app/types.js"
 * @import {Grid} from "#app/gradient.js"
 * @import {Palette} from "#app/draw/cells.js"
 */

import { colour, needsWhite } from "#app/draw/ramps.js";

const HATCH = 6; // pixels between the lines over what is lost

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Grid} grid
 * @param {Palette} palette
 */
export function paintGrid(context, { across, down, values, reached, lost, ramp, limit, gap }, palette) {
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

/**
 * What is written in the cells, in black or white as its colour asks.
 *
 * @param {Grid} grid
 * @param {Palette["theme"]} theme
 * @returns {Words[]}
 */
export function gridWords({ key, across, down, values, texts, lost, ramp, limit }, theme) {
  const wide = across.length - 1;
  return (texts ?? []).flatMap((text, at) => {
    if (!text) return [];
    const [n, m] = [Math.floor(at / wide), at % wide];
    const shade = lost?.[at] ? "plain" : needsWhite(ramp, theme, values[at], limit) ? "white" : "black";
    const [x, y] = [(across[m] + across[m + 1]) / 2, (down[n] + down[n + 1]) / 2];
    return [
      { key: `${key}-${n}-${m}`, tone: `laid-number ${shade}`, x, y, text, anchor: /** @type {const} */ ("middle") },
    ];
  });
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

/**
 * What is infinite or not a number: its colour alone would not say so.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {Palette} palette
 */
function cross(context, x, y, width, height, { ink }) {
  context.strokeStyle = ink;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + width, y + height);
  context.moveTo(x + width, y);
  context.lineTo(x, y + height);
  context.stroke();
}
