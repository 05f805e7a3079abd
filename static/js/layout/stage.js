/**
 * The stage as a scene: one time axis through the unfolded graph, the lanes and the curve, cut by the playhead.
 * Arithmetic on plain data: no document, no clock, no dice.
 *
 * @import {Axis, Band, Box, Itinerary, Run, Scene, View} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 */

import { stretches } from "#app/layout/axis.js";
import { bands, rowsOf } from "#app/layout/bands.js";
import { brokenBars, brokenSigns, brokenStretches, firstBroken } from "#app/layout/broken.js";
import { levelOf } from "#app/layout/camera.js";
import { withChanges } from "#app/layout/changes.js";
import { columnsOf, frameAround, furnish } from "#app/layout/columns.js";
import { curves } from "#app/layout/curve.js";
import { edgesOf } from "#app/layout/edges.js";
import { withHidden } from "#app/layout/hiddensigns.js";
import { initialValues } from "#app/layout/initial.js";
import { placeNames } from "#app/layout/initialnames.js";
import { labelsOf } from "#app/layout/labels.js";
import { lanesOf } from "#app/layout/lanes.js";
import { largerTogether } from "#app/layout/largertogether.js";
import { withLit } from "#app/layout/lit.js";
import { magnify } from "#app/layout/magnify.js";
import { outlinesOf } from "#app/layout/outlines.js";
import { phaseBands } from "#app/layout/phases.js";
import { pictures } from "#app/layout/pictures.js";
import { playheadOf } from "#app/layout/playhead.js";
import { alongside, largerFor, presented } from "#app/layout/presented.js";
import { shapedRun } from "#app/layout/shapes.js";
import { gutterOf, stageAxis } from "#app/layout/stageaxis.js";
import { foldNames, stepNames } from "#app/layout/stepnames.js";
import { stripScene } from "#app/layout/strips.js";
import { withSurgery } from "#app/layout/surgery.js";
import { asFarAs } from "#app/layout/together.js";
import { changedRun, showsChanges } from "#app/state/changed.js";
import { dependence } from "#app/state/dependence.js";
import { reach as reachOf } from "#app/state/reach.js";

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
 * @property {Run | null} [before] what it is compared with
 * @property {boolean} [presenting] larger, and only what has room then
 * @property {import("#app/gradient.js").LaidAnswer | null} [answer] what of the gradient is laid open
 * @property {{run: Run, answer: import("#app/gradient.js").LaidAnswer | null} | null} [second] the run that is laid open on the same axes
 * @property {import("#app/gradient.js").Place | null} [hover] the cell of it under the pointer
 * @property {Axis} [axis] steps that are asked for, instead of those around the playhead
 * @property {import("#app/layout/together.js").Together | null} [together] with what it is shown on one time axis
 */

/**
 * @param {Sight} sight
 * @returns {Scene}
 */
export function layOut(sight) {
  const { width, height, presenting } = sight;
  if (!presenting) return { ...sceneOf(sight), larger: 1 };
  const wished = largerFor(width, height) * (sight.view.show === "graph" && !sight.view.open ? LETTERED : 1);
  const plans = sight.together && [sight.run.plan, sight.together.plan];
  const usual = sight.view.open ? SMALLER.map((part) => part * wished) : [wished];
  const sizes = plans ? [largerTogether(plans, sight)] : usual;
  let larger = 1;
  let scene = null;
  for (larger of sizes) {
    scene = sceneOf({ ...sight, width: width / larger, height: height / larger });
    if (scene.width * larger < width + 1 && scene.height * larger < height + 1) break;
  }
  return { .../** @type {Omit<Scene, "larger">} */ (magnify(scene, larger)), larger };
}

const LETTERED = 0.89; // names in the graph's circles are larger than those of the columns

const SMALLER = [1, 0.85, 0.72, 0.63]; // an opened step that does not fit is shown less large, or scrolls

/**
 * @param {Sight} given
 * @returns {Omit<Scene, "larger">}
 */
function sceneOf(given) {
  const { show, shapes, open } = given.view;
  const sight = shapes && show === "graph" && !open ? { ...given, run: shapedRun(given.run) } : given;
  const { run, before, view } = sight;
  if (!showsChanges(run, before, view)) return withHidden(withSurgery(bareScene(sight), run), run);
  const [changes, of] = [changedRun(run, before), dependence(run, before)];
  const scene = withHidden(withSurgery(bareScene({ ...sight, run: changes }), run), changes);
  return of ? withChanges(scene, changes, of, view.lanes === "gradients" ? "grads" : "values") : scene;
}

/**
 * @param {Sight} sight
 * @returns {Omit<Scene, "larger">}
 */
function bareScene(sight) {
  if (sight.view.open && sight.opening && sight.stepOf) {
    return pictures.opened({ ...sight, opening: sight.opening, stepOf: sight.stepOf });
  }
  if (sight.view.show === "gradient") return pictures.gradient(sight);
  return sight.view.show === "graph" ? pictures.graph(sight) : closedScene(sight);
}

/**
 * @param {Sight} sight
 * @returns {Omit<Scene, "larger">}
 */
function closedScene(sight) {
  const { run, itinerary, cursor, view, width, height, presenting, lit, axis: asked, together } = sight;
  const compact = width < 560;
  const stop = together?.moment ?? itinerary.stops[cursor];
  const reach = reachOf(itinerary, cursor);
  const shared = asked ?? stageAxis(run, stop, width, compact, view.camera, 0, together?.plan);
  const axis = asFarAs(shared, run.plan.T);
  const gutter = Math.max(...[run.plan, together?.plan ?? run.plan].map((plan) => gutterOf(plan, compact)));
  const level = levelOf(shared);
  if (level === "strips" && !asked) return stripScene(sight, axis, gutter, shared);
  const chosen = together
    ? alongside(run.plan, view.cell, presenting)
    : presenting
      ? presented(run.plan, stop, view.cell)
      : undefined;
  const all = bands(run.plan, height, chosen);
  const band = new Map(all.map((one) => [one.key, one]));
  const frame = frameOf(run, band);
  /** @type {Ground} */
  const ground = {
    run,
    reach,
    stop,
    axis,
    band,
    frame,
    columns: columnsOf(axis, reach, stop),
    narrow: level === "narrow",
  };
  const furniture = furnish(ground);
  const phases = phaseBands(ground);
  const initial = initialValues(ground, !compact);
  const named = placeNames(initial.names, initial.boxes, labelsOf(run.plan, all, compact, view.shapes), width);
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
    ...(together ? { shared } : {}),
    gutter,
    columns: ground.columns,
    vectors: [...furniture.vectors, ...initial.vectors],
    bars: furniture.bars,
    boxes: [...phases.boxes, ...furniture.boxes, ...initial.boxes, ...broken.flatMap(({ boxes }) => boxes)],
    edges: edgesOf(ground),
    words: [
      ...phases.words,
      ...furniture.words,
      ...stepNames(axis, stop.t, band.get("steps"), level === "columns", playheadOf(stop, axis).x),
      ...foldNames(axis, (frame.top + frame.bottom) / 2, compact),
      ...broken.flatMap(({ words }) => words),
      ...signs,
    ],
    lanes: lanesOf(ground, view),
    laneSpans: stretches(axis),
    curve: curveBand ? curves(run, reach, view, axis, curveBand) : null,
    initialNames: named.names,
    labels: named.labels,
    playhead: playheadOf(stop, shared),
    outlines: /** @type {Box[]} */ ([]),
  };
  return withLit({ ...scene, outlines: outlinesOf(scene, view) }, ground, lit);
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
