/**
 * A node's numbers as pictures, one pixel a cell of its pyramid: steps to the right, units downwards. Lanes are
 * stretched from them, a column's vector is one column of pixels. They are painted in tiles where something is to be
 * seen, and kept: to paint into a picture that has been drawn costs a copy of it.
 *
 * A tile has 256 cells and at most 4,096 rows, far below what browsers allow (16,384 pixels a side, and 16 million on
 * phones), so that there is no limit to the steps of a run here.
 *
 * @import {Block, RampName, Series} from "#app/types.js"
 * @import {Pyramid} from "#app/draw/pyramid.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { build, createPyramid, fillColumn, rowsAt } from "#app/draw/pyramid.js";
import { BROKEN as BROKEN_COLOUR, HATCH, table } from "#app/draw/ramps.js";
import { ABSENT, BROKEN, shareOf } from "#app/draw/shades.js";

export const TILE = 256; // cells

/** @typedef {{ramp: RampName, limit: number}} Look */

/**
 * @typedef {object} Kept
 * @property {Pyramid} pyramid
 * @property {Set<Block>} built
 * @property {Map<string, HTMLCanvasElement>} tiles by level, place, rows and theme
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
    found.pyramid.T !== T || // laid out for a run that is gone: its first draw may come before the new scene
    found.pyramid.limit !== limit ||
    found.pyramid.ramp !== ramp ||
    found.built.size > series.blocks.length
  ) {
    if (!series.blocks.length) return null;
    found = { pyramid: createPyramid({ T, units: series.width, ramp, limit }), built: new Set(), tiles: new Map() };
  }
  if (found.built.size === series.blocks.length) return found;
  for (const block of series.blocks) {
    if (found.built.has(block)) continue;
    build(found.pyramid, block, present);
    found.built.add(block);
    kept.set(block, found);
    forget(found.tiles, block);
  }
  return found;
}

/**
 * What shows a step of the block must be painted again.
 *
 * @param {Kept["tiles"]} tiles
 * @param {Block} block
 */
function forget(tiles, { first, last }) {
  for (const key of tiles.keys()) {
    const [level, tile] = key.split(" ").map(Number);
    const steps = TILE * 2 ** level;
    if (tile * steps < last && (tile + 1) * steps >= first) tiles.delete(key);
  }
}

/**
 * @param {Kept} of
 * @param {number} level
 * @param {number} tile which, from 0
 * @param {number} height device pixels that there are for the units
 * @param {Theme} theme
 * @returns {HTMLCanvasElement}
 */
export function tileOf({ pyramid, tiles }, level, tile, height, theme) {
  const { group, rows } = rowsAt(pyramid, level, height);
  const key = `${level} ${tile} ${rows} ${theme}`;
  const known = tiles.get(key);
  if (known) return shownAgain(known);
  const width = Math.min(TILE, Math.ceil(pyramid.T / 2 ** level) - tile * TILE);
  const canvas = spareCanvas(width, rows);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== rows) canvas.height = rows;
  paint(canvas, group, pyramid, level, theme, tile * TILE);
  tiles.set(key, canvas);
  owners.set(canvas, { tiles: new WeakRef(tiles), key });
  return canvas;
}

/** @param {HTMLCanvasElement} canvas */
function shownAgain(canvas) {
  const owner = owners.get(canvas);
  if (!owner) return canvas;
  owners.delete(canvas);
  owners.set(canvas, owner);
  return canvas;
}

const LOOKED = 40; // among the oldest, for one that has the size
const MOST = 600; // canvases, many times as many as are shown at once
/** @type {Map<HTMLCanvasElement, {tiles: WeakRef<Kept["tiles"]>, key: string}>} who has each, the oldest first */
const owners = new Map();

/**
 * A new one, or an old one, if possible of this size: while a slider moves, each run paints as many as the last.
 *
 * @param {number} width
 * @param {number} height
 * @returns {HTMLCanvasElement}
 */
function spareCanvas(width, height) {
  if (owners.size < MOST) return document.createElement("canvas");
  let [found] = owners;
  let looked = 0;
  for (const one of owners) {
    const isFit = one[0].width === width && one[0].height === height;
    if (isFit) found = one;
    looked += 1;
    if (isFit || looked > LOOKED) break;
  }
  const [canvas, { tiles, key }] = found;
  owners.delete(canvas);
  const held = tiles.deref();
  if (held?.get(key) === canvas) held.delete(key);
  return canvas;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} group
 * @param {Pyramid} pyramid
 * @param {number} level
 * @param {Theme} theme
 * @param {number} left
 */
function paint(canvas, group, pyramid, level, theme, left) {
  const { width, height } = canvas;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const picture = context.createImageData(width, height);
  const pixels = new Uint32Array(picture.data.buffer);
  const colours = coloursOf(pyramid.ramp, theme);
  const rows = new Uint8Array(height);
  for (let x = 0; x < width; x += 1) {
    fillColumn(pyramid, level, group, left + x, rows);
    for (let y = 0; y < height; y += 1) {
      const shade = rows[y];
      pixels[y * width + x] = colours[shade === BROKEN && (left + x + y) % 2 ? 256 : shade];
    }
  }
  context.putImageData(picture, 0, 0);
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
