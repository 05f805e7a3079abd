/**
 * Names set in mathematics as pieces of one line of text, each with its letters, its size and how far up and right it
 * moves: what a text element of SVG can say in tspans. All lengths are in units of the name's size.
 *
 *     W_{xi}   W · xi at 0.7, 0.15 lower
 *
 * @import {Face} from "#app/export/letterwidths.js"
 * @import {Atom, Kind} from "#app/export/tex.js"
 *
 * @typedef {object} Piece
 * @property {string} text
 * @property {Face} face
 * @property {number} size 1, 0.7 or 0.5; of a short fraction's line its length
 * @property {number} rise of its baseline over the line's
 * @property {number} shift right of where the piece before it ended
 */

import { advance, lean, skew } from "#app/export/letterwidths.js";
import { inOneLine, readTex } from "#app/export/tex.js";

const SMALLER = 0.7;
const SMALLEST = 0.5;
const AFTER_SCRIPT = 0.05;
const RISES = { sup: 0.363, sub: -0.15, bothSup: 0.52, bothSub: -0.245, tallSub: -0.229 };

/** Of a fraction: its two baselines from the line's, how high its own line lies, the room beside it. */
const FRACTION = { large: { up: 0.677, down: 0.686 }, small: { up: 0.41, down: 0.345 }, line: 0.25, aside: 0.12 };

/** Room between two things in a line, in 18ths; none within indices. @type {Partial<Record<string, number>>} */
const ROOM = {
  "ord op": 3, "op ord": 3, "op op": 3, "close op": 3, "punct ord": 3, "punct op": 3, "punct open": 3,
  "ord bin": 4, "bin ord": 4, "bin op": 4, "op bin": 4, "close bin": 4, "bin open": 4,
  "ord rel": 5, "rel ord": 5, "rel op": 5, "op rel": 5, "close rel": 5, "rel open": 5,
}; // biome-ignore format: one table

/** @type {Map<string, {pieces: Piece[], width: number}>} */
const known = new Map();

/**
 * @param {string} tex
 * @returns {{pieces: Piece[], width: number}}
 */
export function setName(tex) {
  const found = known.get(tex);
  if (found) return found;
  const line = new Line();
  line.row(readTex(tex), 1, 0);
  const made = { pieces: line.pieces, width: line.x };
  known.set(tex, made);
  return made;
}

/** The letters alone, for those who cannot see them set. @param {string} tex */
export function spelled(tex) {
  return lettersOf(readTex(tex));
}

/** @param {Atom[]} atoms @returns {string} */
function lettersOf(atoms) {
  return atoms
    .map(({ letters, fraction, inside = [], accent = "", sup = [], sub = [] }) =>
      [letters, lettersOf(fraction ? inOneLine(fraction) : inside), accent, lettersOf(sup), lettersOf(sub)].join(""),
    )
    .join("");
}

/** @param {Atom[]} atoms @param {number} size @param {number} rise */
function lineOf(atoms, size, rise) {
  const line = new Line();
  line.row(atoms, size, rise);
  return line;
}

class Line {
  /** @type {Piece[]} */
  pieces = [];
  x = 0;
  ended = 0; // where the last piece's letters ended

  /**
   * @param {Atom[]} atoms
   * @param {number} size
   * @param {number} rise
   */
  row(atoms, size, rise) {
    let before = /** @type {Kind | null} */ (null);
    atoms.forEach((atom, k) => {
      const kind =
        atom.kind === "bin" && (before === null || ["bin", "op", "rel", "open"].includes(before)) ? "ord" : atom.kind;
      if (size === 1 && before) this.x += (ROOM[`${before} ${kind}`] ?? 0) / 18;
      const next = atoms[k + 1];
      this.atom(atom, size, rise, next !== undefined);
      before = kind;
    });
  }

