/**
 * The chain of Jacobians: under the graph a tile for every factor between k and t, in the order in which they are
 * multiplied, and under each the product so far.
 *
 *     ∂s_t/∂s_k = J_t J_{t-1} ⋯ J_{k+1}
 *
 * @import {Edge, Words} from "#app/types.js"
 * @import {LaidGround, LaidParts, Spot} from "#app/gradient.js"
 * @import {Link} from "#app/layout/gradient/chainread.js"
 * @import {Look, Place, Rows} from "#app/layout/gradient/chainplaces.js"
 */

import { figure, roundUp } from "#app/layout/figures.js";
import { detailParts } from "#app/layout/gradient/chaindetail.js";
import {
  derivativeTex,
  factorTex,
  formTex,
  latestLeft,
  productTex,
  wholeTex,
} from "#app/layout/gradient/chainnames.js";
import { columnsOf, isAlone, lookOf, NAMELESS, rowsOf } from "#app/layout/gradient/chainplaces.js";
import { linkOf, plainOf } from "#app/layout/gradient/chainread.js";
import { soFarParts } from "#app/layout/gradient/chainsofar.js";
import { tileParts } from "#app/layout/gradient/chaintiles.js";
import { pathBetween } from "#app/layout/gradient/path.js";
import { texWidth } from "#app/layout/lettering.js";
import { arrowThrough } from "#app/layout/paths.js";
import { chainWords as said } from "#app/words/gradient/chain.js";

const LETTERS = 15;
const NAMED = 122; // pixels that the names of the figures need

/**
 * @param {LaidGround} ground
 * @returns {LaidParts}
 */
export function chainParts(ground) {
  const link = linkOf(ground.answer);
  const drag = spanSpot(ground);
  const leaves = ground.presenting ? ground.room.y : ground.title.y - ground.title.height / 2;
  if (!link) return { captions: [caption("chain-title", "", said.nothingBrief, ground.title.y, 14)], leaves };
  const look = lookOf(ground, link);
  const columns = isAlone(ground, look) ? [] : columnsOf(ground, link, look);
  const rows = rowsOf(ground, columns, look);
  const painter = { link, look, rows, compact: !isRoomy(ground) };
  const limit = commonLimit(link);
  const tiles = columns
    .filter(({ at }) => at !== null)
    .flatMap((place) => [
      tileParts(painter, place, "factor", limit),
      ...(look.isOpen ? [] : [tileParts(painter, place, look.isWrong ? "wrong" : "product", null)]),
    ]);
  const soFar = soFarParts(ground, link, look, rows);
  const detail = look.isOpen ? detailParts(ground, link, look, rows) : null;
  const all = (/** @type {"boxes" | "words" | "grids" | "spots" | "outlines"} */ what) => [
    ...tiles.flatMap((tile) => /** @type {any[]} */ (tile[what])),
    .../** @type {any[]} */ (detail?.[what] ?? []),
  ];
  return {
    path: pathOf(ground, link),
    boxes: [...soFar.boxes, ...all("boxes")],
    words: [...soFar.words, ...all("words"), ...folds(columns, rows, look), ...rowWords(ground, look, rows)],
    grids: all("grids"),
    spots: [drag, ...soFar.spots, ...all("spots")],
    outlines: all("outlines"),
    edges: orderArrow(columns, rows, look),
    notes: [...factorNames(ground, link, look, columns, rows), ...(detail?.notes ?? [])],
    captions: captions(ground, link, look, rows),
    leaves,
    bottom: Math.max(rows.bottom, detail?.bottom ?? 0),
  };
}

/**
 * Whether the names of the figures have room at the left of the tiles.
 *
 * @param {LaidGround} ground
 */
function isRoomy({ compact, gutter }) {
  return !compact && gutter >= NAMED;
}

/**
 * Over the graph a span is chosen by dragging.
 *
 * @param {LaidGround} ground
 * @returns {Spot}
 */
function spanSpot({ axis, room, title, presenting }) {
  const bottom = presenting ? room.y : title.y - title.height / 2;
  return { x: room.left, y: 0, width: room.right - room.left, height: bottom - 2, to: {}, drags: axis };
}

/** @param {Link} link */
function commonLimit(link) {
  const largest = link.shown.map((at) => {
    const tile = link.tile("factor", at);
    return tile ? plainOf([tile.largest, tile.top]) : 0;
  });
  return roundUp(Math.max(0, ...largest.filter(Number.isFinite)));
}

/** @param {LaidGround} ground @param {Link} link */
function pathOf({ plan }, { parts, head }) {
  const names = parts.filter(({ lag }) => lag === 0).map(({ name }) => name);
  return pathBetween(plan, { names, t: head.end }, { names, t: head.start });
}

/**
 * @param {string} key
 * @param {string} tex
 * @param {string} word
 * @param {number} y
 * @param {number} [x]
 */
function caption(key, tex, word, y, x) {
  return { key, tone: `share ${key}`, ...(x === undefined ? {} : { x }), y, pieces: [{ tex, word }] };
}

