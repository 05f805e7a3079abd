/**
 * A formula as a component.
 *
 * @import {Equation, Parameter} from "#app/types.js"
 */

import { typeset } from "#app/draw/formula.js";
import { html, useLayoutEffect, useRef } from "#vendor/preact.js";

/** @param {{tex: string, parameters?: Parameter[], equations?: Equation[]}} props the names in it, if they are to light up */
export function Tex({ tex, parameters, equations }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (place.current) typeset(place.current, tex, parameters, equations);
  }, [tex, parameters, equations]);
  return html`<span class="tex" ref=${place}></span>`;
}
