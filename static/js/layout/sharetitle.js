/**
 * The title of the share lane: of what it is, the numbers of the step under the playhead, and at the end their sum.
 *
 *     ∂⁺L/∂W at t = 4: +0.12, norm 0.34        ∂⁺L/∂W at each step; together ‖∂L/∂W‖ = 3.21
 *
 * @import {Caption, Plan, Reach, Span, Stop} from "#app/types.js"
 * @import {Shares} from "#app/state/shares.js"
 */

import { figure, signed } from "#app/layout/figures.js";
import { texWidth, widthOf } from "#app/layout/lettering.js";
import { gradientTex, normTex, symbol } from "#app/layout/symbols.js";
import { holds } from "#app/state/reach.js";
import { shareWords as said } from "#app/words/shares.js";

const LETTERS = 15;
const MOST = 3; // names of parameters that are taken together

/** @typedef {Caption["pieces"][0]} Piece */

/**
 * @typedef {object} Glimpse what of the shares the playhead lets see
 * @property {Reach} reach
 * @property {Stop} stop
 * @property {Shares | null} shares
 * @property {Span} reached
 */

/**
 * @param {Plan} plan
 * @param {string[]} names
 * @param {Glimpse} glimpse
 * @param {number} room in pixels
 * @param {{x?: number, y: number}} at
 * @returns {Caption}
 */
export function shareTitle(plan, names, glimpse, room, at) {
  const gradient = gradientOf(plan, names);
  const tex = gradient.replace(String.raw`\partial `, String.raw`\partial^{+}`);
  const [full, brief] = [false, true].map((briefly) => piecesOf(glimpse, gradient, briefly));
  const [first, ...more] = lengthOf(plan, names, full) < room / LETTERS ? full : brief;
  return { key: "share-title", tone: "share", ...at, pieces: [{ ...first, tex }, ...more] };
}

/**
 * What stands behind ∂⁺L/∂W.
 *
 * @param {Glimpse} glimpse
 * @param {string} gradient in TeX
 * @param {boolean} briefly
 * @returns {Piece[]}
 */
function piecesOf({ reach, stop, shares, reached }, gradient, briefly) {
  if (reached.first > reached.last) return [{ tex: "", word: briefly ? said.laterBriefly : said.later }];
  if (!shares) return [{ tex: "", word: said.waiting }];
  const { along, norms, whole } = shares;
  const { t } = stop;
  const isStep = t > 0 && holds(reached, t);
  if (norms.every((norm) => norm === 0)) return [{ tex: "", word: said.zero }];
  if (whole === 0) return [{ tex: "", word: said.cancel }];
  if (!Number.isFinite(whole)) {
    const step = isStep && !briefly ? `; ${said.stepNorm(t, figure(norms[t - 1]))}` : "";
    return [{ tex: "", word: said.broken + step }];
  }
  if (isStep) return [{ tex: "", word: said.step(t, signed(along[t - 1]), figure(norms[t - 1])) }];
  const sum = { tex: normTex(gradient), word: said.equals(figure(whole)) };
  return reach.gradients ? [{ tex: "", word: briefly ? said.togetherBriefly : said.together }, sum] : [];
}

/**
 * ∂L/∂W, or ∂L/∂(U, W) of several together.
 *
 * @param {Plan} plan
 * @param {string[]} names
 */
export function gradientOf(plan, names) {
  if (names.length === 1) return gradientTex(plan, names[0]);
  const few = names.slice(0, MOST).map((name) => symbol(plan, name));
  const by = names.length > MOST ? [...few, String.raw`\ldots`] : few;
  return String.raw`\partial ${symbol(plan, "loss")}/\partial (${by.join(",")})`;
}

/**
 * About how long it comes out, in letters' heights.
 *
 * @param {Plan} plan
 * @param {string[]} names
 * @param {Piece[]} pieces
 */
function lengthOf(plan, names, pieces) {
  const gradient = 4 + names.slice(0, MOST).reduce((sum, name) => sum + texWidth(symbol(plan, name), 1), 0);
  const spoken = pieces.reduce((sum, { tex, word }) => sum + widthOf(word, 0.95) + (tex ? gradient : 0), 0);
  return gradient + spoken;
}
