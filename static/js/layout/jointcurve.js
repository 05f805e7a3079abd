/**
 * Under two runs on one time axis: the norms of both gradients in one plot on one scale, A's lines whole, B's dashed,
 * and the numbers of the steps. As a scene like those above it.
 *
 * @import {Axis, Band, CurveLine, Itinerary, Run, Scene, Stop, View} from "#app/types.js"
 */

import { stretches } from "#app/layout/axis.js";
import { gap, placed } from "#app/layout/bands.js";
import { brokenStretches } from "#app/layout/broken.js";
import { levelOf } from "#app/layout/camera.js";
import { line, PAD } from "#app/layout/curve.js";
import { logScale } from "#app/layout/logscale.js";
import { magnify } from "#app/layout/magnify.js";
import { playheadOf } from "#app/layout/playhead.js";
import { stepNames } from "#app/layout/stepnames.js";
import { symbol } from "#app/layout/symbols.js";
import { asFarAs } from "#app/layout/together.js";
import { reach as reachOf } from "#app/state/reach.js";
import { besideWords as said } from "#app/words/beside.js";

const LEAST = 110; // pixels of the gutter that hold names beside the ticks
const STEPS = 22; // pixels of their numbers
const OVER = 18; // pixels of a legend over the plot

/** @typedef {{run: Run, itinerary: Itinerary, cursor: number}} Standing */

/**
 * @param {object} sight
 * @param {[Standing, Standing]} sight.sides
 * @param {Stop} sight.moment
 * @param {View} sight.view
 * @param {{axis: Axis, gutter: number, larger: number}} sight.stage that it stands under
 * @param {number} sight.width
 * @param {number} sight.height
 * @returns {Scene}
 */
export function jointCurve({ sides, moment, view, stage, width, height }) {
  const { larger } = stage;
  const { axis, gutter } = larger === 1 ? stage : magnify(stage, 1 / larger);
  const hasLoss = sides.some(({ run }) => run.plan.loss);
  const curve = /** @type {const} */ ({ kind: "curve", key: "curve", least: 24, most: 400, weight: 1 });
  const steps = /** @type {const} */ ({ kind: "steps", key: "steps", least: STEPS, most: STEPS + 4 });
  const isOver = gutter < LEAST; // where the legend stands
  const all = placed(hasLoss ? [gap("top", isOver ? OVER : 4), curve, steps] : [gap("top", 2), steps], height / larger);
  const band = new Map(all.map((one) => [one.key, one]));
  const place = band.get("curve");
  const playhead = playheadOf(moment, axis);
  const lines = place ? linesOf(sides, view, axis, place, isOver ? axis.start : null) : null;
  const isEach = levelOf(axis) === "columns";
  const scene = {
    width: width / larger,
    height: height / larger,
    axis,
    gutter,
    columns: [],
    vectors: [],
    bars: [],
    boxes: lines?.boxes ?? [],
    edges: [],
    words: [
      ...stepNames(axis, moment.t, band.get("steps"), isEach, playhead.x),
      ...(lines?.words ?? []),
      ...(place ? whyEmpty(sides, axis, place) : []),
    ],
    lanes: [],
    captions: lines?.captions ?? [],
    laneSpans: stretches(axis),
    curve: lines?.curve ?? null,
    initialNames: [],
    labels: [],
    playhead,
    outlines: [],
  };
  return { .../** @type {Omit<Scene, "larger">} */ (larger === 1 ? scene : magnify(scene, larger)), larger };
}

/**
 * Why a side has no line: it has no loss, or its backward pass has not begun.
 *
 * @param {[Standing, Standing]} sides
 * @param {Axis} axis
 * @param {Band} band
 * @returns {Scene["words"]}
 */
function whyEmpty(sides, axis, band) {
  const [a, b] = sides.map(({ run, itinerary, cursor }) => {
    if (!run.plan.loss) return "loss";
    const spans = [...reachOf(itinerary, Math.max(0, cursor)).grads.values()];
    return spans.some(({ first, last }) => last >= first) ? null : "pass";
  });
  const text = said.noNorms(a, b);
  if (!text) return [];
  const x = (axis.start + axis.end) / 2;
  return [{ key: "no-norms", tone: "no-norms", x, y: band.y + band.height / 2, text, anchor: "middle" }];
}

/**
 * @param {[Standing, Standing]} sides
 * @param {View} view
 * @param {Axis} axis
 * @param {Band} band
 * @param {number | null} over where the legend stands over the plot; null: beside it
 */
