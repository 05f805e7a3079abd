/**
 * How wide a word is and where it must be cut, by counting letters: layout knows no document to measure in.
 * Widths are of Inter, erring on the wide side.
 */

const NARROW = /[iljtf.,:;'’!|()[\]{}\s]/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}mwMW@%—]/u;

/**
 * @param {string} text
 * @param {number} size of the letters, in pixels
 */
export function widthOf(text, size) {
  let units = 0;
  for (const letter of text) units += NARROW.test(letter) ? 0.34 : WIDE.test(letter) ? 1 : 0.61;
  return units * size;
}

/**
 * @param {string} text
 * @param {number} size
 * @param {number} room in pixels
 */
export function cut(text, size, room) {
  if (widthOf(text, size) <= room) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && widthOf(`${letters.join("")}…`, size) > room) letters.pop();
  return `${letters.join("")}…`;
}

/**
 * How wide a name of the page's TeX comes out: capitals are wide, subscripts small and under superscripts.
 *
 * @param {string} tex
 * @param {number} letters in pixels
 */
export function texWidth(tex, letters) {
  const [base, ...small] = tex
    .replace(/\\(?:mathit|mathrm|hat|bar|tilde|text|htmlClass\{[^}]*\})/gu, "")
    .replace(/\\_/gu, " ")
    .replace(/\\[a-z]+/gu, "a")
    .split(/[_^]/u);
  const units = (/** @type {string} */ text) =>
    Array.from(text.replace(/[{}\\]/gu, "")).reduce((sum, letter) => sum + unitsOf(letter), 0);
  return letters * (units(base) + 0.72 * Math.max(0, ...small.map(units))) + 2;
}

/** @param {string} letter in italics */
function unitsOf(letter) {
  return /[()ijlt1,.]/u.test(letter) ? 0.42 : /[A-Zmw]/u.test(letter) ? 0.95 : 0.58;
}
