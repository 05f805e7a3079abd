/**
 * Above an opened step, behind its caption: what the lit parameter's copy in this step adds to its gradient.
 *
 * @import {Caption, Stop} from "#app/types.js"
 * @import {OpenedFrame} from "#app/layout/opened/frame.js"
 * @import {Glance} from "#app/layout/opened/values.js"
 */

import { widthOf } from "#app/layout/lettering.js";
import { shareTitle } from "#app/layout/sharetitle.js";
import { sharesOf, sharesReached } from "#app/state/shares.js";
import { words as said } from "#app/words/page.js";

const APART = 28; // pixels behind the step's own caption
const LEAST = 220; // pixels in which something can be said
const BARS = 60; // pixels that the outputs and their number take

/**
 * @param {Glance} glance
 * @param {OpenedFrame} frame
 * @param {number} left
 * @param {Stop} stop
 * @param {import("#app/layout/lit.js").Lit} [lit]
 * @returns {Caption[]}
 */
export function openedShare({ run, reach, t, unit }, frame, left, stop, lit) {
  if (!lit?.parameters.length || !run.plan.loss) return [];
  const own = 4 + widthOf(said.openedCaption(t, unit + 1), 15) + APART;
  const bars = [...frame.standing.values()].find(({ stand }) => stand.kind === "bars");
  const room = (bars ? bars.x - BARS : frame.width) - own;
  if (room < LEAST) return [];
  const shares = sharesOf(run, lit.parameters);
  const reached = sharesReached(run.plan, reach, lit.parameters);
  const at = { x: left + own, y: frame.rows.frame.top - 14 };
  return [shareTitle(run.plan, lit.parameters, { reach, stop, shares, reached }, room, at)];
}
