export { default, ParseError, render, renderToString } from "katex";
