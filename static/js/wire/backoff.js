/**
 * How long to wait before the next try: 0.5 s, doubled each time up to 15 s, spread by ± 20 % so that
 * a class whose server came back does not knock at the same moment.
 *
 * @param {number} tries tries that failed so far, from 1
 * @param {number} chance in [0, 1), from a dice given by the caller
 * @returns {number} milliseconds
 */
export function delay(tries, chance) {
  const base = Math.min(15_000, 500 * 2 ** (tries - 1));
  return Math.round(base * (0.8 + 0.4 * chance));
}
