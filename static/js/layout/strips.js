/**
 * The stage from far away: no columns, but lanes over the whole height, with the curve and the numbers of the steps,
 * on the same axis and in the same order of rows.
 *
 * @import {Axis, Band, Box, Cell, Itinerary, Plan, Run, Scene, View, Words} from "#app/types.js"
 * @import {Wish} from "#app/layout/bands.js"
 */

import { begins, stretches } from "#app/layout/axis.js";
import { gap, phaseRows, placed, rowsOf } from "#app/layout/bands.js";
import { brokenStretches, firstBroken } from "#app/layout/broken.js";
import { curves } from "#app/layout/curve.js";
import { labelsOf } from "#app/layout/labels.js";
import { lanesOf } from "#app/layout/lanes.js";
import { widthOf } from "#app/layout/lettering.js";
import { withLit } from "#app/layout/lit.js";
import { outlinesOf } from "#app/layout/outlines.js";
import { phaseBands } from "#app/layout/phases.js";
import { playheadOf } from "#app/layout/playhead.js";
import { withoutCurve } from "#app/layout/presented.js";
import { foldedSides, stepNames } from "#app/layout/stepnames.js";
import { reach as reachOf } from "#app/state/reach.js";
import { count } from "#app/words/count.js";
import { zoomWords } from "#app/words/zoom.js";

const LETTERS = 15;

/**
 * @param {{run: Run, itinerary: Itinerary, cursor: number, view: View, width: number, height: number, presenting?: boolean, lit?: import("#app/layout/lit.js").Lit, together?: import("#app/layout/together.js").Together | null}} sight
 * @param {Axis} axis
 * @param {number} gutter
 * @param {Axis} [shared] with another run: the playhead's
 * @returns {Omit<Scene, "larger">}
 */
export function stripScene(sight, axis, gutter, shared = axis) {
  const { run, itinerary, cursor, view, width, height, presenting, lit, together } = sight;
  const compact = width < 560;
  const stop = together?.moment ?? itinerary.stops[cursor];
  const reach = reachOf(itinerary, cursor);
  const least = presenting || together ? height : Number.POSITIVE_INFINITY;
  const wishes = wishList(run.plan, least, view.cell);
  const all = placed(together ? withoutCurve(wishes) : wishes, height);
  const band = new Map(all.map((one) => [one.key, one]));
  const lanes = all.filter(({ kind }) => kind === "lane");
  const steps = band.get("steps");
  /** @type {import("#app/layout/columns.js").Ground} */
  const ground = { run, reach, stop, axis, band, frame: { top: 0, bottom: 0 }, columns: [] };
  const phases = phaseBands(ground);
  const curveBand = band.get("curve");
  const playhead = playheadOf(stop, shared);
  const broken = [firstBroken(run, reach.values, axis, lanes[0]?.y ?? 0, steps?.y ?? height)];
  if (curveBand) broken.push(brokenStretches(run, view.curve, reach.grads, axis, curveBand));
  const scene = {
    width,
    height: Math.max(height, Math.ceil((all.at(-1)?.y ?? 0) + (all.at(-1)?.height ?? 0))),
    axis,
    ...(together ? { shared } : {}),
    gutter,
    columns: [],
    vectors: [],
    bars: [],
    boxes: [
      ...phases.boxes,
      ...borders(axis, lanes[0]?.y ?? 0, steps?.y ?? height),
      ...broken.flatMap(({ boxes }) => boxes),
    ],
    edges: [],
    words: [
      ...phases.words,
      ...seenWords(axis, /** @type {Band} */ (all[0]), !presenting),
      ...stepNames(axis, stop.t, steps, false, playhead.x),
      ...broken.flatMap(({ words }) => words),
    ],
    lanes: lanesOf(ground, view),
    laneSpans: stretches(axis),
    curve: curveBand ? curves(run, reach, view, axis, curveBand) : null,
    initialNames: [],
    labels: labelsOf(run.plan, all, compact, view.shapes),
    playhead: { ...playhead, top: (lanes[0]?.y ?? 0) - 8 },
    outlines: /** @type {Box[]} */ ([]),
  };
  return withLit({ ...scene, outlines: outlinesOf(scene, view) }, ground, lit);
}

