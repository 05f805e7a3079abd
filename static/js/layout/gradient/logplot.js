/**
 * Lines over steps on a log axis, under the graph and on its time axis. What is zero, infinite or not a number has no
 * place there: the line breaks, and words at the edge say what it is and at which steps.
 *
 * @import {Axis, Band, CurveLine, Scene, Words} from "#app/types.js"
 */

import { middle } from "#app/layout/axis.js";
import { levelOf } from "#app/layout/camera.js";
import { closeScale } from "#app/layout/gradient/closescale.js";
import { count } from "#app/words/count.js";
import { plotWords as said } from "#app/words/gradient/plot.js";

const EDGE = 9; // pixels from the plot's edge to what stands there
const ASIDE = 10; // pixels from the axis to the middle of an initial value

/**
 * @typedef {object} PlotLine
 * @property {string} key
 * @property {string} node what it is of, for those who take it along
 * @property {string} tex
 * @property {string} [called] its name in words
 * @property {"a" | "b"} [side] of two runs
 * @property {number} place 0, 1, 2 …: decides colour and dash
 * @property {number} first the step of the first value
 * @property {ArrayLike<number>} values sizes, from 0 up
 * @property {(t: number) => boolean} [isOpen] whether a path leads there, so that a zero is a small number
 * @property {{t: number, value: number} | null} [start] of the initial value, before the first step or after the last
 */

/**
 * @param {PlotLine[]} lines
 * @param {Axis} axis
 * @param {{y: number, height: number}} room
 * @returns {{curve: NonNullable<Scene["curve"]>, words: Words[], y: (value: number) => number, ends: {key: string, called: string, place: number, x: number, y: number}[]}}
 */
export function logPlot(lines, axis, { y: top, height }) {
  const band = /** @type {Band} */ ({ key: "laid", kind: "curve", node: null, y: top, height });
  const seen = lines.map((line) => ({ line, points: pointsOf(line, axis) }));
  const sizes = seen.flatMap(({ points }) => points.map(({ value }) => value)).filter((value) => value > 0 && value < Infinity); // biome-ignore format: one line
  const scale = closeScale(sizes, top + EDGE, top + height - EDGE);
  const drawn = seen.map(({ line, points }) => drawnLine(line, points, scale.y, axis));
  const rules = scale.ticks.map(({ key, y, text }) => ({ key, y: Math.round(y), text }));
  return {
    curve: { lines: drawn.map(({ line }) => line), rules, band },
    words: edgeWords(seen, axis, band),
    y: scale.y,
    ends: drawn.flatMap(({ line, end }, n) =>
      end ? [{ key: line.key, called: seen[n].line.called ?? line.key, place: line.place, ...end }] : [],
    ),
  };
}

/** @typedef {{t: number, x: number, value: number, is: "number" | "zero" | "infinite" | "broken"}} Point */

/**
 * The steps that are seen and have something to say; a zero where no path leads says nothing.
 *
 * @param {PlotLine} line
 * @param {Axis} axis
 * @returns {Point[]}
 */
function pointsOf({ first, values, isOpen = () => true, start = null }, axis) {
  /** @type {Point[]} */
  const found = [];
  const add = (/** @type {number} */ t, /** @type {number} */ x, /** @type {number} */ value) => {
    const is = Number.isNaN(value) ? "broken" : value === Infinity ? "infinite" : value > 0 ? "number" : "zero";
    if (is !== "zero" || isOpen(t)) found.push({ t, x: round(x), value, is });
  };
  const outside = start && placeOfStart(axis, start.t);
  if (start && outside !== null && start.t < axis.first) add(start.t, outside, start.value);
  for (let t = Math.max(first, axis.first); t <= Math.min(axis.last, first + values.length - 1); t += 1)
    add(t, middle(axis, t), values[t - first]);
  if (start && outside !== null && start.t > axis.last) add(start.t, outside, start.value);
  return found;
}

/**
 * Where an initial value stands in the graph above, if the step beside it is seen.
 *
 * @param {Axis} axis
 * @param {number} t 0, or one after the last step
 * @returns {number | null}
 */
export function placeOfStart(axis, t) {
  if (levelOf(axis) === "strips") return null;
  if (t === axis.first - 1) return axis.start - ASIDE;
  return t === axis.last + 1 ? axis.end + ASIDE : null;
}

/**
 * @param {PlotLine} line
 * @param {Point[]} points
 * @param {(value: number) => number} y
 * @param {Axis} axis
 * @returns {{line: CurveLine, end: {x: number, y: number} | null}} end: its leftmost point
 */
function drawnLine({ key, node, tex, place, side }, points, y, axis) {
  let d = "";
  let before = Number.NaN;
  const there = points.filter(({ is }) => is === "number").map(({ t, x, value }) => ({ t, x, y: round(y(value)) }));
  for (const { t, x, y: at } of there) {
    d += `${t === before + 1 ? "L" : "M"}${x},${at}`;
    before = t;
  }
  const dots = levelOf(axis) === "strips" ? [] : there.map(({ t, x, y: at }) => ({ key: `c${t - axis.first}`, x, y: at })); // biome-ignore format: one line
  return {
    line: { key: `laid-${key}`, node, tex, place, ...(side ? { side } : {}), d, dots, label: null },
    end: there[0] ? { x: there[0].x, y: there[0].y } : null,
  };
}

/**
 * Stretches of steps that a log axis has no place for, said at its upper or lower edge, each once for all lines.
 *
 * @param {{line: PlotLine, points: Point[]}[]} seen
 * @param {Axis} axis
 * @param {Band} band
 * @returns {Words[]}
 */
function edgeWords(seen, axis, band) {
  const kinds = /** @type {const} */ (["infinite", "broken", "zero"]);
  return kinds.flatMap((kind, row) => {
    const told = seen.flatMap(({ line, points }) => {
      const steps = points.filter(({ is }) => is === kind).map(({ t }) => t);
      return steps.length ? [{ name: line.called ?? line.key, first: steps[0], last: steps[steps.length - 1] }] : [];
    });
    if (!told.length) return [];
    const spans = new Map(told.map(({ first, last }) => [`${first} ${last}`, { first, last }]));
    const text = [...spans.values()]
      .map(({ first, last }) => {
        const names = told.filter((one) => one.first === first && one.last === last).map(({ name }) => name);
        return said[kind](names.length < seen.length ? names.join(", ") : "", count(first), count(last)); // biome-ignore format: one line
      })
      .join(" · ");
    const x = Math.max(axis.start, 0) + 4;
    const y = kind === "zero" ? band.y + band.height - 4 : band.y + 6 + 18 * row;
    return [{ key: `edge-${kind}`, tone: "laid-edge", x, y, text, anchor: /** @type {const} */ ("start") }];
  });
}

/** @param {number} x */
function round(x) {
  return Math.round(x * 10) / 10;
}
