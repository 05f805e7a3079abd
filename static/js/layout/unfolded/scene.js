/**
 * The graph as a scene, anywhere between folded and unfolded: a pure function of the run, the playhead and p. Unfolded
 * it stands on the stage's one time axis, with the lanes of its states under it; these give way where it folds.
 *
 * @import {Axis, Band, Box, Scene, Stop, View} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Shelf} from "#app/layout/unfolded/copies.js"
 * @import {Flow} from "#app/layout/unfolded/flow.js"
 * @import {Between} from "#app/layout/unfolded/gaps.js"
 * @import {Cell} from "#app/layout/unfolded/places.js"
 * @import {Room} from "#app/layout/unfolded/room.js"
 * @import {MovingLabel} from "#app/layout/unfolded/labels.js"
 */

import { begins, stretches } from "#app/layout/axis.js";
import { bands } from "#app/layout/bands.js";
import { columnsOf } from "#app/layout/columns.js";
import { curves } from "#app/layout/curve.js";
import { labelsOf } from "#app/layout/labels.js";
import { lanesOf } from "#app/layout/lanes.js";
import { playheadOf } from "#app/layout/playhead.js";
import { withoutCurve } from "#app/layout/presented.js";
import { ringsOf } from "#app/layout/reads.js";
import { shareLane } from "#app/layout/sharelane.js";
import { foldNames, stepNames } from "#app/layout/stepnames.js";
import { asFarAs } from "#app/layout/together.js";
import { copyOf, letteringOf, stripsOf } from "#app/layout/unfolded/copies.js";
import { flowOf } from "#app/layout/unfolded/flow.js";
import { gapsOf } from "#app/layout/unfolded/gaps.js";
import { barOf, roomFor, sharedAxis } from "#app/layout/unfolded/room.js";
import { outlinesOf, spotsOf } from "#app/layout/unfolded/spots.js";
import { folded, furnished, wishesFor } from "#app/layout/unfolded/stand.js";
import { mix, smooth, unfolding } from "#app/layout/unfolded/unfolding.js";
import { delayNames, initialNamesOf, quiet } from "#app/layout/unfolded/words.js";
import { reach as reachOf } from "#app/state/reach.js";

const UNDER = 8; // pixels over a second graph, which has no controls
const LEAST_SHARES = 48; // pixels of a share lane
const SHAPES = 36; // pixels beside the last column, for what is written at its edges
const CROWDED = 62; // pixels of a column where parameters are written only once in a while
const NEARLY = 0.8; // unfolded so far that what belongs to columns is shown

/** @typedef {import("#app/layout/stage.js").Sight} Sight */

/**
 * @typedef {object} Rows what stands from top to bottom, on which axis
 * @property {number} bar
 * @property {Room} room
 * @property {Axis} shared of both graphs, where there are two
 * @property {Axis} axis as far as the run goes
 * @property {Band} place of the graph
 * @property {Band[]} all lanes and curve lowered as far as the graph is folded
 * @property {Map<string, Band>} band by key
 * @property {number} height more than there is where they need it
 */

/**
 * @param {Sight} sight
 * @returns {Omit<Scene, "larger">}
 */
