/**
 * A sentence as tokens: words with each mark a token of its own, characters as a reader counts them (grapheme
 * clusters), or whatever stands between spaces.
 *
 * @typedef {"words" | "characters" | "spaces"} Reading
 */

const Segmenter = Intl.Segmenter;
const graphemes = Segmenter ? new Segmenter(undefined, { granularity: "grapheme" }) : null;

/** A word keeps its apostrophes (don’t), hyphens stand alone; a mark with what is combined onto it is one token. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_\u200c\u200d]*(?:['’][\p{L}\p{M}\p{N}_]+)*/uy;
const SPACE = /\s+/uy;
const NONE = /^[-–—]$/;

/**
 * @param {string} sentence
 * @param {Reading} by
 * @returns {string[]}
 */
export function tokens(sentence, by) {
  const text = sentence.normalize("NFC");
  if (by === "characters") return characters(text);
  if (by === "spaces") return text.split(/\s+/u).filter(Boolean);
  return words(text);
}

/** @param {string} text */
function characters(text) {
  return graphemes ? Array.from(graphemes.segment(text), ({ segment }) => segment) : Array.from(text);
}

/** @param {string} text */
function words(text) {
  const found = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(SPACE, text, at);
    if (!space) {
      const token = matchAt(WORD, text, at) || firstCharacter(text.slice(at, at + 64));
      found.push(token);
      at += token.length;
    }
    at += space.length;
  }
  return found;
}

/**
 * @param {RegExp} pattern sticky
 * @param {string} text
 * @param {number} at
 */
function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** @param {string} text */
function firstCharacter(text) {
  const [first] = graphemes ? graphemes.segment(text) : [];
  return first ? first.segment : Array.from(text)[0];
}

/**
 * The steps of a sentence: its tokens, and null where a dash stands alone between spaces, a step without input. Among
 * characters a dash is one of them.
 *
 * @param {string} sentence
 * @param {Reading} by
 * @returns {(string | null)[]}
 */
export function steps(sentence, by) {
  if (by === "characters") return tokens(sentence, by);
  const parts = sentence.normalize("NFC").split(/\s+/u).filter(Boolean);
  return parts.flatMap((part) => (NONE.test(part) ? [null] : tokens(part, by)));
}

/**
 * Labels, one a step, between spaces; a dash alone is none.
 *
 * @param {string} text
 * @returns {(string | null)[]}
 */
export function labels(text) {
  return tokens(text, "spaces").map((token) => (NONE.test(token) ? null : token));
}
