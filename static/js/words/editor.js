/**
 * The words of the editor.
 */

/** Of the editor. */
export const editorWords = {
  /** @param {string} title */
  reset: (title) => `Back to ${title}`,
  names: "Names",
  functions: "Functions",
  /** @param {string} word */
  completes: (word) => `Tab writes ${word}`,
  /** @param {number} count @param {boolean} isOpen */
  hints: (count, isOpen) => `${isOpen ? "Hide" : "Show"} ${count} ${count === 1 ? "hint" : "hints"} for the drawing`,
  leaves: "Tab leaves the editor, Escape closes it; while a word is offered, Escape lets the word go first.",
};
