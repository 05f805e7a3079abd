/**
 * The stage as a scene: one time axis through the unfolded graph, the lanes and the curve, cut by the playhead.
 * Arithmetic on plain data: no document, no clock, no dice.
 *
 * @import {Axis, Band, Box, Itinerary, Lane, Plan, Playhead, Run, Scene, Stop, View, Words} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 */

import { begins, makeAxis, middle, stretches } from "#app/layout/axis.js";
import { bands, rowsOf } from "#app/layout/bands.js";
import { brokenBars, brokenSigns, brokenStretches, firstBroken } from "#app/layout/broken.js";
import { columnsOf, frameAround, furnish } from "#app/layout/columns.js";
import { curves } from "#app/layout/curve.js";
import { edgesOf } from "#app/layout/edges.js";
import { roundUp } from "#app/layout/figures.js";
import { initialSides, initialValues } from "#app/layout/initial.js";
import { placeNames } from "#app/layout/initialnames.js";
import { labelsOf } from "#app/layout/labels.js";
import { texWidth } from "#app/layout/lettering.js";
import { withLit } from "#app/layout/lit.js";
import { magnify } from "#app/layout/magnify.js";
import { openedScene } from "#app/layout/openedscene.js";
import { phaseBands } from "#app/layout/phases.js";
import { largerFor, presented } from "#app/layout/presented.js";
import { rampOf } from "#app/layout/ramp.js";
import { symbolOf } from "#app/layout/symbols.js";
import { NOWHERE, reach as reachOf } from "#app/state/reach.js";
import { isBackward } from "#app/state/stops.js";

const NAME = 21; // letters of a row's name

/**
 * @typedef {object} Sight
 * @property {Run} run
 * @property {Itinerary} itinerary
 * @property {number} cursor
 * @property {View} view
 * @property {number} width
 * @property {number} height what there is; the scene is taller where its rows need more
 * @property {import("#app/state/opened.js").Opening} [opening] how far an opened step is shown
 * @property {(t: number) => import("#app/types.js").OpenedStep | null} [stepOf] what the server says of a step
 * @property {import("#app/layout/lit.js").Lit} [lit]
 * @property {boolean} [presenting] larger, and only what has room then
 * @property {Axis} [axis] steps that are asked for, instead of those around the playhead
 */

/**
 * @param {Sight} sight
 * @returns {Scene}
 */
export function layOut(sight) {
  const { width, height, presenting } = sight;
  if (!presenting) return { ...sceneOf(sight), larger: 1 };
  const wished = largerFor(width, height);
  const sizes = sight.view.open ? SMALLER.map((part) => part * wished) : [wished];
  let larger = 1;
  let scene = null;
  for (larger of sizes) {
    scene = sceneOf({ ...sight, width: width / larger, height: height / larger });
    if (scene.width * larger < width + 1 && scene.height * larger < height + 1) break;
  }
  return { .../** @type {Omit<Scene, "larger">} */ (magnify(scene, larger)), larger };
}

const SMALLER = [1, 0.85, 0.72, 0.63]; // an opened step that does not fit is shown less large, or scrolls

/**
 * @param {Sight} sight
 * @returns {Omit<Scene, "larger">}
 */
function sceneOf(sight) {
  if (sight.view.open && sight.opening && sight.stepOf) {
    return openedScene({ ...sight, opening: sight.opening, stepOf: sight.stepOf });
  }
  return closedScene(sight);
}

/**
 * @param {Sight} sight
 * @returns {Omit<Scene, "larger">}
 */
