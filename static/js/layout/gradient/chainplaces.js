/**
 * Where the chain's tiles stand: a column for each factor that has room, in the order of multiplication, the middle of
 * a long chain folded into an ellipsis. Under each factor the product up to it.
 *
 * @import {LaidGround} from "#app/gradient.js"
 * @import {Link} from "#app/layout/gradient/chainread.js"
 */

import { latestLeft } from "#app/layout/gradient/chainnames.js";
import { entryOf, matrixOf } from "#app/state/laid/chain.js";

/**
 * @typedef {object} Look what is looked at, and how
 * @property {boolean} isDenominator
 * @property {boolean} isWrong
 * @property {number} at the factor that is looked at, from 0
 * @property {"factor" | "product"} matrix
 * @property {number[] | null} entry
 * @property {boolean} isOpen
 */

/** @typedef {{at: number | null, folded: number, x: number, width: number}} Place at: null of an ellipsis */

/**
 * @typedef {object} Rows pixels from the top
 * @property {number} title
 * @property {number} soFar 0: no room for it
 * @property {number} arrow
 * @property {number} factors
 * @property {number} products where the tiles of the products begin, or the opened one
 * @property {number} side of a tile
 * @property {{name: number, bars: number, norm: number, radius: number}} under a tile; 0 where there is no room for it
 * @property {number} bottom
 */

const EACH = { wide: 92, compact: 78 }; // least width of a column: its figures must fit
const WIDEST = 150;
const FOLD = 46;
const LEAST_SIDE = 30;
const MOST_SIDE = 132;
const OPEN_SIDE = 52; // of the factors, where one of them stands open below
const LINE = 18;
export const NAMELESS = 12; // pixels that a product, which has no name under it, saves
const TIGHT = 210; // a stage that is presented: everything closer together
const TIGHT_LINE = 15;
const OPENED = 120; // least height of an opened tile
const NOTHING = { soFar: 0, arrow: 0, factors: 0, side: 0, under: { name: 0, bars: 0, norm: 0, radius: 0 } };

/**
 * @param {Pick<LaidGround, "laid" | "plan">} ground
 * @param {Link} link
 * @returns {Look}
 */
export function lookOf({ laid, plan }, { steps, size }) {
  const at = steps.indexOf(/** @type {number} */ (laid.step));
  const entry = entryOf(laid, plan);
  return {
    isDenominator: laid.layout === "denominator",
    isWrong: laid.order === "wrong",
    at: at < 0 ? steps.length - 1 : at,
    matrix: matrixOf(laid),
    entry: entry?.every((one) => one < size) ? entry : null,
    isOpen: laid.open === true && steps.length > 0,
  };
}

/**
 * @param {LaidGround} ground
 * @param {Link} link
 * @param {Look} look
 * @returns {Place[]} from left to right
 */
export function columnsOf({ gutter, room, compact }, link, look) {
  const [left, right] = [compact ? 12 : gutter, room.width - 12];
  const each = compact ? EACH.compact : EACH.wide;
  const order = drawn(link, look.at, Math.max(1, Math.floor((right - left) / each)), (right - left) / each);
  const folds = order.filter(({ at }) => at === null).length;
  const width = Math.min(WIDEST, (right - left - folds * FOLD) / Math.max(1, order.length - folds));
  let x = left;
  return (latestLeft(look) ? order.reverse() : order).map((one) => {
    const place = { ...one, x, width: one.at === null ? FOLD : width };
    x += place.width;
    return place;
  });
}

/**
 * Both ends, what is looked at and its neighbours, as far as there is room; all where all fit.
 *
 * @param {Link} link
 * @param {number} looked
 * @param {number} fit
 * @param {number} room in columns
 */
function drawn({ steps, shown }, looked, fit, room) {
  const n = steps.length;
  const all = shown.length === n && n <= fit;
  const wanted = all ? shown : [looked, n - 1, 0, looked + 1, looked - 1, n - 2, 1, n - 3, 2, n - 4, 3];
  /** @type {Set<number>} */
  let kept = new Set();
  for (const at of wanted) {
    const next = new Set([...kept, at]);
    if (!shown.includes(at)) continue;
    if (!all && kept.size && next.size + foldsOf(next, n) * (FOLD / EACH.wide) > room) continue;
    kept = next;
  }
  /** @type {{at: number | null, folded: number}[]} */
  const found = [];
  let before = -1;
  for (const at of [...kept].sort((one, other) => one - other)) {
    if (at - before > 1) found.push({ at: null, folded: at - before - 1 });
    found.push({ at, folded: 0 });
    before = at;
  }
  if (n - before > 1) found.push({ at: null, folded: n - before - 1 });
  return found;
}

/**
 * @param {Set<number>} kept
 * @param {number} n
 */
function foldsOf(kept, n) {
  const sorted = [-1, ...[...kept].sort((one, other) => one - other), n];
  return sorted.filter((at, k) => k > 0 && at - sorted[k - 1] > 1).length;
}

/**
 * Whether an opened tile has all the room: where a stage is presented there is none for the factors above it.
 *
 * @param {Pick<LaidGround, "presenting">} ground
 * @param {Look} look
 */
export function isAlone({ presenting }, { isOpen }) {
  return presenting && isOpen;
}

/**
 * @param {LaidGround} ground
 * @param {Place[]} columns
 * @param {Look} look
 * @returns {Rows}
 */
export function rowsOf({ room, title, presenting }, columns, look) {
  if (isAlone({ presenting }, look)) return { ...NOTHING, title: title.y, products: room.y, bottom: room.y + OPENED };
  const widest = Math.max(0, ...columns.filter(({ at }) => at !== null).map(({ width }) => width - 14));
  const isTight = room.height < TIGHT;
  const plans = [
    { soFar: 46, radius: LINE, norm: LINE, bars: 18 },
    { soFar: 0, radius: LINE, norm: LINE, bars: 18 },
    { soFar: 0, radius: 0, norm: isTight ? TIGHT_LINE : LINE, bars: 0 },
  ].slice(look.isOpen ? 2 : 0);
  const space = isTight
    ? { arrow: 6, factors: 7, name: 15, products: 5 }
    : { arrow: 10, factors: 12, name: 18, products: 16 };
  const fixed = (/** @type {typeof plans[0]} */ one) =>
    space.arrow +
    one.soFar +
    space.factors +
    2 * (space.name + one.bars + one.norm + one.radius) -
    NAMELESS +
    space.products;
  const chosen =
    plans.find((one) => (room.height - fixed(one)) / 2 >= (presenting ? 40 : 44)) ?? plans[plans.length - 1];
  const side = Math.max(
    LEAST_SIDE,
    Math.min(widest, look.isOpen ? OPEN_SIDE : MOST_SIDE, (room.height - fixed(chosen)) / 2),
  );
  const soFar = chosen.soFar ? room.y + 4 : 0;
  const arrow = room.y + space.arrow + chosen.soFar;
  const factors = arrow + space.factors;
  let under = space.name;
  const line = (/** @type {number} */ height) => {
    if (!height) return 0;
    under += height;
    return under - height / 2;
  };
  const [bars, norm, radius] = [line(chosen.bars), line(chosen.norm), line(chosen.radius)];
  const products = factors + side + under + space.products;
  const bottom = products + side + under - NAMELESS;
  return {
    title: title.y,
    soFar,
    arrow,
    factors,
    products,
    side,
    under: { name: isTight ? 8 : 12, bars, norm, radius },
    bottom: look.isOpen ? Math.max(bottom, products + OPENED) : bottom,
  };
}
