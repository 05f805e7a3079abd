/**
 * One run, streamed over a WebSocket: sends the spec and the number of the last message we have,
 * acknowledges what arrives, and comes back by itself after the last one received.
 *
 *     const stream = openStream({ spec, address, onParcel, onRefusal, onConnection });
 *     stream.close();
 *
 * @import {Connection, Mistake, Parcel} from "#app/types.js"
 */

import { delay } from "#app/wire/backoff.js";
import { readParcel } from "#app/wire/safetensors.js";

const SAID = 2 ** 17; // bytes that are acknowledged together: the server lets eight times as many be under way
const REFUSED = 4422; // the spec is at fault: trying again cannot help

/**
 * A socket closed before it is open makes browsers complain: it is closed once it is.
 *
 * @param {WebSocket} socket
 */
function close(socket) {
  if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
  else socket.close();
}

/**
 * @typedef {object} StreamOptions
 * @property {unknown} spec
 * @property {string} address
 * @property {(parcel: Parcel) => void} onParcel
 * @property {(mistake: Mistake) => void} onRefusal
 * @property {(connection: Connection) => void} onConnection
 */

/**
 * @param {StreamOptions} options
 * @returns {{close: () => void, retry: () => void}}
 */
export function openStream({ spec, address, onParcel, onRefusal, onConnection }) {
  let after = -1;
  let tries = 0;
  let unsaid = 0; // bytes that came and are not acknowledged
  let over = false;
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const finish = () => {
    over = true;
    clearTimeout(timer);
    if (socket) close(socket);
  };

  /** @param {string} text */
  const refuse = (text) => {
    finish();
    onRefusal(JSON.parse(text).error);
  };

  /** @param {ArrayBuffer} buffer */
  const receive = (buffer) => {
    const parcel = readParcel(buffer);
    const { n } = parcel.message;
    if (n <= after) return;
    after = n;
    tries = 0;
    unsaid += buffer.byteLength;
    onParcel(parcel);
    if (parcel.message.last === true) {
      finish();
      onConnection({ kind: "complete" });
    } else if (unsaid >= SAID && socket?.readyState === WebSocket.OPEN) {
      unsaid = 0;
      socket.send(JSON.stringify({ ack: n }));
    }
  };

  const knock = () => {
    clearTimeout(timer);
    if (over) return;
    const current = new WebSocket(address);
    current.binaryType = "arraybuffer";
    socket = current;
    unsaid = 0;
    onConnection({ kind: "connecting" });
    current.onopen = () => {
      onConnection({ kind: "streaming" });
      current.send(JSON.stringify({ spec, after }));
    };
    current.onmessage = ({ data }) => {
      if (over || current !== socket) return;
      if (typeof data === "string") refuse(data);
      else receive(data);
    };
    current.onclose = ({ code, reason }) => {
      if (over || current !== socket) return;
      if (code === REFUSED) {
        finish();
        onRefusal({ message: reason });
        return;
      }
      tries += 1;
      const wait = delay(tries, Math.random());
      onConnection({ kind: "away", seconds: Math.max(1, Math.round(wait / 1000)) });
      timer = setTimeout(knock, wait);
    };
  };

  knock();
  return { close: finish, retry: knock };
}
