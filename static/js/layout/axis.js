/**
 * The one time axis that graph, lanes, curve and scrubber share.
 *
 * Steps first…last stand as columns of equal pitch. Where a run has more, the rest is folded into the space
 * left and right of them, so that every step has its place on the same axis:
 *
 *     start|·······|  first  |   …   |  last  |····|end
 *
 * @import {Axis} from "#app/types.js"
 */

const MOST = 12; // columns that are legible at once
const WIDEST = 132; // pixels of a column
export const NARROWEST = 44; // of one that has numbers

/** Pixels a step from which a strip has a place for each step, so that they can stand apart. */
const APART = 28;

/**
 * @param {object} room
 * @param {number} room.T
 * @param {number} room.start where step 1 may begin
 * @param {number} room.end where step T must have ended
 * @param {number} room.focus the step that must be among the columns
 * @param {number} room.pitch least pixels for a column
 * @param {number} room.fold pixels in which a fold can say how many steps it holds
 * @returns {Axis}
 */
export function makeAxis({ T, start, end, focus, pitch, fold }) {
  const room = Math.max(pitch, end - start);
  const fitting = Math.max(1, Math.min(MOST, Math.floor(room / pitch)));
  if (T <= fitting) {
    const width = Math.min(WIDEST, room / T);
    const whole = { T, first: 1, last: T, pitch: width, left: start, before: 0, after: 0, start };
    return { ...whole, end: start + T * width, room, fold };
  }
  return foldedAxis({ T, start, room, focus, pitch, fold, most: fitting });
}

/**
 * @param {object} given
 * @param {number} given.T
 * @param {number} given.start
 * @param {number} given.room
 * @param {number} given.focus
 * @param {number} given.pitch
 * @param {number} given.fold
 * @param {number} given.most columns
 * @param {number} [given.share] of the room that folds take at least
 * @returns {Axis}
 */
export function foldedAxis({ T, start, room, focus, pitch, fold, most, share = 0.2 }) {
  const sides = Math.max(2 * fold, share * room);
  const count = Math.max(1, Math.min(most, T - 2, Math.floor((room - sides) / pitch)));
  const first = Math.max(1, Math.min(T - count + 1, focus - Math.floor((count - 1) / 2)));
  const last = first + count - 1;
  const [hiddenBefore, hiddenAfter] = [first - 1, T - last];
  const folds = Number(hiddenBefore > 0) + Number(hiddenAfter > 0);
  const side = sides / folds; // the same at every step in between, so that columns keep their places
  const before = hiddenBefore ? side / hiddenBefore : 0;
  const after = hiddenAfter ? side / hiddenAfter : 0;
  const left = start + before * hiddenBefore;
  const width = (room - sides) / count;
  return { T, first, last, pitch: width, left, before, after, start, end: start + room, room, fold };
}

/**
 * Where step t begins; T + 1 gives the end.
 *
 * @param {Axis} axis
 * @param {number} t
 */
export function begins(axis, t) {
  const { first, last, left, pitch, edges } = axis;
  if (edges && t >= first && t <= last + 1) return edges[t - first];
  if (edges && t > last) return edges[last + 1 - first] + (t - last - 1) * axis.after;
  if (t < first) return left - (first - t) * axis.before;
  if (t <= last + 1) return left + (t - first) * pitch;
  return left + (last + 1 - first) * pitch + (t - last - 1) * axis.after;
}

/**
 * @param {Axis} axis
 * @param {number} t
 */
export function middle(axis, t) {
  return (begins(axis, t) + begins(axis, t + 1)) / 2;
}

/**
 * The step at x, held inside the run.
 *
 * @param {Axis} axis
 * @param {number} x
 */
export function stepAt(axis, x) {
  const within = axis.edges?.findLastIndex((edge) => edge <= x) ?? -1;
  if (axis.edges && within >= 0 && within < axis.edges.length - 1) return axis.first + within;
  const { T, first, last, left, pitch, before, after } = axis;
  const right = begins(axis, last + 1);
  let t = first + Math.floor((x - left) / pitch);
  if (x < left) t = before ? first - Math.ceil((left - x) / before) : first;
  if (x >= right) t = after ? last + 1 + Math.floor((x - right) / after) : last;
  return Math.max(1, Math.min(T, t));
}

/**
 * The same, where what lies before the first step and after the last one are steps 0 and T + 1: initial values.
 *
 * @param {Axis} axis
 * @param {number} x
 */
export function stepOrInitialAt(axis, x) {
  if (x < begins(axis, 1)) return 0;
  return x >= begins(axis, axis.T + 1) ? axis.T + 1 : stepAt(axis, x);
}

/**
 * The stretches of the axis that have one scale each, for strips that are drawn in one piece.
 *
 * @param {Axis} axis
 * @returns {{key: string, source: {first: number, last: number}, x: number, width: number}[]}
 */
export function stretches(axis) {
  const { T, first, last } = axis;
  const each = Array.from({ length: axis.pitch < APART ? 0 : last - first + 1 }, (_, k) => ({
    key: `c${k}`,
    first: first + k,
    last: first + k,
  }));
  const spans = [
    { key: "before", first: 1, last: first - 1 },
    ...(each.length ? each : [{ key: "seen", first, last }]),
    { key: "after", first: last + 1, last: T },
  ];
  return spans
    .filter((span) => span.first <= span.last)
    .map(({ key, ...source }) => {
      const x = begins(axis, source.first);
      return { key, source, x, width: begins(axis, source.last + 1) - x };
    });
}

/**
 * The axis on which every step has its column, and nothing is folded.
 *
 * @param {{T: number, start: number, pitch: number}} all
 * @returns {Pick<Axis, "T" | "first" | "last" | "pitch" | "left" | "before" | "after" | "start" | "end">}
 */
export function unfoldedAxis({ T, start, pitch }) {
  return { T, first: 1, last: T, pitch, left: start, before: 0, after: 0, start, end: start + T * pitch };
}
