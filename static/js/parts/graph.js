/**
 * The graph that folds and unfolds.
 *
 * @import {Wiring} from "#app/parts/all.js"
 */

import { ViewButtons } from "#app/controls/present.js";
import { pictures } from "#app/layout/pictures.js";
import { unfoldedScene } from "#app/layout/unfolded/scene.js";
import { Folding } from "#app/panels/folding.js";

/** @param {Wiring} wiring */
export function start({ scene, put }) {
  pictures.graph = unfoldedScene;
  put("unfolding", Folding, { scene, buttons: ViewButtons });
}
