/** The words of numbers that are hidden until they are clicked. */

export const hiddenWords = {
  title: "Hidden until clicked",
  what: "what to hide",
  hide: "Hide",
  hideHint: "Until it is clicked: what do you think comes out? (key H)",
  gradients: "gradient only",
  reveal: "Show it",
  extents: { number: "this number", vector: "all units here", node: "at every step", on: "all from here on" },
  entry: "this number",
  note: "Hidden. What do you think comes out? Click the question mark.",
  noteGradient: "Its gradient is hidden.",
  covered: "Hidden numbers stand in it.",
  all: "Show all",
  again: "Hide again",
  mark: "hidden until it is clicked",
  laid: "Numbers are hidden: this view would tell them. Show them first, or look at another view.",
  /** @param {string} what */
  give: (what) => `Show again: ${what}`,
  /** @param {string} number */
  number: (number) => `Show ${number}`,
  /** @param {string} node @param {string} where @param {boolean} gradient */
  rule: (node, where, gradient) => `${gradient ? "gradient of " : ""}${node || "everything"}${where}`,
  /** @param {number} t */
  at: (t) => `, t = ${t}`,
  /** @param {number} t */
  since: (t) => `, from t = ${t} on`,
  /** @param {number} unit */
  unit: (unit) => `, unit ${unit}`,
};
