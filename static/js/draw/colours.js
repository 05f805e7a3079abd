/**
 * Any colour that CSS can say, as #rrggbb or #rrggbbaa; null where nothing would be seen. A canvas reads it.
 */

/** @returns {(colour: string, opacity?: number) => string | null} */
export function colourReader() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  /** @type {Map<string, string | null>} */
  const known = new Map();
  const read = (/** @type {string} */ colour, /** @type {number} */ opacity) => {
    if (!colour || colour === "none") return null;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    const alpha = Math.round(a * opacity);
    if (alpha === 0) return null;
    return `#${[r, g, b, ...(alpha < 255 ? [alpha] : [])].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };
  return (colour, opacity = 1) => {
    const key = `${colour} ${opacity}`;
    if (!known.has(key)) known.set(key, read(colour, opacity));
    return known.get(key) ?? null;
  };
}
