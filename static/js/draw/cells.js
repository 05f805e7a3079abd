/**
 * Everything on the stage that is a number shown as a colour, on one canvas: lanes, vectors, bars; under the lines
 * and letters of the SVG.
 *
 * @import {Lane, Scene, Series, Span, Vector} from "#app/types.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { createBitmaps } from "#app/draw/bitmaps.js";
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
  const bitmapOf = createBitmaps();

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
      context.fillRect(playhead.band.x, 0, playhead.band.width, scene.height);
    }
    paintFrames(context, scene, palette);
    for (const lane of scene.lanes) paintLane(context, scene, lane, palette, bitmapOf);
    for (const vector of scene.vectors) {
      const series = values.get(vector.node);
      if (!vector.values) continue;
      if (series && vector.t >= 1 && vector.t <= scene.axis.T) {
        const picture = bitmapOf(`value ${vector.node}`, series, scene.axis.T, { ...vector, theme: palette.theme });
        context.imageSmoothingEnabled = false;
        context.drawImage(picture, vector.t - 1, 0, 1, picture.height, vector.x, vector.y, vector.width, vector.height);
      } else paintVector(context, vector, palette);
      markBroken(context, vector, palette);
      context.strokeStyle = palette.ink;
      context.lineWidth = scene.larger > 1 ? 1.5 * scene.larger : 1.25;
      if (vector.t >= 1 && vector.t <= scene.axis.T)
        context.strokeRect(vector.x, vector.y, vector.width, vector.height);
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
 * @param {Pick<Scene, "laneSpans" | "axis">} scene
 * @param {Lane} lane
 * @param {Palette} palette
 * @param {ReturnType<typeof createBitmaps>} bitmapOf
 */
export function paintLane(context, { laneSpans, axis }, lane, palette, bitmapOf) {
  const { y, height, series, reached } = lane;
  const picture = series ? bitmapOf(lane.key, series, axis.T, { ...lane, theme: palette.theme }) : null;
  for (const { key, source, x, width } of laneSpans) {
    const gap = key.startsWith("c") ? Math.min(3, width * 0.05) : 0;
    context.fillStyle = palette.empty;
    context.fillRect(x + gap, y, width - 2 * gap, height);
    const shown = overlap(source, reached);
    if (!picture || shown.first > shown.last) continue;
    const each = width / (source.last - source.first + 1);
    const left = x + (shown.first - source.first) * each;
    const count = shown.last - shown.first + 1;
    context.imageSmoothingEnabled = each < 1;
    context.drawImage(
      picture,
      shown.first - 1,
      0,
      count,
      picture.height,
      left + gap,
      y,
      count * each - 2 * gap,
      height,
    );
  }
}

/**
 * @param {Span} a
 * @param {Span} b
 * @returns {Span}
 */
function overlap(a, b) {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Vector} vector
 * @param {Palette} palette
 */
function paintVector(context, { values, x, y, width, height, ramp, limit }, { theme }) {
  if (!values) return;
  const each = height / values.length;
  for (let unit = 0; unit < values.length; unit += 1) {
    context.fillStyle = colour(ramp, theme, values[unit], limit);
    context.fillRect(x, y + unit * each, width, each + 0.5);
  }
}

/**
 * A cross over what is infinite or not a number: its colour alone would not say so.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Vector} vector
 * @param {Palette} palette
 */
function markBroken(context, { values, x, y, width, height }, palette) {
  if (!values) return;
  const each = height / values.length;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  for (let unit = 0; unit < values.length; unit += 1) {
    if (Number.isFinite(values[unit])) continue;
    const top = y + unit * each;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x + width, top + each);
    context.moveTo(x + width, top);
    context.lineTo(x, top + each);
    context.stroke();
  }
}
