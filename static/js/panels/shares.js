/**
 * What the pinned parameter's copy adds at the current stop, for whoever tells it.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { spoken } from "#app/layout/figures.js";
import { labelOf } from "#app/layout/symbols.js";
import { pinned } from "#app/state/lit.js";
import { reach as reachOf } from "#app/state/reach.js";
import { shareAt, sharesOf } from "#app/state/shares.js";
import { shareWords as said } from "#app/words/shares.js";

/**
 * @param {Page} page
 * @returns {{plan: import("#app/types.js").Plan, names: string[], t: number, share: {along: number, norm: number}, whole: number | null} | null}
 *   whole: only when the way back is done
 */
export function pinnedShare(page) {
  const [run, itinerary, stop] = [page.run.value, page.itinerary.value, page.stop.value];
  const names = pinned(page);
  if (!run || !itinerary || !stop || !names.length) return null;
  const reach = reachOf(itinerary, page.cursor.value);
  const t = stop.t || 1; // at the end the playhead has just left the first step
  const share = shareAt(run, reach, names.join(" "), t);
  return (
    share && { plan: run.plan, names, t, share, whole: reach.gradients ? (sharesOf(run, names)?.whole ?? null) : null }
  );
}

/**
 * As a sentence, empty where there is nothing to tell.
 *
 * @param {Page} page
 */
export function shareSentence(page) {
  const found = pinnedShare(page);
  if (!found) return "";
  const { plan, names, t, share, whole } = found;
  const name = names.map((one) => labelOf(plan, one)).join(", ");
  if (whole !== null) return said.toldWhole(name, spoken(whole));
  return said.told(name, t, spoken(share.along), spoken(share.norm));
}
