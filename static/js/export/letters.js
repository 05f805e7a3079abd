/**
 * Words and names as shapes: on their baseline, which every program finds, and not around their middle.
 *
 * @import {Lettering, Looks, Shape, Words} from "#app/types.js"
 */

import { setName } from "#app/export/names.js";
import { widthOf } from "#app/layout/lettering.js";

/** From the middle of a line of Inter down to its baseline: (ascent − descent) / 2. */
const MIDDLE = 0.364;

/**
 * @param {Words} item
 * @param {Lettering} letters
 * @param {string} layer
 * @returns {Shape}
 */
export function textShape({ tone, x, y, text, anchor }, letters, layer) {
  return { kind: "text", layer, tone, x, y: y + MIDDLE * letters.size, text, anchor, letters };
}

/**
 * A name, over its plate where it has one.
 *
 * @param {import("#app/draw/overlay.js").Note} note
 * @param {Looks} looks
 * @param {number} [dealt] of the copy it stands in
 * @returns {Shape[]}
 */
export function nameShape({ tex, word, x, y, tone, more = [] }, looks, dealt) {
  const { letters, anchor, drop, plate, word: words } = looks.note(tone, dealt);
  const base = { layer: "names", tone };
  /** @type {Shape} */
  const name = {
    ...base,
    kind: "name",
    x,
    y: y + drop,
    drop,
    anchor,
    letters,
    pieces: [{ tex, word }, ...more],
    words,
  };
  if (!plate) return [name];
  const width = name.pieces.reduce(
    (sum, piece, k) => sum + (k ? words.gap : 0) + lengthOf(piece, letters.size, words),
    plate.before + plate.after,
  );
  const left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  const paint = { fill: plate.fill, stroke: null, width: 0, dash: [] };
  const room = { x: left, y: y + plate.top, width, height: plate.height, radius: plate.radius };
  return [{ ...base, kind: "rect", ...room, paint }, name];
}

/**
 * @param {{tex: string, word: string}} piece
 * @param {number} size
 * @param {Lettering & {gap: number}} words
 */
function lengthOf({ tex, word }, size, words) {
  return setName(tex).width * size + (word ? words.gap + widthOf(word, words.size) : 0);
}
