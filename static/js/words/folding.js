/** The words of folding and unfolding. */

const COUNTS = ["no", "one", "two", "three", "four", "five"];

export const foldingWords = {
  title: "Fold and unfold the graph",
  fold: "Fold",
  unfold: "Unfold",
  stop: "Stop",
  folded: "folded",
  unfolded: "unfolded",
  slider: "How far the graph is unfolded",
  noState: "no state is handed on",
};

/**
 * What a delay does.
 *
 * @param {number} lag
 * @param {1 | -1} way
 */
export function delayWords(lag, way) {
  return `${COUNTS[lag] ?? lag} step${lag === 1 ? "" : "s"} ${way > 0 ? "later" : "earlier"}`;
}

/**
 * The steps that still lie on the deck.
 *
 * @param {number} first
 * @param {number} last
 */
export function stillFolded(first, last) {
  return first === last ? `t = ${first}, still folded` : `t = ${first} … ${last}, still folded`;
}

/**
 * How far the graph is unfolded, for those who listen.
 *
 * @param {number} p
 * @param {number} T
 */
export function foldingSentence(p, T) {
  const steps = `${T} step${T === 1 ? "" : "s"}`;
  if (p <= 0) return `Folded: one cell stands for ${steps}.`;
  if (p >= 1) return `Unfolded: ${steps} side by side.`;
  return `${Math.round(100 * p)} percent unfolded, of ${steps}.`;
}
