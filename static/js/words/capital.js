/** @param {string} word */
export function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}
