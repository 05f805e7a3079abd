/**
 * The address holds everything: set-up and view as JSON in base64url behind the #. A fragment that
 * cannot be read is as good as none.
 *
 * @import {Cell, Setup} from "#app/types.js"
 */

import { FIRST_SETUP } from "#app/state/setup.js";

/**
 * @typedef {object} Link
 * @property {Setup} setup
 * @property {number | null} stop index of the stop, null at the newest one
 * @property {Cell | null} cell
 * @property {string[] | null} curve
 */

const VERSION = "1.";

/** @param {Link} link */
export function writeLink({ setup, stop, cell, curve }) {
  const changed = Object.entries(setup).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(FIRST_SETUP[/** @type {keyof Setup} */ (key)]),
  );
  const bytes = new TextEncoder().encode(JSON.stringify({ setup: Object.fromEntries(changed), stop, cell, curve }));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return VERSION + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} fragment without the #
 * @returns {Link | null}
 */
export function readLink(fragment) {
  if (!fragment.startsWith(VERSION)) return null;
  try {
    const letters = atob(fragment.slice(VERSION.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const { setup, stop, cell, curve } = JSON.parse(new TextDecoder().decode(bytes));
    return {
      setup: sound(setup),
      stop: Number.isInteger(stop) ? stop : null,
      cell: cell ?? null,
      curve: curve ?? null,
    };
  } catch {
    return null;
  }
}

/**
 * Takes over only what has the type it should have: a link may come from anybody.
 *
 * @param {Record<string, unknown>} given
 * @returns {Setup}
 */
function sound(given) {
  const kept = Object.entries(given ?? {}).filter(
    ([key, value]) => key in FIRST_SETUP && typeof value === typeof FIRST_SETUP[/** @type {keyof Setup} */ (key)],
  );
  return { ...FIRST_SETUP, ...Object.fromEntries(kept) };
}
