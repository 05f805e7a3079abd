/**
 * How the chain is written: its factors J_i, what they are made of, and the blocks of a state of several names.
 *
 *     ∂h_9/∂h_3 = J_9 J_8 ⋯ J_4,   J_i = ∂h_i/∂h_{i-1} = D_i W
 *
 * In denominator layout every factor is its transpose and the earliest stands leftmost.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Link, Part, Piece} from "#app/layout/gradient/chainread.js"
 */

import { symbol, symbolAt } from "#app/layout/symbols.js";

const FEW = 4; // factors that are all written

/**
 * The whole state at a step: its own name, or s for several together.
 *
 * @param {Plan} plan
 * @param {Part[]} parts
 * @param {number | string} t
 */
export function stateTex(plan, parts, t) {
  if (parts.length === 1) return symbolAt(plan, parts[0].name, t);
  const letter = plan.equations.some(({ name }) => name === "s") ? String.raw`\mathbf{s}` : "s";
  return `${letter}_{${t}}`;
}

/**
 * What s stands for; "" where the state has one name.
 *
 * @param {Plan} plan
 * @param {Link} link
 */
export function wholeTex(plan, { parts, head }) {
  if (parts.length === 1) return "";
  const names = parts.map(({ name, lag }) =>
    symbolAt(plan, name, lag ? `t${head.direction > 0 ? "-" : "+"}${lag}` : "t"),
  );
  return `${stateTex(plan, parts, "t")} = (${names.join(", ")})`;
}

/**
 * @param {Plan} plan
 * @param {Part[]} parts
 * @param {number | string} of
 * @param {number | string} by
 */
export function derivativeTex(plan, parts, of, by) {
  return String.raw`\partial ${stateTex(plan, parts, of)}/\partial ${stateTex(plan, parts, by)}`;
}

/**
 * The product with its factors in the order in which they are multiplied.
 *
 * @param {Plan} plan
 * @param {Link} link
 * @param {{isDenominator: boolean, isWrong: boolean}} look
 */
export function productTex(plan, link, look) {
  const { steps, head, parts } = link;
  const whole = derivativeTex(plan, parts, head.end, head.start);
  if (!steps.length) return `${whole} = I`;
  const isLatestLeft = latestLeft(look);
  const order = isLatestLeft ? steps.toReversed() : steps;
  const factors = order.map((i) => factorTex(i, look.isDenominator));
  const written =
    factors.length > FEW ? [factors[0], factors[1], String.raw`\cdots`, factors[factors.length - 1]] : factors;
  return `${whole} ${look.isWrong ? String.raw`\ne` : "="} ${written.join(String.raw`\,`)}`;
}

/**
 * Whether the latest factor stands leftmost, as they are drawn.
 *
 * @param {{isDenominator: boolean, isWrong: boolean}} look
 */
export function latestLeft({ isDenominator, isWrong }) {
  return isDenominator === isWrong;
}

/**
 * @param {number | string} i
 * @param {boolean} [isTurned]
 */
export function factorTex(i, isTurned = false) {
  return `J_{${i}}${isTurned ? String.raw`^{\!\top}` : ""}`;
}

/**
 * What a factor is made of: D_5 W. "" where no single path leads from state to state.
 *
 * @param {Plan} plan
 * @param {Piece[] | null} form
 * @param {number} i
 * @param {boolean} [isTurned]
 */
export function formTex(plan, form, i, isTurned = false) {
  if (!form) return "";
  if (!form.length) return "I";
  const names = form.map((piece, n) =>
    pieceTex(
      plan,
      piece,
      i,
      isTurned,
      form.slice(0, n).some(({ kind }) => kind === piece.kind && kind !== "parameter"),
    ),
  );
  return (isTurned ? names.reverse() : names).join(String.raw`\,`);
}

/**
 * @param {Plan} plan
 * @param {Piece} piece
 * @param {number} i
 * @param {boolean} [isTurned]
 * @param {boolean} [isSecond]
 */
export function pieceTex(plan, { kind, parameter, of }, i, isTurned = false, isSecond = false) {
  if (kind === "parameter") {
    const name = symbol(plan, /** @type {string} */ (parameter));
    return isTurned ? `${name}^{\\top}` : name;
  }
  const letter = `${kind === "slope" ? "D" : "S"}${isSecond ? "'" : ""}`;
  return `${letter}_{${of?.[1] ?? i}}${isTurned && kind === "whole" ? String.raw`^{\top}` : ""}`;
}

/**
 * The block that an entry of a Jacobian stands in: ∂c_5/∂h_4, and the units in it, from 1.
 *
 * @param {Plan} plan
 * @param {Link} link
 * @param {[number, number]} steps of and by
 * @param {number[]} at row and column, from 0
 */
export function entryTex(plan, { parts, head }, [of, by], [row, column]) {
  const [one, other] = [row, column].map((entry) => partOf(parts, entry));
  const name = (/** @type {Part} */ part, /** @type {number} */ i, /** @type {number} */ entry) =>
    `(${symbolAt(plan, part.name, i - head.direction * part.lag)})_{${entry - part.start + 1}}`;
  return String.raw`\dfrac{\partial ${name(one, of, row)}}{\partial ${name(other, by, column)}}`;
}

/**
 * @param {Part[]} parts
 * @param {number} entry
 */
export function partOf(parts, entry) {
  return parts.find(({ start, size }) => entry < start + size) ?? parts[parts.length - 1];
}
