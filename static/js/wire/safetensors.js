/**
 * Reads the safetensors layout: 8 bytes of header length, a JSON header, then the numbers.
 *
 *     {"__metadata__": {"message": "<json>"}, "values/h": {"dtype": "F64", "shape": [4, 8], "data_offsets": [0, 256]}}
 *
 * @import {Message, Parcel, Tensor} from "#app/types.js"
 */

const KINDS = { F64: Float64Array, U8: Uint8Array };

/**
 * @param {ArrayBuffer} buffer
 * @returns {Parcel}
 */
export function readParcel(buffer) {
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
  /** @type {Map<string, Tensor>} */
  const tensors = new Map();
  for (const [name, entry] of Object.entries(header)) {
    if (name !== "__metadata__") tensors.set(name, readTensor(buffer, 8 + length, entry));
  }
  return { message: /** @type {Message} */ (JSON.parse(header.__metadata__.message)), tensors };
}

/**
 * @param {ArrayBuffer} buffer
 * @param {number} start
 * @param {{dtype: "F64" | "U8", shape: number[], data_offsets: [number, number]}} entry
 * @returns {Tensor}
 */
function readTensor(buffer, start, { dtype, shape, data_offsets: [from, to] }) {
  const Numbers = KINDS[dtype];
  if (!Numbers) throw new TypeError(`a tensor of ${dtype}; this page reads F64 and U8`);
  return { shape, values: new Numbers(buffer.slice(start + from, start + to)) }; // sliced: F64 must start at a multiple of 8
}
