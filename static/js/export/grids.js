/**
 * Grids of the gradient's views as shapes: a rectangle for each cell with its number, or one picture where there are
 * many.
 *
 * @import {Looks, Shape} from "#app/types.js"
 * @import {Grid} from "#app/gradient.js"
 */

import { BROKEN, place, table } from "#app/draw/ramps.js";

const MANY = 900; // cells
const BETWEEN = 6; // pixels, lines over what is lost

/**
 * @param {Grid} grid
 * @param {Looks} looks
 * @returns {Shape[]}
 */
export function gridShapes(grid, looks) {
  return grid.values.length > MANY ? [pictureShape(grid, looks)] : cellShapes(grid, looks);
}

/**
 * @param {Grid} grid
 * @param {Looks} looks
 * @returns {Shape[]}
 */
function cellShapes(grid, looks) {
  const { key, across, down, reached, lost, gap } = grid;
  const wide = across.length - 1;
  return Array.from(grid.values).flatMap((value, at) => {
    if (reached && !reached[at]) return [];
    const [n, m] = [Math.floor(at / wide), at % wide];
    const [x, y] = [across[m] + gap / 2, down[n] + gap / 2];
    const room = { x, y, width: across[m + 1] - across[m] - gap, height: down[n + 1] - down[n] - gap };
    const fill = lost?.[at] ? looks.palette.empty : hex(rgbOf(grid, looks, at));
    const base = { layer: "grids", tone: key };
    /** @type {Shape[]} */
    const found = [{ ...base, kind: "rect", ...room, radius: 0, paint: { fill, stroke: null, width: 0, dash: [] } }];
    const d = lost?.[at] ? hatched(room) : Number.isFinite(value) ? "" : crossed(room);
    const stroke = lost?.[at] ? looks.palette["other-bar"] : looks.palette.ink;
    if (d) found.push({ ...base, kind: "path", d, paint: { fill: null, stroke, width: 1, dash: [] } });
    return found;
  });
}

/**
 * @param {Grid} grid
 * @param {Looks} looks
 * @returns {Shape}
 */
function pictureShape(grid, looks) {
  const { key, across, down, values, reached, lost } = grid;
  const colours = new Uint8Array(3 * values.length);
  for (let at = 0; at < values.length; at += 1) {
    const isEmpty = reached && !reached[at];
    const rgb = isEmpty || lost?.[at] ? fromHex(looks.palette[isEmpty ? "paper" : "empty"]) : rgbOf(grid, looks, at);
    colours.set(rgb, 3 * at);
  }
  const [columns, rows] = [across.length - 1, down.length - 1];
  const room = { x: across[0], y: down[0], width: across[columns] - across[0], height: down[rows] - down[0] };
  return { kind: "cells", layer: "grids", tone: key, ...room, columns, rows, colours };
}

/**
 * @param {Grid} grid
 * @param {Looks} looks
 * @param {number} at
 */
function rgbOf({ ramp, values, limit }, { theme }, at) {
  const step = place(ramp, values[at], limit);
  return step < 0 ? BROKEN[theme] : [...table(ramp, theme).subarray(3 * step, 3 * step + 3)];
}

/** @param {number[]} rgb */
function hex(rgb) {
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** @param {string} colour */
function fromHex(colour) {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** @param {{x: number, y: number, width: number, height: number}} room */
function crossed({ x, y, width, height }) {
  const [left, right, top, bottom] = [x, x + width, y, y + height].map(Math.round);
  return `M${left},${top}L${right},${bottom}M${right},${top}L${left},${bottom}`;
}

/** Lines at 45°, cut at the edges. @param {{x: number, y: number, width: number, height: number}} room */
function hatched({ x, y, width, height }) {
  let d = "";
  for (let at = BETWEEN; at < width + height; at += BETWEEN) {
    const [low, high] = [Math.max(0, at - height), Math.min(width, at)];
    d += `M${Math.round(x + low)},${Math.round(y + at - low)}L${Math.round(x + high)},${Math.round(y + at - high)}`;
  }
  return d;
}
