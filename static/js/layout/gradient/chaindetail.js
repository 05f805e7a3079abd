/**
 * A tile opened to its numbers: what it is made of and itself, D_5 · W = J_5, or itself alone with its blocks labelled.
 * What has no room is an excerpt around the chosen entry.
 *
 * @import {Box, Scene, Words} from "#app/types.js"
 * @import {Grid, LaidGround, Spot} from "#app/gradient.js"
 * @import {Matrix} from "#app/layout/gradient/chainmatrices.js"
 * @import {Link, Tile} from "#app/layout/gradient/chainread.js"
 * @import {Look, Rows} from "#app/layout/gradient/chainplaces.js"
 */

import { excerptOf, matricesOf } from "#app/layout/gradient/chainmatrices.js";
import { partOf } from "#app/layout/gradient/chainnames.js";
import { texWidth } from "#app/layout/lettering.js";
import { symbolAt } from "#app/layout/symbols.js";
import { chainWords as said } from "#app/words/gradient/chain.js";

const CELL = { width: 46, height: 20, most: 64, highest: 30 };
const SIGN = 26; // between two matrices
const HEAD = 44; // names over a matrix and its columns
const SIDE = 40; // names at its rows
const LETTERS = 17;

/** @typedef {{boxes: Box[], words: Words[], grids: Grid[], spots: Spot[], outlines: Box[], notes: NonNullable<Scene["notes"]>}} Found */

/**
 * @param {LaidGround} ground
 * @param {Link} link
 * @param {Look} look
 * @param {Rows} rows
 */
export function detailParts(ground, link, look, rows) {
  /** @type {Found} */
  const found = { boxes: [], words: [], grids: [], spots: [], outlines: [], notes: [] };
  const { room, compact } = ground;
  const left = compact ? 12 : 24;
  const space = { width: room.width - left - 16, height: Math.max(140, room.y + room.height - rows.products) };
  const fit = /** @type {[number, number]} */ ([
    Math.floor((space.height - HEAD) / CELL.height),
    Math.floor((space.width - SIDE) / CELL.width),
  ]);
  const { list, named } = chosen(matricesOf(ground, link, look), look, fit, space.width);
  const columns = list.reduce((sum, one) => sum + (named.has(one) ? 0 : one.tile.columns), 0);
  const spare = (space.width - (widthOf(list, named) - columns * CELL.width)) / columns;
  const cell = {
    width: Math.min(CELL.most, spare),
    height: Math.min(CELL.highest, (space.height - HEAD) / list[list.length - 1].tile.rows),
  };
  const y = rows.products + HEAD;
  const tall = list[list.length - 1].tile.rows * cell.height;
  let x = left + (list.length > 1 ? 0 : SIDE);
  for (const [n, matrix] of list.entries()) {
    const width = named.has(matrix) ? texWidth(matrix.tex, LETTERS) : matrix.tile.columns * cell.width;
    if (named.has(matrix))
      found.notes.push({ key: `named-${n}`, tex: matrix.tex, x: x + width / 2, y: y + tall / 2, tone: "chain-named" });
    else place(found, ground, link, look, matrix, { x, y, cell });
    x += width;
    if (n === list.length - 1) break;
    const isLast = n === list.length - 2;
    const sign = { key: `sign-${n}`, tone: "chain-sign", text: isLast ? "=" : "·" };
    found.words.push({ ...sign, x: x + SIGN / 2, y: y + tall / 2, anchor: "middle" });
    x += SIGN + (isLast ? SIDE : 0);
  }
  return { ...found, bottom: y + tall + 8 };
}

/**
 * All with their numbers where that has room; else what the net's parameters are by their names alone; else only the
 * matrix itself, or an excerpt of it.
 *
 * @param {Matrix[]} all
 * @param {Look} look
 * @param {[number, number]} fit
 * @param {number} width
 * @returns {{list: Matrix[], named: Set<Matrix>}}
 */
function chosen(all, look, fit, width) {
  const own = all[all.length - 1];
  const parameters = new Set(all.filter(({ isParameter }) => isParameter));
  const isLow = own.tile.rows <= fit[0];
  if (isLow && widthOf(all, new Set()) <= width) return { list: all, named: new Set() };
  if (isLow && widthOf(all, parameters) <= width) return { list: all, named: parameters };
  return { list: [excerptOf(own, look, fit)], named: new Set() };
}

/**
 * @param {Matrix[]} list
 * @param {Set<Matrix>} named
 */
function widthOf(list, named) {
  const widths = list.map((one) => (named.has(one) ? texWidth(one.tex, LETTERS) : one.tile.columns * CELL.width));
  return SIDE + (list.length - 1) * SIGN + widths.reduce((sum, one) => sum + one, 0);
}

/**
 * @param {Found} found
 * @param {LaidGround} ground
 * @param {Link} link
 * @param {Look} look
 * @param {Matrix} matrix
 * @param {{x: number, y: number, cell: {width: number, height: number}}} at
 */
