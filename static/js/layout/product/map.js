/**
 * The whole matrix as a picture beside the numbers of a window of it.
 *
 * @import {ProductMap} from "#app/types.js"
 * @import {Ground, ProductSight} from "#app/layout/product/scene.js"
 */

const MANY = 16; // rows or columns beyond which even a projector shows a map

/**
 * @param {ProductSight} sight
 * @returns {Ground["map"]}
 */
export function mapSize({ reading, width, larger = 1 }) {
  const presenting = larger > 1;
  const { rows, columns } = reading.product;
  const many = Math.max(rows, columns);
  if (presenting && many <= MANY) return null;
  const below = width < (presenting ? 400 : 700);
  const each = Math.min(presenting ? 5 : 10, (presenting ? 84 : 180) / many);
  return { width: Math.max(20, each * columns), height: Math.max(20, each * rows), below };
}

/**
 * @param {Ground} ground
 * @param {number} bottom of everything else
 * @returns {ProductMap | null}
 */
export function mapOf({ map, sight, tables, rows, columns }, bottom) {
  if (!map) return null;
  const { rows: m, columns: n } = sight.reading.product;
  const [x, y] = [4, map.below ? bottom : rows.all[0].start];
  const [across, down] = [map.width / n, map.height / m];
  const frame = {
    key: "shown",
    tone: "shown-part",
    x: x + columns.span.first * across - 1,
    y: y + rows.span.first * down - 1,
    width: (columns.span.last - columns.span.first + 1) * across + 2,
    height: (rows.span.last - rows.span.first + 1) * down + 2,
    radius: 2,
  };
  return { x, y, width: map.width, height: map.height, rows: m, columns: n, frame, limit: tables.matrix.limit };
}

const FINEST = 256; // blocks each way

/**
 * @typedef {object} MapNumbers
 * @property {ArrayLike<number> | null} matrix row after row; null: the outer product of the other two
 * @property {ArrayLike<number> | null} left
 * @property {ArrayLike<number> | null} top
 */

/**
 * What each pixel of the map shows: of every block the entry of the largest magnitude. What is not finite wins.
 *
 * @param {Pick<ProductMap, "rows" | "columns">} map
 * @param {MapNumbers} numbers
 * @returns {{rows: number, columns: number, values: Float64Array}}
 */
export function mapEntries({ rows: m, columns: n }, { matrix, left, top }) {
  const [rows, columns] = [Math.min(m, FINEST), Math.min(n, FINEST)];
  const values = new Float64Array(rows * columns);
  if (matrix) {
    for (let i = 0; i < m; i += 1) {
      const start = Math.floor((i * rows) / m) * columns;
      for (let j = 0; j < n; j += 1) {
        const at = start + Math.floor((j * columns) / n);
        values[at] = larger(values[at], matrix[i * n + j]);
      }
    }
    return { rows, columns, values };
  }
  const [down, across] = [extremes(left, m, rows), extremes(top, n, columns)];
  for (let k = 0; k < values.length; k += 1) values[k] = down[Math.floor(k / columns)] * across[k % columns];
  return { rows, columns, values };
}

/**
 * @param {ArrayLike<number> | null} numbers
 * @param {number} count
 * @param {number} blocks
 */
function extremes(numbers, count, blocks) {
  const found = new Float64Array(blocks);
  for (let k = 0; numbers && k < count; k += 1) {
    const at = Math.floor((k * blocks) / count);
    found[at] = larger(found[at], numbers[k]);
  }
  return found;
}

/**
 * @param {number} a
 * @param {number} b
 */
function larger(a, b) {
  return Math.abs(b) > Math.abs(a) || Number.isNaN(b) ? b : a;
}
