/**
 * Phases as slim bands over the steps: a stretch for each time that one is on or off, with what it is called then.
 * Stretches too thin to see are drawn as one, so that there are never more than there are pixels.
 *
 * @import {Axis, Box, Words} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 */

import { begins } from "#app/layout/axis.js";
import { cut } from "#app/layout/lettering.js";
import { stretchesOf } from "#app/state/phases.js";

const LETTERS = 14;
const BETWEEN = 3; // two stretches
const THIN = 4; // a stretch that is one with those beside it
const LEFT = 12; // of the names
const WIDE = 120; // a gutter that has room for them
const LEAST = 14; // where anything is written

/**
 * @param {Ground} ground
 * @returns {{boxes: Box[], words: Words[]}}
 */
export function phaseBands({ run, axis, band, stop }) {
  const { phases = {}, phase_words: called = {} } = run.plan;
  /** @type {{boxes: Box[], words: Words[]}} */
  const scene = { boxes: [], words: [] };
  for (const [name, mask] of Object.entries(phases)) {
    const place = band.get(`phase-${name}`);
    if (!place) continue;
    const { y, height } = place;
    const label = cut(name, LETTERS, axis.start - LEFT - 30);
    if (axis.start > WIDE) {
      scene.words.push({ key: name, tone: "phase", x: LEFT, y: y + height / 2, text: label, anchor: "start" });
    }
    for (const { first, last, kind } of visible(mask, axis)) {
      const key = `phase-${name}-${first}`;
      const x = begins(axis, first) + BETWEEN / 2;
      const width = Math.max(1, begins(axis, last + 1) - BETWEEN / 2 - x);
      const tone = `phase ${kind}${stop.t >= first && stop.t <= last ? " current" : ""}`;
      scene.boxes.push({ key, tone, x, y, width, height, radius: Math.min(5, width / 2) });
      const text = kind === "mixed" ? "" : cut(called[name]?.[kind === "on" ? 0 : 1] ?? "", LETTERS, width - 6);
      if (width < LEAST || text === "…" || !text) continue;
      scene.words.push({ key, tone, x: x + width / 2, y: y + height / 2, text, anchor: "middle" });
    }
  }
  return scene;
}

/**
 * @param {boolean[]} mask
 * @param {Axis} axis
 */
function visible(mask, axis) {
  /** @type {{first: number, last: number, kind: "on" | "off" | "mixed"}[]} */
  const found = [];
  for (const { first, last, isOn } of stretchesOf(mask)) {
    const before = found.at(-1);
    const isThin = begins(axis, last + 1) - begins(axis, first) < THIN;
    if (before?.kind === "mixed" && isThin) before.last = last;
    else found.push({ first, last, kind: isThin ? "mixed" : isOn ? "on" : "off" });
  }
  return found;
}