function place(found, ground, link, look, matrix, { x, y, cell }) {
  const { tile, key, isDiagonal } = matrix;
  const across = Array.from({ length: tile.columns + 1 }, (_, n) => x + n * cell.width);
  const down = Array.from({ length: tile.rows + 1 }, (_, n) => y + n * cell.height);
  const power = powerOf(tile);
  const hasNumbers = cell.width >= 38 && cell.height >= 16;
  const texts = hasNumbers
    ? Array.from(tile.heat, (value, n) => numberIn(value, tile, power, isDiagonal && n % (tile.columns + 1) !== 0))
    : null;
  found.grids.push({
    key: `detail-${key}`,
    across,
    down,
    values: tile.heat,
    ramp: "signed",
    limit: tile.largest || 1,
    own: true,
    gap: cell.width > 24 ? 2 : 0,
    texts,
  });
  found.boxes.push({
    key: `detail-${key}`,
    tone: "chain-tile",
    x: x - 1,
    y: y - 1,
    width: across[tile.columns] - x + 2,
    height: down[tile.rows] - y + 2,
    radius: 2,
  });
  const middle = (across[0] + across[tile.columns]) / 2;

  found.notes.push({
    key: `detail-${key}`,
    tex: power ? `${matrix.tex} = 10^{${power}}\\,\\cdot` : matrix.tex,
    x: middle,
    y: y - HEAD + 10,
    tone: "chain-name",
  });
  if (!matrix.isState) return;
  names(found, ground, link, look, matrix, { across, down });
  found.spots.push({
    x,
    y,
    width: across[tile.columns] - x,
    height: down[tile.rows] - y,
    to: {},
    entries: { across, down, first: matrix.first, counts: [tile.rows, tile.columns], turned: look.isDenominator },
  });
  const entry = look.entry && (look.isDenominator ? look.entry.toReversed() : look.entry);
  const [row, column] = entry ? [entry[0] - matrix.first[0], entry[1] - matrix.first[1]] : [-1, -1];
  if (row < 0 || column < 0 || row >= tile.rows || column >= tile.columns) return;
  found.outlines.push({
    key: "laid-entry-open",
    tone: "outline laid-entry",
    x: across[column],
    y: down[row],
    width: cell.width,
    height: cell.height,
    radius: 2,
  });
}

/**
 * The names at the rows and over the columns, one for each block in sight; and which entries are in sight.
 *
 * @param {{notes: NonNullable<Scene["notes"]>, words: Words[], boxes: Box[]}} found
 * @param {LaidGround} ground
 * @param {Link} link
 * @param {Look} look
 * @param {Matrix} matrix
 * @param {{across: number[], down: number[]}} edges
 */
function names(found, { plan }, link, look, matrix, { across, down }) {
  const i = link.steps[look.at];
  const before = look.matrix === "factor" ? i - link.head.direction : link.head.start;
  const steps = look.isDenominator ? [before, i] : [i, before];
  const told = [];
  for (const [axis, edges] of [down, across].entries()) {
    const count = edges.length - 1;
    for (let from = 0; from < count; ) {
      const part = partOf(link.parts, matrix.first[axis] + from);
      const to = Math.min(count, part.start + part.size - matrix.first[axis]);
      const tex = symbolAt(plan, part.name, steps[axis] - link.head.direction * part.lag);
      const middle = (edges[from] + edges[to]) / 2;
      const key = `block-${axis}-${from}`;
      found.notes.push(
        axis
          ? { key, tex, x: middle, y: down[0] - 12, tone: "chain-block-name" }
          : { key, tex, x: across[0] - 20, y: middle, tone: "chain-block-name" },
      );
      if (from) {
        const at = edges[from] - 1;
        found.boxes.push({
          key: `detail-block-${axis}-${from}`,
          tone: "chain-block",
          ...(axis
            ? { x: at, y: down[0], width: 2, height: down[down.length - 1] - down[0] }
            : { x: across[0], y: at, width: across[across.length - 1] - across[0], height: 2 }),
          radius: 0,
        });
      }
      from = to;
    }
    if (count < matrix.of[axis]) {
      told.push(
        said.rows(axis ? said.column : said.row, matrix.first[axis] + 1, matrix.first[axis] + count, matrix.of[axis]),
      );
    }
  }
  if (told.length)
    found.words.push({
      key: "excerpt",
      tone: "chain-scale",
      x: across[across.length - 1],
      y: down[0] - HEAD + 10,
      text: told.join(", "),
      anchor: "end",
    });
}

/**
 * The power of ten before all numbers of a matrix; 0 where they are written as they are.
 *
 * @param {Tile} tile
 */
function powerOf({ largest, top }) {
  if (!largest) return 0;
  const log = Math.floor(Math.log10(largest) + top * Math.log10(2) + 1e-12);
  return log < -1 || log > 1 ? log : 0;
}

/**
 * @param {number} value of the heat
 * @param {Tile} tile
 * @param {number} power
 * @param {boolean} isBlank
 */
function numberIn(value, { top }, power, isBlank) {
  if (isBlank) return "";
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value < 0 ? "−∞" : "∞";
  if (value === 0) return "0";
  const log = Math.log10(Math.abs(value)) + top * Math.log10(2) - power;
  if (log < Math.log10(0.005)) return said.small;
  const size = 10 ** log;
  return `${value < 0 ? "−" : "+"}${size.toFixed(size >= 9.995 ? 1 : 2)}`;
}
