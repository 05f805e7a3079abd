/**
 * The gradient laid open: above the unfolded graph in few rows (x, the whole state, E at its steps), below what the view
 * draws, both on the one time axis. Where steps are too narrow for columns the rows are strips.
 *
 * @import {Axis, Band, Column, Itinerary, Plan, Reach, Run, Scene, Stop, View} from "#app/types.js"
 * @import {LaidAnswer, LaidGround, LaidParts, Place} from "#app/gradient.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Above} from "#app/layout/gradient/standing.js"
 */

import { begins, stretches } from "#app/layout/axis.js";
import { placed } from "#app/layout/bands.js";
import { levelOf } from "#app/layout/camera.js";
import { columnsOf } from "#app/layout/columns.js";
import { gradientAxis, hasNoWords } from "#app/layout/gradient/axis.js";
import { TITLE, wishes } from "#app/layout/gradient/bands.js";
import { factorAreas } from "#app/layout/gradient/factornotes.js";
import { fewRows } from "#app/layout/gradient/graph.js";
import { PICTURES } from "#app/layout/gradient/kinds.js";
import { standing } from "#app/layout/gradient/standing.js";
import { strips } from "#app/layout/gradient/strips.js";
import { labelsOf } from "#app/layout/labels.js";
import { phaseBands } from "#app/layout/phases.js";
import { playheadOf } from "#app/layout/playhead.js";
import { gutterOf } from "#app/layout/stageaxis.js";
import { asFarAs } from "#app/layout/together.js";
import { besideAsked } from "#app/state/laid/beside.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { canLay, laidOf, placeOf } from "#app/state/laid.js";
import { reach as reachOf } from "#app/state/reach.js";

const BAR = { wide: 46, compact: 84 }; // pixels at the top for what switches between the views
const NARROW = { usual: 34, presenting: 35 }; // pixels a step below which only some have words

/** @typedef {{run: Run, itinerary: Itinerary, cursor: number, view: View, width: number, height: number, presenting?: boolean, answer?: LaidAnswer | null, second?: {run: Run, answer: LaidAnswer | null} | null, hover?: Place | null, axis?: Axis}} Sight */

/**
 * @typedef {object} Rows what stands above and below, on which axis
 * @property {Axis} shared of both runs, where two are laid open
 * @property {Axis} axis as far as the run goes
 * @property {boolean} isFar whether steps are strips
 * @property {Column[]} columns
 * @property {number} gutter
 * @property {number} top
 * @property {Band[]} all
 * @property {Map<string, Band>} band by key
 * @property {Band} title the line for what is chosen
 * @property {Band} below where the view is drawn
 */

/**
 * @param {Sight} sight
 * @returns {Omit<Scene, "larger">}
 */
export function gradientScene(sight) {
  const { run, itinerary, cursor, width, height, presenting = false, second = null } = sight;
  const { plan } = run;
  const stop = itinerary.stops[cursor];
  const reach = reachOf(itinerary, itinerary.stops.length - 1); // a finished computation is looked at: all of it is there
  const rows = rowsFor(sight, stop, reach);
  const { shared, axis, columns, gutter, band, title, below } = rows;
  const parts = partsBelow(sight, rows, stop);
  const narrow = axis.pitch < (presenting ? NARROW.presenting : NARROW.usual);
  /** @type {Ground} */
  const ground = { run, reach, stop, axis, band, frame: frameOf(plan, band), columns, narrow, squeezes: true };
  const above = graphAbove(ground, parts, rows.isFar, width, presenting);
  return {
    width,
    height: Math.max(height, Math.ceil(parts.bottom ?? 0)),
    axis,
    ...(second ? { shared } : {}),
    gutter,
    columns,
    ...drawn(above, phaseBands(ground), parts),
    laneSpans: stretches(axis),
    labels: above.labels ?? labelsOf(plan, rows.all, hasNoWords(width, presenting)),
    initialNames: above.initialNames,
    playhead: {
      ...playheadOf(stop, shared),
      top: presenting ? TITLE : rows.top,
      bottom: parts.leaves,
      ...(presenting ? {} : { gap: { top: title.y, bottom: title.y + title.height } }),
    },
    below: presenting ? below.y : title.y,
  };
}

/**
 * @param {Sight} sight
 * @param {Stop} stop
 * @param {Reach} reach
 * @returns {Rows}
 */
