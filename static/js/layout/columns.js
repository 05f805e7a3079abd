/**
 * The columns of the unfolded graph: for each step the vectors of its rows in one frame, the outputs as bars, and what
 * is given to it. Every number keeps its place whether or not the playhead has reached it.
 *
 * @import {Axis, Band, Bar, Box, Column, Equation, Reach, Run, Stop, Vector, Words} from "#app/types.js"
 */

import { begins } from "#app/layout/axis.js";
import { rowsOf } from "#app/layout/bands.js";
import { addTarget, addToken } from "#app/layout/given.js";
import { guessOf } from "#app/layout/guess.js";
import { rampOf } from "#app/layout/ramp.js";
import { holds } from "#app/state/reach.js";
import { row } from "#app/state/series.js";

const FRAME_PAD = 7;

/**
 * @typedef {object} Ground what every part of the layout is given
 * @property {Run} run
 * @property {Reach} reach
 * @property {Stop} stop
 * @property {Axis} axis
 * @property {Map<string, Band>} band by key
 * @property {{top: number, bottom: number}} frame
 * @property {Column[]} columns
 * @property {boolean} [narrow] whether only the column under the playhead has words
 * @property {boolean} [squeezes] then the others have as much of theirs as their place takes
 */

/**
 * @param {Axis} axis
 * @param {Reach} reach
 * @param {Stop} stop
 * @returns {Column[]}
 */
export function columnsOf(axis, reach, stop) {
  const spans = [...reach.values.values()];
  const width = frameWidth(axis);
  return Array.from({ length: axis.last - axis.first + 1 }, (_, k) => {
    const t = axis.first + k;
    const x = Math.round(begins(axis, t) + axis.pitch / 2);
    return {
      key: `c${k}`, // by place, not by step: what stays where it is need not be drawn again
      t,
      x,
      left: x - width / 2,
      right: x + width / 2,
      reached: spans.some((span) => holds(span, t)),
      current: stop.t === t,
    };
  });
}

/** @param {Axis} axis */
function frameWidth(axis) {
  return 2 * Math.round(Math.min(52, Math.max(axis.pitch - 24, axis.pitch / 2)) / 2);
}

/**
 * @param {Ground} ground
 * @returns {{vectors: Vector[], bars: Bar[], boxes: Box[], words: Words[]}}
 */
export function furnish(ground) {
  const { above, inside } = rowsOf(ground.run.plan);
  /** @type {{vectors: Vector[], bars: Bar[], boxes: Box[], words: Words[]}} */
  const scene = { vectors: [], bars: [], boxes: [], words: [] };
  for (const column of ground.columns) {
    if (inside.length) scene.boxes.push(frameOf(ground, column));
    const isShown = (/** @type {Equation} */ { name }) => ground.band.has(`row-${name}`);
    for (const equation of inside.filter(isShown)) scene.vectors.push(vectorOf(ground, column, equation));
    for (const equation of above.filter(isShown)) {
      if (equation.range === "probability") outputBars(scene, ground, column, equation);
      else scene.vectors.push(vectorOf(ground, column, equation));
    }
    addToken(scene, ground, column);
    addTarget(scene, ground, column);
  }
  return scene;
}

/**
 * @param {Ground} ground
 * @param {Column} column
 * @returns {Box}
 */
function frameOf({ frame }, { key, left, right, reached, current }) {
  const tone = ["frame", reached ? "" : "unreached", current ? "current" : ""].filter(Boolean).join(" ");
  return {
    key: `frame-${key}`,
    tone,
    x: left,
    y: frame.top,
    width: right - left,
    height: frame.bottom - frame.top,
    radius: 9,
  };
}

/** @param {{top: Band, bottom: Band}} ends */
export function frameAround({ top, bottom }) {
  return { top: top.y - FRAME_PAD, bottom: bottom.y + bottom.height + FRAME_PAD };
}

/** @param {{left: number, right: number}} column */
export function vectorWidth({ left, right }) {
  return Math.min(28, Math.round((right - left) * 0.54));
}

/**
 * @param {Ground} ground
 * @param {Column} column
 * @param {Equation} equation
 * @returns {Vector}
 */
function vectorOf({ run, reach, band }, { key, t, x, left, right }, equation) {
  const { name } = equation;
  const { y, height } = /** @type {Band} */ (band.get(`row-${name}`));
  const series = run.values.get(name);
  const width = vectorWidth({ left, right });
  return {
    key: `${name}-${key}`,
    node: name,
    t,
    x: x - width / 2,
    y,
    width,
    height,
    values: holds(reach.values.get(name), t) ? row(series, t) : null,
    ...rampOf(equation, series),
  };
}

/**
 * @param {{bars: Bar[], boxes: Box[], words: Words[]}} scene
 * @param {Ground} ground
 * @param {Column} column
 * @param {Equation} equation
 */
function outputBars(scene, { run, reach, band, axis }, { key, t, left, right }, equation) {
  const { name, size } = equation;
  const { y, height } = /** @type {Band} */ (band.get(`row-${name}`));
  const base = y + height;
  const width = (right - left) / size;
  const values = holds(reach.values.get(name), t) ? row(run.values.get(name), t) : null;
  scene.boxes.push({
    key: `base-${name}-${key}`,
    tone: values ? "base" : "base unreached",
    x: left,
    y: base,
    width: right - left,
    height: 0,
    radius: 0,
  });
  if (!values) return;
  const { limit } = rampOf(equation, run.values.get(name));
  const best = values.indexOf(Math.max(...values));
  values.forEach((value, unit) => {
    const tall = Number.isFinite(value) ? Math.max(1, (Math.min(value, limit) / limit) * (height - 3)) : height - 3;
    scene.bars.push({
      key: `${name}-${key}-${unit}`,
      cell: { node: name, t, unit },
      x: left + unit * width,
      y: base - tall,
      width: width > 3 ? width - 1 : width,
      height: tall,
      tone: Number.isNaN(value) ? "broken" : unit === best ? "best" : "other",
    });
  });
  scene.words.push(
    ...guessOf(run, values, best, { key: `${name}-${key}`, left, right, y, gap: axis.pitch - (right - left) - 6 }),
  );
  const target = targetUnit(run, t);
  if (target === null) return;
  const x = left + target * width;
  scene.boxes.push({
    key: `aim-${name}-${key}`,
    tone: "aim",
    x,
    y: base + 2,
    width: Math.max(3, width - 1),
    height: 3,
    radius: 0,
  });
}

/**
 * The unit that a one-hot target asks for.
 *
 * @param {Run} run
 * @param {number} t
 */
function targetUnit(run, t) {
  if (!run.targetPresent?.[t - 1]) return null;
  const unit = row(run.targets, t)?.indexOf(1) ?? -1;
  return unit < 0 ? null : unit;
}
