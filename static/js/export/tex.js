/**
 * Reads the mathematics that the page writes: names with indices and hats, norms, the formulas of equations. A small part of
 * TeX, read as TeX reads it; what is not in it stays as readable letters, and is never lost.
 *
 *     h_{t-1}   [{ letters: "h", sub: [t, −, 1] }]
 *
 * @import {Face} from "#app/export/letterwidths.js"
 *
 * @typedef {"ord" | "op" | "bin" | "rel" | "open" | "close" | "punct"} Kind how much room stands around it
 *
 * @typedef {object} Atom
 * @property {Kind} kind
 * @property {string} letters "" where it holds others
 * @property {Face} face
 * @property {number} [space] nothing but room, in units of the letters' size
 * @property {Atom[]} [inside]
 * @property {string} [accent] over it
 * @property {Atom[]} [sub]
 * @property {Atom[]} [sup]
 * @property {{above: Atom[], below: Atom[], isLarge: boolean}} [fraction]
 */

import { ACCENTS, FACES, SIGNS, SPACES } from "#app/export/texsigns.js";

const DEEPEST = 40; // groups within groups: what comes from a stranger may be anything

/**
 * @param {string} tex
 * @returns {Atom[]}
 */
export function readTex(tex) {
  const tokens = tex.match(/\\[a-zA-Z]+|\\.|[^\\]/gsu) ?? [];
  const reader = { tokens, at: 0, depth: 0 };
  const atoms = row(reader, "math");
  while (reader.at < tokens.length) {
    reader.at += 1; // a brace that nothing opened
    atoms.push(...row(reader, "math"));
  }
  return atoms;
}

/** @typedef {{tokens: string[], at: number, depth: number}} Reader */

/**
 * Up to the brace that closes it.
 *
 * @param {Reader} reader
 * @param {Face | "word"} face
 * @returns {Atom[]}
 */
function row(reader, face) {
  /** @type {Atom[]} */
  const atoms = [];
  for (let token = reader.tokens[reader.at]; token !== undefined && token !== "}"; token = reader.tokens[reader.at]) {
    if (token === "_" || token === "^") script(reader, atoms, token === "_" ? "sub" : "sup");
    else if (token === "'") prime(reader, atoms);
    else atoms.push(...one(reader, face));
  }
  return atoms;
}

/**
 * @param {Reader} reader
 * @param {Atom[]} atoms the last one gets it
 * @param {"sub" | "sup"} where
 */
function script(reader, atoms, where) {
  reader.at += 1;
  const last = atoms.at(-1) ?? empty(atoms);
  last[where] = [...(last[where] ?? []), ...argument(reader, "math")];
}

/** @param {Reader} reader @param {Atom[]} atoms */
function prime(reader, atoms) {
  reader.at += 1;
  const last = atoms.at(-1) ?? empty(atoms);
  last.sup = [...(last.sup ?? []), { kind: "ord", letters: "′", face: "main" }];
}

/** @param {Atom[]} atoms */
function empty(atoms) {
  atoms.push({ kind: "ord", letters: "", face: "main" });
  return atoms[atoms.length - 1];
}

/**
 * A group in braces, or the one thing that stands there.
 *
 * @param {Reader} reader
 * @param {Face | "word"} face
 * @returns {Atom[]}
 */
function argument(reader, face) {
  while (face !== "word" && /^\s$/u.test(reader.tokens[reader.at] ?? "")) reader.at += 1;
  if (reader.tokens[reader.at] !== "{") {
    const next = reader.tokens[reader.at];
    return next === undefined || next === "}" ? [] : one(reader, face);
  }
  reader.at += 1;
  if (reader.depth >= DEEPEST) return [];
  reader.depth += 1;
  const inside = row(reader, face);
  reader.depth -= 1;
  reader.at += 1;
  return inside;
}

/**
 * @param {Reader} reader
 * @param {Face | "word"} face
 * @returns {Atom[]}
 */
function one(reader, face) {
  const token = reader.tokens[reader.at];
  if (token === "{") return group(argument(reader, face));
  reader.at += 1;
  if (token[0] === "\\") return command(reader, token.slice(1), face);
  if (face !== "word" && /\s/u.test(token)) return [];
  if (face === "word") return [{ kind: "ord", letters: token === "~" ? " " : token, face: "main" }];
  if (face === "math" && /[a-zA-Z]/u.test(token)) return [{ kind: "ord", letters: token, face: "math" }];
  const sign = SIGNS[token];
  return [{ kind: sign?.[1] ?? "ord", letters: sign?.[0] ?? token, face: face === "math" ? "main" : face }];
}

/** @param {Atom[]} inside @returns {Atom[]} */
function group(inside) {
  return inside.length === 1 ? inside : [{ kind: "ord", letters: "", face: "main", inside }];
}

/**
 * @param {Reader} reader
 * @param {string} name
 * @param {Face | "word"} face
 * @returns {Atom[]}
 */
function command(reader, name, face) {
  if (name in SPACES) return [{ kind: "ord", letters: "", face: "main", space: SPACES[name] }];
  if (name === "left" || name === "right") return fence(reader);
  if (name === "htmlClass" || name === "textcolor" || name === "color") {
    argument(reader, "word"); // a class, a colour: nothing to read
    return name === "color" ? [] : group(argument(reader, face));
  }
  if (name in FACES) return group(argument(reader, FACES[name]));
  if (name === "operatorname") {
    return [{ kind: "op", letters: "", face: "main", inside: argument(reader, "word") }];
  }
  if (name in ACCENTS) {
    return [{ kind: "ord", letters: "", face: "main", inside: argument(reader, face), accent: ACCENTS[name] }];
  }
  if (name === "frac" || name === "tfrac" || name === "dfrac") {
    const [above, below] = [argument(reader, face), argument(reader, face)];
    return [{ kind: "ord", letters: "", face: "main", fraction: { above, below, isLarge: name === "dfrac" } }];
  }
  if (name === "sqrt") return [{ kind: "ord", letters: "√", face: "main" }, ...closed(argument(reader, face))];
  const sign = Object.hasOwn(SIGNS, name) ? SIGNS[name] : null;
  if (sign) return [{ kind: sign[1], letters: sign[0], face: sign[2] ?? "main" }];
  return [{ kind: name.length > 1 ? "op" : "ord", letters: name, face: "main" }]; // \tanh, \_, and what we do not know
}

/**
 * What stands beside \left or \right; a full stop stands for nothing.
 *
 * @param {Reader} reader
 * @returns {Atom[]}
 */
function fence(reader) {
  if (reader.tokens[reader.at] === ".") reader.at += 1;
  return [];
}

/**
 * A fraction in one line: a / b, with brackets where one of them is a sum or a product.
 *
 * @param {NonNullable<Atom["fraction"]>} fraction
 * @returns {Atom[]}
 */
export function inOneLine({ above, below }) {
  return [...closed(above), { kind: "ord", letters: "/", face: "main" }, ...closed(below)];
}

/** @param {Atom[]} atoms @returns {Atom[]} in brackets, unless they are one thing */
function closed(atoms) {
  if (atoms.length <= 1) return atoms;
  const bracket = (/** @type {string} */ letters, /** @type {Kind} */ kind) =>
    /** @type {Atom} */ ({ kind, letters, face: "main" });
  return [bracket("(", "open"), ...atoms, bracket(")", "close")];
}
