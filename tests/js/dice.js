// Dice that fall the same way each time, and what they throw: for tests by property.

/** @param {number} seed @returns {() => number} in [0, 1) (mulberry32) */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const LETTERS = [
  "a",
  "b",
  "Z",
  "7",
  " ",
  "  ",
  "\n",
  "\t",
  ",",
  "-",
  "–",
  "<",
  '"',
  "\\",
  "é",
  "e\u0301",
  "ß",
  "שָׁ",
  "م",
  "字",
];
const MORE = ["🙂", "👨‍👩‍👧", "🇩🇪", "👍🏽", "’", "'", "_", "\u200d", "\u0000", "#", "=", "@", "h[t-1]", "softmax("];

/** @param {() => number} chance @param {number} longest */
export function anyText(chance, longest) {
  const pool = [...LETTERS, ...MORE];
  const count = Math.floor(chance() * longest);
  return Array.from({ length: count }, () => pool[Math.floor(chance() * pool.length)]).join("");
}

/** @template T @param {() => number} chance @param {readonly T[]} all */
export function anyOf(chance, all) {
  return all[Math.floor(chance() * all.length)];
}

/** @param {() => number} chance @returns {number} of every size */
export function anyNumber(chance) {
  const value = (chance() - 0.5) * 10 ** Math.floor(chance() * 40 - 20);
  return chance() < 0.3 ? Math.round(value) || 0 : value;
}
