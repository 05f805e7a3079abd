/**
 * One tile of the chain: a matrix as colours, with lines between the blocks of its state, its singular values as small
 * bars, its largest one and its spectral radius in figures.
 *
 * @import {Box, Words} from "#app/types.js"
 * @import {LaidParts, Spot} from "#app/gradient.js"
 * @import {Link, Power, Tile, Which} from "#app/layout/gradient/chainread.js"
 * @import {Look, Place, Rows} from "#app/layout/gradient/chainplaces.js"
 */

import { NAMELESS } from "#app/layout/gradient/chainplaces.js";
import { powerFigure, turned } from "#app/layout/gradient/chainread.js";
import { chainWords as said } from "#app/words/gradient/chain.js";

const BARS = 8;
const BAR = { width: 6, gap: 2, height: 14 };

/**
 * @typedef {object} Painter
 * @property {Link} link
 * @property {Look} look
 * @property {Rows} rows
 * @property {boolean} compact no names at the left: the figures say what they are
 */

/** @returns {Required<Pick<LaidParts, "boxes" | "words" | "grids" | "spots" | "outlines">>} */
export function nothing() {
  return { boxes: [], words: [], grids: [], spots: [], outlines: [] };
}

/**
 * The matrix as it is drawn: in denominator layout transposed.
 *
 * @param {Link} link
 * @param {Look} look
 * @param {Which} which
 * @param {number} at
 */
export function matrixAt(link, { isDenominator }, which, at) {
  const tile = link.tile(which, at);
  return tile && isDenominator ? turned(tile) : tile;
}

/**
 * @param {Painter} painter
 * @param {Place} place
 * @param {Which} which
 * @param {number | null} limit of the colours; null: the matrix's own largest entry
 */
export function tileParts({ link, look, rows, compact }, place, which, limit) {
  const found = nothing();
  const at = /** @type {number} */ (place.at);
  const matrix = which === "factor" ? "factor" : "product";
  const { side } = rows;
  const x = place.x + (place.width - side) / 2;
  const y = matrix === "factor" ? rows.factors : rows.products;
  const tile = matrixAt(link, look, which, at);
  if (!tile) return found;
  const key = `${matrix}-${at}`;
  const [across, down] = [edgesOf(x, side, tile.columns), edgesOf(y, side, tile.rows)];
  found.grids.push({
    key,
    across,
    down,
    values: tile.heat,
    ramp: "signed",
    limit: (limit === null ? tile.largest : limit * 2 ** -tile.top) || 1,
    own: limit === null || tile.top !== 0,
    gap: 0,
  });
  found.boxes.push({ key, tone: "chain-tile", x, y, width: side, height: side, radius: 0 });
  found.boxes.push(...blockLines(link, key, x, y, side));
  const isLooked = at === look.at && matrix === look.matrix;
  if (isLooked) {
    found.outlines.push({
      key: "laid-chosen",
      tone: "outline laid-chosen",
      x: x - 3,
      y: y - 3,
      width: side + 6,
      height: side + 6,
      radius: 4,
    });
    const entry = entryBox(look, tile, link, across, down);
    if (entry) found.outlines.push(entry);
  }
  found.spots.push(spotOf(link, look, place, matrix, { x, y, side, across, down }));
  const foot = y + side - (matrix === "product" ? NAMELESS : 0);
  found.boxes.push(...bars(link, which, at, place, foot, rows));
  found.words.push(...figures({ link, look, rows, compact }, which, place, foot));
  return found;
}

/** @param {number} from @param {number} side @param {number} count @returns {number[]} */
function edgesOf(from, side, count) {
  return Array.from({ length: count + 1 }, (_, n) => from + (side * n) / count);
}

/**
 * Between the blocks of a state of several names.
 *
 * @param {Link} link
 * @param {string} key
 * @param {number} x
 * @param {number} y
 * @param {number} side
 * @returns {Box[]}
 */
