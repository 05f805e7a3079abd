/**
 * Marks where numbers are infinite or not a number: a sign on each vector that has some, and a bar along the curves
 * over the steps whose gradient has no place on a log axis.
 *
 * @import {Axis, Band, Bar, Box, Run, Span, Vector, Words} from "#app/types.js"
 */

import { begins, middle } from "#app/layout/axis.js";
import { widthOf } from "#app/layout/lettering.js";
import { labelOf } from "#app/layout/symbols.js";
import { holds } from "#app/state/reach.js";
import { words as strings } from "#app/words/page.js";

const BAR = 7; // pixels
const LETTERS = 15;
const NARROWEST = 2; // so that a single step of ten thousand is seen
const MOST = 3; // stretches that are named

/**
 * @param {Vector[]} vectors
 * @returns {Words[]}
 */
export function brokenSigns(vectors) {
  return vectors.flatMap(({ key, values, x, y, width, height }) => {
    const sign = values ? signOf(values) : null;
    if (!sign) return [];
    return [
      { key: `broken-${key}`, tone: "broken", x: x + width / 2, y: y + height / 2, text: sign, anchor: "middle" },
    ];
  });
}

/**
 * A bar at full height stands for what is not a number: named once a step.
 *
 * @param {Bar[]} bars
 * @returns {Words[]}
 */
export function brokenBars(bars) {
  const first = bars.filter((bar, k) => bar.tone === "broken" && bars[k - 1]?.cell.t !== bar.cell.t);
  return first.map(({ key, x, y, height }) => ({
    key: `broken-${key}`,
    tone: "broken",
    x: x + 4,
    y: y + height / 2,
    text: "NaN",
    anchor: "start",
  }));
}

/**
 * @param {ArrayLike<number>} values
 * @returns {string | null}
 */
function signOf(values) {
  let sign = null;
  for (let k = 0; k < values.length; k += 1) {
    if (Number.isNaN(values[k])) return "NaN";
    if (!Number.isFinite(values[k])) sign = "∞";
  }
  return sign;
}

/**
 * @param {Run} run
 * @param {string[]} names whose curves are drawn
 * @param {Map<string, Span>} reached
 * @param {Axis} axis
 * @param {Band} band of the curves
 * @returns {{boxes: Box[], words: Words[]}}
 */
export function brokenStretches(run, names, reached, axis, band) {
  const found = stretches(run, names, reached);
  const boxes = joined(found, axis).map(({ first, last }, k) => ({
    key: `broken-curve-${k}`,
    tone: "broken",
    x: begins(axis, first),
    y: band.y + 1,
    width: Math.max(NARROWEST, begins(axis, last + 1) - begins(axis, first)),
    height: BAR,
    radius: 0,
  }));
  const words = found.slice(0, MOST).map(({ first, last }, k) => ({
    key: `broken-curve-${k}`,
    tone: "broken",
    x: (begins(axis, first) + begins(axis, last + 1)) / 2,
    y: band.y + band.height * 0.55, // below the curves’ names
    text: strings.brokenSteps(first, last),
    anchor: /** @type {const} */ ("middle"),
  }));
  return { boxes, words: words.filter((one, k) => k === 0 || one.x - words[k - 1].x > widthOf(one.text, LETTERS)) };
}

/**
 * Steps at which some of the norms is not finite, together where they follow each other.
 *
 * @param {Run} run
 * @param {string[]} names
 * @param {Map<string, Span>} reached
 * @returns {Span[]}
 */
function stretches(run, names, reached) {
  if (!run.complete || !run.firstNonfinite) return [];
  const broken = new Uint8Array(run.plan.T + 1);
  for (const name of names) {
    for (const { first, values } of run.norms.get(name)?.blocks ?? []) {
      values.forEach((norm, k) => {
        if (!Number.isFinite(norm) && holds(reached.get(name), first + k)) broken[first + k] = 1;
      });
    }
  }
  /** @type {Span[]} */
  const found = [];
  for (let t = broken.indexOf(1); t > 0; t = broken.indexOf(1, t)) {
    const end = broken.indexOf(0, t);
    found.push({ first: t, last: end < 0 ? run.plan.T : end - 1 });
    if (end < 0) break;
    t = end;
  }
  return found;
}

/**
 * Bars that would touch are one bar, so that there are never more of them than pixels.
 *
 * @param {Span[]} spans
 * @param {Axis} axis
 */
function joined(spans, axis) {
  /** @type {Span[]} */
  const found = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const { first, last } of spans) {
    const before = found.at(-1);
    if (before && begins(axis, first) < right + 1) before.last = last;
    else found.push({ first, last });
    right = Math.max(begins(axis, first) + NARROWEST, begins(axis, last + 1));
  }
  return found;
}

/**
 * A line where the first number left the finite range, from the lanes to the steps' names.
 *
 * @param {Run} run
 * @param {Map<string, Span>} reached
 * @param {Axis} axis
 * @param {number} top
 * @param {number} bottom
 * @returns {{boxes: Box[], words: Words[]}}
 */
export function firstBroken({ firstNonfinite: first, plan }, reached, axis, top, bottom) {
  const passed = first?.pass === "forward" && [...reached.values()].some((span) => holds(span, first.t));
  if (!first || !passed) return { boxes: [], words: [] };
  const x = begins(axis, first.t);
  const early = middle(axis, first.t) < (axis.start + axis.end) / 2;
  return {
    boxes: [{ key: "broken-first", tone: "broken start", x: x - 1, y: top, width: 3, height: bottom - top, radius: 0 }],
    words: [
      {
        key: "broken-first",
        tone: "broken",
        x: early ? x + 6 : x - 6,
        y: top + 10,
        text: strings.brokenFrom(labelOf(plan, first.node), first.t, plan.T),
        anchor: early ? "start" : "end",
      },
    ],
  };
}
