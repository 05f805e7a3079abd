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
import { keyOn, namedOn } from "#app/layout/gradient/sides.js";
import { widthOf } from "#app/layout/lettering.js";
import { boundWords as said } from "#app/words/gradient/bound.js";

const WIDTH = { measured: 3, bound: 2.5, radius: 2 };
const RAISED = /[⁻⁰¹²³⁴-⁹]/gu; // half as wide as a digit
const DOTS = 14; // least pixels a step for points

/** @typedef {{left: number, right: number, top: number, bottom: number}} Plot */
/** @typedef {Map<string, number>} Rows beyond the axis: y by the line's key and "high" or "low" */

/** @param {Line} line */
export function keyOf({ name, side }) {
  return keyOn(side, name);
}

/** @param {Line} line */
function toneOf({ name, side }) {
  return side ? `${name} side-${side}` : name;
}

/**
 * Room at the plot's top and bottom for what the axis leaves out: a row for each line that needs one.
 *
 * @param {Line[]} lines
 * @param {Axis} axis
 * @param {Plot} plot
 * @param {number} tall
 * @returns {{inner: Plot, rows: Rows}} inner: what is left for the axis itself
 */
export function beyond(lines, axis, plot, tall) {
  const inner = { ...plot };
  /** @type {Rows} */
  const rows = new Map();
  for (const line of lines.filter(({ name }) => name !== "radius")) {
    const edges = new Set(seenOut(line, axis).map(({ kind }) => edgeOf(kind)));
    if (edges.has("high")) {
      rows.set(`${keyOf(line)} high`, inner.top + tall / 2);
      inner.top += tall;
    }
    if (edges.has("low")) {
      rows.set(`${keyOf(line)} low`, inner.bottom - tall / 2);
      inner.bottom -= tall;
    }
  }
  return { inner, rows };
}

/** @param {Line} line @param {Axis} axis */
function seenOut(line, axis) {
  return leftOut(line).filter(({ first, last }) => last >= axis.first && first <= axis.last);
}

/** @param {import("#app/layout/gradient/boundseries.js").Kind} kind */
function edgeOf(kind) {
  return kind === "below" || kind === "zero" ? "low" : "high";
}

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
 * @param {Rows} rows
 * @returns {Drawn}
 */
export function drawn(line, axis, scale, rows) {
  const { first, last, log10, name, side } = line;
  const series = { width: 1, blocks: [{ first, last, values: log10 }], largest: 0, smallest: 0 };
  /** @type {[number, number][]} */
  const points = [];
  let d = "";
  let pen = "M";
  /** @type {{x: number, norm: number} | null} */
  let before = null;
  for (const { x, norm } of decimated(series, { first, last }, axis)) {
    const kind = kindOf(norm);
    const edge = kind === "fine" ? undefined : rows.get(`${keyOf(line)} ${edgeOf(kind)}`);
    const point = /** @type {[number, number]} */ ([round(x), round(edge ?? scale.y(norm))]);
    const isOff = norm > scale.high && (kind === "fine" || edge === undefined); // an axis that was fitted to other lines
    const isCrossed = before && kind === "fine" && isOff !== before.norm > scale.high;
    const crossing = before && isCrossed ? crossed(before, { x, norm }, scale) : null;
    if (crossing) d += `${isOff ? "L" : "M"}${crossing[0]},${crossing[1]}`;
    if (crossing && !isOff) pen = "L";
    if (kind !== "nan" && !isOff) d += `${pen}${point[0]},${point[1]}`;
    if (!isOff) points.push(point);
    else if (crossing) points.push(crossing);
    pen = kind === "nan" || isOff ? "M" : "L";
    before = kind === "fine" ? { x, norm } : null;
  }
  const tone = `bound-line ${toneOf(line)}`;
  const title = namedOn(side, said.lines[name]);
  const edges = [{ key: `bound-${keyOf(line)}`, tone, d, head: "", names: "", width: WIDTH[name], title }];
  return { line, points, edges, boxes: name === "measured" ? dots(line, axis, scale) : [] };
}

/**
 * Where a line leaves the axis at its top.
 *
 * @param {{x: number, norm: number}} one
 * @param {{x: number, norm: number}} other
 * @param {Powers} scale
 * @returns {[number, number]}
 */
function crossed(one, other, { high, y }) {
  return [round(one.x + ((high - one.norm) / (other.norm - one.norm)) * (other.x - one.x)), round(y(high))];
}

/**
 * @param {Line} line
 * @param {Axis} axis
 * @param {Powers} scale
 * @returns {Box[]}
 */
function dots(line, axis, scale) {
  const { first, last, log10, side } = line;
  if (axis.pitch < DOTS) return [];
  /** @type {Box[]} */
  const found = [];
  for (let k = Math.max(first, axis.first); k <= Math.min(last, axis.last); k += 1) {
    const power = log10[k - first];
    if (kindOf(power) !== "fine") continue;
    const box = { x: round(middle(axis, k) - 4), y: round(scale.y(power) - 4), width: 8, height: 8, radius: 4 };
    const tone = side ? `bound-dot side-${side}` : "bound-dot";
    found.push({ key: `bound-${keyOn(side, "dot")}-${k - axis.first}`, tone, ...box });
  }
  return found;
}

/**
 * What the axis leaves out, in words: in its row, behind or before the line, or over it.
 *
 * @param {Line[]} lines
 * @param {Axis} axis
 * @param {Plot} plot
 * @param {Rows} rows
 * @param {number} letters
 * @returns {Words[]}
 */
export function leftOutWords(lines, axis, { left, right }, rows, letters) {
  return lines.flatMap((line) =>
    seenOut(line, axis).flatMap(({ kind, first, last }, n) => {
      const y = rows.get(`${keyOf(line)} ${edgeOf(kind)}`);
      if (y === undefined) return [];
      const text = namedOn(line.side, said.leftOut(line.name, kind, first, last));
      const wide = widthOf(text.replaceAll(RAISED, "."), letters);
      const [from, to] = [begins(axis, first), begins(axis, last + 1)];
      const x = to + 8 + wide <= right ? to + 8 : from - wide - 8 >= left ? from - wide - 8 : Math.max(left, from) + 8;
      return [
        {
          key: `out-${keyOf(line)}-${n}`,
          tone: `bound-out ${line.name}`,
          x,
          y,
          text,
          anchor: /** @type {const} */ ("start"),
        },
      ];
    }),
  );
}

/** @param {number} x */
function round(x) {
  return Math.round(x * 10) / 10;
}