/**
 * Where they do not all have room, gates go first; what is being asked about stays.
 *
 * @param {Plan} plan
 * @param {number} height
 * @param {Cell | null} cell
 * @returns {Wish[]}
 */
function wishList(plan, height, cell) {
  const { above, inside } = rowsOf(plan);
  const isGate = new Set(
    inside
      .filter(({ delayed, role, name }) => role === "gate" || (!delayed && name !== cell?.node))
      .map(({ name }) => name),
  );
  const wishes = [
    /** @type {Wish} */ ({ kind: "gap", key: "seen", least: 24, most: 26, weight: 0.1 }),
    ...phaseRows(plan),
    ...(plan.target && plan.loss ? lane("loss", 0.6) : []),
    ...above.flatMap(({ name }) => lane(name, 1.2)),
    ...inside.flatMap(({ name, role }) => lane(name, role === "gate" ? 1.4 : 2)),
    ...(plan.input ? lane("x", 1) : []),
    .../** @type {Wish[]} */ (
      plan.loss ? [gap("curve", 6, 12), { kind: "curve", key: "curve", least: 72, most: 240, weight: 3 }] : []
    ),
    /** @type {Wish} */ ({ kind: "steps", key: "steps", least: 26, most: 30, weight: 0.2 }),
  ];
  const least = wishes.reduce((sum, wish) => sum + wish.least, 0);
  return least <= height ? wishes : wishes.filter(({ key }) => !isGate.has(key.replace(/^(gap-under|lane)-/u, "")));
}

/**
 * @param {string} name
 * @param {number} weight
 * @returns {Wish[]}
 */
function lane(name, weight) {
  return [{ kind: "lane", key: `lane-${name}`, node: name, least: 18, most: 400, weight }, gap(`under-${name}`, 4, 8)];
}

/**
 * Lines between the window and what is folded beside it.
 *
 * @param {Axis} axis
 * @param {number} top
 * @param {number} bottom
 * @returns {Box[]}
 */
function borders(axis, top, bottom) {
  return foldedSides(axis).map(({ key }) => ({
    key: `border-${key}`,
    tone: "border",
    x: begins(axis, key === "before" ? axis.first : axis.last + 1) - 1,
    y: top - 6,
    width: 2,
    height: bottom - top + 6,
    radius: 0,
  }));
}

/**
 * What of the run is seen, and how many steps are folded on either side.
 *
 * @param {Axis} axis
 * @param {Band} band
 * @param {boolean} isPlain drawn pixel for pixel
 * @returns {Words[]}
 */
function seenWords(axis, band, isPlain) {
  const { first, last, T, pitch, start, end } = axis;
  const y = band.y + band.height / 2;
  const sides = foldedSides(axis).map(({ key, steps }) => {
    const text = key === "before" ? `⋯ ${count(steps)}` : `${count(steps)} ⋯`;
    const anchor = /** @type {"start" | "end"} */ (key === "before" ? "start" : "end");
    return { key: `fold-${key}`, tone: "fold", x: key === "before" ? start : end, y, text, anchor };
  });
  const room = end - start - 2 * Math.max(0, ...sides.map(({ text }) => widthOf(text, LETTERS) + 8));
  const where = zoomWords.seen(first, last, T);
  const full = isPlain ? [`${where}, ${zoomWords.scale(pitch)}`] : [];
  const wishes = [...full, where, zoomWords.steps(first, last)];
  const text = wishes.find((one) => widthOf(one, LETTERS) <= room) ?? "";
  return [...sides, { key: "seen", tone: "seen", x: (start + end) / 2, y, text, anchor: "middle" }];
}
