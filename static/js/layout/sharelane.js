/**
 * The share lane, in the curve's place while a parameter is lit: for each step a bar for what its copy adds to the
 * gradient, upwards what goes along with the whole, downwards what pulls the other way. Where the whole has no
 * direction (it is zero, or not finite) the bars are norms.
 *
 * @import {Axis, Band, Caption, Edge, Reach, Run, Scene, Span, Stop, Words} from "#app/types.js"
 */

import { begins, middle } from "#app/layout/axis.js";
import { plain, roundUp, signed } from "#app/layout/figures.js";
import { widthOf } from "#app/layout/lettering.js";
import { shareTitle } from "#app/layout/sharetitle.js";
import { once } from "#app/state/once.js";
import { sharesOf, sharesReached } from "#app/state/shares.js";

const TITLE = 22; // pixels for what the lane is
const LETTERS = 14;
const FIGURE = 17; // pixels for a number above or below a bar
const LEAST = 28; // pixels for the bars themselves
const WIDEST = 34;

/**
 * @typedef {object} ShareLane
 * @property {Edge[]} edges
 * @property {Words[]} words
 * @property {Caption[]} captions
 * @property {NonNullable<Scene["curve"]>} curve its axis
 */

/**
 * @param {Run} run
 * @param {Reach} reach
 * @param {Stop} stop
 * @param {string[]} names of parameters
 * @param {Axis} axis
 * @param {Band} band
 * @returns {ShareLane}
 */
export function shareLane(run, reach, stop, names, axis, band) {
  const shares = sharesOf(run, names);
  const reached = sharesReached(run.plan, reach, names);
  const title = shareTitle(run.plan, names, { reach, stop, shares, reached }, axis.end, { y: band.y + TITLE / 2 });
  if (!shares) return { captions: [title], words: [], edges: [], curve: { lines: [], rules: [], band } };
  const hasDirection = shares.whole > 0 && shares.whole < Number.POSITIVE_INFINITY;
  const rows = hasDirection ? shares.along : shares.norms;
  const sides = rows.some((value) => value > 0) && rows.some((value) => value < 0) ? 2 : 1;
  const hasRoom = band.height - TITLE - sides * FIGURE >= LEAST && widestFigure(rows) <= axis.pitch;
  const scale = scaleOf(rows, band.y + TITLE, band.y + band.height - 3, hasRoom ? FIGURE : 8);
  return {
    captions: [title],
    words: hasRoom ? numbersAt(rows, reached, scale, axis) : [],
    edges: barsOf(rows, reached, axis, scale, names, hasDirection),
    curve: { lines: [], rules: rulesOf(scale), band },
  };
}

/**
 * The zero line stands where both sides have the same scale and fill the height.
 *
 * @param {Float64Array} rows
 * @param {number} top
 * @param {number} bottom
 * @param {number} room for numbers beyond the bars
 */
function scaleOf(rows, top, bottom, room) {
  let [low, high] = [0, 0];
  for (const value of rows) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const [above, below] = [high > 0 ? roundUp(high) : 0, low < 0 ? roundUp(-low) : 0];
  const start = top + (above || !below ? room : 2);
  const end = bottom - (below ? room : 2);
  const each = (end - start) / (above + below || 1);
  const zero = above || below ? start + above * each : end;
  return { above, below, zero, y: (/** @type {number} */ value) => zero - value * each };
}

/**
 * @param {ReturnType<typeof scaleOf>} scale
 * @returns {NonNullable<Scene["curve"]>["rules"]}
 */
function rulesOf({ above, below, zero, y }) {
  const ends = [...(above ? [above] : []), ...(below ? [-below] : [])].filter(
    (value) => Math.abs(y(value) - zero) >= LETTERS,
  );
  return [0, ...ends].map((value) => ({ key: `share${value}`, y: Math.round(y(value)), text: plain(value) }));
}

/**
 * Bars of the columns one by one; where steps share a pixel, the largest of each sign.
 *
 * @param {Float64Array} rows
 * @param {Span} reached
 * @param {Axis} axis
 * @param {ReturnType<typeof scaleOf>} scale
 * @param {string[]} names
 * @param {boolean} hasDirection
 * @returns {Edge[]}
 */
function barsOf(rows, { first, last }, axis, { zero, y }, names, hasDirection) {
  /** @type {Map<string, string>} the outline of all bars of a tone */
  const found = new Map();
  const put = (/** @type {number} */ x, /** @type {number} */ value, /** @type {number} */ width) => {
    if (!value || !Number.isFinite(value)) return;
    const tone = hasDirection ? (value > 0 ? "along" : "against") : "size";
    const tall = Math.max(1, Math.abs(y(value) - zero));
    const [left, right, end] = [x - width / 2, x + width / 2, zero - Math.sign(value) * tall].map(round);
    found.set(tone, `${found.get(tone) ?? ""}M${left},${round(zero)}V${end}H${right}V${round(zero)}Z`);
  };
  let pixel = Number.NaN;
  let [low, high] = [0, 0];
  const flush = () => {
    put(pixel + 0.5, high, 1);
    put(pixel + 0.5, low, 1);
    [low, high] = [0, 0];
  };
  for (let t = first; t <= last; t += 1) {
    const wide = begins(axis, t + 1) - begins(axis, t);
    if (wide >= 3) {
      put(middle(axis, t), rows[t - 1], round(Math.min(WIDEST, wide * 0.5)));
      continue;
    }
    const at = Math.floor(middle(axis, t));
    if (at !== pixel) flush();
    pixel = at;
    low = Math.min(low, rows[t - 1]);
    high = Math.max(high, rows[t - 1]);
  }
  flush();
  return [...found].map(([tone, head]) => ({
    key: `share ${tone}`,
    tone: `share ${tone}`,
    d: "",
    head,
    names: names.join(" "),
    width: 0,
    title: "",
  }));
}

const SAMPLES = 200;

/**
 * How wide the numbers come out (of a long run some of them are looked at); the same at every stop, so that the bars
 * keep their scale.
 *
 * @type {(rows: Float64Array) => number}
 */
const widestFigure = once((rows) => {
  const every = Math.ceil(rows.length / SAMPLES);
  const some = rows.filter((_, k) => k % every === 0);
  return some.reduce((most, value) => Math.max(most, widthOf(signed(value), LETTERS)), 0);
});

/**
 * The numbers of the columns, beyond their bars.
 *
 * @param {Float64Array} rows
 * @param {Span} reached
 * @param {ReturnType<typeof scaleOf>} scale
 * @param {Axis} axis
 * @returns {Words[]}
 */
function numbersAt(rows, { first, last }, { y }, axis) {
  /** @type {Words[]} */
  const found = [];
  for (let t = Math.max(first, axis.first); t <= Math.min(last, axis.last); t += 1) {
    const text = signed(rows[t - 1]);
    if (widthOf(text, LETTERS) > axis.pitch) continue;
    const value = Number.isFinite(rows[t - 1]) ? rows[t - 1] : 0;
    const at = y(value) + (value < 0 ? 1 : -1) * (FIGURE / 2 + 1);
    const x = round(middle(axis, t));
    found.push({ key: `share-${t - axis.first}`, tone: "share", x, y: round(at), text, anchor: "middle" });
  }
  return found;
}

/** @param {number} x */
function round(x) {
  return Math.round(x * 10) / 10;
}
