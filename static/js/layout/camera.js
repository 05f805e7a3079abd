/**
 * The camera on the time axis: how many pixels a step has, and which moment stands in the middle of the stage.
 *
 *     x(t) = middle + (t − centre) · pitch        t whole: the middle of that step
 *
 * What lies outside is not cut off but folded: on each side all the steps that have no room of their own share what
 * is left, at least `fold` pixels, so that every step has its one place and is counted. Since a fold also takes what
 * is left of a step that does not fit whole, the window moves by pixels and not by steps.
 *
 * @import {Axis, Camera} from "#app/types.js"
 */

import { begins, unfoldedAxis } from "#app/layout/axis.js";

const WIDEST = 150; // pixels a step; nearer than that, it opens
const WORDS = 56; // from here every column has its words
const COLUMNS = 28; // from here there are columns, below strips
const MOST_COLUMNS = 64; // however wide the stage: what is drawn stays bounded
const NEAR = 0.2; // pixels that are no fold
const USUAL = 132; // a short run fills no more of the stage than this

/** @typedef {"strips" | "narrow" | "columns"} Level what a step is shown as; narrow: words only at the playhead */

/** @typedef {{T: number, start: number, end: number, fold: number, narrowest?: number, widest?: number}} Room pixels a step may have */

/**
 * @param {Room} given
 * @param {Camera} camera
 * @returns {Axis}
 */
export function cameraAxis({ T, start, end, fold: usual, narrowest, widest }, camera) {
  const room = Math.max(1, end - start);
  const fold = Math.min(usual, room / 6);
  const bounds = { narrowest, widest };
  const { pitch, centre } = held({ T, room, fold, ...bounds }, camera);
  if (fits(T, pitch, room)) {
    return { ...unfoldedAxis({ T, start, pitch }), room, fold, ...bounds };
  }
  const origin = start + room / 2 - (centre - 0.5) * pitch; // where step 1 would begin
  const isAtStart = origin >= start - NEAR;
  const isAtEnd = origin + T * pitch <= end + NEAR;
  const first = isAtStart ? 1 : Math.ceil((start + fold - origin) / pitch - 1e-6) + 1;
  const last = isAtEnd ? T : Math.floor((end - fold - origin) / pitch + 1e-6);
  const left = isAtStart ? start : isAtEnd ? end - (T - first + 1) * pitch : origin + (first - 1) * pitch;
  const before = isAtStart ? 0 : (left - start) / (first - 1);
  const after = isAtEnd ? 0 : (end - left - (last - first + 1) * pitch) / (T - last);
  return { T, first, last, pitch, left, before, after, start, end: start + room, room, fold, ...bounds };
}

/**
 * @param {number} T
 * @param {number} pitch
 * @param {number} room
 */
function fits(T, pitch, room) {
  return T * pitch <= room + 2 * NEAR;
}

/** @typedef {{T: number, room: number, fold: number, narrowest?: number, widest?: number}} Given */

/**
 * The least and the most pixels a step can have.
 *
 * @param {Given} given
 */
function limits({ T, room, fold, narrowest = 0, widest = WIDEST }) {
  const least = Math.max(narrowest, Math.min(narrowest ? widest : USUAL, room / T));
  return { least, most: Math.max(least, Math.min(widest, (room - 2 * fold) / 2)) }; // two whole steps, wherever it stands
}

/**
 * The camera, held where there is something to see.
 *
 * @param {Given} given
 * @param {Camera} camera
 * @returns {Camera}
 */
function held(given, camera) {
  const { least, most } = limits(given);
  const pitch = Math.max(least, Math.min(most, camera.pitch));
  const half = given.room / pitch / 2; // steps on either side of the middle
  const low = 0.5 + half;
  return { pitch, centre: Math.max(low, Math.min(given.T + 0.5 - half, camera.centre)) };
}

/**
 * What a step is shown as on this axis.
 *
 * @param {Axis} axis
 * @returns {Level}
 */
export function levelOf({ pitch, start, end, T }) {
  if (T > 1 && pitch < Math.max(COLUMNS, (end - start) / MOST_COLUMNS)) return "strips";
  return pitch < WORDS - 1e-6 ? "narrow" : "columns";
}