function closedScene({ run, itinerary, cursor, view, width, height, presenting, lit, axis: asked }) {
  const compact = width < 560;
  const stop = itinerary.stops[cursor];
  const reach = reachOf(itinerary, cursor);
  const axis = asked ?? stageAxis(run, stop, width, compact, view.columns);
  const all = bands(run.plan, height, presenting ? presented(run.plan, stop, view.cell) : undefined);
  const band = new Map(all.map((one) => [one.key, one]));
  const frame = frameOf(run, band);
  /** @type {Ground} */
  const ground = { run, reach, stop, axis, band, frame, columns: columnsOf(axis, reach, stop) };
  const furniture = furnish(ground);
  const phases = phaseBands(ground);
  const initial = initialValues(ground, !compact);
  const named = placeNames(initial.names, initial.boxes, labelsOf(run.plan, all, compact), width);
  const curveBand = band.get("curve");
  const lanesTop = all.find(({ kind }) => kind === "lane")?.y;
  const broken =
    lanesTop === undefined ? [] : [firstBroken(run, reach.values, axis, lanesTop, band.get("steps")?.y ?? height)];
  if (curveBand) broken.push(brokenStretches(run, view.curve, reach.grads, axis, curveBand));
  const signs = [...brokenSigns([...furniture.vectors, ...initial.vectors]), ...brokenBars(furniture.bars)];
  const scene = {
    width,
    height: Math.max(height, Math.ceil((all.at(-1)?.y ?? 0) + (all.at(-1)?.height ?? 0))),
    axis,
    gutter: gutterOf(run.plan, compact),
    columns: ground.columns,
    vectors: [...furniture.vectors, ...initial.vectors],
    bars: furniture.bars,
    boxes: [...phases.boxes, ...furniture.boxes, ...initial.boxes, ...broken.flatMap(({ boxes }) => boxes)],
    edges: edgesOf(ground),
    words: [
      ...phases.words,
      ...furniture.words,
      ...stepNames(ground),
      ...folds(ground, compact),
      ...broken.flatMap(({ words }) => words),
      ...signs,
    ],
    lanes: lanesOf(ground, view),
    laneSpans: stretches(axis),
    curve: curveBand ? curves(run, reach, view, axis, curveBand) : null,
    initialNames: named.names,
    labels: named.labels,
    playhead: playheadOf(stop, axis),
    outlines: /** @type {Box[]} */ ([]),
  };
  return withLit({ ...scene, outlines: outlinesOf(scene, view) }, ground, lit);
}

/**
 * Room for the rows' names: as wide as the widest of them, within limits.
 *
 * @param {Plan} plan
 * @param {boolean} compact
 */
function gutterOf(plan, compact) {
  const widest = Math.max(0, ...plan.equations.map((equation) => texWidth(symbolOf(equation), NAME)));
  return compact ? Math.min(90, Math.max(40, 22 + widest)) : Math.min(180, Math.max(124, 22 + widest));
}

/**
 * @param {Run} run
 * @param {Stop} stop
 * @param {number} width
 * @param {boolean} compact
 * @param {number | null} [columns] how many are wished for
 */
export function stageAxis(run, stop, width, compact, columns = null) {
  const { before, after } = initialSides(run.plan);
  const isFar = run.plan.edges.some(({ shift }) => Math.abs(shift) > 1); // two values before the first step
  const aside = (/** @type {Set<string>} */ names) => (names.size ? (compact ? (isFar ? 36 : 20) : 40) : 0);
  const { T } = run.plan;
  const focus = stop.kind === "loss" ? T : stop.kind === "gradients" ? 1 : stop.t;
  return makeAxis({
    T,
    start: gutterOf(run.plan, compact) + aside(before),
    end: width - 10 - aside(after),
    focus,
    pitch: compact ? 56 : 60,
    fold: compact ? 34 : 56,
    columns,
  });
}

/**
 * @param {Run} run
 * @param {Map<string, Band>} band
 */
function frameOf(run, band) {
  const inside = rowsOf(run.plan).inside.filter(({ name }) => band.has(`row-${name}`));
  const top = band.get(`row-${inside[0]?.name}`);
  const bottom = band.get(`row-${inside.at(-1)?.name}`);
  if (top && bottom) return frameAround({ top, bottom });
  const y = band.get("in")?.y ?? 0; // no rows but outputs: an empty frame under them
  return { top: y, bottom: y };
}

/**
 * @param {Ground} ground
 * @param {View} view
 * @returns {Lane[]}
 */
function lanesOf({ run, reach, band }, view) {
  const gradients = view.lanes === "gradients";
  const { above, inside } = rowsOf(run.plan);
  const nodes = [...above, ...inside].flatMap((equation) => {
    const place = band.get(`lane-${equation.name}`);
    if (!place) return [];
    const { key, y, height } = place;
    const series = (gradients ? run.grads : run.values).get(equation.name) ?? null;
    const reached = (gradients ? reach.grads : reach.values).get(equation.name) ?? NOWHERE;
    const ramp = rampOf(gradients ? undefined : equation, series);
    return [{ key, node: equation.name, y, height, series, reached, ...ramp }];
  });
  const place = band.get("lane-loss");
  if (!place) return nodes;
  const { key, y, height } = place;
  const limit = roundUp(run.lossSeries?.largest ?? 1);
  const reached = run.losses ? everywhere([...reach.values.values()]) : NOWHERE;
  return [...nodes, { key, node: "loss", y, height, series: run.lossSeries, reached, ramp: "magnitude", limit }];
}

