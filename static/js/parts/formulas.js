/** KaTeX: what waits for it is typeset now. */

import { typesetWith } from "#app/draw/formula.js";
import { render } from "#vendor/katex.js";

export function start() {
  typesetWith(render);
}
