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
