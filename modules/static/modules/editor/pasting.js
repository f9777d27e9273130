// A text from a word processor or a web page is pasted as Markdown, and what could not come along is told. A text that has no
// structure, or that is Markdown already, is pasted as the browser would.
import { markdownOf } from "./from_html.js";
import { replace } from "./writing.js";

const HAS_STRUCTURE = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, a[href], b, strong, i, em, img";
const IS_MARKDOWN = /^ {0,3}:{3,} ?[a-z]/m;

export const takeClipboard = (event, editor) => {
  const html = event.clipboardData.getData("text/html");
  if (!html || IS_MARKDOWN.test(event.clipboardData.getData("text/plain"))) return;
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!page.body.querySelector(HAS_STRUCTURE)) return;
  event.preventDefault();
  const { markdown, left } = markdownOf(page);
  const text = event.target;
  replace(text, text.selectionStart, text.selectionEnd, markdown);
  const told = Object.entries(left).filter(([, number]) => number).map(([what, number]) => editor.dataset[what].replace("{number}", number));
  editor.querySelector("[data-note]").textContent = told.join(" ");
};