function blockLines({ parts, size }, key, x, y, side) {
  return parts.slice(1).flatMap(({ start }) => {
    const by = (side * start) / size - 0.75;
    return [
      { key: `${key}-across-${start}`, tone: "chain-block", x, y: y + by, width: side, height: 1.5, radius: 0 },
      { key: `${key}-down-${start}`, tone: "chain-block", x: x + by, y, width: 1.5, height: side, radius: 0 },
    ];
  });
}

/**
 * @param {Look} look
 * @param {Tile} tile
 * @param {Link} link
 * @param {number[]} across
 * @param {number[]} down
 * @returns {Box | null}
 */
function entryBox({ entry, isDenominator }, tile, { size }, across, down) {
  if (!entry) return null;
  const [row, column] = (isDenominator ? entry.toReversed() : entry).map((one, axis) =>
    Math.floor((one * (axis ? tile.columns : tile.rows)) / size),
  );
  const [x, y] = [across[column], down[row]];
  const [width, height] = [Math.max(5, across[column + 1] - x), Math.max(5, down[row + 1] - y)];
  return { key: "laid-entry", tone: "outline laid-entry", x, y, width, height, radius: 1 };
}

/**
 * @param {Link} link
 * @param {Look} look
 * @param {Place} place
 * @param {"factor" | "product"} matrix
 * @param {{x: number, y: number, side: number, across: number[], down: number[]}} box
 * @returns {Spot}
 */
function spotOf(link, look, place, matrix, { x, y, side, across, down }) {
  const step = link.steps[/** @type {number} */ (place.at)];
  return {
    x,
    y,
    width: side,
    height: side,
    to: { step, matrix },
    entries: { across, down, first: [0, 0], counts: [link.size, link.size], turned: look.isDenominator },
  };
}

/**
 * Singular values, each as high as it is of the largest one.
 *
 * @param {Link} link
 * @param {Which} which
 * @param {number} at
 * @param {Place} place
 * @param {number} bottom of the tile
 * @param {Rows} rows
 * @returns {Box[]}
 */
function bars(link, which, at, place, bottom, { under }) {
  if (!under.bars) return [];
  const values = link.singular(which, at).slice(0, BARS);
  const width = values.length * (BAR.width + BAR.gap) - BAR.gap;
  const x = place.x + (place.width - width) / 2;
  const foot = bottom + under.bars + BAR.height / 2;
  return values.map(([m], n) => {
    const share = values[0][0] > 0 && Number.isFinite(m) ? m / values[0][0] : 0;
    const height = Math.max(1, share * BAR.height);
    return {
      key: `${which}-${at}-bar-${n}`,
      tone: "chain-bar",
      x: x + n * (BAR.width + BAR.gap),
      y: foot - height,
      width: BAR.width,
      height,
      radius: 0,
    };
  });
}

/**
 * @param {Painter} painter
 * @param {Which} which
 * @param {Place} place
 * @param {number} bottom of the tile
 * @returns {Words[]}
 */
function figures({ link, look, rows, compact }, which, place, bottom) {
  const at = /** @type {number} */ (place.at);
  const isLooked = at === look.at && look.matrix === (which === "factor" ? "factor" : "product");
  const x = place.x + place.width / 2;
  const line = (
    /** @type {string} */ key,
    /** @type {number} */ y,
    /** @type {Power | null | undefined} */ value,
    /** @type {string} */ sign,
  ) => {
    if (!y) return [];
    const text = value ? powerFigure(value) : "";
    return [
      {
        key: `${which}-${at}-${key}`,
        tone: `chain-figure${key === "norm" ? " main" : ""}${isLooked ? " looked" : ""}`,
        x,
        y: bottom + y,
        text: compact && text ? `${sign} ${text}` : text,
        anchor: /** @type {const} */ ("middle"),
      },
    ];
  };
  return [
    ...line("norm", rows.under.norm, link.singular(which, at)[0], said.sigma),
    ...(which === "wrong" ? [] : line("radius", rows.under.radius, link.radius(which, at), said.rho)),
  ];
}