export function unfoldedScene(sight) {
  const { run, itinerary, cursor, view, width, height, lit, together } = sight;
  const { plan } = run;
  const stop = together?.moment ?? itinerary.stops[cursor];
  const reach = reachOf(itinerary, cursor);
  const p = view.fold ?? 1;
  const rows = rowsFor(sight, stop, p);
  const { bar, room, shared, axis, place, band } = rows;
  const { cell, labels } = furnished(plan, room, place.height, axis.pitch);
  const between = betweenAt(p, rows, cell, flowOf(run, reach), width, height);
  const isLabelled = (/** @type {number} */ t) => axis.pitch >= CROWDED || t === axis.first || t === stop.t || p < 1;
  const shelf = { run, cell, flow: between.flow, labels: labels.fixed, isLabelled, letters: letteringOf(run, cell, axis.last), last: axis.last, pitch: axis.pitch }; // biome-ignore format: one line
  const copies = copiesOf(shelf, between, stop.t);
  const moving = new Map(labels.moving.map((/** @type {MovingLabel} */ label) => [`${label.key} ${label.to}`, label]));
  const gaps = gapsOf(between, moving, isLabelled);
  const frame = { top: between.base + cell.top, bottom: between.base + cell.bottom };
  /** @type {Ground} */
  const ground = { run, reach, stop, axis, band, frame, columns: columnsOf(axis, reach, stop) };
  const under = underneath(ground, rows.all, p, view, lit);
  const spots = spotsOf(run, copies, cell);
  const scene = {
    width,
    height: rows.height,
    axis,
    ...(together ? { shared } : {}),
    gutter: shared.start - 4,
    columns: ground.columns,
    vectors: copies.flatMap((copy) => stripsOf(shelf, copy)),
    bars: [],
    boxes: lit?.names ? ringsOf(plan, new Set(lit.names.split(" ")), spots) : [],
    ...under,
    words: [...under.words, ...namesOf(ground, between, gaps, room.compact, width, height)],
    laneSpans: stretches(axis),
    initialNames: initialNamesOf(run, between, gaps.squares),
    playhead: p === 1 ? { ...playheadOf(stop, shared), top: bar - 2 } : null,
    outlines: /** @type {Box[]} */ ([]),
    unfolded: { p, copies, ...gaps, spots, top: bar, height, folded: plan.T - between.motion.lead },
  };
  return { ...scene, outlines: outlinesOf(scene, view) };
}

/**
 * @param {Sight} sight
 * @param {Stop} stop
 * @param {number} p
 * @returns {Rows}
 */
function rowsFor({ run, view, width, height, presenting, axis: asked, together }, stop, p) {
  const { plan } = run;
  const manner = { presenting, together: Boolean(together) };
  const bar = together?.isSecond ? UNDER : barOf(manner);
  const wide = width - (view.shapes ? SHAPES : 0);
  const room = roomFor(plan, wide, height, manner);
  const plans = together ? [plan, together.plan] : [plan];
  const shared = asked ?? sharedAxis(plans, { width: wide, height, presenting, stop, camera: view.camera });
  const wishes = (/** @type {number} */ tall) => wishesFor(plan, room, bar, tall, presenting);
  const unfolded = bands(plan, height, (_, tall) => (together ? withoutCurve(wishes(tall)) : wishes(tall)));
  const place = /** @type {Band} */ (unfolded.find(({ key }) => key === "graph"));
  const sunk = (1 - smooth((p - 0.8) / 0.2)) * (height - place.y);
  const all = unfolded.map((one) => (one.y > place.y ? { ...one, y: one.y + sunk } : one));
  const lowest = unfolded.at(-1);
  return {
    bar,
    room,
    shared,
    axis: asFarAs(shared, plan.T),
    place,
    all,
    band: new Map(all.map((one) => [one.key, one])),
    height: Math.max(height, Math.ceil((lowest?.y ?? 0) + (lowest?.height ?? 0))),
  };
}

/**
 * How far the cell and its copies have come from where the graph is folded to their columns.
 *
 * @param {number} p
 * @param {Rows} rows
 * @param {Cell} cell
 * @param {Flow} flow
 * @param {number} width
 * @param {number} height
 * @returns {Between}
 */
function betweenAt(p, { room, axis, place }, cell, flow, width, height) {
  const fit = folded(cell, width, place.y, height);
  const shift = aside(cell, axis.pitch);
  const first = begins(axis, axis.first) + axis.pitch / 2 + shift;
  const motion = unfolding(p, axis.last - axis.first + 1, fit.x, first, axis.pitch);
  const scale = mix(fit.scale, 1, motion.settled);
  const lowest = place.y + place.height - room.below - Math.max(0, spare(place, room, cell) / 2);
  return { cell, motion, axis: { ...axis, shift }, scale, base: mix(fit.y, lowest, motion.settled), flow };
}

