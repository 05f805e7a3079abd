/**
 * What a button opens over or beside the page: the whole set-up, ready examples, the list of keys, the blank screen.
 *
 * @import {Wiring} from "#app/parts/all.js"
 */

import { Dialogs } from "#app/controls/dialogs.js";
import { Gallery, Look } from "#app/controls/examples.js";
import { More } from "#app/controls/more.js";

/** @param {Wiring} wiring */
export function start({ put }) {
  put("more", More);
  put("gallery", Gallery);
  put("look", Look);
  put("look-below", Look); // where the panel is far below the stage
  put("dialogs", Dialogs);
}