/**
 * The steps that all spans hold.
 *
 * @param {import("#app/types.js").Span[]} spans
 */
function everywhere(spans) {
  return {
    first: Math.max(1, ...spans.map(({ first }) => first)),
    last: Math.min(...spans.map(({ last }) => last)),
  };
}

/**
 * @param {Ground} ground
 * @returns {Words[]}
 */
function stepNames({ columns, band, axis }) {
  const place = band.get("steps");
  if (!place) return [];
  const y = place.y + place.height / 2;
  const near = columns.map(({ t, x, current }) => ({
    key: `step-${t - axis.first}`,
    tone: current ? "step current" : "step",
    x,
    y,
    text: t === axis.first || current ? `t = ${t}` : String(t),
    anchor: /** @type {const} */ ("middle"),
  }));
  const far = [axis.first > 2 ? 1 : 0, axis.last < axis.T - 1 ? axis.T : 0].filter(Boolean).map((t) => ({
    key: t === 1 ? "step-start" : "step-end",
    tone: "step far",
    x: t === 1 ? axis.start : axis.end,
    y,
    text: t.toLocaleString("en"),
    anchor: /** @type {"start" | "end"} */ (t === 1 ? "start" : "end"),
  }));
  return [...near, ...far];
}

/**
 * Where steps are folded away, an ellipsis says how many.
 *
 * @param {Ground} ground
 * @param {boolean} compact
 * @returns {Words[]}
 */
function folds({ axis, frame }, compact) {
  const { T, first, last, start, end } = axis;
  const sides = [
    { count: first - 1, x: (start + begins(axis, first)) / 2, key: "before" },
    { count: T - last, x: (begins(axis, last + 1) + end) / 2, key: "after" },
  ];
  const y = (frame.top + frame.bottom) / 2;
  return sides
    .filter(({ count }) => count > 0)
    .flatMap(({ count, x, key }) =>
      ["⋯", count.toLocaleString("en"), ...(compact ? [] : [count === 1 ? "step" : "steps", "folded"])].map(
        (text, k) => ({
          key: `fold-${key}-${k}`,
          tone: k ? "fold" : "fold dots",
          x,
          y: y + (k - 1.5) * 18,
          text,
          anchor: /** @type {const} */ ("middle"),
        }),
      ),
    );
}

/**
 * @param {Stop} stop
 * @param {Axis} axis
 * @returns {Playhead}
 */
export function playheadOf(stop, axis) {
  const kind = isBackward(stop) ? "backward" : "forward";
  if (stop.kind === "loss") return { x: begins(axis, axis.T + 1), kind, band: null };
  if (stop.kind === "gradients") return { x: begins(axis, 1), kind, band: null };
  const [left, right] = [begins(axis, stop.t), begins(axis, stop.t + 1)];
  return { x: stop.direction > 0 ? right : left, kind, band: { x: left, width: right - left } };
}

/**
 * Around the chosen number, in its column and in its lane.
 *
 * @param {Omit<Scene, "outlines" | "larger">} scene
 * @param {View} view
 * @returns {Box[]}
 */
function outlinesOf({ vectors, bars, lanes, axis }, { cell }) {
  if (!cell) return [];
  /** @type {Box[]} */
  const found = [];
  const vector = vectors.find(({ node, t }) => node === cell.node && t === cell.t);
  if (vector?.values) {
    const each = vector.height / vector.values.length;
    found.push(box("vector", vector.x - 3, vector.y + cell.unit * each, vector.width + 6, each));
  }
  const bar = bars.find((one) => one.cell.node === cell.node && one.cell.t === cell.t && one.cell.unit === cell.unit);
  if (bar) found.push(box("bar", bar.x - 2, bar.y - 2, bar.width + 4, bar.height + 4));
  const lane = lanes.find(({ node }) => node === cell.node);
  if (lane?.series && cell.t >= 1 && cell.t <= axis.T) {
    const each = lane.height / lane.series.width;
    const x = begins(axis, cell.t);
    found.push(box("lane", x, lane.y + cell.unit * each, Math.max(6, 2 * (middle(axis, cell.t) - x)), each));
  }
  return found;
}

/**
 * @param {string} key
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @returns {Box}
 */
function box(key, x, y, width, height) {
  const tall = Math.max(5, height);
  return { key: `outline-${key}`, tone: "outline", x, y: y - (tall - height) / 2, width, height: tall, radius: 2 };
}
