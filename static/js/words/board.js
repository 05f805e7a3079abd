/** The words of the board, of losses and of decimals. */

export const boardWords = {
  decimals: "Decimals",
  auto: "auto",
  decimalsHint: "How many decimals numbers are shown with; they are computed with all their digits.",
  copyTex: "Copy as TeX",
  copied: "Copied",
  notCopied: "The browser refused to copy",
  small: "Small nets …",
  /** @param {number | null} decimals */
  rounding: (decimals) =>
    decimals === null
      ? "Computed with all digits; ≈ marks what is rounded."
      : `Computed with all digits; ≈ marks what is rounded to ${decimals} decimal${decimals === 1 ? "" : "s"}.`,
  /** @param {number} size */
  large: (size) => `Vectors have up to ${size} numbers; written is unit`,
  /** @param {number} count */
  more: (count) => `${count.toLocaleString("en")} more`,
  /** @param {number} count */
  earlier: (count) =>
    `${count.toLocaleString("en")} earlier stop${count === 1 ? "" : "s"}: go back to read ${count === 1 ? "it" : "them"}.`,
  /** @param {number} t */
  forward: (t) => `Forward, t = ${t}`,
  /** @param {number} t */
  backward: (t) => `Backward, t = ${t}`,
  loss: "Loss over the sequence",
  gradients: "Gradients of the parameters",
  noTarget: "no target at this step: no loss",
  shorthand: "for short",
  noneBack: "nothing comes back",
  /** @param {string} tex */
  from: (tex) => String.raw`\text{from } ${tex}`,
  apart: "Softmax or σ and its loss are taken together: nothing flows on from here.",
  swapped: "Here ŷ is the output and y the target; some lectures write them the other way round.",
};
