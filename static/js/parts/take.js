/**
 * Files of what stands on the page.
 *
 * @import {Wiring} from "#app/parts/all.js"
 */

import { Take } from "#app/controls/take.js";
import { createStudio } from "#app/draw/studio.js";

/** @param {Wiring} wiring */
export function start({ scene, beside, place, put }) {
  put("taking", Take, { scene, beside, studio: createStudio(place("drawing")) });
}
