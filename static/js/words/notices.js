/**
 * What the page says by itself: the server is away, numbers left the finite range, a link cannot be followed.
 *
 * @import {Connection, Run} from "#app/types.js"
 */

/** @param {Connection} connection */
export function connectionSentence(connection) {
  if (connection.kind !== "away") return "";
  const { seconds } = connection;
  return `The server is away. What you see stays; trying again in ${seconds} second${seconds === 1 ? "" : "s"}.`;
}

/**
 * @param {Run} run
 * @param {boolean} isNumber false where the first one is not a number
 */
export function nonfiniteSentence({ firstNonfinite, plan }, isNumber) {
  if (!firstNonfinite) return "";
  const { node, t, unit, pass } = firstNonfinite;
  const name = plan.equations.find((one) => one.name === node)?.label ?? node;
  const who = pass === "backward" ? `the gradient of ${name}` : node === "loss" ? "the loss" : name;
  const place = node === "loss" ? `t = ${t}` : `t = ${t}, unit ${unit + 1}`;
  return `Numbers left the finite range: ${who} became ${isNumber ? "infinite" : "not a number"} at ${place}, on the way ${pass}. Playing stops there; stepping goes on.`;
}

/**
 * @param {{kind: string, characters?: number}} address
 * @returns {string} why the address does not hold everything, or could not be followed
 */
export function addressSentence({ kind, characters }) {
  if (kind === "unreadable")
    return "This link cannot be read: it is cut off, or not from Unspool. What you see does not come from it.";
  if (kind === "absent")
    return "This link stands for a set-up too long for an address. Please ask for its file, and open it here.";
  if (kind === "long")
    return `This set-up is too long for a link (${Math.ceil((characters ?? 0) / 1000)} kB; 8 kB fit). Save it as a file to share it.`;
  return "";
}
