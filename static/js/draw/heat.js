/**
 * Heat strips: steps of a node, stretched over a piece of the time axis. What is narrower than a pixel is drawn from
 * the level of its pyramid whose cells have one.
 *
 * @import {Lane, Scene, Span} from "#app/types.js"
 * @import {Kept} from "#app/draw/bitmaps.js"
 * @import {Palette} from "#app/draw/cells.js"
 */

import { condensed, TILE, tileOf } from "#app/draw/bitmaps.js";
import { levelAt, pieces } from "#app/draw/pyramid.js";

const MARK = { width: 9, height: 6 }; // at the top of a lane, where something is not finite
const FAR = 8; // pixels a step below which that needs a mark

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Scene, "laneSpans" | "axis">} scene
 * @param {Lane} lane
 * @param {Palette} palette
 */
export function paintLane(context, { laneSpans, axis }, lane, palette) {
  const { y, height, series, reached, present } = lane;
  const of = series ? condensed(series, axis.T, lane, present) : null;
  const ratio = context.getTransform().a;
  for (const { key, source, x, width } of laneSpans) {
    const gap = key.startsWith("c") ? Math.min(3, width * 0.05) : 0;
    context.fillStyle = palette.empty;
    context.fillRect(x + gap, y, width - 2 * gap, height);
    const shown = overlap(source, reached);
    if (!of || shown.first > shown.last) continue;
    const each = (width - 2 * gap) / (source.last - source.first + 1);
    const left = x + gap + (shown.first - source.first) * each;
    const strip = { y, height, ratio, theme: palette.theme };
    paintSteps(context, of, shown, left, each, strip);
    if (each < FAR && of.pyramid.isBroken) markBroken(context, of, shown, left, each, y, palette);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Kept} of
 * @param {Span} steps
 * @param {number} x where the first of them begins
 * @param {number} each pixels a step
 * @param {{y: number, height: number, ratio: number, theme: Palette["theme"]}} strip
 */
export function paintSteps(context, of, { first, last }, x, each, { y, height, ratio, theme }) {
  context.imageSmoothingEnabled = false;
  const { pyramid } = of;
  const whole = (/** @type {number} */ at) => Math.round(at * ratio) / ratio; // no seam between tiles
  for (const { level, from, to } of pieces(first, last, levelAt(pyramid, each * ratio))) {
    const cell = 2 ** level * each;
    const origin = x - (first - 1) * each;
    for (let tile = Math.floor(from / TILE); tile * TILE < to; tile += 1) {
      const [start, end] = [Math.max(from, tile * TILE), Math.min(to, (tile + 1) * TILE)];
      const left = start === from ? origin + from * cell : whole(origin + start * cell);
      const right = end === to ? origin + to * cell : whole(origin + end * cell);
      const picture = tileOf(of, level, tile, height * ratio, theme);
      context.drawImage(picture, start - tile * TILE, 0, end - start, picture.height, left, y, right - left, height);
    }
  }
}

/**
 * Triangles that point down at it: one pixel of another colour would be overlooked.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Kept} of
 * @param {Span} steps
 * @param {number} x
 * @param {number} each
 * @param {number} y
 * @param {Palette} palette
 */
function markBroken(context, { pyramid: { broken } }, { first, last }, x, each, y, palette) {
  let level = 0;
  while (level < broken.length - 1 && 2 ** level * each < MARK.width) level += 1;
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.card;
  context.lineWidth = 1.5;
  for (const piece of pieces(first, last, level)) {
    const cell = 2 ** piece.level * each;
    for (let at = piece.from; at < piece.to; at += 1) {
      if (!broken[piece.level][at]) continue;
      const middle = x + (at + 0.5) * cell - (first - 1) * each;
      context.beginPath();
      context.moveTo(middle - MARK.width / 2, y - 2);
      context.lineTo(middle + MARK.width / 2, y - 2);
      context.lineTo(middle, y - 2 + MARK.height);
      context.closePath();
      context.stroke();
      context.fill();
    }
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
