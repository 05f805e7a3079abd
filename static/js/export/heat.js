/**
 * Numbers as coloured cells: a vector's units, a lane's steps. Where many steps share few pixels, each pixel shows
 * the number of the largest magnitude among them: means would cancel.
 *
 * @import {Lane, Looks, RampName, Scene, Series, Shape, Span, Vector} from "#app/types.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { BROKEN, HATCH, place, table } from "#app/draw/ramps.js";
import { row } from "#app/state/series.js";

/** @typedef {{columns: number, rows: number}} Fineness at most so many cells to a pixel */

/** As many as a print of twice the size can show; each unit has its own row. @type {Fineness} */
export const FINE = { columns: 2, rows: Number.POSITIVE_INFINITY };

/** For TeX, which draws cell by cell. @type {Fineness} */
export const COARSE = { columns: 0.25, rows: 0.5 };

/**
 * @param {Vector} vector
 * @param {Theme} theme
 */
export function vectorCells({ values, ramp, limit }, theme) {
  const rows = values?.length ?? 0;
  const colours = new Uint8Array(3 * rows);
  for (let unit = 0; unit < rows; unit += 1) {
    colour(colours, 3 * unit, ramp, theme, Number(values?.[unit]), limit, unit);
  }
  return { columns: 1, rows, colours };
}

/**
 * @param {Scene} scene
 * @param {Looks} looks
 * @param {Fineness} fineness
 * @returns {Shape[]}
 */
export function laneShapes({ lanes, laneSpans }, looks, fineness) {
  return lanes.flatMap((lane) =>
    laneSpans.flatMap(({ key, source, x, width }) => {
      const gap = key.startsWith("c") ? Math.min(3, width * 0.05) : 0;
      const base = { layer: "lanes", tone: `lane ${lane.node}` };
      const { y, height } = lane;
      const paint = { fill: looks.palette.empty, stroke: null, width: 0, dash: [] };
      /** @type {Shape} */
      const ground = { ...base, kind: "rect", x: x + gap, y, width: width - 2 * gap, height, radius: 0, paint };
      const shown = overlap(source, lane.reached);
      if (!lane.series || shown.first > shown.last) return [ground];
      const each = width / (source.last - source.first + 1);
      const count = shown.last - shown.first + 1;
      const room = { x: x + (shown.first - source.first) * each + gap, y, width: count * each - 2 * gap, height };
      const about = `${lane.node}, t = ${shown.first}${count > 1 ? ` to ${shown.last}` : ""}`;
      const cells = laneCells(lane, lane.series, shown, room, looks, fineness);
      return /** @type {Shape[]} */ ([
        ...(count < source.last - source.first + 1 ? [ground] : []),
        { ...base, kind: "cells", about, ...room, ...cells },
      ]);
    }),
  );
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
 * @param {Lane} lane
 * @param {Series} series
 * @param {Span} span
 * @param {{width: number, height: number}} room
 * @param {Looks} looks
 * @param {Fineness} fineness
 */
function laneCells({ ramp, limit }, series, { first, last }, { width, height }, { theme, palette }, fineness) {
  const empty = [1, 3, 5].map((at) => Number.parseInt(palette.empty.slice(at, at + 2), 16));
  const columns = stretched(last - first + 1, fineness.columns * width);
  const rows = stretched(series.width, fineness.rows * height);
  const colours = new Uint8Array(3 * columns.length * rows.length);
  columns.forEach((steps, column) => {
    const values = strongest(series, first + steps.from, first + steps.to);
    rows.forEach(({ from, to }, unit) => {
      const at = 3 * (unit * columns.length + column);
      if (!values) colours.set(empty, at);
      else
        colour(colours, at, ramp, theme, strongestOf(values.subarray(from, to + 1)), limit, unit + first + steps.from);
    });
  });
  return { columns: columns.length, rows: rows.length, colours };
}

/**
 * So many in at most so many places: which stand in each.
 *
 * @param {number} count
 * @param {number} most
 */
function stretched(count, most) {
  const places = Math.max(1, Math.min(count, Math.ceil(most)));
  return Array.from({ length: places }, (_, k) => {
    const from = Math.floor((k * count) / places);
    return { from, to: Math.max(from, Math.floor(((k + 1) * count) / places) - 1) };
  });
}

/**
 * Of each unit, over some steps; null where none of them has numbers, as a step without a target has no loss.
 *
 * @param {Series} series
 * @param {number} from
 * @param {number} to
 */
function strongest(series, from, to) {
  /** @type {Float64Array | null} */
  let found = null;
  for (let t = from; t <= to; t += 1) {
    const values = row(series, t);
    if (!values) continue;
    found ??= Float64Array.from(values);
    for (let unit = 0; unit < found.length; unit += 1) found[unit] = stronger(found[unit], values[unit]);
  }
  return found;
}

/** @param {Float64Array} values */
function strongestOf(values) {
  return values.reduce(stronger);
}

/** What is not a number is the strongest. @param {number} a @param {number} b */
function stronger(a, b) {
  return Number.isNaN(a) || Math.abs(b) <= Math.abs(a) ? a : b;
}

/**
 * @param {Uint8Array} colours
 * @param {number} at
 * @param {RampName} ramp
 * @param {Theme} theme
 * @param {number} value
 * @param {number} limit
 * @param {number} spot of the cell, for the chequered pattern of what is not finite
 */
function colour(colours, at, ramp, theme, value, limit, spot) {
  const step = place(ramp, value, limit);
  const rgb = step < 0 ? (spot % 2 ? HATCH : BROKEN)[theme] : table(ramp, theme).subarray(3 * step, 3 * step + 3);
  colours.set(rgb, at);
}
