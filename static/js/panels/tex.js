/**
 * A formula as a component.
 *
 * @import {Parameter} from "#app/types.js"
 */

import { typeset } from "#app/draw/formula.js";
import { html, useLayoutEffect, useRef } from "#vendor/preact.js";

/** @param {{tex: string, parameters?: Parameter[]}} props */
export function Tex({ tex, parameters }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (place.current) typeset(place.current, tex, parameters);
  }, [tex, parameters]);
  return html`<span class="tex" ref=${place}></span>`;
}
