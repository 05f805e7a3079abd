/**
 * The matrices of an opened tile: what it is made of, then itself; and the excerpt of one that has no room.
 *
 * @import {LaidGround} from "#app/gradient.js"
 * @import {Link, Piece, Tile} from "#app/layout/gradient/chainread.js"
 * @import {Look} from "#app/layout/gradient/chainplaces.js"
 */

import { derivativeTex, factorTex, pieceTex } from "#app/layout/gradient/chainnames.js";
import { tileOf, turned } from "#app/layout/gradient/chainread.js";
import { matrixAt } from "#app/layout/gradient/chaintiles.js";
import { chainWords as said } from "#app/words/gradient/chain.js";

const WRITTEN_OUT = 4; // a larger diagonal stands as a column

/**
 * @typedef {object} Matrix
 * @property {string} key
 * @property {string} tex its name
 * @property {Tile} tile
 * @property {[number, number]} first row and column that are there
 * @property {[number, number]} of as many the whole has
 * @property {boolean} isState its rows and columns are entries of the state
 * @property {boolean} isDiagonal what is beside the diagonal is not written
 * @property {boolean} isParameter
 */

/**
 * What is multiplied, then the result.
 *
 * @param {LaidGround} ground
 * @param {Link} link
 * @param {Look} look
 * @returns {Matrix[]}
 */
export function matricesOf({ plan, answer }, link, look) {
  const i = link.steps[look.at];
  const isFactor = look.matrix === "factor";
  const which = isFactor ? "factor" : look.isWrong ? "wrong" : "product";
  const corner = answer.tensors.get(`corner_${which}`);
  const exponents = answer.tensors.get(`corner_${which}_columns`);
  let tile = /** @type {Tile} */ (matrixAt(link, look, which, look.at));
  let first = /** @type {[number, number]} */ ([0, 0]);
  if (link.side < link.size && corner && exponents) {
    tile = tileOf(corner.values, exponents.values, which === "wrong");
    first = /** @type {[number, number]} */ ([...link.head.looked.corner]);
    if (look.isDenominator) [tile, first] = [turned(tile), [first[1], first[0]]];
  }
  const tex = isFactor
    ? factorTex(i, look.isDenominator)
    : `${derivativeTex(plan, link.parts, i, link.head.start)}${look.isDenominator ? String.raw`^{\;\top}` : ""}`;
  /** @type {Matrix} */
  const own = {
    key: "own",
    tex: which === "wrong" ? String.raw`\text{${said.wrong}}` : tex,
    tile,
    first,
    of: [link.size, link.size],
    isState: true,
    isDiagonal: false,
    isParameter: false,
  };
  const form = /** @type {Piece[] | null} */ (link.head.looked?.form ?? null);
  if (!isFactor || !form || form.length < 2 || link.side < link.size) return [own];
  const pieces = form.map((piece, n) => pieceMatrix(piece, n, { plan, answer, i, isTurned: look.isDenominator }));
  return pieces.some((piece) => !piece)
    ? [own]
    : [.../** @type {Matrix[]} */ (look.isDenominator ? pieces.reverse() : pieces), own];
}

/**
 * @param {Piece} piece
 * @param {number} n
 * @param {{plan: LaidGround["plan"], answer: LaidGround["answer"], i: number, isTurned: boolean}} of
 * @returns {Matrix | null}
 */
function pieceMatrix(piece, n, { plan, answer, i, isTurned }) {
  const tensor = answer.tensors.get(`piece_${n}`);
  if (!tensor) return null;
  const diagonal = tensor.shape.length === 1 && tensor.shape[0] <= WRITTEN_OUT;
  const size = tensor.shape[0];
  const across = diagonal ? size : (tensor.shape[1] ?? 1);
  const values = diagonal ? spread(tensor.values) : tensor.values;
  const tile = tileOf(values, new Array(across).fill(0));
  const isColumn = !diagonal && tensor.shape.length === 1;
  const name = pieceTex(plan, piece, i, isTurned);
  const tex = isColumn ? String.raw`\operatorname{diag} ${name}` : name;
  return {
    key: `piece-${n}`,
    tex,
    tile: isTurned && !isColumn ? turned(tile) : tile,
    first: [0, 0],
    of: [size, across],
    isState: false,
    isDiagonal: diagonal,
    isParameter: piece.kind === "parameter",
  };
}

/** @param {ArrayLike<number>} diagonal */
function spread(diagonal) {
  const found = new Float64Array(diagonal.length ** 2);
  for (let n = 0; n < diagonal.length; n += 1) found[n * diagonal.length + n] = diagonal[n];
  return found;
}

/**
 * As many rows and columns as have room, around the chosen entry.
 *
 * @param {Matrix} matrix
 * @param {Look} look
 * @param {[number, number]} fit rows and columns that have room
 * @returns {Matrix}
 */
export function excerptOf(matrix, { entry, isDenominator }, fit) {
  const { tile, first } = matrix;
  const count = [Math.min(tile.rows, fit[0]), Math.min(tile.columns, fit[1])];
  const at = (entry && isDenominator ? entry.toReversed() : entry) ?? [0, 0];
  const from = [tile.rows, tile.columns].map((all, axis) =>
    Math.max(0, Math.min(all - count[axis], at[axis] - first[axis] - Math.floor(count[axis] / 2))),
  );
  const heat = new Float64Array(count[0] * count[1]);
  for (let row = 0; row < count[0]; row += 1)
    for (let column = 0; column < count[1]; column += 1)
      heat[row * count[1] + column] = tile.heat[(from[0] + row) * tile.columns + from[1] + column];
  return {
    ...matrix,
    first: [first[0] + from[0], first[1] + from[1]],
    tile: {
      ...tile,
      rows: count[0],
      columns: count[1],
      heat,
      at: (row, column) => tile.at(from[0] + row, from[1] + column),
    },
  };
}
