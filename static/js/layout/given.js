/**
 * What is given to a step of the unfolded graph, written in its column: the token (or the vector) that it reads, and the
 * target with the loss against it. Where columns are narrow, the one under the playhead has its words whole.
 *
 * @import {Box, Column, Vector, Words} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 */

import { figure } from "#app/layout/figures.js";
import { cut, shown, widthOf } from "#app/layout/lettering.js";
import { rampOf } from "#app/layout/ramp.js";
import { shortly } from "#app/layout/unfolded/texts.js";
import { holds } from "#app/state/reach.js";
import { row } from "#app/state/series.js";

const LETTERS = 15;
const ALONE = 104; // pixels for the words of the one column that has some
const SMALL = { letters: 13, pitch: 24 }; // of a word that is squeezed in, and pixels a step that it needs

/**
 * @param {{vectors: Vector[], boxes: Box[], words: Words[]}} scene
 * @param {Ground} ground
 * @param {Column} column
 */
export function addToken(scene, { run, axis, band, narrow, squeezes, columns }, { key, t, x, reached, current }) {
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
export function addTarget(scene, { run, reach, axis, band, narrow }, { key, t, x, current }) {
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
