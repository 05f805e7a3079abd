/**
 * The address follows the page, and the page follows the address: reload, Back and a pasted link show the same. A new
 * set-up is a step one can go back from, once it is known to run; moving the playhead is not. What is too long for an address is kept in the
 * history entry, and a file is offered.
 *
 * @import {Link} from "#app/state/link.js"
 * @import {Page} from "#app/state/page.js"
 */

import { LONGEST, readLink, soundBoth, TOO_LONG, writeLink } from "#app/state/link.js";
import { land } from "#app/state/page.js";
import { OPENING_SETUP } from "#app/state/setup.js";
import { goodBeside } from "#app/state/side.js";
import { effect } from "#vendor/preact.js";

const REST = 400; // browsers limit how often an address may change
const LEFT = "left"; // where a page that is left puts what it stands for

/**
 * What the address stands for now.
 *
 * @returns {Promise<Link | null>} null where it says nothing, or nothing that can be read
 */
export function readAddress() {
  const kept = history.state?.link;
  if (kept) return Promise.resolve({ ...kept, ...soundBoth(kept) });
  return readLink(location.hash.slice(1));
}

/**
 * What was there when this page was left, if it is loaded again: what had not come to the address yet is not lost.
 *
 * @returns {Link | null}
 */
export function readLeft() {
  try {
    const { href, before, link } = JSON.parse(sessionStorage.getItem(LEFT) ?? "{}");
    sessionStorage.removeItem(LEFT);
    const [way] = performance.getEntriesByType("navigation");
    const { type } = /** @type {PerformanceNavigationTiming} */ (way ?? { type: "reload" });
    const isSame = href === location.href || (type === "reload" && before === location.href);
    return type !== "navigate" && isSame ? { ...link, ...soundBoth(link) } : null;
  } catch {
    return null; // no storage here, or not ours
  }
}

/**
 * Why the address cannot be followed, if it cannot.
 *
 * @param {Link | null} link
 * @returns {import("#app/state/page.js").Address}
 */
export function trouble(link) {
  const fragment = location.hash.slice(1);
  if (link || !fragment) return { kind: "fits" };
  return { kind: fragment === TOO_LONG ? "absent" : "unreadable" };
}

/** @param {Page} page */
export function keepAddress(page) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let shown = told(page); // the set-up that this history entry stands for
  let seen = [page.setup.peek(), page.beside.setup.peek()];
  let isTheirs = false; // whether a person has changed the set-up since
  let turn = 0; // of the last writing or reading
  let held = whatIsHeld(page);
  let isDue = false; // whether something is to be written
  let before = location.href; // a page that is being loaded again may still change its address until the new one comes

  const write = async () => {
    isDue = false;
    if (page.mistake.peek()) return; // nothing to go back to, and what stands there is still shown
    const isStrange = ["unreadable", "absent"].includes(page.address.peek().kind);
    if (isStrange && !isTheirs) return; // it stays, with what is said of it, until something is set up
    turn += 1;
    const mine = turn;
    const link = linkOf(page, goodBeside(page.beside));
    const fragment = await writeLink(link);
    if (mine === turn) enter(link, fragment);
  };

  const enter = (/** @type {Link} */ link, /** @type {string} */ fragment) => {
    clearTimeout(timer);
    const isLong = fragment.length > LONGEST;
    before = location.href;
    const change = (isTheirs && told(page) !== shown ? history.pushState : history.replaceState).bind(history);
    change(isLong ? { link } : null, "", `#${isLong ? TOO_LONG : fragment}`);
    shown = told(page);
    page.entered.value = shown;
    isTheirs = false;
    page.address.value = isLong ? { kind: "long", characters: fragment.length } : { kind: "fits" };
  };

  effect(() => {
    const now = [page.setup.value, page.beside.setup.value];
    const said = [page.correction.peek(), page.beside.correction.peek()];
    if (now.some((setup, k) => setup !== seen[k] && (!setup || setup !== said[k]))) isTheirs = true;
    seen = now;
    const isUntried = page.isUntried.value || page.beside.isUntried.value;
    const before = held;
    held = whatIsHeld(page);
    isDue ||= held.some((one, k) => one !== before[k]);
    clearTimeout(timer);
    if (isDue && !isUntried) timer = setTimeout(write, REST);
  });

  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(LEFT, JSON.stringify({ href: location.href, before, link: linkOf(page) }));
    } catch {
      // no storage, or no room in it: the address has what was there 0.4 s ago
    }
  });

  const follow = async () => {
    turn += 1;
    const mine = turn;
    const link =
      (await readAddress()) ?? (location.hash.length > 1 ? null : { setup: OPENING_SETUP, stop: null, view: {} });
    if (mine !== turn) return;
    clearTimeout(timer);
    page.address.value = trouble(link);
    if (!link) return;
    land(page, link);
    shown = told(page);
    page.entered.value = shown;
    isTheirs = false;
    isDue = false;
    clearTimeout(timer);
  };
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
}

/**
 * All that an address stands for, to see whether any of it changes.
 *
 * @param {Page} page
 */
function whatIsHeld({ setup, beside, wanted, view }) {
  return [setup.value, beside.setup.value, wanted.value, view.value];
}

/** @param {Page} page */
function told({ setup, beside }) {
  return JSON.stringify([setup.peek(), goodBeside(beside)]);
}

/**
 * @param {Page} page
 * @param {import("#app/types.js").Setup | null} [second] of the run beside
 * @returns {Link}
 */
export function linkOf({ setup, wanted, view, beside }, second = beside.setup.peek()) {
  return { setup: setup.peek(), stop: wanted.peek(), view: view.peek(), ...(second ? { beside: second } : {}) };
}
