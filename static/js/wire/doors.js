/** The doors of the server that the page knocks at. */

/**
 * One step opened into its operations.
 *
 * @param {Record<string, unknown>} spec
 * @param {number} t
 * @returns {Promise<{step: any, error: string | null}>}
 */
export async function askStep(spec, t) {
  try {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("/api/step", { method: "POST", headers, body: JSON.stringify({ spec, t }) });
    const found = await answer.json();
    return found.error ? { step: null, error: found.error.message } : { step: found, error: null };
  } catch (failure) {
    return { step: null, error: String(failure) };
  }
}

/** @returns {string} the stream's address beside this page */
export function streamAddress() {
  const address = new URL("/api/stream", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}
