/**
 * Where a state's gradient goes, put together: the lines over k on one log axis with their steps and title, and below
 * them what the total is made of, or every unit by itself.
 *
 * @import {Caption, Scene, Words} from "#app/types.js"
 * @import {LaidGround, LaidParts} from "#app/gradient.js"
 */

import { middle } from "#app/layout/axis.js";
import { figure } from "#app/layout/figures.js";
import { choosingSpot, chosenBand, chosenName } from "#app/layout/gradient/chosenstep.js";
import { logPlot, placeOfStart } from "#app/layout/gradient/logplot.js";
import { partShares } from "#app/layout/gradient/partshares.js";
import { partsTable } from "#app/layout/gradient/partstable.js";
import { lineNames, linesOf, ROOMY, samples } from "#app/layout/gradient/pathlines.js";
import { longer, titlesOf } from "#app/layout/gradient/sides.js";
import { pathOfWay } from "#app/layout/gradient/threeways.js";
import { unitStrips } from "#app/layout/gradient/unitstrips.js";
import { stepOf, wayNumbers } from "#app/layout/gradient/waynumbers.js";
import { widthOf } from "#app/layout/lettering.js";
import { roundSteps } from "#app/layout/stepnames.js";
import { symbolAt } from "#app/layout/symbols.js";
import { unitOf, WAYS, wayOf } from "#app/state/laid/paths.js";
import { count } from "#app/words/count.js";
import { boundWords } from "#app/words/gradient/bound.js";
import { pathWords as said } from "#app/words/gradient/paths.js";

const NAMES = 24;
const LEAST_PLOT = 110;
const FEW = 2; // shares beside the three numbers
const STEP = 16; // letters of a step's name
const START = 20; // pixels wide: the points at an initial value

/**
 * @param {LaidGround} ground
 * @returns {LaidParts}
 */
export function pathsParts(ground) {
  const { answer, axis, room, laid, place, plan } = ground;
  const { message } = answer;
  if (message.kind !== "paths") return {};
  const under = laid.under === "units" ? unitStrips : partsTable;
  const left = room.height - NAMES - LEAST_PLOT;
  const wanted = under(ground, { y: 0, height: Math.max(0, left) });
  const plot = { y: room.y, height: room.height - NAMES - wanted.height };
  const drawn = logPlot(linesOf(ground), longer(ground).axis, plot);
  const names = plot.y + plot.height + NAMES / 2;
  const named = lineNames(ground, drawn.ends, plot);
  const lower = under(ground, { y: names + NAMES / 2, height: wanted.height });
  const end = names + NAMES / 2 + lower.height;
  return {
    path: pathOfWay(plan, /** @type {any} */ (message), place, wayOf(laid)),
    curve: { ...drawn.curve, lines: [...drawn.curve.lines, ...samples(drawn.curve.lines, named, axis)] },
    grids: lower.grids,
    boxes: [
      ...chosenBand(ground, plot.y, lower.grids.length ? end : names + NAMES / 2),
      ...startBand(ground, plot.y, names + NAMES / 2),
    ],
    words: [
      ...drawn.words,
      ...windowed(ground, plot.y),
      ...named,
      ...stepWords(longer(ground), names),
      ...axisName(ground, names),
      ...lower.words,
    ],
    captions: [...titlesOf(ground, titleOf), ...lower.captions],
    notes: lower.notes,
    spots: [choosingSpot(ground, plot.y, end), ...startSpots(ground, plot.y, names + NAMES / 2)],
    leaves: names + NAMES / 2,
    bottom: end,
  };
}

/**
 * @param {LaidGround} ground
 * @param {number} y
 * @returns {Words[]}
 */
function stepWords({ axis, answer, place }, y) {
  const { first, last } = answer.message;
  const each = axis.edges ? 60 : axis.pitch;
  const every = roundSteps(44 / each);
  const most = (/** @type {string} */ text) => axis.end - widthOf(text, STEP) / 2 - 4; // a playhead stands at the end
  const chosen = { text: chosenName(place.k, each, STEP), x: 0, wide: 0 };
  chosen.x = each < 60 ? Math.min(middle(axis, place.k), most(chosen.text)) : middle(axis, place.k);
  chosen.wide = widthOf(chosen.text, STEP);
  const isNear = (/** @type {string} */ text, /** @type {number} */ x) =>
    Math.abs(x - chosen.x) < (chosen.wide + widthOf(text, STEP)) / 2 + 4;
  /** @type {Words[]} */
  const found = [];
  for (let k = Math.max(first, axis.first); k <= Math.min(last, axis.last); k += 1) {
    const isChosen = k === place.k;
    const text = isChosen ? chosen.text : k === axis.first && each > 60 ? chosenName(k, each, STEP) : count(k);
    const x = isChosen ? chosen.x : middle(axis, k);
    if (!isChosen && every > 1 && (k % every || isNear(text, x))) continue;
    found.push({ key: `k-${k - axis.first}`, tone: `step${isChosen ? " laid-k" : ""}`, x, y, text, anchor: "middle" });
  }
  const { start } = answer.message;
  const outside = start === null ? null : placeOfStart(axis, start);
  if (outside === null) return found;
  const isBefore = start < axis.first;
  found.push({
    key: "k-start",
    tone: place.k === start ? "step laid-k" : "step",
    x: place.k !== start ? outside : isBefore ? axis.start + 4 : axis.end - 4,
    y,
    text: place.k === start ? chosenName(start, each, STEP) : count(start),
    anchor: place.k !== start ? "middle" : isBefore ? "end" : "start",
  });
  return found;
}

