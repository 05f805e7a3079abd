/** The words of an answer: what made a number, and what the loss wants of it. */

export const whyWords = {
  made: "What made it",
  given: "It is given: nothing made it.",
  wanted: "What the loss wants of it",
  none: "Nothing comes back to it: the loss does not depend on it.",
  shares: "What each step adds to its gradient",
  sum: "together",
  product: "×",
  /** @param {number} count */
  more: (count) => `${count.toLocaleString("en")} more`,
  /** @param {string} into @param {number} t @param {number | null} unit */
  through: (into, t, unit) => `back from ${into}${unit === null ? "" : ` [${unit}]`} at t = ${t}`,
  joint: "softmax or sigmoid and its loss as one edge: ŷ Σy − y",
  walk: "Ask about",
  back: "Back",
  check: "Check this gradient",
  exact: "complex step",
  central: "central difference",
  tooSmall: "too small for it",
  off: "relative error",
  numpy: "As numpy",
};
