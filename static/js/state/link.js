/**
 * The address holds everything: set-up and view as JSON behind the #, deflated and in base64url ("2."), or in plain
 * base64url where the browser cannot compress ("1."). What is too long for an address stays in the history entry,
 * and the fragment says so ("file").
 *
 * @import {Setup, View} from "#app/types.js"
 */

import { isHide, isShown, MOST_HIDDEN, MOST_SHOWN } from "#app/state/hidden.js";
import { soundLaid } from "#app/state/laid.js";
import { isPin, MOST_PINS } from "#app/state/pins.js";
import { CHOICES, FIRST_SETUP } from "#app/state/setup.js";

/**
 * @typedef {object} Link
 * @property {Setup} setup
 * @property {number | null} stop index of the stop, null at the newest one
 * @property {Partial<View>} view
 * @property {Setup | null} [beside] of the run beside it, where two are compared
 */

export const LONGEST = 8_000; // characters of a fragment
export const TOO_LONG = "file"; // the fragment of a set-up that only a file can hold

const PLAIN = "1.";
const DEFLATED = "2.";
const MOST = 4_000_000; // bytes that a link may unfold to: it may come from anybody

/** @param {Link} link @returns {Promise<string>} */
export async function writeLink(link) {
  const bytes = new TextEncoder().encode(jsonOf(link));
  if (typeof CompressionStream === "undefined") return PLAIN + base64url(bytes);
  return DEFLATED + base64url(await through(bytes, new CompressionStream("deflate-raw")));
}

/**
 * @param {string} fragment without the #
 * @returns {Promise<Link | null>} null where it cannot be read
 */
export async function readLink(fragment) {
  try {
    const bytes = fromBase64url(fragment.slice(PLAIN.length));
    if (fragment.startsWith(PLAIN)) return sound(JSON.parse(decoded(bytes)));
    if (!fragment.startsWith(DEFLATED)) return null;
    return sound(JSON.parse(decoded(await through(bytes, new DecompressionStream("deflate-raw")))));
  } catch {
    return null;
  }
}

/** @param {Link} link */
function jsonOf({ setup, stop, view, beside }) {
  const second = beside ? { beside: differing(beside) } : {};
  return JSON.stringify({ setup: differing(setup), stop, view, ...second });
}

/** @param {Setup} setup */
function differing(setup) {
  const differs = Object.entries(setup).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(FIRST_SETUP[/** @type {keyof Setup} */ (key)]),
  );
  return Object.fromEntries(differs);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {{readable: ReadableStream<Uint8Array>, writable: WritableStream<BufferSource>}} way
 */
async function through(bytes, way) {
  const writer = way.writable.getWriter();
  writer.write(bytes).catch(() => {}); // the reader below hears of it
  writer.close().catch(() => {});
  const pieces = [];
  let length = 0;
  const reader = way.readable.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    length += piece.value.length;
    if (length > MOST) throw new Error("a link that unfolds without end");
    pieces.push(piece.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function fromBase64url(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/**
 * Takes over only what has the type it should have.
 *
 * @param {{setup?: unknown, stop?: unknown, view?: unknown, beside?: unknown}} given
 * @returns {Link | null}
 */
function sound({ setup, stop, view, beside }) {
  if (!isObject(setup)) return null;
  return {
    ...soundBoth({ setup, beside }),
    stop: Number.isInteger(stop) ? /** @type {number} */ (stop) : null,
    view: isObject(view) ? soundView(view) : {},
  };
}

/**
 * @param {{setup: Record<string, unknown>, beside?: unknown}} given
 * @returns {{setup: Setup, beside?: Setup}}
 */
export function soundBoth({ setup, beside }) {
  return { setup: soundSetup(setup), ...(isObject(beside) ? { beside: soundSetup(beside) } : {}) };
}

/**
 * @param {Record<string, unknown>} given
 * @returns {Setup}
 */
export function soundSetup(given) {
  const kept = Object.entries(given).filter(([key, value]) => {
    if (!Object.hasOwn(FIRST_SETUP, key)) return false;
    if (key in CHOICES) return /** @type {any} */ (CHOICES)[key].includes(value);
    if (key === "sizes") return isObject(value) && Object.values(value).every(Number.isFinite);
    if (key === "initial") return isObject(value) && Object.values(value).every((text) => typeof text === "string");
    if (key === "phases") return isObject(value) && Object.values(value).every(isMask);
    if (key === "given") return isObject(value);
    if (key === "changes") return Array.isArray(value) && value.every(isObject);
    return typeof value === typeof FIRST_SETUP[/** @type {keyof Setup} */ (key)];
  });
  return { ...FIRST_SETUP, ...Object.fromEntries(kept) };
}

/** @type {Record<string, (value: any) => boolean>} what of the view a link may set */
const VIEW = {
  cell: (cell) =>
    cell === null || (isObject(cell) && typeof cell.node === "string" && [cell.t, cell.unit].every(Number.isInteger)),
  curve: (names) => Array.isArray(names) && names.every((name) => typeof name === "string"),
  open: (open) => typeof open === "boolean",
  side: (side) => side === "a" || side === "b",
  show: (show) => ["columns", "graph", "board", "gradient"].includes(show),
  laid: (laid) => laid === null || isObject(laid),
  fold: (fold) => Number.isFinite(fold) && fold >= 0 && fold <= 1,
  product: isCountOrNull,
  entry: isCountOrNull,
  writes: (writes) => writes === "forward" || writes === "backward" || writes === "share",
  camera: (camera) =>
    camera === null || (isObject(camera) && isWithin(camera.pitch, 1e3) && isWithin(camera.centre, 1e6)),
  parameter: isTextOrNull,
  example: isTextOrNull,
  notation: isTextOrNull,
  hidden: (rules) => Array.isArray(rules) && rules.length <= MOST_HIDDEN && rules.every(isHide),
  shown: (all) => Array.isArray(all) && all.length <= MOST_SHOWN && all.every(isShown),
  pins: (pins) => Array.isArray(pins) && pins.length <= MOST_PINS && pins.every(isPin),
  pinsOpen: (open) => typeof open === "boolean",
  decimals: (decimals) => isCountOrNull(decimals) && decimals <= 9,
  lanes: (kind) => kind === "values" || kind === "gradients",
  shapes: (shapes) => typeof shapes === "boolean",
  changes: (changes) => typeof changes === "boolean",
};

/**
 * @param {Record<string, unknown>} given
 * @returns {Partial<View>}
 */
export function soundView(given) {
  const kept = Object.entries(given).filter(([key, value]) => Object.hasOwn(VIEW, key) && VIEW[key](value));
  /** @type {Partial<View>} */
  const view = Object.fromEntries(kept);
  const changes = given.lanes === "changes" ? { changes: true } : {}; // as links said it once
  return view.laid ? { ...view, ...changes, laid: soundLaid(view.laid) } : { ...view, ...changes };
}

/**
 * @param {any} value
 * @param {number} most
 */
function isWithin(value, most) {
  return Number.isFinite(value) && value >= 0 && value <= most;
}

/** @param {any} value */
function isCountOrNull(value) {
  return value === null || (Number.isInteger(value) && value >= 0);
}

/** @param {unknown} value */
function isTextOrNull(value) {
  return value === null || typeof value === "string";
}

/** @param {unknown} value */
function isMask(value) {
  return typeof value === "string" && /^[01]{0,10000}$/.test(value);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
