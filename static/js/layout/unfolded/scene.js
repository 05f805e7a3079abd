/**
 * The graph as a scene, anywhere between folded and unfolded: a pure function of the run, the playhead and p. Unfolded
 * it stands on the stage's one time axis, with the lanes of its states under it; these give way where it folds.
 *
 * @import {Band, Box, Scene} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
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

/**
 * @param {import("#app/layout/stage.js").Sight} sight
 * @returns {Omit<Scene, "larger">}
 */
export function unfoldedScene(sight) {
  const { run, itinerary, cursor, view, width, height, presenting, lit, axis: asked, together } = sight;
  const { plan } = run;
  const stop = together?.moment ?? itinerary.stops[cursor];
  const reach = reachOf(itinerary, cursor);
  const p = view.fold ?? 1;
  const manner = { presenting, together: Boolean(together) };
  const bar = together?.isSecond ? UNDER : barOf(manner);
  const wide = width - (view.shapes ? SHAPES : 0);
  const room = roomFor(plan, wide, height, manner);
  const plans = together ? [plan, together.plan] : [plan];
  const shared = asked ?? sharedAxis(plans, { width: wide, height, presenting, stop, camera: view.camera });
  const axis = asFarAs(shared, plan.T);
  const wishes = (/** @type {number} */ tall) => wishesFor(plan, room, bar, tall, presenting);
  const all = bands(plan, height, (_, tall) => (together ? withoutCurve(wishes(tall)) : wishes(tall)));
  const sunk = (1 - smooth((p - 0.8) / 0.2)) * (height - (all.find(({ key }) => key === "graph")?.y ?? 0));
  const place = /** @type {Band} */ (all.find(({ key }) => key === "graph"));
  const lowered = all.map((one) => (one.y > place.y ? { ...one, y: one.y + sunk } : one));
  const band = new Map(lowered.map((one) => [one.key, one]));
  const cell = furnished(plan, room, place.height, axis.pitch);

  const fit = folded(cell.cell, width, place.y, height);
  const count = axis.last - axis.first + 1;
  const motion = unfolding(
    p,
    count,
    fit.x,
    begins(axis, axis.first) + axis.pitch / 2 + aside(cell.cell, axis.pitch),
    axis.pitch,
  );
  const scale = mix(fit.scale, 1, motion.settled);
  const base = mix(fit.y, place.y + place.height - room.below - Math.max(0, spare(place, room, cell.cell) / 2), motion.settled); // biome-ignore format: one line
  const flow = flowOf(run, reach);
  const isCrowded = axis.pitch < CROWDED;
  const isLabelled = (/** @type {number} */ t) => !isCrowded || t === axis.first || t === stop.t || p < 1;

  const shelf = { run, cell: cell.cell, flow, labels: cell.labels.fixed, isLabelled, letters: letteringOf(run, cell.cell, axis.last), last: axis.last, pitch: axis.pitch }; // biome-ignore format: one line
  const copies = Array.from({ length: motion.lead }, (_, k) => {
    const t = axis.first + k;
    const dealt = motion.opened[k + 1];
    const next = motion.opened[k + 2];
    const isCovered = k + 1 < motion.lead && next < 1;
    const free = isCovered
      ? (motion.x[k + 2] - motion.x[k + 1]) / scale + cell.cell.left - 5
      : Number.POSITIVE_INFINITY;
    return copyOf(shelf, { key: `c${k}`, t, x: motion.x[k + 1], y: base, scale, dealt, isCurrent: stop.t === t, free });
  });
  const moving = new Map(
    cell.labels.moving.map((/** @type {MovingLabel} */ label) => [`${label.key} ${label.to}`, label]),
  );
  const shift = aside(cell.cell, axis.pitch);
  const between = { cell: cell.cell, motion, axis: { ...axis, shift }, scale, base, flow };
  const gaps = gapsOf(between, moving, isLabelled);

  const frame = { top: base + cell.cell.top, bottom: base + cell.cell.bottom };
  /** @type {Ground} */
  const ground = {
    run,
    reach,
    stop,
    axis,
    band,
    frame,
    columns: columnsOf(axis, reach, stop),
  };
  const curveBand = band.get("curve");
  const shareBand = curveBand ?? bandOfLanes(lowered);
  const shares = p === 1 && shareBand && plan.loss && lit?.parameters.length ? shareLane(run, reach, stop, lit.parameters, axis, shareBand) : null; // biome-ignore format: one line
  const hasLanes = p > 0.8 && !(shares && !curveBand);
  const isShown = p > 0.8;
  const spots = spotsOf(run, copies, cell.cell);
  const rings = lit?.names ? ringsOf(plan, new Set(lit.names.split(" ")), spots) : [];
  const scene = {
    width,
    height: Math.max(height, Math.ceil((all.at(-1)?.y ?? 0) + (all.at(-1)?.height ?? 0))),
    axis,
    ...(together ? { shared } : {}),
    gutter: shared.start - 4,
    columns: ground.columns,
    vectors: copies.flatMap((copy) => stripsOf(shelf, copy)),
    bars: [],
    boxes: rings,
    edges: shares?.edges ?? [],
    words: [
      ...(shares?.words ?? []),
      ...(isShown ? stepNames(axis, stop.t, band.get("steps"), true, playheadOf(stop, axis).x) : []),
      ...(p > 0.6
        ? foldNames(axis, quiet(frame, gaps.ways), room.compact).filter(
            ({ key }) => p === 1 || key.startsWith("fold-before"),
          )
        : []),
      ...delayNames(between, gaps.notes, width, height),
    ],
    lanes: hasLanes ? lanesOf(ground, view) : [],
    laneSpans: stretches(axis),
    captions: shares?.captions ?? [],
    curve: shares?.curve ?? (isShown && curveBand ? curves(run, reach, view, axis, curveBand) : null),
    initialNames: initialNamesOf(run, between, gaps.squares),
    labels: hasLanes ? labelsOf(plan, lowered, true).filter(({ key }) => key.startsWith("lane-")) : [],
    playhead: p === 1 ? { ...playheadOf(stop, shared), top: bar - 2 } : null,
    outlines: /** @type {Box[]} */ ([]),
    unfolded: {
      p,
      copies,
      ...gaps,
      spots,
      top: bar,
      height,
      folded: plan.T - motion.lead,
    },
  };
  return { ...scene, outlines: outlinesOf(scene, view) };
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
