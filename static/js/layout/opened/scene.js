/**
 * The stage while a step is open: that step as its operations, its neighbours beside it, compressed. The same bands
 * and columns as the closed stage, so that c and h keep their heights and everything else its place on the axis.
 *
 * @import {Axis, Box, Column, Itinerary, OpenedStep, Reach, Run, Scene, View, Words} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {OpenedFrame} from "#app/layout/opened/frame.js"
 * @import {Glance} from "#app/layout/opened/values.js"
 */

import { rowsOf } from "#app/layout/bands.js";
import { furnish } from "#app/layout/columns.js";
import { edgesOf } from "#app/layout/edges.js";
import { initialSides, initialValues } from "#app/layout/initial.js";
import { labelsOf } from "#app/layout/labels.js";
import { arrowsOf, thresholds } from "#app/layout/opened/arrows.js";
import { leastWidth, openedFrame } from "#app/layout/opened/frame.js";
import { marksOf } from "#app/layout/opened/marks.js";
import { neighbourArrows } from "#app/layout/opened/neighbours.js";
import { openedShare } from "#app/layout/opened/share.js";
import { glanceAt } from "#app/layout/opened/values.js";
import { playheadOf } from "#app/layout/playhead.js";
import { words as said } from "#app/words/page.js";

const FAR = 26;
const FOLD = 36;
const GAP = 14; // between the frame and the next column

/**
 * @typedef {object} OpenedSight
 * @property {Run} run
 * @property {Itinerary} itinerary
 * @property {number} cursor
 * @property {View} view
 * @property {number} width
 * @property {number} height
 * @property {import("#app/state/opened.js").Opening} opening
 * @property {(t: number) => OpenedStep | null} stepOf
 * @property {import("#app/layout/lit.js").Lit} [lit]
 */

/**
 * @param {OpenedSight} sight
 * @returns {Omit<Scene, "larger">}
 */
export function openedScene({ run, itinerary, cursor, view, width, height, opening, stepOf, lit }) {
  const { plan } = run;
  const stop = itinerary.stops[cursor];
  const glance = glanceAt({ run, itinerary, cursor, view, opening, stepOf });
  const { reach, t } = glance;
  const { axis, frame, left } = openedAxis(run, t, width, height);
  const { rows } = frame;
  const columns = columnsAround(axis, t, reach, left, frame.width);
  const ground = /** @type {Ground} */ ({ run, reach, stop, axis, band: rows.band, frame: rows.frame, columns });
  const around = furnishedAround(ground, t, frame, left);
  const initial = initialValues(ground, true);
  const limits = thresholds(glance, frame);
  const marks = marksOf(glance, frame, left, opening.show);
  const outside = edgesOf(ground).filter(({ key }) => !touches(key, axis, t));
  return {
    width: Math.max(width, Math.ceil(axis.end) + 10),
    height: rows.height,
    axis,
    gutter: 44,
    columns,
    vectors: [...around.vectors, ...initial.vectors, ...marks.vectors],
    bars: around.bars,
    boxes: [frameBox(left, frame), ...around.boxes, ...initial.boxes, ...marks.boxes],
    edges: [
      ...outside,
      ...neighbourArrows(glance, frame, ground, left, limits),
      ...arrowsOf(glance, frame, left, limits),
    ],
    words: [
      ...around.words,
      ...stepNames(ground, t),
      ...foldNames(axis, rows.frame),
      caption(glance, frame, left),
      ...marks.words,
    ],
    lanes: [],
    laneSpans: [],
    curve: null,
    labels: labelsOf(plan, rows.all, true),
    initialNames: [],
    notes: marks.notes,
    captions: openedShare(glance, frame, left, stop, lit),
    playhead: { ...playheadOf(stop, axis), band: null },
    outlines: marks.outlines,
  };
}

/**
 * The opened step and its neighbours on the time axis.
 *
 * @param {Run} run
 * @param {number} t
 * @param {number} width
 * @param {number} height
 * @returns {{axis: Axis, frame: OpenedFrame, left: number}}
 */
