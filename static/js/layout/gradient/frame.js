/**
 * The gradient laid open: above the unfolded graph in few rows (x, the whole state, E at its steps), below what the view
 * draws, both on the one time axis. Where steps are too narrow for columns the rows are strips.
 *
 * @import {Axis, Band, Itinerary, Plan, Run, Scene, View} from "#app/types.js"
 * @import {LaidAnswer, LaidGround, LaidParts, Place} from "#app/gradient.js"
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
 * @param {Sight} sight
 * @returns {Omit<Scene, "larger">}
 */
export function gradientScene(sight) {
  const {
    run,
    itinerary,
    cursor,
    view,
    width,
    height,
    presenting = false,
    answer = null,
    second = null,
    hover = null,
  } = sight;
  const { plan } = run;
  const compact = width < 560;
  const stop = itinerary.stops[cursor];
  const laid = laidOf(view);
  const { isWhole } = KINDS[laid.kind];
  const shared =
    sight.axis ?? gradientAxis(run, stop, width, view.camera, presenting, isWhole, second?.run.plan ?? plan);
  const axis = asFarAs(shared, plan.T);
  const level = levelOf(axis);
  const top = presenting ? 0 : compact ? BAR.compact : BAR.wide;
  const all = placed(wishes(plan, top, level === "strips", presenting), height);
  const band = new Map(all.map((one) => [one.key, one]));
  const reach = reachOf(itinerary, itinerary.stops.length - 1); // a finished computation is looked at: all of it is there
  const columns = level === "strips" ? [] : columnsOf(axis, reach, stop);
  const plans = second ? [plan, second.run.plan] : [plan];
  const gutter = Math.max(...plans.map((one) => gutterOf(one, hasNoWords(width, presenting))));
  const [below, title] = ["laid", "gap-title"].map((key) => /** @type {Band} */ (band.get(key)));
  const room = {
    left: begins(axis, axis.first),
    right: begins(axis, axis.last + 1),
    width,
    y: below.y,
    height: below.height,
  };
  /** @type {LaidParts} */
  let parts = {};
  if (answer && answer.kind === laid.kind && canLay(plan, laid)) {
    const place = placeOf(plan, laid, run.hasLoss);
    /** @type {LaidGround} */
    const own = {
      run,
      plan,
      answer,
      title: { x: 14, y: title.y + title.height / 2, height: title.height },
      band,
      laid,
      place,
      hover,
      axis,
      columns,
      stop,
      view,
      room,
      gutter,
      other: null,
      compact,
      presenting,
    };
    parts = PICTURES[laid.kind]({ ...own, other: second && otherGround(own, second, shared) });
  }
  /** @type {import("#app/layout/columns.js").Ground} */
  const ground = {
    run,
    reach,
    stop,
    axis,
    band,
    frame: frameOf(plan, band),
    columns,
    narrow: axis.pitch < (presenting ? NARROW.presenting : NARROW.usual),
    squeezes: true,
  };
  const above =
    level === "strips"
      ? strips(ground, parts.path ?? null)
      : standing(ground, parts.path ?? null, {
          width,
          compact: hasNoWords(width, presenting),
          factors: factorAreas(parts.notes),
        });
  const phases = phaseBands(ground);
  return {
    width,
    height: Math.max(height, Math.ceil(parts.bottom ?? 0)),
    axis,
    ...(second ? { shared } : {}),
    gutter,
    columns,
    vectors: above.vectors,
    bars: [],
    boxes: [...phases.boxes, ...above.boxes, ...(parts.boxes ?? [])],
    edges: [...above.edges, ...(parts.edges ?? [])],
    words: [...phases.words, ...above.words, ...(parts.words ?? [])],
    lanes: above.lanes,
    laneSpans: stretches(axis),
    curve: parts.curve ?? null,
    labels: above.labels ?? labelsOf(plan, all, hasNoWords(width, presenting)),
    initialNames: above.initialNames,
    notes: [...above.notes, ...(parts.notes ?? [])],
    captions: parts.captions ?? [],
    playhead: {
      ...playheadOf(stop, shared),
      top: presenting ? TITLE : top,
      bottom: parts.leaves,
      ...(presenting ? {} : { gap: { top: title.y, bottom: title.y + title.height } }),
    },
    outlines: parts.outlines ?? [],
    below: presenting ? below.y : title.y,
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
