// Says which numbers depend on what differs between two runs: node dependent.js FILE FILE … (the run, the one before,
// and so on; frames as tests/js/capture.py writes them) prints a line of JSON for each pair.

import { readFileSync } from "node:fs";
import { dependence } from "#app/state/dependence.js";
import { fold } from "#app/state/run.js";
import { readParcel } from "#app/wire/safetensors.js";

/** @param {string} file @returns {import("#app/types.js").Run} */
function runOf(file) {
  const bytes = readFileSync(file);
  let run = null;
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at);
    run = fold(run, readParcel(new Uint8Array(bytes.subarray(at + 4, at + 4 + length)).buffer));
    at += 4 + length;
  }
  if (!run) throw new Error(`${file} is empty`);
  return run;
}

const files = process.argv.slice(2);
for (let k = 0; k < files.length; k += 2) {
  const found = dependence(runOf(files[k]), runOf(files[k + 1]));
  const written = (/** @type {Map<string, Uint8Array>} */ masks) =>
    Object.fromEntries([...masks].map(([name, mask]) => [name, Array.from(mask).join("")]));
  console.log(JSON.stringify(found && { values: written(found.values), grads: written(found.grads) }));
}
