/**
 * What one may take along as a picture: the stage as it is seen or a part of it, a span of steps, an opened step, the folded graph.
 *
 * @import {Axis, Looks, Picture, Run, Scene, Span, Stop} from "#app/types.js"
 * @import {Fineness} from "#app/export/heat.js"
 * @import {Product} from "#app/state/products.js"
 * @typedef {import("#app/layout/stage.js").Sight & {written?: {product: Product, width: number, height: number, larger: number} | null, storeys?: import("#app/export/stacked.js").Storey[]}} Sight
 */

import { foldedShapes } from "#app/export/folded.js";
import { lanesTop, partOf } from "#app/export/parts.js";
import { productShapes } from "#app/export/product.js";
import { shapesOf } from "#app/export/shapes.js";
import { stacked } from "#app/export/stacked.js";
import { layOutFolded } from "#app/layout/folded/folded.js";
import { initialSides } from "#app/layout/initial.js";
import { glanceAt } from "#app/layout/opened/values.js";
import { productScene } from "#app/layout/product/scene.js";
import { sightOf } from "#app/layout/product/sight.js";
import { layOut } from "#app/layout/stage.js";
import { stageAxis } from "#app/layout/stageaxis.js";

const PITCH = 84; // pixels a step
const FOLD = 56; // pixels in which steps are folded away
const HEIGHT = 612; // of the stage in a usual window
const MARGIN = 8; // around a product, whose numbers begin at the edge
const OPENED = { width: 1180, height: 640 };

/** @typedef {"stage" | "both" | "columns" | "lanes" | "steps" | "opened" | "folded" | "unfolded"} What */

/**
 * @typedef {object} Wish
 * @property {What} what
 * @property {Span} span of steps
 * @property {boolean} paper whether it has a ground of its own
 * @property {Fineness} fineness
 */

/**
 * What can be chosen now.
 *
 * @param {Scene} scene
 * @param {import("#app/types.js").Show} [show]
 * @returns {What[]}
 */
export function choices(scene, show = "columns") {
  const both = scene.shared && !scene.grids ? BOTH : [];
  if (show === "board") return ["steps", "opened", "unfolded", "folded"]; // formulas: copied as TeX where they stand
  if (scene.unfolded) return ["stage", ...both, "steps", "opened", "folded"];
  if (scene.notes !== undefined) return ["stage", "steps", "opened", "unfolded", "folded"]; // an opened step has no lanes
  const hasParts = lanesTop(scene) !== null && scene.vectors.length > 0; // seen from afar there are lanes alone
  return ["stage", ...both, ...(hasParts ? PARTS : []), "steps", "opened", "unfolded", "folded"];
}

const BOTH = /** @type {const} */ (["both"]);
const PARTS = /** @type {const} */ (["columns", "lanes"]);

/**
 * @param {Wish} wish
 * @param {Scene} seen
 * @param {Sight} sight what the stage is laid out from
 * @param {Looks} looks
 * @returns {Picture}
 */
export function pictureOf({ what, span, paper, fineness }, seen, sight, looks) {
  const ground = { paper: paper ? looks.palette.paper : null, palette: looks.palette };
  if (what === "folded") {
    const scene = layOutFolded(sight.run.plan);
    const { width, height } = scene;
    return { left: 0, top: 0, width, height, ...ground, shapes: foldedShapes(scene, looks) };
  }
  if (what === "both" && sight.storeys)
    return { left: 0, top: 0, ...stacked(sight.storeys, looks, fineness), ...ground };
  if (what === "stage" && sight.written) return productPicture(sight, sight.written, ground, looks);
  const { scene, top, bottom } = sceneOf(what, span, seen, sight);
  const shapes = shapesOf(scene, looks, { top, bottom, fineness });
  return { left: 0, top, width: scene.width, height: bottom - top, ...ground, shapes };
}

/**
 * @param {Sight} sight
 * @param {NonNullable<Sight["written"]>} written
 * @param {Pick<Picture, "paper" | "palette">} ground
 * @param {Looks} looks
 * @returns {Picture}
 */
function productPicture(sight, { product, width, height, larger }, ground, looks) {
  const { opening, stepOf } = sight;
  if (!opening || !stepOf) throw new TypeError("a product stands in an opened step");
  const looked = sightOf(glanceAt({ ...sight, opening, stepOf }), product, sight.view);
  const scene = productScene({ ...looked, width, height, larger });
  const isShare = looked.writes === "share";
  const { matrix, delta, operand } = looked.reading;
  const numbers = {
    matrix: isShare ? null : matrix.values,
    left: isShare ? delta : null,
    top: isShare ? operand : null,
  };
  const room = { left: -MARGIN, top: -MARGIN, width: scene.width + MARGIN, height: scene.height + MARGIN };
  return { ...room, ...ground, shapes: productShapes(scene, numbers, looks) };
}

/**
 * @param {What} what
 * @param {Span} span
 * @param {Scene} seen
 * @param {Sight} sight
 */
function sceneOf(what, span, seen, sight) {
  if (what === "stage" || what === "columns" || what === "lanes") return partOf(seen, what);
  const isOpen = what === "opened";
  const isGraph = what === "unfolded";
  const show = /** @type {import("#app/types.js").Show} */ (isGraph ? "graph" : "columns");
  const usual = {
    ...sight,
    presenting: false,
    view: { ...sight.view, show, open: isOpen, fold: 1, camera: null, product: null },
  };
  const { axis, width } = spanAxis(sight.run, sight.itinerary.stops[sight.cursor], span);
  const scene = layOut(isOpen || isGraph ? { ...usual, ...OPENED } : { ...usual, axis, width, height: HEIGHT });
  return partOf(scene, "stage");
}

/**
 * Just those steps as columns; beside them stands how many are folded away.
 *
 * @param {Run} run
 * @param {Stop} stop
 * @param {Span} span
 * @returns {{axis: Axis, width: number}}
 */
function spanAxis(run, stop, { first, last }) {
  const { T } = run.plan;
  const { start } = stageAxis(run, stop, OPENED.width, false);
  const [before, after] = [first > 1 ? FOLD : 0, last < T ? FOLD : 0];
  const left = start + before;
  const end = left + (last - first + 1) * PITCH + after;
  const beyond = initialSides(run.plan).after.size ? 50 : 10;
  const folded = { before: before / Math.max(1, first - 1), after: after / Math.max(1, T - last) };
  return { axis: { T, first, last, pitch: PITCH, left, ...folded, start, end }, width: Math.max(560, end + beyond) };
}
