/**
 * Where a state's gradient goes: three lines over k on one log axis, the same of other nets, and below them what the
 * total is made of, or every unit by itself.
 *
 * @import {Axis, Caption, CurveLine, Scene, Words} from "#app/types.js"
 * @import {LaidGround, LaidParts} from "#app/gradient.js"
 */

import { middle } from "#app/layout/axis.js";
import { figure } from "#app/layout/figures.js";
import { choosingSpot, chosenBand } from "#app/layout/gradient/chosenstep.js";
import { logPlot, placeOfStart } from "#app/layout/gradient/logplot.js";
import { partShares } from "#app/layout/gradient/partshares.js";
import { partsTable } from "#app/layout/gradient/partstable.js";
import { keyOn, longer, namedOn, sidesOf, titlesOf } from "#app/layout/gradient/sides.js";
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
const ROOMY = 100; // a gutter for ticks and names
const SAMPLE = { from: 3, to: 18, apart: 22, letters: 13 }; // behind the lines: of a line, then its name
const FEW = 2; // shares beside the three numbers
const STEP = 16; // letters of a step's name
const START = 20; // pixels wide: the points at an initial value
const PLACES = { total: 0, block: 1, direct: 2 };

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
 * @returns {import("#app/layout/gradient/logplot.js").PlotLine[]}
 */
function linesOf(ground) {
  const own = sidesOf(ground).flatMap(({ side, ground: one }) => waysOf(one, side));
  return [...own, ...othersOf(ground)];
}

/**
 * The three ways of a run; of two that are compared, those that are the same at every step in one line.
 *
 * @param {LaidGround} ground
 * @param {import("#app/layout/gradient/sides.js").Side} side
 * @returns {import("#app/layout/gradient/logplot.js").PlotLine[]}
 */
function waysOf({ answer, laid }, side) {
  const { message, tensors } = answer;
  const { first, n, state } = message;
  const unit = unitOf(laid, n);
  const initial = message.start === null ? {} : wayNumbers(answer, message.start, unit);
  const startOf = (/** @type {string} */ key) =>
    initial[key] === undefined ? null : { t: message.start, value: Math.abs(initial[key]) };
  const isOpen = (/** @type {string} */ key) => {
    const open = tensors.get(key === "direct" ? "open/direct" : "open/total");
    return (/** @type {number} */ t) => Boolean(open?.values[t - first]);
  };
  const all = [...WAYS].reverse().flatMap((key) => {
    const values = unit === null ? tensors.get(`norm/${key}`)?.values : column(tensors.get(`units/${key}`), unit);
    const place = PLACES[key];
    return values ? [{ key, called: said.names[key], node: state, tex: key, place, first, values, isOpen: isOpen(key), start: startOf(key) }] : []; // biome-ignore format: one line
  });
  if (!side) return all;
  const [total, ...rest] = all;
  const isSame = (/** @type {typeof total} */ { values, start }) =>
    Array.from(values).every((value, k) => value === total.values[k]) && start?.value === total.start?.value;
  const same = rest.filter(isSame);
  const names = same.length === rest.length ? said.allWays : [total, ...same].map(({ called }) => called).join(" = ");
  return [{ ...total, called: names }, ...rest.filter((line) => !isSame(line))].map((line) => ({
    ...line,
    side,
    key: keyOn(side, line.key),
    called: namedOn(side, line.called),
  }));
}

/**
 * The same of other nets.
 *
 * @param {LaidGround} ground
 * @returns {import("#app/layout/gradient/logplot.js").PlotLine[]}
 */
function othersOf({ answer: { message, tensors }, laid }) {
  if (unitOf(laid, message.n) !== null) return [];
  return message.beside.map((/** @type {{name: string}} */ { name }, /** @type {number} */ at) => ({
    key: name,
    called: said.names[name] ?? said.besideNets[name] ?? name,
    node: name,
    tex: name,
    place: 3 + at,
    first: message.first,
    values: tensors.get(`beside/${at}/total`)?.values ?? [],
  }));
}

/**
 * The size of one unit's own derivative at each step.
 *
 * @param {import("#app/types.js").Tensor | undefined} tensor
 * @param {number} unit
 */
function column(tensor, unit) {
  if (!tensor) return null;
  const [rows, n] = tensor.shape;
  return Array.from({ length: rows }, (_, k) => Math.abs(tensor.values[k * n + unit]));
}

/**
 * In the gutter, each at the height where its line begins; where that is narrow behind the lines with a sample of each,
 * and where there is no room either, in front of them.
 *
 * @param {LaidGround} ground
 * @param {{key: string, called: string, place: number, y: number}[]} ends
 * @param {{y: number, height: number}} plot
 * @returns {Words[]}
 */
function lineNames({ gutter, axis, room }, ends, { y, height }) {
  const widest = Math.max(0, ...ends.map(({ called }) => widthOf(called, SAMPLE.letters)));
  const isBehind = gutter < ROOMY && room.width - axis.end >= SAMPLE.apart + widest;
  const isInside = gutter < ROOMY && !isBehind;
  const apart = Math.min(19, (height - 8) / Math.max(1, ends.length));
  const sorted = [...ends].sort((a, b) => a.y - b.y);
  let free = y + 8;
  const heights = sorted.map((end) => {
    const at = Math.max(free, end.y);
    free = at + apart;
    return at;
  });
  let floor = y + height - 6;
  for (let k = heights.length - 1; k >= 0; k -= 1) {
    heights[k] = Math.min(heights[k], floor);
    floor = heights[k] - apart;
  }
  return sorted.map(({ key, called, place }, k) => {
    return {
      key: key.replace(/^laid-/u, "line-"),
      tone: `laid-line place-${place}`,
      x: isBehind ? axis.end + SAMPLE.apart : isInside ? axis.start + 4 : 14,
      y: heights[k] - (isInside ? 10 : 0),
      text: called,
      anchor: /** @type {const} */ ("start"),
    };
  });
}

/**
 * A piece of each line before its name, where the names stand behind the lines: colour alone would not do.
 *
 * @param {CurveLine[]} lines
 * @param {Words[]} named
 * @param {Axis} axis
 * @returns {CurveLine[]}
 */
function samples(lines, named, { end }) {
  return lines.flatMap((line) => {
    const name = named.find(({ key }) => key === line.key.replace(/^laid-/u, "line-"));
    if (!name || name.x < end) return [];
    const d = `M${end + SAMPLE.from},${name.y}H${end + SAMPLE.to}`;
    return [{ ...line, key: `${line.key}-sample`, d, dots: [], label: null }];
  });
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
  const chosen = { text: said.atStep(place.k), x: 0, wide: 0 };
  chosen.x = each < 60 ? Math.min(middle(axis, place.k), most(chosen.text)) : middle(axis, place.k);
  chosen.wide = widthOf(chosen.text, STEP);
  const isNear = (/** @type {string} */ text, /** @type {number} */ x) =>
    Math.abs(x - chosen.x) < (chosen.wide + widthOf(text, STEP)) / 2 + 4;
  /** @type {Words[]} */
  const found = [];
  for (let k = Math.max(first, axis.first); k <= Math.min(last, axis.last); k += 1) {
    const isChosen = k === place.k;
    const text = isChosen ? chosen.text : k === axis.first && each > 60 ? said.atStep(k) : count(k);
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
    text: place.k === start ? said.atStep(start) : count(start),
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
