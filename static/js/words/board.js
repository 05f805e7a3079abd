/** The words of the board, of losses and of decimals. */

export const boardWords = {
  title: "Board",
  decimals: "Decimals",
  auto: "auto",
  decimalsHint: "How many decimals numbers are shown with; they are computed with all their digits.",
  copyTex: "Copy as TeX",
  copied: "Copied",
  /** @param {number | null} decimals */
  rounding: (decimals) =>
    decimals === null
      ? "Computed with all digits; ≈ marks what is rounded."
      : `Computed with all digits; ≈ marks what is rounded to ${decimals} decimal${decimals === 1 ? "" : "s"}.`,
  /** @param {number} size @param {number} unit */
  large: (size, unit) =>
    `This net has up to ${size} units: the board writes unit ${unit} of each vector. Click another unit to change that.`,
  /** @param {number} count */
  more: (count) => `${count} more`,
  /** @param {number} count */
  earlier: (count) =>
    `${count} earlier stop${count === 1 ? "" : "s"} above: go back to read ${count === 1 ? "it" : "them"}.`,
  /** @param {number} t */
  forward: (t) => `Forward, t = ${t}`,
  /** @param {number} t */
  backward: (t) => `Backward, t = ${t}`,
  loss: "Loss over the sequence",
  gradients: "Gradients of the parameters",
  noTarget: "no target at this step: no loss",
  noneBack: "nothing comes back",
  /** @param {string} tex */
  from: (tex) => String.raw`\text{from } ${tex}`,
  deltas: "What comes back to the inside of an equation is written δ:",
  apart: "Softmax and its loss are taken together: nothing flows on from here.",
  asking: "Asking for the intermediate results …",
  swapped: "Here ŷ is the output and y the target; some lectures write them the other way round.",
  perStep: "At each step",
  inAll: "Over the sequence",
  sum: "Sum",
};
