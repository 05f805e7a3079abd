/**
 * A node's numbers as pictures, one pixel a cell of its pyramid: steps to the right, units downwards. Lanes are
 * stretched from them, a column's vector is one column of pixels. Painted where something is to be seen, and kept.
 *
 * Browsers bound a canvas: 16,384 pixels a side hold the longest run (10,000 steps); of its area, which phones bound at
 * 16 million pixels, no picture takes more than 8: where it would, units share rows.
 *
 * @import {Block, RampName, Series} from "#app/types.js"
 * @import {Pyramid} from "#app/draw/pyramid.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { build, createPyramid, fillColumn, rowsAt } from "#app/draw/pyramid.js";
import { BROKEN as BROKEN_COLOUR, HATCH, table } from "#app/draw/ramps.js";
import { ABSENT, BROKEN, shareOf } from "#app/draw/shades.js";

const CHUNK = 128; // pixels along the steps that are painted together
const LARGEST = 8e6; // pixels

/** @typedef {{ramp: RampName, limit: number}} Look */

/**
 * @typedef {object} Bitmap
 * @property {HTMLCanvasElement} canvas
 * @property {Uint8Array} painted by chunk
 * @property {number} group
 */

/**
 * @typedef {object} Kept
 * @property {Pyramid} pyramid
 * @property {Set<Block>} built
 * @property {Map<string, Bitmap>} bitmaps by level, group and theme
 */

/** @type {WeakMap<Block, Kept>} by every block of a series: they are never changed, and belong to one */
const kept = new WeakMap();

/**
 * What is known of a series at every scale, up to date.
 *
 * @param {Series} series
 * @param {number} T
 * @param {Look} look
 * @param {Uint8Array | null} [present]
 * @returns {Kept | null} null where nothing has arrived
 */
export function condensed(series, T, { ramp, limit }, present) {
  const known = series.blocks.find((block) => kept.has(block));
  let found = known && kept.get(known);
  if (
    !found ||
    found.pyramid.limit !== limit ||
    found.pyramid.ramp !== ramp ||
    found.built.size > series.blocks.length
  ) {
    if (!series.blocks.length) return null;
    found = { pyramid: createPyramid({ T, units: series.width, ramp, limit }), built: new Set(), bitmaps: new Map() };
  }
  if (found.built.size === series.blocks.length) return found;
  for (const block of series.blocks) {
    if (found.built.has(block)) continue;
    build(found.pyramid, block, present);
    found.built.add(block);
    kept.set(block, found);
    forget(found.bitmaps, block);
  }
  return found;
}

/**
 * What shows a step of the block must be painted again.
 *
 * @param {Map<string, Bitmap>} bitmaps
 * @param {Block} block
 */
function forget(bitmaps, { first, last }) {
  for (const [key, { painted }] of bitmaps) {
    const chunk = CHUNK * 2 ** Number.parseInt(key, 10);
    painted.fill(0, Math.floor((first - 1) / chunk), Math.floor((last - 1) / chunk) + 1);
  }
}

/**
 * @param {Kept} of
 * @param {number} level
 * @param {number} height device pixels that there are for the units
 * @param {Theme} theme
 * @param {number} from first pixel that is needed
 * @param {number} to the one after the last
 * @returns {HTMLCanvasElement}
 */
export function bitmapOf({ pyramid, bitmaps }, level, height, theme, from, to) {
  const width = Math.ceil(pyramid.T / 2 ** level);
  const { group, rows } = rowsAt(pyramid, level, Math.min(height, LARGEST / width));
  const key = `${level} ${group} ${theme}`;
  let bitmap = bitmaps.get(key);
  if (!bitmap) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = rows;
    bitmap = { canvas, painted: new Uint8Array(Math.ceil(width / CHUNK)), group };
    bitmaps.set(key, bitmap);
  }
  for (let chunk = Math.floor(from / CHUNK); chunk * CHUNK < Math.min(to, width); chunk += 1) {
    if (bitmap.painted[chunk]) continue;
    paint(bitmap, pyramid, level, theme, chunk * CHUNK);
    bitmap.painted[chunk] = 1;
  }
  return bitmap.canvas;
}

/**
 * @param {Bitmap} bitmap
 * @param {Pyramid} pyramid
 * @param {number} level
 * @param {Theme} theme
 * @param {number} left
 */
function paint({ canvas, group }, pyramid, level, theme, left) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const width = Math.min(CHUNK, canvas.width - left);
  const picture = context.createImageData(width, canvas.height);
  const pixels = new Uint32Array(picture.data.buffer);
  const colours = coloursOf(pyramid.ramp, theme);
  const rows = new Uint8Array(canvas.height);
  for (let x = 0; x < width; x += 1) {
    fillColumn(pyramid, level, group, left + x, rows);
    for (let y = 0; y < rows.length; y += 1) {
      pixels[y * width + x] = colours[rows[y] === BROKEN && (left + x + y) % 2 ? 256 : rows[y]];
    }
  }
  context.putImageData(picture, left, 0);
}

/** @type {Map<string, Uint32Array>} */
const known = new Map();

/**
 * The colour of each shade as a pixel; at 256 the other square of what is not finite.
 *
 * @param {RampName} ramp
 * @param {Theme} theme
 */
function coloursOf(ramp, theme) {
  const key = `${ramp} ${theme}`;
  const found = known.get(key);
  if (found) return found;
  const bytes = new Uint8ClampedArray(4 * 257);
  const steps = table(ramp, theme);
  for (let shade = 0; shade <= 256; shade += 1) {
    const at = 3 * Math.round(shareOf(Math.max(2, Math.min(254, shade))) * 255);
    const colour = shade === BROKEN ? BROKEN_COLOUR[theme] : shade === 256 ? HATCH[theme] : steps.subarray(at, at + 3);
    bytes.set([...colour, shade === ABSENT ? 0 : 255], 4 * shade);
  }
  const made = new Uint32Array(bytes.buffer);
  known.set(key, made);
  return made;
}
