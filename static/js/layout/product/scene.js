/**
 * A product W @ v written out: the vector above the columns it meets, the matrix, the product at its right; one row
 * followed to its sum. On the way back the same places, read the other way: δ at the right, Wᵀδ above the columns.
 *
 *              v[1]  v[2]  v[3]
 *     W   1     ·     ·     ·       ·
 *         2   [ ·     ·     · ]  = [·]
 *     parts     ·  +  ·  +  ·    =  ·
 *               ▁     ▄     ▀      (a waterfall from 0 to the sum)
 *
 * @import {NumberCell, ProductScene, RampName} from "#app/types.js"
 * @import {Measures} from "#app/layout/product/measures.js"
 * @import {Reading} from "#app/layout/product/reading.js"
 * @import {Tables} from "#app/layout/product/tables.js"
 * @import {Tracks} from "#app/layout/product/tracks.js"
 * @import {Direction} from "#app/state/product.js"
 */

import { magnify } from "#app/layout/magnify.js";
import { cellsOf } from "#app/layout/product/cells.js";
import { mapOf, mapSize } from "#app/layout/product/map.js";
import { gutterOf, measuresOf } from "#app/layout/product/measures.js";
import { tablesOf } from "#app/layout/product/tables.js";
import { tracksOf } from "#app/layout/product/tracks.js";
import { waterfall } from "#app/layout/product/waterfall.js";

/**
 * @typedef {object} ProductSight
 * @property {Reading} reading
 * @property {Direction} writes
 * @property {number} row that is followed, from 0
 * @property {number} column
 * @property {{top: string, matrix: string, side: string}} names as TeX
 * @property {{ramp: RampName, limit: number} | null} [operandRamp] where it has one of its own
 * @property {number} width
 * @property {number} height what there is; the scene is higher where a few rows need more
 * @property {number} [larger] how many times, on a projector
 * @property {number | null} [decimals]
 */

const MAP_GAP = 30;
const FEWEST = 3; // columns of numbers beside a map
const BELOW = 24; // the waterfall beside the rows has its 0 under them

/**
 * Where everything stands.
 *
 * @typedef {object} Ground
 * @property {ProductSight} sight
 * @property {Tables} tables
 * @property {Measures} measures
 * @property {Tracks} columns
 * @property {Tracks} rows
 * @property {number} left where names begin
 * @property {number} head y of the vector's cells
 * @property {number} side x of the product's cells
 * @property {number} wide of one number
 * @property {number} tall of one that is in no row of the matrix
 * @property {number} foot y below the matrix
 * @property {{width: number, height: number, below: boolean} | null} map of the whole matrix, where only a window has numbers
 */

/**
 * @param {ProductSight} sight
 * @returns {ProductScene}
 */
export function productScene(sight) {
  const { width, height, larger = 1 } = sight;
  if (larger === 1) return { ...sceneOf(sight), larger };
  const small = sceneOf({ ...sight, width: width / larger, height: height / larger });
  return { .../** @type {Omit<ProductScene, "larger">} */ (magnify(small, larger)), larger };
}

/**
 * @param {ProductSight} sight
 * @returns {Omit<ProductScene, "larger">}
 */
function sceneOf(sight) {
  const ground = groundOf(sight);
  const { cells, boxes, words, notes, lines } = cellsOf(ground);
  const fall = waterfall(ground);
  const map = mapOf(ground, fall.bottom + 16);
  return {
    width: sight.width,
    height: Math.ceil(Math.max(fall.bottom, map ? map.y + map.height + 8 : 0)),
    cells,
    boxes: [...fall.boxes, ...boxes, ...(map ? [map.frame] : [])],
    lines: [...lines, ...fall.lines],
    words: [...words, ...fall.words],
    notes,
    map,
    rows: ground.rows.span,
    columns: ground.columns.span,
  };
}

/**
 * @param {ProductSight} sight
 * @returns {Ground}
 */
function groundOf(sight) {
  const { reading, width, height, row, column, writes } = sight;
  const { rows: m, columns: n } = reading.product;
  const tables = tablesOf(sight);
  const measures = measuresOf(sight);
  const { cell, tall: line, rest, gap, fall, labels, arrows } = measures;
  const head = labels + 2;
  const top = head + line.least + arrows;
  const room = height - top - (writes === "forward" ? gap + line.least + fall : BELOW);
  const margin = gutterOf(measures, sight, tables);
  const beyond = writes === "backward" ? 2 * gap + 2 * measures.side + measures.across : gap + measures.side;
  const windowed = n > (width - margin - beyond) / cell.least || m > room / line.least;
  const wished = windowed ? mapSize(sight) : null;
  const beside = width - margin - beyond - (wished?.width ?? 0) - MAP_GAP;
  const map = wished && (wished.below || beside > FEWEST * cell.least + 2 * rest) ? wished : null; // numbers come first
  const left = map && !map.below ? map.width + MAP_GAP : 0;
  const start = left + margin;
  const most = Math.min(cell.most, Math.max(cell.least, (width - start - 2 * gap - measures.across) / (n + 2)));
  const columns = tracksOf({
    count: n, chosen: column, start, room: width - start - beyond, least: cell.least, most, rest,
  }); // biome-ignore format: one line to read
  const rows = tracksOf({
    count: m, chosen: row, start: top, room, least: line.least, most: line.most, rest: line.rest,
  }); // biome-ignore format: one line to read
  return {
    sight,
    tables,
    measures,
    columns,
    rows,
    left,
    head,
    side: columns.end + gap,
    wide: Math.max(columns.shown[0].size, measures.side),
    tall: line.least,
    foot: rows.end + gap,
    map,
  };
}

/**
 * What stands at a point.
 *
 * @param {ProductScene} scene
 * @param {number} x
 * @param {number} y
 * @returns {Pick<NumberCell, "kind" | "row" | "column"> | null}
 */
export function numberAt({ cells, map }, x, y) {
  const found = cells.find((one) => x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height);
  if (found) return found.kind === "rest" ? null : found;
  if (!map || x < map.x || y < map.y || x >= map.x + map.width || y >= map.y + map.height) return null;
  const at = (/** @type {number} */ share, /** @type {number} */ count) =>
    Math.min(count - 1, Math.floor(share * count));
  return {
    kind: "matrix",
    row: at((y - map.y) / map.height, map.rows),
    column: at((x - map.x) / map.width, map.columns),
  };
}
