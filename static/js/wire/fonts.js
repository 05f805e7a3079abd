/**
 * The page's own fonts as text, so that a picture can carry them.
 */

/** @type {Map<string, Promise<string | null>>} */
const asked = new Map();

/**
 * @param {string} file below static/vendor/fonts
 * @returns {Promise<string | null>} an address that holds the font itself; null where the server cannot be reached
 */
export function fetchFont(file) {
  const found = asked.get(file) ?? read(file);
  asked.set(file, found);
  return found;
}

/** @param {string} file */
async function read(file) {
  try {
    const answer = await fetch(new URL(`/static/vendor/fonts/${file}`, location.href), { cache: "force-cache" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return `data:font/woff2;base64,${base64(new Uint8Array(await answer.arrayBuffer()))}`;
  } catch {
    asked.delete(file); // it may be there the next time
    return null;
  }
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}
