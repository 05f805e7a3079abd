/**
 * Everything on the stage that is a number shown as a colour, on one canvas: lanes, vectors, bars; under the lines
 * and letters of the SVG.
 *
 * @import {Scene, Series, Vector} from "#app/types.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { condensed } from "#app/draw/bitmaps.js";
import { cross } from "#app/draw/cross.js";
import { paintGrid } from "#app/draw/grids.js";
import { paintLane, paintSteps } from "#app/draw/heat.js";
import { colour } from "#app/draw/ramps.js";

/**
 * @typedef {object} Palette colours of the page, read from its custom properties
 * @property {Theme} theme
 * @property {string} card
 * @property {string} ink
 * @property {string} forwardBand
 * @property {string} backwardBand
 * @property {string} best
 * @property {string} other
 * @property {string} empty
 */

/** @param {HTMLCanvasElement} canvas */
export function createCells(canvas) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

  /**
   * @param {Scene} scene
   * @param {Palette} palette
   * @param {{values: Map<string, Series>}} shown
   */
  return function paint(scene, palette, { values }) {
    fit(canvas, context, scene.width, scene.height);
    const { playhead } = scene;
    if (playhead?.band) {
      context.fillStyle = playhead.kind === "forward" ? palette.forwardBand : palette.backwardBand;
      const { top = 0, bottom = scene.height } = playhead;
      context.fillRect(playhead.band.x, top, playhead.band.width, bottom - top);
    }
    paintFrames(context, scene, palette);
    for (const lane of scene.lanes) paintLane(context, scene, lane, palette);
    for (const grid of scene.grids ?? []) paintGrid(context, grid, palette);
    for (const vector of scene.vectors) {
      const series = vector.series === undefined ? values.get(vector.node) : vector.series;
      const isStep = vector.t >= 1 && vector.t <= scene.axis.T;
      const of = series && isStep ? condensed(series, scene.axis.T, vector) : null;
      if (!vector.values) continue;
      if (vector.hidden) {
        context.fillStyle = palette.empty;
        context.fillRect(vector.x, vector.y, vector.width, vector.height);
      }
      if (of) {
        const strip = { y: vector.y, height: vector.height, ratio: context.getTransform().a, theme: palette.theme };
        paintSteps(context, of, { first: vector.t, last: vector.t }, vector.x, vector.width, strip);
      } else paintVector(context, vector, palette);
      markBroken(context, vector, palette);
      context.strokeStyle = palette.ink;
      context.lineWidth = scene.unfolded ? 1 : scene.larger > 1 ? 1.5 * scene.larger : 1.25;
      if (isStep) context.strokeRect(vector.x, vector.y, vector.width, vector.height);
    }
    for (const bar of scene.bars) {
      context.fillStyle =
        bar.tone === "best"
          ? palette.best
          : bar.tone === "broken"
            ? colour("unit", palette.theme, Number.NaN, 1)
            : palette.other;
      context.fillRect(bar.x, bar.y, bar.width, bar.height);
    }
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 */
export function fit(canvas, context, width, height) {
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scene} scene
 * @param {Palette} palette
 */
function paintFrames(context, { boxes }, palette) {
  context.fillStyle = palette.card;
  for (const { tone, x, y, width, height, radius } of boxes) {
    if (!tone.startsWith("frame") && !tone.startsWith("pill")) continue;
    context.beginPath();
    context.roundRect(x, y, width, height, radius);
    context.fill();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Vector} vector
 * @param {Palette} palette
 */
function paintVector(context, { values, hidden, x, y, width, height, ramp, limit }, { theme }) {
  if (!values) return;
  const each = height / values.length;
  for (let unit = 0; unit < values.length; unit += 1) {
    if (hidden?.includes(unit)) continue;
    context.fillStyle = colour(ramp, theme, values[unit], limit);
    context.fillRect(x, y + unit * each, width, each + 0.5);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Vector} vector
 * @param {Palette} palette
 */
function markBroken(context, { values, hidden, x, y, width, height }, palette) {
  if (!values) return;
  const each = height / values.length;
  for (let unit = 0; unit < values.length; unit += 1) {
    if (Number.isFinite(values[unit]) || hidden?.includes(unit)) continue;
    cross(context, x, y + unit * each, width, each, palette);
  }
}
