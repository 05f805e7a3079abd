/**
 * The motion between folded and unfolded: where each copy of the cell stands, as a function of p alone.
 *
 *     p = 0   all copies lie on one another: the folded graph
 *     p = 1   copy k stands in column k
 *
 * Copies are a deck that is dealt from the left: gap k, before copy k, opens from 0 to 1 while p runs through its
 * own fifth. The last gap, behind the last copy, takes the loops away.
 */

/**
 * @typedef {object} Unfolding
 * @property {number} p
 * @property {number} count of copies
 * @property {number[]} opened how far each gap is open, from 1 to count + 1; the first entry is not used
 * @property {number[]} x of each copy, from 0 (before the first) to count + 1
 * @property {number} lead the copy at the top of the deck: those behind it have not been dealt
 * @property {number} settled from 0 to 1: how far the cell has come to its size among the columns
 */

/**
 * @param {number} p
 * @param {number} count of copies
 * @param {number} folded where the folded graph stands
 * @param {number} first where the first column stands
 * @param {number} pitch
 * @returns {Unfolding}
 */
export function unfolding(p, count, folded, first, pitch) {
  const opened = Array.from({ length: count + 2 }, (_, k) => (k ? openness(p, k, count) : 0));
  const start = mix(folded, first - pitch, smooth(p / 0.6));
  const x = [start];
  for (let k = 1; k <= count + 1; k += 1) x.push(x[k - 1] + pitch * opened[k]);
  const lead = Math.max(1, opened.findLastIndex((open, k) => k <= count && open > 0.004)); // biome-ignore format: one line
  return { p, count, opened, x, lead, settled: smooth(p / (0.8 / count + 0.1)) };
}

/**
 * @param {number} p
 * @param {number} k
 * @param {number} count
 */
function openness(p, k, count) {
  return smooth((p - (0.8 * (k - 1)) / count) / 0.2);
}

/** @param {number} share held between 0 and 1 */
export function smooth(share) {
  const u = Math.max(0, Math.min(1, share));
  return u * u * (3 - 2 * u);
}

/**
 * @param {number} a
 * @param {number} b
 * @param {number} u
 */
export function mix(a, b, u) {
  return a + u * (b - a);
}
