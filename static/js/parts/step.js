/**
 * A step opened into its operations, a product in it written out, and the board: all three show what the server says
 * of a step.
 *
 * @import {Wiring} from "#app/parts/all.js"
 */

import { DecimalsChoice } from "#app/controls/decimals.js";
import { keepOpened } from "#app/controls/opened.js";
import { keepProduct } from "#app/controls/product.js";
import { openedScene } from "#app/layout/opened/scene.js";
import { pictures } from "#app/layout/pictures.js";
import { Board } from "#app/panels/board.js";
import { mountProduct } from "#app/panels/product.js";

/** @param {Wiring} wiring */
export function start({ page, scene, place, put }) {
  pictures.opened = openedScene;
  keepOpened(page);
  mountProduct(page, place("product"));
  keepProduct(page, scene, { stage: place("stage"), drawing: place("drawing"), product: place("product") });
  put("board", Board, { Decimals: DecimalsChoice });
}
