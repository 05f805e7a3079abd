/**
 * Loads the parts of the page: at once what is needed for what is looked at, the others one after the other when the
 * first picture stands and the browser rests, so that all are there if the network goes. The modules of a part are
 * fetched side by side before they are imported: a browser remembers an import that failed, but fetches again.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Part} from "#app/state/parts.js"
 */

import { PARTS } from "#app/state/parts.js";
import { delay } from "#app/wire/backoff.js";
import { batch, effect } from "#vendor/preact.js";

/**
 * @template Wiring
 * @param {Page} page
 * @param {Record<Part, () => Promise<{start: (wiring: Wiring) => void}>>} loaders
 * @param {Record<Part, string[]>} addresses of the modules that each part adds
 * @param {Wiring & {scene: import("#vendor/preact.js").Signal<Scene | null>}} wiring
 * @returns {() => void} tries again what could not be fetched
 */
export function keepParts(page, loaders, addresses, wiring) {
  /** @type {Map<Part, Promise<boolean>>} */
  const under = new Map();
  const want = (/** @type {Part} */ part, /** @type {RequestPriority} */ priority) => {
    const loading = under.get(part) ?? load(part, priority).finally(() => under.delete(part));
    under.set(part, loading);
    return loading;
  };
  const load = async (/** @type {Part} */ part, /** @type {RequestPriority} */ priority) => {
    const formulas = part === "formulas" ? null : page.partsCome.peek().has("formulas") || want("formulas", priority);
    try {
      if (priority === "low") await fetched(addresses[part][0], priority); // one knocks, where nobody may be at home
      await Promise.all(addresses[part].map((address) => fetched(address, priority)));
      const { start } = await loaders[part]();
      await formulas; // what is typeset can be measured
      start(wiring);
    } catch (error) {
      if (!(error instanceof Unreached)) reportError(error); // one of our own making is no less missing
      page.partsAway.value = new Set([...page.partsAway.peek(), part]);
      return false;
    }
    batch(() => {
      page.partsAway.value = new Set([...page.partsAway.peek()].filter((one) => one !== part));
      page.partsCome.value = new Set([...page.partsCome.peek(), part]);
    });
    return true;
  };

  effect(() => {
    for (const part of page.partsLacking.value) if (!page.partsAway.peek().has(part)) want(part, "high");
  });
  whenDrawn(page, wiring.scene, () => loadAll(page, want));
  return () => {
    for (const part of page.partsAway.peek()) want(part, "high");
  };
}

class Unreached extends Error {}

/** @type {Map<string, Promise<void>>} */
const kept = new Map(); // fetched, or being fetched: the browser has it when it is imported

/**
 * @param {string} address
 * @param {RequestPriority} priority
 */
function fetched(address, priority) {
  const fetching = kept.get(address) ?? fetchWhole(address, priority);
  kept.set(address, fetching);
  fetching.catch(() => kept.delete(address));
  return fetching;
}

/**
 * @param {string} address
 * @param {RequestPriority} priority
 */
async function fetchWhole(address, priority) {
  const answer = await fetch(address, { priority }).catch(() => null);
  const isWhole = answer?.ok && (await answer.arrayBuffer().catch(() => null));
  if (!isWhole) throw new Unreached(address);
}

/**
 * Once, when the first picture stands, or something else stands in its place.
 *
 * @param {Page} page
 * @param {import("#vendor/preact.js").Signal<Scene | null>} scene
 * @param {() => void} act
 */
function whenDrawn({ mistake, connection, partsAway }, scene, act) {
  let isDone = false;
  effect(() => {
    const isDrawn = scene.value !== null || mistake.value !== null;
    const isStuck = connection.value.kind === "away" || partsAway.value.size > 0;
    if (isDone || !(isDrawn || isStuck)) return;
    isDone = true;
    setTimeout(act);
  });
}

/**
 * One after the other, and again those that could not be fetched.
 *
 * @param {Page} page
 * @param {(part: Part, priority: RequestPriority) => Promise<boolean>} want
 */
async function loadAll({ partsCome }, want) {
  for (let failed = 0; partsCome.peek().size < PARTS.length; ) {
    for (const part of PARTS.filter((one) => !partsCome.peek().has(one))) {
      if (part !== "formulas") await rest();
      if (await want(part, "low")) continue;
      failed += 1;
      await new Promise((done) => setTimeout(done, delay(failed, Math.random())));
    }
  }
  performance.mark("all parts there"); // for browsers' performance tools
}

/** Until the browser has nothing else to do. @returns {Promise<unknown>} */
function rest() {
  return new Promise((done) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(done, { timeout: 1000 });
    else setTimeout(done, 100);
  });
}
