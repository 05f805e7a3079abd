/**
 * The columns of the unfolded graph: for each step the token, the vectors of its rows in one frame, the outputs as
 * bars, the target and the loss. Every number keeps its place whether or not the playhead has reached it.
 *
 * @import {Axis, Band, Bar, Box, Column, Equation, Reach, Run, Stop, Vector, Words} from "#app/types.js"
 */

import { begins } from "#app/layout/axis.js";
import { rowsOf } from "#app/layout/bands.js";
import { figure } from "#app/layout/figures.js";
import { guessOf } from "#app/layout/guess.js";
import { cut, shown, widthOf } from "#app/layout/lettering.js";
import { rampOf } from "#app/layout/ramp.js";
import { shortly } from "#app/layout/unfolded/texts.js";
import { holds } from "#app/state/reach.js";
import { row } from "#app/state/series.js";

const LETTERS = 15;
const FRAME_PAD = 7;
const ALONE = 104; // pixels for the words of the one column that has some
const SMALL = { letters: 13, pitch: 24 }; // of a word that is squeezed in, and pixels a step that it needs

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

/**
 * @param {{vectors: Vector[], boxes: Box[], words: Words[]}} scene
 * @param {Ground} ground
 * @param {Column} column
 */
function addToken(scene, { run, axis, band, narrow, squeezes, columns }, { key, t, x, reached, current }) {
  const place = band.get("x");
  if (!place) return;
  const token = run.plan.tokens?.[t - 1];
  const tone = [reached ? "" : "unreached", current ? "current" : ""].filter(Boolean).join(" ");
  if (run.plan.tokens === null && run.inputPresent?.[t - 1]) {
    const width = Math.min(28, axis.pitch - 10);
    scene.vectors.push({
      key: `x-${key}`,
      node: "x",
      t,
      x: x - width / 2,
      y: place.y,
      width,
      height: place.height,
      values: row(run.inputs, t),
      ...rampOf(undefined, run.inputs),
    });
    return;
  }
  const isMissing = run.plan.tokens ? token === null : !run.inputPresent?.[t - 1];
  const isSmall = Boolean(narrow && squeezes && axis.pitch >= SMALL.pitch);
  const hasWord = !narrow || current || isSmall;
  const room = isSmall ? axis.pitch - 3 : narrow && current ? ALONE : axis.pitch - 5;
  const [letters, aside] = isSmall ? [SMALL.letters, 4] : [LETTERS, 10];
  const text = hasWord ? cut(shown(token), letters, room - aside) : "";
  const width = hasWord ? Math.min(room, Math.max(place.height, widthOf(text, LETTERS) + 14)) : Math.min(16, room - 6);
  const at = narrow && !current && !isSmall ? columns.find((one) => one.current) : undefined;
  if (at && Math.abs(at.x - x) < ALONE / 2 + width) return; // the word's room
  scene.boxes.push({
    key: `pill-${key}`,
    tone: `pill ${isMissing ? "missing" : ""} ${tone}`.trim(),
    x: x - width / 2,
    y: place.y,
    width,
    height: place.height,
    radius: Math.min(width, place.height) / 2,
  });
  if (!hasWord) return;
  scene.words.push({
    key: `token-${key}`,
    tone: `token ${isSmall ? "small " : ""}${tone}`.trim(),
    x,
    y: place.y + place.height / 2,
    text,
    anchor: "middle",
  });
}

/**
 * @param {{words: Words[]}} scene
 * @param {Ground} ground
 * @param {Column} column
 */
function addTarget(scene, { run, reach, axis, band, narrow }, { key, t, x, current }) {
  const [place, below] = [band.get("target"), band.get("loss")];
  if (!place || !below || (narrow && !current)) return;
  const present = Boolean(run.targetPresent?.[t - 1]);
  const passed = [...reach.values.values()].every((span) => holds(span, t));
  const tone = [passed ? "" : "unreached", current ? "current" : ""].filter(Boolean).join(" ");
  const label = run.plan.target_tokens ? shown(run.plan.target_tokens[t - 1]) : figure(row(run.targets, t)?.[0]);
  const text = present ? cut(label, 15, narrow ? ALONE : axis.pitch - 8) : "–";
  scene.words.push({
    key: `target-${key}`,
    tone: `target ${tone}`.trim(),
    x,
    y: place.y + place.height / 2,
    text,
    anchor: "middle",
  });
  const known = passed && run.losses && run.hasLoss?.[t - 1];
  const value = known ? /** @type {Float64Array} */ (run.losses)[t - 1] : null;
  const loss =
    value === null
      ? ""
      : run.isChange
        ? changeOf(value, axis.pitch - 8)
        : figure(value, run.veil?.hidesLoss(t) ?? false);
  scene.words.push({
    key: `loss-${key}`,
    tone: `loss ${tone}`.trim(),
    x,
    y: below.y + below.height / 2,
    text: loss,
    anchor: "middle",
  });
}

/**
 * By how much it has changed, in as many digits as there is room for.
 *
 * @param {number} value
 * @param {number} room
 */
function changeOf(value, room) {
  const text = shortly(value, LETTERS, room - widthOf("+", LETTERS));
  return value > 0 ? `+${text}` : text;
}
