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

/**
 * @typedef {object} NamedTensor
 * @property {string} name
 * @property {number[]} shape
 * @property {(Float64Array | Uint8Array)[]} parts row after row, one part after the other
 */

/**
 * The same layout, written: float64 first, so that each begins at a multiple of eight.
 *
 * @param {NamedTensor[]} tensors
 * @param {Record<string, string>} about goes with them
 * @returns {(Uint8Array<ArrayBuffer> | Float64Array | Uint8Array)[]} the file in pieces: no number is copied
 */
export function writeTensors(tensors, about) {
  const isBytes = (/** @type {NamedTensor} */ { parts }) => parts[0] instanceof Uint8Array;
  const sorted = [...tensors.filter((one) => !isBytes(one)), ...tensors.filter(isBytes)];
  /** @type {Record<string, unknown>} */
  const header = { __metadata__: about };
  let at = 0;
  for (const one of sorted) {
    const end = one.parts.reduce((sum, { byteLength }) => sum + byteLength, at);
    header[one.name] = { dtype: isBytes(one) ? "U8" : "F64", shape: one.shape, data_offsets: [at, end] };
    at = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(text.length / 8) * 8;
  const head = new Uint8Array(8 + padded).fill(0x20); // spaces
  new DataView(head.buffer).setBigUint64(0, BigInt(padded), true);
  head.set(text, 8);
  return [head, ...sorted.flatMap(({ parts }) => parts)];
}
