export { render, renderToString } from "katex";
