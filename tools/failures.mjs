/** A reporter for node --test: three thousand tests that pass are a number; those that fail are named, with why. */

/** @param {AsyncIterable<{type: string, data: any}>} events */
export default async function* failures(events) {
  let [passed, failed] = [0, 0];
  for await (const { type, data } of events) {
    if (type === "test:stderr" || type === "test:stdout") yield data.message;
    if (type === "test:pass" && data.details?.type !== "suite") passed += 1;
    if (type !== "test:fail") continue;
    failed += 1;
    const { cause, message } = data.details.error;
    yield `✗ ${data.name}\n  ${data.file}:${data.line}\n${cause?.stack ?? cause ?? message}\n`;
  }
  yield `JavaScript: ${passed} passed, ${failed} failed\n`;
}
