/**
 * XML as text, well formed whatever stands in it: a token may be anything that someone typed.
 */

/** Letters that XML has no place for, not even escaped. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string} text */
export function escaped(text) {
  return text.replace(UNWRITABLE, "\uFFFD").replace(/[&<>"]/g, (sign) => ESCAPES[sign]);
}

/**
 * @param {string} name
 * @param {Record<string, string | number | undefined>} attributes what is undefined is left out
 * @param {string} [inside] as XML
 */
export function tag(name, attributes, inside = "") {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const all = given.map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return inside ? `<${name}${all.join("")}>${inside}</${name}>` : `<${name}${all.join("")}/>`;
}

/** A length with two decimals at most. @param {number} value */
export function number(value) {
  return String(Math.round(value * 100) / 100 || 0);
}
