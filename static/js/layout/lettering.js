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
 * How wide a name of the page's TeX comes out: capitals are wide, indices small and one above the other.
 *
 * @param {string} tex
 * @param {number} letters in pixels
 */
export function texWidth(tex, letters) {
  const pieces = tex
    .replace(/\\htmlClass\{[^}]*\}/gu, "")
    .replace(/\\(?:mathit|hat|bar|tilde|text|left|right|operatorname)/gu, "")
    .match(/\\[a-zA-Z]+|\\.|[^\\]/gu);
  return letters * widthBetween(pieces ?? [], { at: 0 }, false) + 2;
}

/** Spaces around what joins two; narrower in an index. @type {Record<string, number>} */
const SIGNS = { "+": 1.2, "-": 1.2, "=": 1.3, "\\cdot": 0.8, "\\ast": 0.6, "\\odot": 1.2 };
const INDEX = 0.72; // an index against its name
const UPRIGHT = 0.86; // letters that stand straight

/**
 * Reads on from `place` to a closing bracket or the end.
 *
 * @param {string[]} pieces
 * @param {{at: number}} place
 * @param {boolean} small
 * @returns {number} in units of a letter's height
 */
function widthBetween(pieces, place, small) {
  let width = 0;
  while (place.at < pieces.length && pieces[place.at] !== "}") {
    const piece = pieces[place.at];
    if (piece !== "_" && piece !== "^") {
      width += widthOfPiece(pieces, place, small);
      continue;
    }
    let widest = 0; // above and below stand over each other
    while (pieces[place.at] === "_" || pieces[place.at] === "^") {
      place.at += 1;
      widest = Math.max(widest, widthOfPiece(pieces, place, true));
    }
    width += INDEX * widest;
  }
  return width;
}

/**
 * @param {string[]} pieces
 * @param {{at: number}} place
 * @param {boolean} small
 * @returns {number}
 */
function widthOfPiece(pieces, place, small) {
  const piece = pieces[place.at] ?? "";
  place.at += 1;
  if (piece === "{" && pieces[place.at] === "+") {
    place.at += 2; // {+} has no space around it
    return 0.8;
  }
  if (piece === "{") {
    const width = widthBetween(pieces, place, small);
    place.at += 1;
    return width;
  }
  if (piece === " ") return 0;
  if (piece === "\\mathrm") return UPRIGHT * widthOfPiece(pieces, place, small);
  if (piece === "\\,") return 0.2;
  if (SIGNS[piece]) return small ? 0.58 : SIGNS[piece];
  return piece.startsWith("\\") && piece.length > 2 ? 0.58 : unitsOf(piece.replace("\\_", " "));
}

/** @param {string} letter in italics */
function unitsOf(letter) {
  return /[()ijlt1,.]/u.test(letter) ? 0.42 : /[A-Zmw]/u.test(letter) ? 0.95 : 0.58;
}

/** What stands for a token: blanks have signs. @param {string | null | undefined} token */
export function shown(token) {
  if (token === null || token === undefined) return "–";
  if (token === "\n") return "↵";
  return /^\s+$/u.test(token) ? "␣" : token;
}
