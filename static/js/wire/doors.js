/** The doors of the server that the page knocks at. */

/** @returns {string} the stream's address beside this page */
export function streamAddress() {
  const address = new URL("/api/stream", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}