/**
 * The camera that sees what an axis shows.
 *
 * @param {Axis} axis
 * @returns {Camera}
 */
export function cameraOf(axis) {
  return { pitch: axis.pitch, centre: timeAt(axis, middleOf(axis), true) };
}

/** @param {Axis} axis */
function middleOf({ start, end, room = end - start }) {
  return start + room / 2;
}

/**
 * The moment at x: t in the middle of step t.
 *
 * @param {Axis} axis
 * @param {number} x
 * @param {boolean} [straight] as if nothing were folded
 */
export function timeAt(axis, x, straight = false) {
  const { first, last, left, pitch, before, after } = axis;
  const right = begins(axis, last + 1);
  if (!straight && x < left && before > 0) return first - 0.5 - (left - x) / before;
  if (!straight && x > right && after > 0) return last + 0.5 + (x - right) / after;
  return first - 0.5 + (x - left) / pitch;
}

/**
 * Nearer or farther; what stands at x stays there. Only where its step would fall into a fold, since it no longer fits
 * in whole, the picture moves by as much as the step needs.
 *
 * @param {Axis} axis
 * @param {number} x
 * @param {number} factor
 * @returns {Camera}
 */
export function zoomed(axis, x, factor) {
  const { T, start, end, room = end - start, fold = 0, narrowest, widest } = axis;
  const bounds = { narrowest, widest };
  const { least, most } = limits({ T, room, fold, ...bounds });
  const pitch = Math.max(least, Math.min(most, axis.pitch * factor));
  const t = timeAt(axis, x);
  const camera = held({ T, room, fold, ...bounds }, { pitch, centre: t - (x - middleOf(axis)) / pitch });
  const next = cameraAxis({ T, start, end: start + room, fold, ...bounds }, camera);
  const step = Math.max(1, Math.min(T, Math.round(t)));
  const wasSeen = step >= axis.first && step <= axis.last;
  return (wasSeen && following(next, step)) || tidy(camera, least);
}

/**
 * @param {Axis} axis
 * @param {number} by pixels that the picture moves to the right
 * @returns {Camera}
 */
export function panned(axis, by) {
  const { T, start, end, room = end - start, fold = 0, narrowest, widest } = axis;
  const { pitch, centre } = cameraOf(axis);
  return tidy(held({ T, room, fold, narrowest, widest }, { pitch, centre: centre - by / pitch }), 0);
}

/**
 * Whether there is no nearer to see than this.
 *
 * @param {Axis} axis
 */
export function isNearest({ T, start, end, pitch, room = end - start, fold = 0, narrowest, widest }) {
  return pitch >= limits({ T, room, fold, narrowest, widest }).most * (1 - 1e-6);
}

/**
 * Whether every step stands in the window.
 *
 * @param {Axis} axis
 */
export function isWhole({ first, last, T }) {
  return first === 1 && last === T;
}

/**
 * The camera that has step t in its window: moved as little as that takes, or to the step where it is far away.
 *
 * @param {Axis} axis
 * @param {number} t
 * @returns {Camera | null} null where t stands in the window
 */
export function following(axis, t) {
  const { T, first, last, pitch, start, end, room = end - start, fold = 0, narrowest, widest } = axis;
  if (t >= first && t <= last) return null;
  const { centre } = cameraOf(axis);
  const steps = t < first ? t - first : t - last;
  const isFar = Math.abs(steps) > last - first + 1;
  return tidy(held({ T, room, fold, narrowest, widest }, { pitch, centre: isFar ? t : centre + steps }), 0);
}

/**
 * As few digits as move nothing by a tenth of a pixel; 0 pixels a step stand for all of a run, however wide the stage.
 *
 * @param {Camera} camera
 * @param {number} least
 * @returns {Camera}
 */
function tidy({ pitch, centre }, least) {
  const digits = Math.max(0, Math.ceil(Math.log10(20 * pitch)));
  return {
    pitch: pitch <= least * (1 + 1e-9) ? 0 : Number(pitch.toPrecision(8)),
    centre: Number(centre.toFixed(digits)),
  };
}