  /**
   * @param {Atom} atom
   * @param {number} size
   * @param {number} rise
   * @param {boolean} goesOn whether something follows
   */
  atom(atom, size, rise, goesOn) {
    const start = this.x;
    this.x += (atom.space ?? 0) * size;
    if (atom.fraction) this.fraction(atom.fraction, size, rise);
    else if (atom.inside) this.row(atom.inside, size, rise);
    else this.letters(atom.letters, atom.face, size, rise);
    if (atom.accent) this.accent(atom, start, size, rise);
    const leaning = atom.letters ? lean(atom.letters, atom.face) * size : 0;
    if (atom.sub || atom.sup) this.scripts(atom, size, rise, leaning);
    else if (goesOn) this.x += leaning;
  }

  /**
   * @param {Atom} atom
   * @param {number} size
   * @param {number} rise
   * @param {number} leaning
   */
  scripts({ sub, sup, accent, inside }, size, rise, leaning) {
    const small = size === 1 ? SMALLER : SMALLEST;
    const start = this.x;
    let end = start;
    if (sup) {
      this.x = start + leaning;
      this.row(sup, small, rise + size * (sub ? RISES.bothSup : RISES.sup));
      end = this.x;
    }
    if (sub) {
      this.x = start;
      const low = sup ? RISES.bothSub : accent || inside ? RISES.tallSub : RISES.sub;
      this.row(sub, small, rise + size * low);
      end = Math.max(end, this.x);
    }
    this.x = end + AFTER_SCRIPT;
  }

  /**
   * One over the other, and between them a line of dashes: they lie as high as a fraction's line does.
   *
   * @param {NonNullable<Atom["fraction"]>} fraction
   * @param {number} size
   * @param {number} rise
   */
  fraction({ above, below, isLarge }, size, rise) {
    const inner = isLarge ? size : size === 1 ? SMALLER : SMALLEST;
    const { up, down } = isLarge ? FRACTION.large : FRACTION.small;
    const [over, under] = [lineOf(above, inner, rise + up * size), lineOf(below, inner, rise - down * size)];
    const wide = Math.max(over.x, under.x);
    const start = this.x + FRACTION.aside * size;
    this.take(over, start + (wide - over.x) / 2);
    const dash = Math.min(size, wide);
    for (let at = 0; at < wide; at += dash) {
      this.x = start + Math.min(at, wide - dash);
      this.letters("—", "main", dash, rise + FRACTION.line * (size - dash));
    }
    this.take(under, start + (wide - under.x) / 2);
    this.x = start + wide + FRACTION.aside * size;
  }

  /**
   * @param {Line} other laid out by itself
   * @param {number} x where it begins
   */
  take(other, x) {
    const [first, ...more] = other.pieces;
    if (!first) return;
    this.pieces.push({ ...first, shift: first.shift + x - this.ended }, ...more);
    this.ended = x + other.ended;
  }

  /**
   * @param {Atom} atom
   * @param {number} start
   * @param {number} size
   * @param {number} rise
   */
  accent({ inside = [], accent = "" }, start, size, rise) {
    const end = this.x;
    const [only] = inside;
    const middle = (start + end) / 2 + (inside.length === 1 ? skew(only.letters, only.face) * size : 0);
    const wide = advance(accent, "main") * size;
    const tall = /[A-Zbdfhklt]/u.test(inside.map(({ letters }) => letters).join("")) ? 0.25 * size : 0;
    this.x = middle - wide / 2;
    this.letters(accent, "main", size, rise + tall);
    this.x = end;
  }

  /**
   * @param {string} text
   * @param {Face} face
   * @param {number} size
   * @param {number} rise
   */
  letters(text, face, size, rise) {
    if (!text) return;
    const wide = Array.from(text).reduce((sum, letter) => sum + size * advance(letter, face), 0);
    const shift = this.x - this.ended;
    const last = this.pieces.at(-1);
    if (last && last.face === face && last.size === size && last.rise === rise && Math.abs(shift) < 1e-9)
      last.text += text;
    else this.pieces.push({ text, face, size, rise, shift });
    this.x += wide;
    this.ended = this.x;
  }
}
