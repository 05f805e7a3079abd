/**
 * Browsers send a click after a drag too: it is none for whoever listens to clicks.
 *
 * @param {Element} drawing
 * @param {() => boolean} wasDrag whether the hand has moved since it was put down; asked once a click
 */
export function noClickAfterDrag(drawing, wasDrag) {
  drawing.addEventListener("click", (event) => wasDrag() && event.stopImmediatePropagation(), { capture: true });
}
