/** What a log axis has no place for, in words. */

export const plotWords = {
  /** @param {string} names @param {string} first @param {string} last */
  infinite: (names, first, last) => `${names ? `${names}: ` : ""}∞ ${steps(first, last)}`,
  /** @param {string} names @param {string} first @param {string} last */
  broken: (names, first, last) => `${names ? `${names}: ` : ""}not a number ${steps(first, last)}`,
  /** @param {string} names @param {string} first @param {string} last */
  zero: (names, first, last) => `${names ? `${names}: ` : ""}0, or below 10⁻³⁰⁸, ${steps(first, last)}`,
};

/**
 * @param {string} first
 * @param {string} last
 */
function steps(first, last) {
  return first === last ? `at k = ${first}` : `for k = ${first} … ${last}`;
}