function openedAxis({ plan }, t, width, height) {
  const { T } = plan;
  const { before, after } = initialSides(plan);
  const start = 44 + (before.size ? 34 : 0);
  const room = width - start - 10 - (after.size ? 34 : 0) - 2 * GAP;
  const least = leastWidth(plan);
  const near = Math.max(60, Math.min(96, Math.floor((room - least) / 2)));
  const beside = Math.min(2, T - 1);
  const free = Math.floor((room - least - near * beside - (T > 3 ? 2 * FOLD : 0)) / FAR);
  const far = Math.max(0, Math.min(T - 1 - beside, free, 10));
  const folds = far < T - 1 - beside ? 2 * FOLD : 0;
  const frame = openedFrame(plan, room - near * beside - far * FAR - folds, height);
  const share = Math.max(Math.floor(far / 2), far - Math.max(0, T - t - 1));
  const farBefore = Math.max(0, Math.min(t - 2, share));
  const farAfter = Math.max(0, Math.min(T - t - 1, far - farBefore));
  const first = Math.max(1, t - 1 - farBefore);
  const last = Math.min(T, t + 1 + farAfter);
  const hidden = { before: first - 1, after: T - last };
  let x = start + (hidden.before ? FOLD : 0);
  const edges = [x];
  let left = x;
  for (let s = first; s <= last; s += 1) {
    if (s === t) left = x + GAP;
    x += s === t ? frame.width + 2 * GAP : Math.abs(s - t) === 1 ? near : FAR;
    edges.push(x);
  }
  const axis = {
    T,
    first,
    last,
    pitch: near,
    left: edges[0],
    before: hidden.before ? FOLD / hidden.before : 0,
    after: hidden.after ? FOLD / hidden.after : 0,
    start,
    end: x + (hidden.after ? FOLD : 0),
    edges,
  };
  return { axis, frame, left };
}

/**
 * @param {Axis} axis
 * @param {number} t
 * @param {Reach} reach
 * @param {number} left
 * @param {number} wide
 * @returns {Column[]}
 */
function columnsAround({ first, last, edges = [], pitch }, t, reach, left, wide) {
  const spans = [...reach.values.values()];
  return Array.from({ length: last - first + 1 }, (_, k) => {
    const s = first + k;
    const x = s === t ? left + wide / 2 : Math.round((edges[k] + edges[k + 1]) / 2);
    const half = s === t ? wide / 2 : Math.abs(s - t) === 1 ? Math.min(26, pitch / 2 - 12) : FAR / 2 - 2;
    const reached = spans.some((span) => s >= span.first && s <= span.last);
    return { key: `c${k}`, t: s, x, left: x - half, right: x + half, reached, current: s === t };
  });
}

/**
 * The neighbours as on the closed stage; of the opened step only what stands outside its frame.
 *
 * @param {Ground} ground
 * @param {number} t
 * @param {OpenedFrame} frame
 * @param {number} left
 */
function furnishedAround(ground, t, frame, left) {
  const { axis, columns, run } = ground;
  const near = columns.filter((one) => Math.abs(one.t - t) === 1);
  const far = columns.filter((one) => Math.abs(one.t - t) > 1);
  const open = columns.filter((one) => one.t === t);
  const bars = [...frame.standing.values()].find(({ stand }) => stand.kind === "bars");
  const token = frame.standing.get("x");
  const middle = left + (bars?.x ?? frame.width / 2);
  const at = open.map((one) => ({ ...one, x: middle, left: middle - 26, right: middle + 26 }));
  const wide = { ...axis, pitch: 96 };
  const parts = [
    furnish({ ...ground, columns: near, axis }),
    bare(furnish({ ...ground, columns: far, axis: { ...axis, pitch: FAR } })),
    opened(furnish({ ...ground, columns: at, axis: wide }), run, token ? left + token.x - middle : null),
  ];
  return {
    vectors: parts.flatMap(({ vectors }) => vectors),
    bars: parts.flatMap(({ bars: all }) => all),
    boxes: parts.flatMap(({ boxes }) => boxes),
    words: parts.flatMap(({ words }) => words),
  };
}

