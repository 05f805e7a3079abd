/**
 * What files are called: what is in them, in letters that every system takes.
 *
 *     unspool-lstm-t4-backward.svg
 *
 * @import {Plan, Stop} from "#app/types.js"
 */

const LONGEST = 40;

/**
 * @param {Plan} plan
 * @param {(string | null)[]} inside
 * @param {string} ending
 */
export function fileName({ net }, inside, ending) {
  const parts = [net.name ?? "net", ...inside].filter(Boolean).map((part) => plain(String(part)));
  return `${["unspool", ...parts].join("-")}.${ending}`;
}

/** @param {Stop} stop */
export function stopName({ kind, t }) {
  return kind === "loss" || kind === "gradients" ? kind : `t${t}-${kind}`;
}

/** @param {string} text */
function plain(text) {
  const kept = text.normalize("NFD").replaceAll(/[^A-Za-z0-9_-]+/gu, "-");
  return (
    kept
      .replaceAll("_", "-")
      .replaceAll(/^-+|-+$/gu, "")
      .slice(0, LONGEST) || "net"
  );
}
