/**
 * The curves of gradient norms under the lanes. A norm that is zero, infinite or not a number has no place on a
 * log axis: the line breaks there and the point stands at the edge.
 *
 * @import {Axis, Band, CurveLine, Reach, Run, Scene, View} from "#app/types.js"
 */

import { levelOf } from "#app/layout/camera.js";
import { decimated } from "#app/layout/decimate.js";
import { logScale } from "#app/layout/logscale.js";
import { gradientTex, normTex } from "#app/layout/symbols.js";
import { at } from "#app/state/series.js";

export const PAD = 10;
const AWAY = 17; // from a curve's end to the middle of its label

/**
 * @param {Run} run
 * @param {Reach} reach
 * @param {View} view
 * @param {Axis} axis
 * @param {Band} band
 * @returns {NonNullable<Scene["curve"]>}
 */
export function curves(run, reach, view, axis, band) {
  const chosen = view.curve.filter((name) => run.plan.equations.some((equation) => equation.name === name));
  const all = chosen.map((name) => run.norms.get(name));
  const scale = logScale(all, band.y + PAD, band.y + band.height - PAD);
  const lines = chosen.map((name, place) => line(name, place, run, reach, axis, scale, band));
  const rules = scale.ticks.map(({ power, y, text }) => ({ key: `1e${power}`, y: Math.round(y), text }));
  return { lines: apart(lines, band), rules, band };
}

/**
 * @param {string} name
 * @param {number} place
 * @param {Run} run
 * @param {Reach} reach
 * @param {Axis} axis
 * @param {ReturnType<typeof logScale>} scale
 * @param {Band} band
 * @returns {CurveLine}
 */
export function line(name, place, run, reach, axis, scale, band) {
  const span = reach.grads.get(name) ?? { first: 1, last: 0 };
  const series = run.norms.get(name);
  const spots = decimated(series, span, axis).map((point) => placed(point, scale, band));
  const isStrip = levelOf(axis) === "strips";
  const isKnown = (/** @type {number} */ t) => !run.veil || !Number.isNaN(at(series, t)); // hidden: no dot at the edge
  const ownDots = spots.filter(({ t }) => !isStrip && t >= axis.first && t <= axis.last && isKnown(t));
  const dots = ownDots.map(({ t, x, y }) => ({ key: `c${t - axis.first}`, x, y }));
  const end = dots.at(-1) ?? (isStrip ? spots.at(-1) : undefined);
  return {
    key: `curve-${name}`,
    node: name,
    tex: normTex(gradientTex(run.plan, name)),
    place,
    d: path(spots, isStrip),
    dots,
    label: end ? { x: end.x, y: end.y } : null,
  };
}

/** @typedef {{t: number, x: number, y: number, fits: boolean, isZero: boolean}} Spot */

/**
 * @param {import("#app/layout/decimate.js").CurvePoint} point
 * @param {ReturnType<typeof logScale>} scale
 * @param {Band} band
 * @returns {Spot}
 */
function placed({ t, x, norm }, scale, band) {
  const fits = norm > 0 && norm < Number.POSITIVE_INFINITY;
  const y = fits ? round(scale.y(norm)) : norm === 0 ? band.y + band.height - 3 : band.y + 3;
  return { t, x: round(x), y, fits, isZero: norm === 0 };
}

/**
 * @param {Spot[]} spots
 * @param {boolean} isStrip without dots, what has become zero is a line along the edge
 */
function path(spots, isStrip) {
  let d = "";
  /** @type {Spot | null} */
  let before = null;
  for (const spot of spots) {
    if (spot.fits) d += `${before?.fits ? "L" : "M"}${spot.x},${spot.y}`;
    else if (isStrip && spot.isZero) d += `${before?.isZero ? "L" : "M"}${spot.x},${spot.y}`;
    before = spot;
  }
  return d;
}

/**
 * Labels stand beside the curves' ends: the upper curves' above them, the lowest one's below; on the other side where
 * there is no room, so that none covers its own last point.
 *
 * @param {CurveLine[]} lines
 * @param {Band} band
 */
function apart(lines, band) {
  const byHeight = lines.filter(({ label }) => label).sort((a, b) => Number(a.label?.y) - Number(b.label?.y));
  let free = band.y + 8;
  /** @type {Map<string, number>} */
  const heights = new Map();
  byHeight.forEach(({ key, label }, k) => {
    const end = Number(label?.y);
    const floor = band.y + band.height - 8;
    const isLowest = k > 0 && k === byHeight.length - 1;
    const sides = isLowest ? [end + AWAY, end - AWAY] : [end - AWAY, end + AWAY];
    const y = sides.find((side) => side >= free && side <= floor) ?? Math.min(Math.max(sides[0], free), floor);
    heights.set(key, y);
    free = y + 19;
  });
  return lines.map((line) =>
    line.label ? { ...line, label: { x: line.label.x, y: heights.get(line.key) ?? line.label.y } } : line,
  );
}

/** @param {number} x */
function round(x) {
  return Math.round(x * 10) / 10;
}
