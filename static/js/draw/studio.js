/**
 * What only a browser can do for a picture that is taken along: ask the style sheets, paint pixels.
 *
 * @import {Looks} from "#app/types.js"
 */

import { withLooks } from "#app/draw/looks.js";
import { cellsImage, photograph } from "#app/draw/photograph.js";
import { theme } from "#app/draw/theme.js";

/** @typedef {ReturnType<typeof createStudio>} Studio */

/** @param {HTMLElement} drawing where the stage is drawn */
export function createStudio(drawing) {
  const figure = () => /** @type {HTMLElement} */ (document.querySelector(".figure-of-product"));
  return {
    theme,
    /** Where a product stands written out, and how large. */
    productRoom() {
      const { clientWidth: width, clientHeight: height } = /** @type {HTMLElement} */ (figure().parentElement);
      return { width, height, larger: Number.parseFloat(figure().style.getPropertyValue("--larger")) || 1 };
    },
    photograph,
    cellsImage,
    /**
     * @template Result
     * @param {"stage" | "folded" | "product"} which drawing
     * @param {"light" | "dark"} colours
     * @param {boolean} presented as large as in presentation mode
     * @param {"forward" | "backward"} pass
     * @param {(looks: Looks) => Result} work
     * @returns {Result}
     */
    withLooks(which, colours, presented, pass, work) {
      const { classList } = document.documentElement;
      const isSmaller = !presented && classList.contains("presenting");
      if (isSmaller) classList.remove("presenting"); // nothing is painted before it is back
      try {
        if (which === "stage") return withLooks(drawing, colours, work, pass);
        if (which === "product") return withLooks(figure(), colours, work);
        const panel = document.body.appendChild(document.createElement("div"));
        panel.className = "folded";
        const inside = panel.appendChild(document.createElement("div"));
        inside.className = "drawing";
        try {
          return withLooks(inside, colours, work);
        } finally {
          panel.remove();
        }
      } finally {
        if (isSmaller) classList.add("presenting");
      }
    },
  };
}
