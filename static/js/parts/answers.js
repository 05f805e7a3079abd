/**
 * What is said about a number beside its value: why it is what it is, what changing it does, pinned answers, the
 * difference of two runs.
 *
 * @import {Wiring} from "#app/parts/all.js"
 */

import { ChangeIt } from "#app/controls/change.js";
import { ask, keepAsking, keepPinsAsked } from "#app/controls/why.js";
import { Compared } from "#app/panels/compared.js";
import { Difference } from "#app/panels/difference.js";
import { Pins } from "#app/panels/pins.js";
import { Why } from "#app/panels/why.js";

/** @param {Wiring} wiring */
export function start({ page, put }) {
  put("difference", Difference);
  put("change", ChangeIt);
  put("compared", Compared);
  put("why", Why, { ask });
  put("pins", Pins);
  keepAsking(page);
  keepPinsAsked(page);
}
