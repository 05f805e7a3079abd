/**
 * A text's hints (lines that begin with #:) place and rename; they are not what a person edits. Those at its end are
 * folded away: they stay with the text while it is edited, and go when it is emptied.
 *
 *     h = tanh(W @ h[t-1])      ← shown
 *     #: words: h = state       ← folded
 */

const HINT = /^[ \t]*#:/u;

/** @param {string} text @returns {string} the lines at its end that are hints, with the line break before them */
export function hintsOf(text) {
  const lines = text.split("\n");
  let first = lines.length;
  while (first > 0 && (HINT.test(lines[first - 1]) || !lines[first - 1].trim())) first -= 1;
  const found = lines.slice(first);
  return found.some((line) => HINT.test(line)) ? `${first ? "\n" : ""}${found.join("\n")}` : "";
}

/**
 * @param {string} text
 * @param {string} hints that it ends with, as it came
 */
export function withoutHints(text, hints) {
  return hints && text.endsWith(hints) ? text.slice(0, -hints.length) : text;
}

/**
 * What was typed, with the hints that were folded away.
 *
 * @param {string} typed
 * @param {string} hints
 */
export function withHints(typed, hints) {
  return typed.trim() ? typed + hints : "";
}

/** @param {string} text */
export function countOfHints(text) {
  return text.split("\n").filter((line) => HINT.test(line)).length;
}

/**
 * Whether the folded hints must be seen: something is wrong in them, or the text above has hints of its own.
 *
 * @param {string} above
 * @param {{line?: number | null} | null} mistake
 */
export function mustShow(above, mistake) {
  return countOfHints(above) > 0 || (mistake?.line ?? 0) > above.split("\n").length;
}
