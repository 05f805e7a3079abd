/**
 * The lines of the bound: measured solid with its points, the bound dashed, the spectral radius's dotted. What has no
 * place on a log axis runs along its edge, and words there say what it is.
 *
 * @import {Axis, Box, Edge, Words} from "#app/types.js"
 * @import {Line} from "#app/layout/gradient/boundseries.js"
 * @import {Powers} from "#app/layout/gradient/boundscale.js"
 */

import { begins, middle } from "#app/layout/axis.js";
import { decimated } from "#app/layout/decimate.js";
import { kindOf, leftOut } from "#app/layout/gradient/boundseries.js";
import { widthOf } from "#app/layout/lettering.js";
import { boundWords as said } from "#app/words/gradient/bound.js";

const WIDTH = { measured: 3, bound: 2.5, radius: 2 };
const DOTS = 14; // least pixels a step for points
const EDGE = 4; // pixels beyond the axis for what has no place on it

/**
 * @typedef {object} Drawn
 * @property {Line} line
 * @property {[number, number][]} points
 * @property {Edge[]} edges
 * @property {Box[]} boxes
 */

/**
 * @param {Line} line
 * @param {Axis} axis
 * @param {Powers} scale
 * @param {{top: number, bottom: number}} room
 * @returns {Drawn}
 */
export function drawn(line, axis, scale, room) {
  const { first, last, log10, name } = line;
  const series = { width: 1, blocks: [{ first, last, values: log10 }], largest: 0, smallest: 0 };
  /** @type {[number, number][]} */
  const points = [];
  let d = "";
  let pen = "M";
  for (const { x, norm } of decimated(series, { first, last }, axis)) {
    const kind = kindOf(norm);
    const at =
      kind === "fine" ? scale.y(norm) : kind === "below" || kind === "zero" ? room.bottom + EDGE : room.top - EDGE;
    const point = /** @type {[number, number]} */ ([round(x), round(at)]);
    points.push(point);
    d += kind === "nan" ? "" : `${pen}${point[0]},${point[1]}`;
    pen = kind === "nan" ? "M" : "L";
  }
  const tone = `bound-line ${name}`;
  const edges = [{ key: `bound-${name}`, tone, d, head: "", names: "", width: WIDTH[name], title: said.lines[name] }];
  return { line, points, edges, boxes: name === "measured" ? dots(line, axis, scale) : [] };
}

/**
 * @param {Line} line
 * @param {Axis} axis
 * @param {Powers} scale
 * @returns {Box[]}
 */
function dots({ first, last, log10 }, axis, scale) {
  if (axis.pitch < DOTS) return [];
  /** @type {Box[]} */
  const found = [];
  for (let k = Math.max(first, axis.first); k <= Math.min(last, axis.last); k += 1) {
    const power = log10[k - first];
    if (kindOf(power) !== "fine") continue;
    const box = { x: round(middle(axis, k) - 4), y: round(scale.y(power) - 4), width: 8, height: 8, radius: 4 };
    found.push({ key: `bound-dot-${k - axis.first}`, tone: "bound-dot", ...box });
  }
  return found;
}

/**
 * What the axis leaves out, in words: at the top what is too large, at the bottom what is too small.
 *
 * @param {Line[]} lines
 * @param {Axis} axis
 * @param {{top: number, bottom: number}} room
 * @param {number} letters
 * @returns {Words[]}
 */
export function leftOutWords(lines, axis, room, letters) {
  /** @type {Words[]} */
  const found = [];
  const rows = { top: room.top + letters, bottom: room.bottom - letters };
  for (const line of lines) {
    for (const { kind, first, last } of leftOut(line)) {
      if (line.name === "radius" || last < axis.first || first > axis.last) continue;
      const isLow = kind === "below" || kind === "zero";
      const text = said.leftOut(line.name, kind, first, last);
      const [from, to] = [begins(axis, axis.first), begins(axis, axis.last + 1)];
      const wide = widthOf(text, letters);
      const x = Math.max(from + 6, Math.min(to - wide - 6, begins(axis, Math.max(first, axis.first)) + 6));
      const y = isLow ? rows.bottom : rows.top;
      found.push({
        key: `left-out-${line.name}-${found.length}`,
        tone: `bound-out ${line.name}`,
        x,
        y,
        text,
        anchor: "start",
      });
      rows[isLow ? "bottom" : "top"] += (isLow ? -1 : 1) * (letters + 6);
    }
  }
  return found;
}

/** @param {number} x */
function round(x) {
  return Math.round(x * 10) / 10;
}
