/**
 * Gives the browser a file to keep, made here: nothing is asked of the server.
 */

const KEPT = 60_000; // ms, in which a browser has surely begun to write

/**
 * @param {Blob} content
 * @param {string} name
 */
export function saveAs(content, name) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
