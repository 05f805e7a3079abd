// The wire: frames become messages with their tensors, and waiting grows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { delay } from "#app/wire/backoff.js";
import { readParcel } from "#app/wire/safetensors.js";
import { openStream } from "#app/wire/stream.js";
import { parcels } from "./streams.js";

/**
 * @param {Record<string, unknown>} header
 * @param {Uint8Array} numbers
 */
function frame(header, numbers) {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + numbers.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(numbers, 8 + json.length);
  return bytes.buffer;
}

test("a frame is read back, whatever its header's length is", () => {
  const numbers = new Uint8Array(new Float64Array([1, Number.NaN, Number.NEGATIVE_INFINITY]).buffer);
  for (const padding of ["", "x", "xx", "xxx"]) {
    const message = { n: 3, kind: "forward", sweep: 0, first: 1, last: 1, padding };
    const header = {
      __metadata__: { message: JSON.stringify(message) },
      "values/h": { dtype: "F64", shape: [1, 3], data_offsets: [0, 24] },
    };
    const parcel = readParcel(frame(header, numbers));
    assert.deepEqual(parcel.message, message);
    const tensor = parcel.tensors.get("values/h");
    assert.deepEqual(tensor?.shape, [1, 3]);
    assert.deepEqual(Array.from(tensor?.values ?? []), [1, Number.NaN, Number.NEGATIVE_INFINITY]);
  }
});

test("a tensor of another kind is refused by name", () => {
  const header = {
    __metadata__: { message: '{"n":0,"kind":"plan"}' },
    x: { dtype: "BF16", shape: [1], data_offsets: [0, 2] },
  };
  assert.throws(() => readParcel(frame(header, new Uint8Array(2))), /BF16/);
});

test("a captured stream counts its messages and says which is the last", () => {
  const all = parcels("lstm");
  assert.deepEqual(
    all.map(({ message }) => message.n),
    all.map((_, k) => k),
  );
  assert.equal(all.at(-1)?.message.last, true);
  assert.deepEqual(
    [...new Set(all.map(({ message }) => message.kind))],
    ["plan", "forward", "loss", "backward", "gradients"],
  );
});

test("waiting doubles up to fifteen seconds, spread by a fifth", () => {
  assert.deepEqual(
    [1, 2, 3, 9].map((tries) => delay(tries, 0.5)),
    [500, 1000, 2000, 15000],
  );
  assert.equal(delay(1, 0), 400);
  assert.ok(delay(1, 0.999) <= 600);
});

test("what has come is acknowledged where it is much, not message by message", () => {
  /** @type {string[]} */
  const sent = [];
  /** @type {any} */
  let socket;
  class Socket {
    static CONNECTING = 0;
    static OPEN = 1;
    readyState = Socket.OPEN;
    constructor() {
      socket = this;
    }
    send(/** @type {string} */ text) {
      sent.push(text);
    }
    close() {}
  }
  const own = globalThis.WebSocket;
  Object.assign(globalThis, { WebSocket: Socket });
  try {
    /** @type {number[]} */
    const got = [];
    const onParcel = (/** @type {import("#app/types.js").Parcel} */ { message }) => got.push(message.n);
    openStream({ spec: {}, address: "", onParcel, onRefusal: () => {}, onConnection: () => {} });
    socket.onopen();
    for (let n = 0; n < 40; n += 1) {
      const message = JSON.stringify({ n, kind: "forward", sweep: 0, first: 1, last: 1 });
      socket.onmessage({ data: frame({ __metadata__: { message } }, new Uint8Array(10_000)) });
    }
    assert.equal(got.length, 40);
    assert.deepEqual(sent.slice(1), ['{"ack":12}', '{"ack":25}', '{"ack":38}']); // every 131,072 bytes
  } finally {
    Object.assign(globalThis, { WebSocket: own });
  }
});
