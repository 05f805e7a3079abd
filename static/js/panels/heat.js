/**
 * A parameter's numbers as a picture: a row of the matrix is a row of it, a vector stands upright.
 *
 * @import {Tensor} from "#app/types.js"
 */

import { colour } from "#app/draw/ramps.js";
import { theme } from "#app/draw/theme.js";
import { plain, roundUp } from "#app/layout/figures.js";
import { words } from "#app/words/page.js";
import { html, useLayoutEffect, useRef } from "#vendor/preact.js";

const ROOM = { width: 216, height: 132 };
const LARGEST = 16; // pixels of one number

/** @param {{tensor: Tensor}} props */
export function Heat({ tensor }) {
  const place = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const now = theme.value;
  const [rows, columns] = [tensor.shape[0] ?? 1, tensor.shape[1] ?? 1];
  const limit = roundUp(largest(tensor.values));
  useLayoutEffect(() => {
    const context = place.current?.getContext("2d");
    if (!context) return;
    tensor.values.forEach((value, k) => {
      context.fillStyle = colour("signed", now, value, limit);
      context.fillRect(k % columns, Math.floor(k / columns), 1, 1);
    });
  }, [tensor, now]);
  const each = Math.min(LARGEST, ROOM.width / columns, ROOM.height / rows);
  const size = { width: `${Math.max(6, each * columns)}px`, height: `${Math.max(6, each * rows)}px` };
  const isBroken = tensor.values.some((value) => !Number.isFinite(value));
  return html`
    <p class="heat">
      <canvas width=${columns} height=${rows} style=${size} aria-hidden="true" ref=${place}></canvas>
      <span class="scale">${plain(-limit)} … ${plain(limit)}</span>
    </p>
    ${isBroken ? html`<p class="warning">${words.broken}</p>` : null}
  `;
}

/** @param {ArrayLike<number>} values */
function largest(values) {
  let found = 0;
  for (let k = 0; k < values.length; k += 1) {
    const size = Math.abs(values[k]);
    if (size > found && size < Number.POSITIVE_INFINITY) found = size;
  }
  return found;
}
