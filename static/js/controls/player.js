/**
 * Playing: one stop after another at the chosen speed, until the last one. Starts over from the end.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { goTo } from "#app/state/page.js";
import { effect } from "#vendor/preact.js";

/** @param {Page} page */
export function keepPlaying(page) {
  effect(() => {
    if (!page.playing.value) return undefined;
    const timer = setInterval(() => advance(page), 1000 / page.speed.value);
    return () => clearInterval(timer);
  });
}

/** @param {Page} page */
function advance(page) {
  const last = (page.course.value?.stops.length ?? 0) - 1;
  const next = page.place.peek() + 1;
  if (next <= page.newest.peek()) goTo(page, next);
  if (next >= last || isBroken(page)) page.playing.value = false;
}

/**
 * Whether the first number that is not finite stands at this stop: one looks there before going on.
 *
 * @param {Page} page
 */
function isBroken(page) {
  const [first, stop, itinerary] = [page.run.peek()?.firstNonfinite, page.stop.peek(), page.itinerary.peek()];
  if (!first || !stop || !itinerary || stop.kind !== first.pass || stop.t !== first.t) return false;
  const walks = itinerary.walks.filter(({ kind }) => kind === stop.kind);
  return first.node === "loss" || walks[stop.walk].nodes.includes(first.node);
}

/** @param {Page} page */
export function togglePlaying(page) {
  const last = (page.course.value?.stops.length ?? 0) - 1;
  if (!page.playing.value && page.place.value >= last) goTo(page, 0);
  page.playing.value = !page.playing.value;
}
