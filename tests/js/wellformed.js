/**
 * Reads XML as a strict reader does, as far as a picture needs it: tags that close, quoted attributes once each, no
 * bare sign. Answers with the elements in order.
 *
 * @param {string} text
 * @returns {{name: string, attributes: Record<string, string>, text: string}[]}
 */
export function elementsOf(text) {
  /** @type {{name: string, attributes: Record<string, string>, text: string}[]} */
  const elements = [];
  /** @type {{name: string, attributes: Record<string, string>, text: string}[]} */
  const open = [];
  let at = 0;
  for (const found of text.matchAll(/<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/gu)) {
    const between = text.slice(at, found.index);
    if (/[<>]|&(?!(?:amp|lt|gt|quot);)/u.test(between)) throw new Error(`a bare sign in ${between.slice(0, 80)}`);
    const last = open.at(-1);
    if (last) last.text += decoded(between);
    else if (between.trim()) throw new Error(`text outside: ${between}`);
    at = found.index + found[0].length;
    const [, closing, name, rest, alone] = found;
    if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    /** @type {Record<string, string>} */
    const attributes = {};
    for (const [, key, value] of rest.matchAll(/([\w:-]+)="([^"]*)"/gu)) {
      if (key in attributes) throw new Error(`${key} twice`);
      if (/&(?!(?:amp|lt|gt|quot);)/u.test(value)) throw new Error(`a bare & in ${key}`);
      attributes[key] = decoded(value);
    }
    const element = { name, attributes, text: "" };
    elements.push(element);
    if (!alone) open.push(element);
  }
  if (open.length) throw new Error(`${open.at(-1)?.name} stays open`);
  if (text.slice(at).trim()) throw new Error("text after the end");
  return elements;
}

/** @param {string} text */
function decoded(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
