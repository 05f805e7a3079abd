/**
 * Whether a net's text can be read: its names, or the mistake with its place.
 *
 * @import {Checked, Mistake} from "#app/types.js"
 */

/**
 * @param {string} net
 * @returns {Promise<Checked | {error: Mistake} | null>} null where the server is away
 */
export async function check(net) {
  try {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("/api/check", { method: "POST", headers, body: JSON.stringify({ net }) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
