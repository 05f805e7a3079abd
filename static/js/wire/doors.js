/**
 * The doors of the server that the page knocks at.
 *
 * @import {Parcel} from "#app/types.js"
 */

import { readParcel } from "#app/wire/safetensors.js";

/**
 * One step opened into its operations.
 *
 * @param {Record<string, unknown>} spec
 * @param {number} t
 * @returns {Promise<{step: any, error: string | null}>}
 */
export async function askStep(spec, t) {
  const { found, error } = await posted("/api/step", { spec, t });
  return { step: found, error };
}

/** @returns {string} the stream's address beside this page */
export function streamAddress() {
  const address = new URL("/api/stream", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

/**
 * Why one number is what it is.
 *
 * @param {Record<string, unknown>} asking
 * @returns {Promise<{why: any, error: string | null, isAway: boolean}>}
 */
export async function askWhy(asking) {
  const { found, error, isAway } = await posted("/api/answer", asking);
  return { why: found, error, isAway };
}

/**
 * What a view of the gradient shows.
 *
 * @param {string} kind
 * @param {string} asked the question as JSON, its spec included
 * @returns {Promise<{parcel: Parcel | null, error: string | null}>}
 */
export async function askGradient(kind, asked) {
  try {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`/api/gradient/${kind}`, { method: "POST", headers, body: asked });
    if (answer.ok) return { parcel: readParcel(await answer.arrayBuffer()), error: null };
    return { parcel: null, error: (await answer.json()).error.message };
  } catch (failure) {
    return { parcel: null, error: String(failure) };
  }
}

/**
 * @param {string} door
 * @param {unknown} body
 * @returns {Promise<{found: any, error: string | null, isAway: boolean}>} away: nobody answered
 */
async function posted(door, body) {
  try {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(door, { method: "POST", headers, body: JSON.stringify(body) });
    const found = await answer.json();
    const error = found.error ? found.error.message : null;
    return { found: error === null ? found : null, error, isAway: false };
  } catch (failure) {
    return { found: null, error: String(failure), isAway: true };
  }
}
