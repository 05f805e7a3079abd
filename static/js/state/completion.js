/**
 * The editor's knowledge of its text: the word being written, what could be meant by it, and where a mistake stands.
 *
 * @import {Mistake, OfferedFunction} from "#app/types.js"
 */

const WORD_END = /[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;
const WORDS = /[\p{L}_][\p{L}\p{M}\p{N}_]*/gu;
const LETTER = /[\p{L}\p{M}\p{N}_]/u;

/**
 * @param {string} text
 * @param {number} caret
 * @returns {string} the word that ends at the caret, "" inside of one or in a comment
 */
export function wordBefore(text, caret) {
  const line = text.slice(text.lastIndexOf("\n", caret - 1) + 1, caret);
  if (line.includes("#") || LETTER.test(text.charAt(caret))) return "";
  return line.match(WORD_END)?.[0] ?? "";
}

/**
 * @param {string} word
 * @param {string} text that it stands in
 * @param {string[]} names
 * @param {OfferedFunction[]} functions
 * @returns {string | null} the one word to offer: names before functions, the shortest first
 */
export function completion(word, text, names, functions) {
  if (!word || isComplete(word, text, functions)) return null;
  const fitting = (/** @type {string[]} */ all) =>
    all.filter((one) => one.startsWith(word) && one !== word).sort((a, b) => a.length - b.length);
  return fitting(names)[0] ?? fitting(functions.map(({ name }) => `${name}(`))[0] ?? null;
}

/**
 * A function's name, or a word that stands elsewhere in the text too, is what it is.
 *
 * @param {string} word
 * @param {string} text
 * @param {OfferedFunction[]} functions
 */
function isComplete(word, text, functions) {
  const times = text.match(WORDS)?.filter((one) => one === word).length ?? 0;
  return times > 1 || functions.some(({ name }) => name === word);
}

/**
 * The text cut around the place of a mistake: the whole word there, or the one character.
 *
 * @param {string} text
 * @param {Mistake | null} mistake
 * @returns {[string, string, string] | null} before, marked, after; null where it has no place
 */
export function cutAt(text, mistake) {
  if (!mistake?.line) return null;
  const lines = text.split("\n");
  const k = Math.min(mistake.line, lines.length) - 1;
  const letters = Array.from(lines[k]);
  const start = Math.max(0, Math.min(letters.length, (mistake.column ?? 1) - 1));
  let end = start + 1;
  if (LETTER.test(letters[start] ?? "")) while (end < letters.length && LETTER.test(letters[end])) end += 1;
  const before = [...lines.slice(0, k), letters.slice(0, start).join("")].join("\n");
  const after = [letters.slice(end).join(""), ...lines.slice(k + 1)].join("\n");
  return [before, letters.slice(start, end).join(""), after];
}
