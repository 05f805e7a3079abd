/**
 * The factors of the chosen cell where they belong: beside the arrows of the lit path in the graph above.
 *
 * @import {Scene} from "#app/types.js"
 * @import {LaidGround} from "#app/gradient.js"
 */

import { middle } from "#app/layout/axis.js";
import { vectorWidth } from "#app/layout/columns.js";
import { endOf, factorsOf, factorTex, pathOf } from "#app/layout/gradient/factors.js";
import { fewRows } from "#app/layout/gradient/graph.js";

const LEAST = { short: 54, long: 84 }; // pixels a step in which a factor has room between two vectors
const RISE = 21; // from an arrow to the middle of what stands over it
const BESIDE = 24; // from an arrow to what stands beside it
const ASIDE = 33; // from a vector to what stands beside an arrow that goes around
const WIDE = 90; // pixels a step with room beside a column
const SIZE = { width: 40, height: 36 }; // of a factor
const TONE = "laid-factor letters-14";

/**
 * @param {LaidGround} ground
 * @param {string} parameter
 * @param {number | null} stages
 * @returns {NonNullable<Scene["notes"]>}
 */
export function factorNotes(ground, parameter, stages) {
  const { plan, place, axis, band, columns, presenting } = ground;
  const factors = factorsOf(ground, parameter, place);
  const hasArcs = fewRows(plan).ways.some(({ shift }) => Math.abs(shift) > 1); // they need the room
  if (
    !factors?.names.length ||
    hasArcs ||
    !columns.length ||
    axis.pitch < (place.t > 99 || place.k > 99 ? LEAST.long : LEAST.short) ||
    presenting
  )
    return [];
  const [row] = factors.names.flatMap((name) => band.get(`row-${name}`) ?? []).sort((a, b) => a.y - b.y);
  const loss = band.get("loss");
  const out = band.get("out");
  if (!row || !loss || !out || out.height < 28) return [];
  const tex = factorTex(plan, factors, parameter, place);
  const { steps } = factors;
  const way = Math.sign(place.k - place.t) || -1;
  const y = row.y + row.height / 2 - RISE;
  const isSeen = (/** @type {number} */ t) => t >= axis.first && t <= axis.last;
  const between = (/** @type {number} */ s) => middle(axis, s) + (way * axis.pitch) / 2;
  const end = endOf(ground, parameter, place, stages);
  const tone = (/** @type {number} */ from) => `${TONE}${end !== null && (from - end) * way >= 0 ? " gone" : ""}`; // from this step on nothing comes
  const found = [];
  if (isSeen(place.t) && (place.t === (way < 0 ? axis.last : axis.first) || axis.pitch >= WIDE)) {
    const x = isAside(ground, parameter, stages)
      ? middle(axis, place.t) + vectorWidth(columns[0]) / 2 + ASIDE
      : middle(axis, place.t) - way * BESIDE;
    found.push({ key: "factor-loss", tex: tex[0], x, y: out.y + out.height / 2, tone: TONE });
  }
  for (const [n, s] of steps.slice(0, -1).entries()) {
    if (isSeen(s) && isSeen(s + way)) {
      found.push({ key: `factor-${n}`, tex: tex[n + 1], x: between(s), y, tone: tone(s) });
    }
  }
  if (isSeen(place.k)) {
    found.push({
      key: "factor-copy",
      tex: tex[tex.length - 1],
      x: between(place.k),
      y,
      tone: tone(place.k),
    });
  }
  return found;
}

/**
 * Whether the path leaves the loss for a row below the first, around it.
 *
 * @param {LaidGround} ground
 * @param {string} parameter
 * @param {number | null} stages
 */
function isAside(ground, parameter, stages) {
  const { rows, ways } = fewRows(ground.plan);
  const path = pathOf(ground, parameter, ground.place, stages);
  return ways.some(
    ({ key, from, to }) => to === "loss" && from !== rows[0].name && path.ways.has(`${key}@${ground.place.t}`),
  );
}

/**
 * What the factors among a view's notes cover.
 *
 * @param {Scene["notes"]} [notes]
 * @returns {import("#app/layout/initialnames.js").Room[]}
 */
export function factorAreas(notes = []) {
  const [wide, tall] = [SIZE.width / 2, SIZE.height / 2];
  return notes
    .filter(({ tone }) => tone.startsWith(TONE))
    .map(({ x, y }) => ({ left: x - wide, right: x + wide, top: y - tall, bottom: y + tall }));
}
