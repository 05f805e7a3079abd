/**
 * What stands along the time axis: the numbers of its steps, as many as have room, and how many steps are folded away.
 *
 * @import {Axis, Band, Words} from "#app/types.js"
 */

import { begins, middle } from "#app/layout/axis.js";
import { widthOf } from "#app/layout/lettering.js";
import { count } from "#app/words/count.js";

const LETTERS = 15;
const SPARSE = 60; // pixels from one number to the next, where not every step has its own
const GAP = 8;

/**
 * The current step always has its name (beside the playhead, where that would cross it), then the ends of the run,
 * then the rest.
 *
 * @param {Axis} axis
 * @param {number} current 0 where the playhead stands at no step
 * @param {Band | undefined} band
 * @param {boolean} each whether every step has room for its number
 * @param {number} [playhead] where it crosses the names
 * @returns {Words[]}
 */
export function stepNames(axis, current, band, each, playhead) {
  if (!band) return [];
  const y = band.y + band.height / 2;
  const named = each && hasRoom(axis) ? [axis.first, current] : [current];
  /** @type {Words[]} */
  const near = nearSteps(axis, current, each).map((t, k) => {
    const text = named.includes(t) ? `t = ${count(t)}` : count(t);
    const x = each ? Math.round(begins(axis, t) + axis.pitch / 2) : middle(axis, t);
    const key = `step-${each ? t - axis.first : t === current ? "current" : k}`;
    const tone = t === current ? "step current" : "step";
    if (t !== current || each || playhead === undefined) return { key, tone, x, y, text, anchor: "middle" };
    const isLeft = playhead - widthOf(text, LETTERS) - GAP > axis.start;
    return { key, tone, x: playhead + (isLeft ? -GAP : GAP), y, text, anchor: isLeft ? "end" : "start" };
  });
  return apart([...near, ...ends(axis, y, each)]);
}

/**
 * Whether a step can be named in full between two that are numbered.
 *
 * @param {Axis} axis
 */
function hasRoom({ pitch, last }) {
  const number = count(last);
  return (widthOf(`t = ${number}`, LETTERS) + widthOf(number, LETTERS)) / 2 + GAP <= pitch;
}

/**
 * @param {Axis} axis
 * @param {number} current
 * @param {boolean} each
 */
function nearSteps({ first, last, pitch }, current, each) {
  const widest = widthOf(count(last), LETTERS) + 2 * GAP;
  const every = each ? 1 : roundSteps(Math.max(SPARSE, widest) / pitch);
  const from = each ? first : Math.ceil(first / every) * every;
  const steps = [];
  for (let t = from; t <= last; t += every) if (t !== current || each) steps.push(t);
  if (!each && current >= first && current <= last) steps.push(current);
  return steps;
}

/**
 * The round number at or above: 1, 2, 5, 10, 20, 50 …
 *
 * @param {number} steps
 */
export function roundSteps(steps) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, steps)));
  return power * /** @type {number} */ ([1, 2, 5, 10].find((lead) => lead * power >= steps * (1 - 1e-9)));
}

/**
 * The first and the last step of the run, where no number says them.
 *
 * @param {Axis} axis
 * @param {number} y
 * @param {boolean} each
 * @returns {Words[]}
 */
function ends({ first, last, T, start, end }, y, each) {
  const hidden = each ? 1 : 0; // a fold of a single step says so
  const found = [first > 1 + hidden || !each ? 1 : 0, last < T - hidden || !each ? T : 0].filter(Boolean);
  return found.map((t) => ({
    key: t === 1 ? "step-start" : "step-end",
    tone: "step far",
    x: t === 1 ? start : end,
    y,
    text: count(t),
    anchor: /** @type {"start" | "end"} */ (t === 1 ? "start" : "end"),
  }));
}

/**
 * Without those that would run into one that matters more.
 *
 * @param {Words[]} words
 */
function apart(words) {
  const weight = (/** @type {Words} */ { tone, text }) =>
    tone.endsWith("current") ? 0 : tone.endsWith("far") ? 1 : text.startsWith("t") ? 2 : 3;
  /** @type {{left: number, right: number}[]} */
  const taken = [];
  const kept = new Set(
    [...words]
      .sort((a, b) => weight(a) - weight(b))
      .filter((one) => {
        const { left, right } = extent(one);
        if (taken.some((other) => left < other.right && right > other.left)) return false;
        taken.push({ left, right });
        return true;
      }),
  );
  return words.filter((one) => kept.has(one));
}

/** @param {Words} words */
function extent({ x, text, anchor }) {
  const width = widthOf(text, LETTERS);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left: left - GAP / 2, right: left + width + GAP / 2 };
}

/**
 * Where steps are folded away, an ellipsis says how many.
 *
 * @param {Axis} axis
 * @param {number} y
 * @param {boolean} compact
 * @returns {Words[]}
 */
export function foldNames(axis, y, compact) {
  return foldedSides(axis).flatMap(({ steps, x, key }) =>
    ["⋯", count(steps), ...(compact ? [] : [steps === 1 ? "step" : "steps", "folded"])].map((text, k) => ({
      key: `fold-${key}-${k}`,
      tone: k ? "fold" : "fold dots",
      x,
      y: y + (k - 1.5) * 18,
      text,
      anchor: /** @type {const} */ ("middle"),
    })),
  );
}

/**
 * @param {Axis} axis
 * @returns {{key: "before" | "after", steps: number, x: number}[]} x: its middle
 */
export function foldedSides(axis) {
  const { T, first, last, start, end } = axis;
  /** @type {{key: "before" | "after", steps: number, x: number}[]} */
  const sides = [
    { key: "before", steps: first - 1, x: (start + begins(axis, first)) / 2 },
    { key: "after", steps: T - last, x: (begins(axis, last + 1) + end) / 2 },
  ];
  return sides.filter(({ steps }) => steps > 0);
}
