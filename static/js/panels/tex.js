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
  }, [tex, namesOf(parameters), namesOf(equations)]); // another run of the same net brings the same names
  return html`<span class="tex" ref=${place}></span>`;
}

/** @param {{name: string, role: string}[]} [named] */
function namesOf(named) {
  return named?.map(({ name, role }) => `${name} ${role}`).join();
}