function linesOf(sides, view, axis, band, over) {
  const names = curvesOf(sides, view);
  const series = sides.flatMap(({ run }, k) => names[k].map((name) => run.norms.get(name)));
  const scale = logScale(series, band.y + PAD, band.y + band.height - PAD);
  const drawn = sides.map(({ run, itinerary, cursor }, k) => {
    const side = /** @type {"a" | "b"} */ (k === 0 ? "a" : "b");
    const reach = reachOf(itinerary, Math.max(0, cursor));
    const own = asFarAs(axis, run.plan.T);
    const lines = names[k].map((name) => {
      const one = line(name, placeOf(name, names, k), run, reach, own, scale, band);
      return { ...one, key: `${side}-${one.key}`, side, label: null };
    });
    const broken = brokenStretches(run, names[k], reach.grads, own, band);
    const keyed = (/** @type {{key: string}} */ one) => ({ ...one, key: `${side}-${one.key}` });
    return { lines, boxes: broken.boxes.map(keyed), words: broken.words.map(keyed) };
  });
  const rules = scale.ticks.map(({ power, y, text }) => ({ key: `1e${power}`, y: Math.round(y), text }));
  const lines = drawn.flatMap((one) => one.lines);
  const legend = legendOf(lines, sides, band, over, axis.end - axis.start);
  return {
    curve: { lines: [...lines, ...legend.samples], rules, band },
    captions: legend.captions,
    boxes: /** @type {Scene["boxes"]} */ (drawn.flatMap(({ boxes }) => boxes)),
    words: /** @type {Scene["words"]} */ (drawn.flatMap(({ words }) => words)),
  };
}

/**
 * The nodes whose norms are drawn: those chosen, in each net that has them; the last state of one that has none.
 *
 * @param {{run: Run}[]} sides
 * @param {View} view
 */
export function curvesOf(sides, view) {
  return sides.map(({ run: { plan } }) => {
    if (!plan.loss) return [];
    const names = view.curve.filter((name) => plan.equations.some((equation) => equation.name === name));
    const state = plan.equations.findLast(({ delayed, role }) => delayed || role === "state") ?? plan.equations[0];
    return names.length ? names : [state.name];
  });
}

/**
 * The same name has the same colour on both sides.
 *
 * @param {string} name
 * @param {string[][]} named
 * @param {number} side
 */
function placeOf(name, [ours, theirs], side) {
  const at = ours.indexOf(name);
  if (side === 0 || at >= 0) return Math.min(2, at);
  return Math.min(2, ours.length + theirs.filter((one) => !ours.includes(one)).indexOf(name));
}

const ROW = { first: 7, high: 16, sample: 20, x: 12, wide: 74 }; // pixels of an entry of the legend

/**
 * What is drawn: a piece of each line with its side and its node, beside the plot, where no curve can cross it; where
 * there is no room for that, over it in one row.
 *
 * @param {CurveLine[]} lines
 * @param {{run: Run}[]} sides
 * @param {Band} band
 * @param {number | null} over where the row begins
 * @param {number} room pixels for the row
 */
function legendOf(lines, sides, band, over, room) {
  const wide = Math.min(ROW.wide, room / (lines.length + 1));
  const spotOf = (/** @type {number} */ k) =>
    over === null ? { x: ROW.x, y: band.y + ROW.first + k * ROW.high } : { x: over + k * wide, y: band.y - OVER / 2 };
  const most = Math.floor((band.height + STEPS - 2 * ROW.first) / ROW.high); // down to where the steps' numbers end
  const shown = over === null ? lines.slice(0, most) : lines;
  const captions = shown.map(({ key, node, side }, k) => {
    const { x, y } = spotOf(k + 1);
    const tex = String.raw`\textsf{${side === "a" ? "A" : "B"}}\;\;${symbol(sides[side === "a" ? 0 : 1].run.plan, node)}`;
    return { key: `legend-${key}`, tone: "joint", x: x + ROW.sample + 8, y, pieces: [{ tex, word: "" }] };
  });
  const title = String.raw`\lVert\partial L/\partial\,\cdot\,\rVert`;
  captions.unshift({ key: "legend", tone: "joint", ...spotOf(0), pieces: [{ tex: title, word: "" }] });
  const samples = shown.map((one, k) => {
    const { x, y } = spotOf(k + 1);
    return { ...one, key: `sample-${one.key}`, d: `M${x},${y}H${x + ROW.sample}`, dots: [], label: null };
  });
  return { captions, samples };
}