/**
 * Of a long run, where steps that are seen are not computed: which ones are.
 *
 * @param {LaidGround} ground
 * @param {number} top
 * @returns {Words[]}
 */
function windowed({ axis, answer: { message } }, top) {
  const { first, last, t, start } = message;
  const isWhole = start === null || (start < t ? first <= axis.first : last >= axis.last);
  if (isWhole) return [];
  return [{ key: "windowed", tone: "laid-edge", x: axis.start + 4, y: top + 24, text: said.windowed(first, last), anchor: "start" }]; // biome-ignore format: one line
}

/**
 * Over the lines' points at the initial value, where it is chosen.
 *
 * @param {LaidGround} ground
 * @param {number} top
 * @param {number} bottom
 */
function startBand(ground, top, bottom) {
  if (ground.place.k !== ground.answer.message.start) return [];
  return startSpots(ground, top, bottom).map(({ x, y, width, height }) => {
    return { key: "laid-k", tone: "laid-cross", x, y, width, height, radius: 0 };
  });
}

/**
 * A click there chooses it.
 *
 * @param {LaidGround} ground
 * @param {number} top
 * @param {number} bottom
 * @returns {import("#app/gradient.js").Spot[]}
 */
function startSpots(ground, top, bottom) {
  const { start } = ground.answer.message;
  const x = start === null ? null : placeOfStart(longer(ground).axis, start);
  if (x === null) return [];
  return [{ x: x - START / 2, y: top, width: START, height: bottom - top, to: { k: start } }];
}

/**
 * What the plot's heights are, beside the steps, where the gutter has room for it.
 *
 * @param {LaidGround} ground
 * @param {number} y
 * @returns {Words[]}
 */
function axisName({ gutter, presenting }, y) {
  if (presenting || gutter < ROOMY) return [];
  return [{ key: "axis", tone: "laid-axis", x: 14, y, text: said.axis, anchor: "start" }];
}

/**
 * The three numbers at the chosen step.
 *
 * @param {LaidGround} ground
 * @returns {Caption}
 */
function titleOf({ plan, answer, title, place, laid, compact, presenting, other }) {
  const { message } = answer;
  const direction = message.last > message.t ? -1 : 1;
  const isAfter = (message.t - place.k) * direction < 0;
  const [t, k] = [message.t, isAfter ? place.k : stepOf(answer, place.k)];
  const unit = unitOf(laid, message.n);
  const numbers = wayNumbers(answer, k, unit);
  const ratio = String.raw`\partial ${symbolAt(plan, message.state, t)}/\partial ${symbolAt(plan, message.state, k)}`;
  const tex = unit === null ? String.raw`\lVert ${ratio}\rVert` : ratio;
  const keys = other ? [wayOf(laid)] : WAYS; // of two runs, room for one number each
  const told = keys.map((key) => `${said.names[key]} ${figure(numbers[key])}`).join(compact ? " " : "  ·  ");
  const word = isAfter ? boundWords.after(direction) : told;
  const shares = presenting && !isAfter && !other && unit === null ? partShares({ answer, plan }, k) : []; // the table has no room
  const largest = [...shares].sort((a, b) => Math.abs(b.share) - Math.abs(a.share)).slice(0, FEW);
  const texts = shares.filter((one) => largest.includes(one)).map(({ text }) => text);
  const few = shares.length ? ` ${said.sharesBriefly(texts, shares.length <= FEW)}` : "";
  return {
    key: "laid-title",
    tone: "share laid-title",
    x: title.x,
    y: title.y,
    pieces: [{ tex, word: unit === null ? word + few : `${said.ofUnit(unit)}:  ${word}` }],
  };
}

/** @typedef {{height: number, grids: NonNullable<LaidParts["grids"]>, words: Words[], captions: Caption[], notes: NonNullable<Scene["notes"]>}} Lower what stands below the lines */
