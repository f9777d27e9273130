// What the tools of the editor do to a text. Every change goes through the browser's own command, so that Ctrl+Z takes it back and
// whoever listens for what is typed (saving in the background, the warning before leaving) hears of it.

export const replace = (text, start, end, words, from = words.length, to = from) => {
  text.focus({ preventScroll: true });
  text.setSelectionRange(start, end);
  const done = words ? document.execCommand("insertText", false, words) : start === end || document.execCommand("delete");
  if (!done) {
    text.setRangeText(words, start, end);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  text.setSelectionRange(start + from, start + to);
};

export const lineStart = (text, at = text.selectionStart) => text.value.lastIndexOf("\n", at - 1) + 1;

const lineEnd = (text, at = text.selectionEnd) => {
  const found = text.value.indexOf("\n", at);
  return found < 0 ? text.value.length : found;
};

// A block stands alone: with an empty line before it and after it, as far as there is none yet.
export const insertBlock = (text, block, start = text.selectionStart, end = text.selectionEnd) => {
  const before = text.value.slice(0, start);
  const after = text.value.slice(end);
  const above = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = !after ? "\n" : after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  replace(text, start, end, above + block.trimEnd() + below, above.length, above.length);
};

const surround = (mark) => (text) => {
  const { selectionStart: start, selectionEnd: end, value } = text;
  const chosen = value.slice(start, end);
  const size = mark.length;
  if (value.slice(start - size, start) === mark && value.slice(end, end + size) === mark) {
    replace(text, start - size, end + size, chosen, 0, chosen.length);
  } else {
    replace(text, start, end, mark + chosen + mark, size, size + chosen.length);
  }
};

const link = (text) => {
  const { selectionStart: start, selectionEnd: end } = text;
  const chosen = text.value.slice(start, end);
  const words = `[${chosen}](key)`;
  const at = chosen ? chosen.length + 3 : 1;
  replace(text, start, end, words, at, chosen ? words.length - 1 : at);
};

// Puts a sign before every chosen line, or takes it away where all of them have it.
const begin = (sign, known) => (text) => {
  const start = lineStart(text);
  const end = lineEnd(text);
  const lines = text.value.slice(start, end).split("\n");
  const bare = lines.map((line) => line.replace(known, ""));
  const marked = lines.every((line) => known.test(line));
  const changed = marked ? bare : bare.map((line, at) => sign(at) + line);
  const words = changed.join("\n");
  replace(text, start, end, words, lines.length > 1 ? 0 : words.length, words.length);
};

export const ACTS = {
  bold: surround("**"),
  italic: surround("*"),
  link,
  heading: begin(() => "## ", /^#{1,6} /),
  bullets: begin(() => "- ", /^(?:[-*+]|\d+[.)]) /),
  numbers: begin((at) => `${at + 1}. `, /^\d+[.)] /),
  quote: begin(() => "> ", /^> ?/),
  table: (text) => insertBlock(text, text.closest("markdown-editor").dataset.table),
};
