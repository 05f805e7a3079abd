/**
 * Numbers as coloured cells: a vector's units, a lane's steps. Where many steps share few pixels, a lane is read off the same
 * pyramid as on the page, so that it shows the same extremes.
 *
 * @import {Looks, Scene, Shape, Span, Vector} from "#app/types.js"
 * @import {Pyramid} from "#app/draw/pyramid.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { condensed } from "#app/draw/bitmaps.js";
import { fillColumn, levelAt, pieces, rowsAt } from "#app/draw/pyramid.js";
import { BROKEN as BROKEN_COLOUR, HATCH, place, rgb, table } from "#app/draw/ramps.js";
import { ABSENT, BROKEN, shareOf } from "#app/draw/shades.js";

/** @typedef {{columns: number, rows: number}} Fineness at most so many cells to a pixel */

/** As many as a print of twice the size can show. @type {Fineness} */
export const FINE = { columns: 2, rows: 2 };

/** For TeX, which draws cell by cell. @type {Fineness} */
export const COARSE = { columns: 0.25, rows: 0.5 };

const MARK = { width: 9, height: 6 }; // at the top of a lane, where something is not finite
const FAR = 8; // pixels a step below which that needs a mark

/**
 * @param {Vector} vector
 * @param {Theme} theme
 * @param {string} empty the colour of what is hidden: #rrggbb
 */
export function vectorCells({ values, hidden, ramp, limit }, theme, empty) {
  const rows = values?.length ?? 0;
  const colours = new Uint8Array(3 * rows);
  const steps = table(ramp, theme);
  for (let unit = 0; unit < rows; unit += 1) {
    const step = place(ramp, Number(values?.[unit]), limit);
    if (hidden?.includes(unit)) colours.set(rgb(empty), 3 * unit);
    else colours.set(step < 0 ? broken(unit, theme) : steps.subarray(3 * step, 3 * step + 3), 3 * unit);
  }
  return { columns: 1, rows, colours };
}

/**
 * @param {Scene} scene
 * @param {Looks} looks
 * @param {Fineness} fineness
 * @returns {Shape[]}
 */
export function laneShapes({ lanes, laneSpans, axis }, looks, fineness) {
  return lanes.flatMap((lane) => {
    const pyramid = lane.series ? condensed(lane.series, axis.T, lane, lane.present)?.pyramid : null;
    const { y, height, node } = lane;
    const base = { layer: "lanes", tone: `lane ${node}` };
    const paint = { fill: looks.palette.empty, stroke: null, width: 0, dash: [] };
    return laneSpans.flatMap(({ key, source, x, width }) => {
      const gap = key.startsWith("c") ? Math.min(3, width * 0.05) : 0;
      const inner = width - 2 * gap;
      const shown = overlap(source, lane.reached);
      /** @type {Shape} */
      const ground = { ...base, kind: "rect", x: x + gap, y, width: inner, height, radius: 0, paint };
      if (!pyramid || shown.first > shown.last) return [ground];
      const each = inner / (source.last - source.first + 1);
      const left = x + gap + (shown.first - source.first) * each;
      const strip = { ...base, y, height, node, shown, left, each };
      const cells = stripShapes(strip, pyramid, looks, fineness);
      const isWhole = shown.first === source.first && shown.last === source.last;
      return [...(isWhole ? [] : [ground]), ...cells, ...markShapes(strip, pyramid, looks)];
    });
  });
}

/**
 * @typedef {{layer: string, tone: string, node: string, y: number, height: number, shown: Span, left: number, each: number}} Strip
 */

/**
 * @param {Strip} strip
 * @param {Pyramid} pyramid
 * @param {Looks} looks
 * @param {Fineness} fineness
 * @returns {Shape[]}
 */
function stripShapes({ layer, tone, node, y, height, shown, left, each }, pyramid, looks, fineness) {
  const coarsest = levelAt(pyramid, each * fineness.columns);
  return pieces(shown.first, shown.last, coarsest).map(({ level, from, to }) => {
    const cell = 2 ** level * each;
    const [first, last] = [from * 2 ** level + 1, Math.min(shown.last, to * 2 ** level)];
    const about = `${node}, t = ${first}${last > first ? ` to ${last}` : ""}`;
    const room = { x: left + from * cell - (shown.first - 1) * each, y, width: (to - from) * cell, height };
    return {
      kind: "cells",
      layer,
      tone,
      about,
      ...room,
      ...cellsOf(pyramid, level, from, to, height * fineness.rows, looks),
    };
  });
}

/**
 * @param {Pyramid} pyramid
 * @param {number} level
 * @param {number} from
 * @param {number} to
 * @param {number} most rows
 * @param {Looks} looks
 */
function cellsOf(pyramid, level, from, to, most, { theme, palette }) {
  const { group, rows } = rowsAt(pyramid, level, most);
  const columns = to - from;
  const colours = new Uint8Array(3 * columns * rows);
  const empty = [1, 3, 5].map((at) => Number.parseInt(palette.empty.slice(at, at + 2), 16));
  const steps = table(pyramid.ramp, theme);
  const shades = new Uint8Array(rows);
  for (let column = 0; column < columns; column += 1) {
    fillColumn(pyramid, level, group, from + column, shades);
    shades.forEach((shade, row) => {
      const at = 3 * Math.round(shareOf(shade) * 255);
      const rgb = shade === BROKEN ? broken(from + column + row, theme) : steps.subarray(at, at + 3);
      colours.set(shade === ABSENT ? empty : rgb, 3 * (row * columns + column));
    });
  }
  return { columns, rows, colours };
}

/**
 * Triangles that point down at what is not finite, where its steps are narrow.
 *
 * @param {Strip} strip
 * @param {Pyramid} pyramid
 * @param {Looks} looks
 * @returns {Shape[]}
 */
function markShapes({ layer, shown, left, each, y }, { broken: found, isBroken }, { palette }) {
  if (each >= FAR || !isBroken) return [];
  let level = 0;
  while (level < found.length - 1 && 2 ** level * each < MARK.width) level += 1;
  const paint = { fill: palette.ink, stroke: palette.card, width: 1.5, dash: [] };
  return pieces(shown.first, shown.last, level).flatMap((piece) => {
    const cell = 2 ** piece.level * each;
    const marked = Array.from({ length: piece.to - piece.from }, (_, k) => piece.from + k);
    return marked
      .filter((at) => found[piece.level][at])
      .map((at) => {
        const middle = Math.round(left + (at + 0.5) * cell - (shown.first - 1) * each);
        const d = `M${middle - MARK.width / 2},${y - 2}H${middle + MARK.width / 2}L${middle},${y - 2 + MARK.height}Z`;
        return /** @type {Shape} */ ({ kind: "path", layer, tone: "broken", d, paint });
      });
  });
}

/** Two colours in turn, so that it does not rest on one. @param {number} at @param {Theme} theme */
function broken(at, theme) {
  return (at % 2 ? HATCH : BROKEN_COLOUR)[theme];
}

/**
 * @param {Span} a
 * @param {Span} b
 * @returns {Span}
 */
function overlap(a, b) {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) };
}
