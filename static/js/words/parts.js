/** What the page says of a part of it that could not be fetched. */

/** @type {Record<import("#app/state/parts.js").Part, string>} */
const NAMES = {
  formulas: "Formulas",
  answers: "Answers",
  step: "The opened step and the board",
  graph: "The unfolded graph",
  gradient: "The gradient laid open",
  dialogs: "This panel",
  told: "The tree for screen readers",
  take: "Taking pictures and numbers along",
};

/** @param {import("#app/state/parts.js").Part[]} parts */
export function partsSentence(parts) {
  const names = parts.map((part) => NAMES[part]).join("; ");
  return `${names}: not loaded, the network is away. Everything else goes on.`;
}