function rowsFor({ run, view, width, height, presenting = false, second = null, axis: asked }, stop, reach) {
  const { plan } = run;
  const { isWhole } = KINDS[laidOf(view).kind];
  const plans = second ? [plan, second.run.plan] : [plan];
  const shared = asked ?? gradientAxis(run, stop, width, view.camera, presenting, isWhole, second?.run.plan ?? plan);
  const axis = asFarAs(shared, plan.T);
  const isFar = levelOf(axis) === "strips";
  const columns = isFar ? [] : columnsOf(axis, reach, stop);
  const gutter = Math.max(...plans.map((one) => gutterOf(one, hasNoWords(width, presenting))));
  const top = presenting ? 0 : isCompact(width) ? BAR.compact : BAR.wide;
  const all = placed(wishes(plan, top, isFar, presenting), height);
  const band = new Map(all.map((one) => [one.key, one]));
  const [below, title] = ["laid", "gap-title"].map((key) => /** @type {Band} */ (band.get(key)));
  return { shared, axis, isFar, columns, gutter, top, all, band, title, below };
}

/** @param {number} width */
function isCompact(width) {
  return width < 560;
}

/**
 * What the view draws: nothing before its answer has come.
 *
 * @param {Sight} sight
 * @param {Rows} rows
 * @param {Stop} stop
 * @returns {LaidParts}
 */
function partsBelow(sight, { shared, axis, columns, gutter, band, title, below }, stop) {
  const { run, view, width, presenting = false, answer = null, second = null, hover = null } = sight;
  const { plan } = run;
  const laid = laidOf(view);
  if (!answer || answer.kind !== laid.kind || !canLay(plan, laid)) return {};
  /** @type {LaidGround} */
  const own = {
    run,
    plan,
    answer,
    title: { x: 14, y: title.y + title.height / 2, height: title.height },
    band,
    laid,
    place: placeOf(plan, laid, run.hasLoss),
    hover,
    axis,
    columns,
    stop,
    view,
    room: {
      left: begins(axis, axis.first),
      right: begins(axis, axis.last + 1),
      width,
      y: below.y,
      height: below.height,
    },
    gutter,
    other: null,
    compact: isCompact(width),
    presenting,
  };
  return PICTURES[laid.kind]({ ...own, other: second && otherGround(own, second, shared) });
}

/**
 * @param {Ground} ground
 * @param {LaidParts} parts
 * @param {boolean} isFar
 * @param {number} width
 * @param {boolean} presenting
 * @returns {Above}
 */
function graphAbove(ground, { path = null, notes }, isFar, width, presenting) {
  if (isFar) return strips(ground, path);
  return standing(ground, path, { width, compact: hasNoWords(width, presenting), factors: factorAreas(notes) });
}

/**
 * All that is drawn: the graph above, its phases behind it, and the view below.
 *
 * @param {Above} above
 * @param {ReturnType<typeof phaseBands>} phases
 * @param {LaidParts} parts
 */
function drawn(above, phases, parts) {
  return {
    vectors: above.vectors,
    bars: [],
    boxes: [...phases.boxes, ...above.boxes, ...(parts.boxes ?? [])],
    edges: [...above.edges, ...(parts.edges ?? [])],
    words: [...phases.words, ...above.words, ...(parts.words ?? [])],
    lanes: above.lanes,
    curve: parts.curve ?? null,
    notes: [...above.notes, ...(parts.notes ?? [])],
    captions: parts.captions ?? [],
    outlines: parts.outlines ?? [],
    grids: parts.grids ?? [],
    spots: [...above.spots, ...(parts.spots ?? [])],
  };
}

/**
 * The second run's ground: another answer in the same place.
 *
 * @param {LaidGround} own
 * @param {{run: Run, answer: LaidAnswer | null}} second
 * @param {Axis} shared
 * @returns {LaidGround | null}
 */
function otherGround(own, { run, answer }, shared) {
  const asked = besideAsked(run, own.laid, own.place);
  if (!answer || answer.kind !== own.laid.kind || !canLay(run.plan, own.laid)) return null;
  return { ...own, ...asked, run, plan: run.plan, answer, axis: asFarAs(shared, run.plan.T) };
}

/**
 * @param {Plan} plan
 * @param {Map<string, Band>} band
 */
function frameOf(plan, band) {
  const rows = fewRows(plan).rows.flatMap(({ name }) => band.get(`row-${name}`) ?? band.get(`lane-${name}`) ?? []);
  const [first, last] = [rows[0], rows.at(-1)];
  return { top: first?.y ?? 0, bottom: last ? last.y + last.height : 0 };
}
