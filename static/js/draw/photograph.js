/**
 * Pixels: an SVG as a PNG, and coloured cells as a small picture that stands in its own address.
 *
 * @import {CellsShape} from "#app/types.js"
 */

/**
 * @param {string} svg as text, as large as the picture is to be
 * @returns {Promise<Blob>} a PNG
 */
export async function photograph(svg) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = blank(image.naturalWidth, image.naturalHeight);
    contextOf(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("no room for so large a picture"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * @param {CellsShape} cells
 * @returns {string} the address of a picture that holds itself
 */
export function cellsImage({ columns, rows, colours }) {
  const canvas = blank(columns, rows);
  const picture = new ImageData(columns, rows);
  for (let k = 0; k < columns * rows; k += 1) {
    picture.data.set(colours.subarray(3 * k, 3 * k + 3), 4 * k);
    picture.data[4 * k + 3] = 255;
  }
  contextOf(canvas).putImageData(picture, 0, 0);
  return canvas.toDataURL("image/png");
}

/** @param {number} width @param {number} height */
function blank(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** @param {HTMLCanvasElement} canvas */
function contextOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}