/**
 * @param {LaidGround} ground
 * @param {Link} link
 * @param {Look} look
 * @param {Rows} rows
 */
function captions(ground, link, look, rows) {
  const { plan, compact, gutter, presenting } = ground;
  const order = !link.steps.length ? said.none : said.ordered(latestLeft(look), link.head.direction > 0, presenting);
  const { central, apart } = link.head.order;
  const off =
    central === null
      ? said.wrongApart(figure(Number(apart)))
      : said.wrongOff(figure(Number(central)), compact || presenting);
  const word = look.isWrong ? off : compact ? "" : order;
  const title = caption("chain-title", productTex(plan, link, look), word, rows.title, 14);
  if (compact || !link.steps.length) return [title];
  const { start, direction } = link.head;
  const before = direction > 0 ? "i-1" : "i+1";
  const factor = `${factorTex("i", look.isDenominator)} = ${derivativeTex(plan, link.parts, "i", before)}`;
  if (presenting)
    title.pieces.push(
      ...[factor, wholeTex(plan, link)].filter(Boolean).map((tex) => ({ tex: String.raw`\quad ${tex}`, word: "" })),
    );
  const names = [
    ...(presenting ? [] : [caption("chain-row", factor, "", rows.factors + rows.side / 2)]),
    ...(look.isOpen
      ? []
      : [caption("chain-row-product", derivativeTex(plan, link.parts, "i", start), "", rows.products + rows.side / 2)]),
  ];
  return [title, ...names.filter(({ pieces }) => texWidth(pieces[0].tex, LETTERS) < gutter + 20)];
}

/**
 * What the figures under the tiles are.
 *
 * @param {LaidGround} ground
 * @param {Look} look
 * @param {Rows} rows
 * @returns {Words[]}
 */
function rowWords(ground, look, rows) {
  if (!isRoomy(ground)) return [];
  const { gutter } = ground;
  const feet = [rows.factors + rows.side, ...(look.isOpen ? [] : [rows.products + rows.side - NAMELESS])];
  const lines = /** @type {const} */ ([
    ["bars", said.bars],
    ["norm", said.sigmaLong],
    ["radius", said.rhoLong],
  ]);
  return feet.flatMap((foot, n) =>
    lines.flatMap(([key, text]) =>
      rows.under[key] && !(key === "radius" && n === 1 && look.isWrong)
        ? [
            {
              key: `row-${key}-${n}`,
              tone: "chain-scale",
              x: gutter - 6,
              y: foot + rows.under[key],
              text,
              anchor: /** @type {const} */ ("end"),
            },
          ]
        : [],
    ),
  );
}

/**
 * Which way the product grows.
 *
 * @param {Place[]} columns
 * @param {Rows} rows
 * @param {Look} look
 * @returns {Edge[]}
 */
function orderArrow(columns, rows, look) {
  const tiles = columns.filter(({ at }) => at !== null);
  if (tiles.length < 2) return [];
  const middle = (/** @type {Place} */ { x, width }) => x + width / 2;
  const ends = [middle(tiles[0]), middle(tiles[tiles.length - 1])];
  const [from, to] = latestLeft(look) ? ends.reverse() : ends;
  const arrow = arrowThrough(
    [
      [from, rows.arrow],
      [to, rows.arrow],
    ],
    2,
  );
  return [{ key: "order", tone: `chain-order${look.isWrong ? " wrong" : ""}`, ...arrow, width: 2, title: "" }];
}

/**
 * @param {Place[]} columns
 * @param {Rows} rows
 * @param {Look} look
 * @returns {Words[]}
 */
function folds(columns, rows, look) {
  const places = [rows.factors, ...(look.isOpen ? [] : [rows.products])];
  return columns
    .filter(({ at }) => at === null)
    .flatMap(({ x, width, folded }, n) =>
      places.map((y, k) => ({
        key: `fold-${n}-${k}`,
        tone: "fold",
        x: x + width / 2,
        y: y + rows.side / 2,
        text: said.factors(folded),
        anchor: /** @type {const} */ ("middle"),
      })),
    );
}

/**
 * @param {LaidGround} ground
 * @param {Link} link
 * @param {Look} look
 * @param {Place[]} columns
 * @param {Rows} rows
 */
function factorNames({ plan }, link, look, columns, rows) {
  const names = columns.flatMap((place) => {
    if (place.at === null) return [];
    const i = link.steps[place.at];
    const form = formTex(plan, link.head.forms[link.shown.indexOf(place.at)], i, look.isDenominator);
    const brief = factorTex(i, look.isDenominator);
    return [{ ...place, brief, long: form ? `${brief} = ${form}` : brief }];
  });
  const hasRoom = names.every(({ long, width }) => texWidth(long, LETTERS) <= width - 2); // all of them, or none
  return names.map(({ at, x, width, brief, long }) => ({
    key: `factor-${at}`,
    tex: hasRoom ? long : brief,
    x: x + width / 2,
    y: rows.factors + rows.side + rows.under.name,
    tone: `chain-name${at === look.at ? " looked" : ""}`,
  }));
}
