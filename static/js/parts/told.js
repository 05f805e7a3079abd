/**
 * For those who do not see the stage: its tree, and what is said when the playhead moves.
 *
 * @import {Wiring} from "#app/parts/all.js"
 */

import { announce } from "#app/panels/announcer.js";
import { mountTree } from "#app/panels/tree.js";

/** @param {Wiring} wiring */
export function start({ page, place, began }) {
  mountTree(page, place("tree"));
  announce(page, place("announcer"), began);
}
