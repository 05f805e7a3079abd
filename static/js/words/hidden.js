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
  covered: "Hidden numbers stand in it.",
  all: "Show all",
  again: "Hide again",
  mark: "hidden until it is clicked",
  laid: "Below the graph this view writes what every number does to the gradient: that would tell what is hidden.",
  showOne: "Show the hidden number",
  showAll: "Show all that is hidden",
  toGraph: "Back to the graph",
  chooseFirst: "Choose a number first: click one, or walk to it with Tab and the arrow keys and press Enter.",
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