/**
 * Those that have been dealt, and the one at the top of the deck.
 *
 * @param {Shelf} shelf
 * @param {Between} between
 * @param {number} now the step under the playhead
 */
function copiesOf(shelf, { cell, motion, axis, scale, base }, now) {
  return Array.from({ length: motion.lead }, (_, k) => {
    const t = axis.first + k;
    const x = motion.x[k + 1];
    const isCovered = k + 1 < motion.lead && motion.opened[k + 2] < 1;
    const free = isCovered ? (motion.x[k + 2] - x) / scale + cell.left - 5 : Number.POSITIVE_INFINITY;
    const dealt = motion.opened[k + 1];
    return copyOf(shelf, { key: `c${k}`, t, x, y: base, scale, dealt, isCurrent: now === t, free });
  });
}

/**
 * What stands under the graph once it is nearly unfolded: lanes and curve, or what the copies of a lit parameter add.
 *
 * @param {Ground} ground
 * @param {Band[]} all
 * @param {number} p
 * @param {View} view
 * @param {Sight["lit"]} lit
 */
function underneath(ground, all, p, view, lit) {
  const { run, reach, stop, axis, band } = ground;
  const { plan } = run;
  const curveBand = band.get("curve");
  const shareBand = curveBand ?? bandOfLanes(all);
  const shares = p === 1 && shareBand && plan.loss && lit?.parameters.length ? shareLane(run, reach, stop, lit.parameters, axis, shareBand) : null; // biome-ignore format: one line
  const hasLanes = p > NEARLY && !(shares && !curveBand);
  return {
    edges: shares?.edges ?? [],
    words: shares?.words ?? [],
    captions: shares?.captions ?? [],
    curve: shares?.curve ?? (p > NEARLY && curveBand ? curves(run, reach, view, axis, curveBand) : null),
    lanes: hasLanes ? lanesOf(ground, view) : [],
    labels: hasLanes ? labelsOf(plan, all, true).filter(({ key }) => key.startsWith("lane-")) : [],
  };
}

/**
 * The names of steps, of folds and of delays, each where the graph is folded or unfolded enough for it.
 *
 * @param {Ground} ground
 * @param {Between} between
 * @param {ReturnType<typeof gapsOf>} gaps
 * @param {boolean} compact
 * @param {number} width
 * @param {number} height
 */
function namesOf({ stop, axis, band, frame }, between, gaps, compact, width, height) {
  const { p } = between.motion;
  const steps = p > NEARLY ? stepNames(axis, stop.t, band.get("steps"), true, playheadOf(stop, axis).x) : [];
  const folds = p > 0.6 ? foldNames(axis, quiet(frame, gaps.ways), compact) : [];
  return [
    ...steps,
    ...folds.filter(({ key }) => p === 1 || key.startsWith("fold-before")),
    ...delayNames(between, gaps.notes, width, height),
  ];
}

/**
 * Where there is no room for a curve, the share lane of a lit parameter stands in the lanes' place.
 *
 * @param {Band[]} all
 * @returns {Band | null}
 */
function bandOfLanes(all) {
  const lanes = all.filter(({ kind }) => kind === "lane");
  const [first, last] = [lanes[0], lanes.at(-1)];
  const height = first && last ? last.y + last.height - first.y : 0;
  return height >= LEAST_SHARES ? { key: "shares", kind: "curve", node: null, y: first.y, height } : null;
}

/**
 * Where a cell that is wider on one side stands, so that it stays within its column.
 *
 * @param {Cell} cell
 * @param {number} pitch
 */
function aside({ left, right }, pitch) {
  const half = pitch / 2 - 3;
  return Math.max(-half - left, 0) || Math.min(half - right, 0);
}

/**
 * @param {Band} place
 * @param {Room} room
 * @param {Cell} cell
 */
function spare(place, room, cell) {
  const ys = [...cell.at.values()].map(({ y }) => y);
  return place.height - room.above - room.below - (Math.max(...ys) - Math.min(...ys));
}