/**
 * Where there is no room for words.
 *
 * @param {ReturnType<typeof furnish>} scene
 */
function bare(scene) {
  return { ...scene, words: [], boxes: scene.boxes.filter(({ key }) => !key.startsWith("pill")) };
}

/**
 * @param {ReturnType<typeof furnish>} scene
 * @param {Run} run
 * @param {number | null} aside from the outputs to the token; null where there is none
 */
function opened(scene, { plan }, aside) {
  const inside = new Set(rowsOf(plan).inside.map(({ name }) => name));
  const isToken = (/** @type {{key: string}} */ { key }) => /^(token|pill|x)-c/u.test(key);
  /** @template {{key: string, x: number}} Item @param {Item[]} items @returns {Item[]} */
  const moved = (items) =>
    items.flatMap((item) => (isToken(item) ? (aside === null ? [] : [{ ...item, x: item.x + aside }]) : [item]));
  return {
    bars: scene.bars,
    vectors: moved(scene.vectors.filter(({ node }) => !inside.has(node))),
    boxes: moved(scene.boxes.filter(({ key }) => !key.startsWith("frame-"))),
    words: moved(scene.words),
  };
}

/**
 * @param {number} left
 * @param {OpenedFrame} frame
 * @returns {Box}
 */
function frameBox(left, { rows, width }) {
  const { top, bottom } = rows.frame;
  return { key: "opened", tone: "frame current opened", x: left, y: top, width, height: bottom - top, radius: 12 };
}

/**
 * @param {Ground} ground
 * @param {number} t
 * @returns {Words[]}
 */
function stepNames({ columns, band }, t) {
  const place = /** @type {import("#app/types.js").Band} */ (band.get("steps"));
  return columns.map(({ t: s, x, key }) => ({
    key: `step-${key}`,
    tone: s === t ? "step current" : "step",
    x,
    y: place.y + place.height / 2,
    text: s === t ? `t = ${s}` : String(s),
    anchor: /** @type {const} */ ("middle"),
  }));
}

/**
 * @param {Axis} axis
 * @param {{top: number, bottom: number}} frame
 * @returns {Words[]}
 */
function foldNames({ first, last, T, left, end, after }, { top, bottom }) {
  const sides = [
    { key: "before", count: first - 1, x: left - FOLD / 2 },
    { key: "after", count: T - last, x: end - (after * (T - last)) / 2 },
  ];
  return sides
    .filter(({ count }) => count > 0)
    .flatMap(({ key, count, x }) =>
      ["⋯", count.toLocaleString("en")].map((text, k) => ({
        key: `fold-${key}-${k}`,
        tone: k ? "fold" : "fold dots",
        x,
        y: (top + bottom) / 2 + k * 18,
        text,
        anchor: /** @type {const} */ ("middle"),
      })),
    );
}

/**
 * What the printed numbers are.
 *
 * @param {Glance} glance
 * @param {OpenedFrame} frame
 * @param {number} left
 * @returns {Words}
 */
function caption({ t, unit, step }, { rows }, left) {
  const text = step ? said.openedCaption(t, unit + 1) : said.waiting;
  return { key: "opened-caption", tone: "caption", x: left + 4, y: rows.frame.top - 14, text, anchor: "start" };
}

/**
 * Whether an arrow of the closed stage belongs to the opened step, which draws its own.
 *
 * @param {string} key "h frame -1 recurrent c3 back", or with phases before c3
 * @param {Axis} axis
 * @param {number} t
 */
function touches(key, { first }, t) {
  const [, , shift, ...others] = key.replace(/ back$/, "").split(" ");
  const reader = first + Number(others.at(-1)?.slice(1));
  return reader === t || reader + Number(shift) === t;
}
