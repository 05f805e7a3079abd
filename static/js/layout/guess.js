/**
 * The word that a net says: beside the bar of a sure output, where there are too many bars to tell them apart.
 *
 * @import {Run, Words} from "#app/types.js"
 */

import { cut, shown, widthOf } from "#app/layout/lettering.js";

const MANY = 12; // outputs that have a bar one can find
const SURE = 0.5; // then no other bar reaches into the upper half, where the word stands
const LETTERS = 15;

/**
 * @param {Run} run
 * @param {ArrayLike<number>} values of the output
 * @param {number} best its largest unit
 * @param {{key: string, left: number, right: number, y: number, gap: number}} room of the bars, and beside them
 * @returns {Words[]}
 */
export function guessOf({ plan: { vocabulary } }, values, best, { key, left, right, y, gap }) {
  if (vocabulary?.length !== values.length || values.length <= MANY || !(values[best] > SURE)) return [];
  const each = (right - left) / values.length;
  const x = left + best * each;
  const isRight = right - x > x - left; // the wider side of the bar
  const place = Math.max(0, gap) + (isRight ? right - x - each - 3 : x - left - 3);
  const text = cut(shown(vocabulary[best]), LETTERS, place);
  if (widthOf(text, LETTERS) > place) return [];
  return [
    {
      key: `guess-${key}`,
      tone: "guess",
      x: isRight ? x + each + 3 : x - 3,
      y: y + 9,
      text,
      anchor: isRight ? "start" : "end",
    },
  ];
}
