/**
 * The gradient laid open: ledger, paths, chain, bound, memory, truncation.
 *
 * @import {Wiring} from "#app/parts/all.js"
 */

import { keepLaid } from "#app/controls/laid.js";
import { gradientScene } from "#app/layout/gradient/frame.js";
import { pictures } from "#app/layout/pictures.js";
import { LaidBar, LaidPanel } from "#app/panels/laid.js";

/** @param {Wiring} wiring */
export function start({ page, scene, put }) {
  pictures.gradient = gradientScene;
  put("laid-bar", LaidBar);
  put("laid-panel", LaidPanel);
  keepLaid(page, scene);
}
