// Blocks of styled text → Markdown. A block: { kind, level, ordered, runs: [{ text, bold, italic, struck, address }] }, or a table.
const MARKS = [["struck", "~~"], ["bold", "**"], ["italic", "*"]];

export const blocksText = (blocks) => {
  // The page has a title of its own: where the text brings one, its headings stand one level deeper.
  const deeper = blocks.some(({ kind, level }) => kind === "heading" && level === 1) ? 1 : 0;
  const writer = new Writer(deeper);
  return blocks.map((block) => writer.write(block)).join("").trim();
};

class Writer {
  constructor(deeper) {
    this.deeper = deeper;
    this.last = "";
    this.open = [];
  }

  // The text of a block, with what parts it from the block before.
  write(block) {
    const written = this[block.kind](block);
    const between = !written ? "" : this.last === "list" && block.kind === "item" && !this.anew ? "\n" : "\n\n";
    if (written) this.last = block.kind === "item" || block.kind === "more" ? "list" : block.kind;
    if (this.last !== "list") this.open = [];
    return between + written;
  }

  heading({ level, runs }) {
    const plain = runs.map((run) => ({ ...run, bold: false, italic: false, text: run.text.replace("\n", " ") }));
    return `${"#".repeat(Math.min(6, level + this.deeper))} ${inline(plain)}`;
  }

  text({ runs }) {
    return atLineStart(inline(runs));
  }

  quote({ runs }) {
    return `> ${inline(runs).replaceAll("\n", "\n> ")}`;
  }

  item({ level, ordered, runs }) {
    while (this.open.at(-1)?.level > level) this.open.pop();
    const here = this.open.at(-1)?.level === level ? this.open.pop() : null;
    this.anew = here && here.ordered !== ordered;
    const number = here?.ordered === ordered ? here.number + 1 : 1;
    const sign = ordered ? `${number}. ` : "- ";
    const indent = spaces(this.open);
    this.open.push({ level, ordered, number, width: sign.length });
    return `${indent}${sign}${inline(runs).replaceAll("\n", `\n${indent}${" ".repeat(sign.length)}`)}`;
  }

  more({ runs }) {
    return spaces(this.open) + inline(runs);
  }

  table({ rows }) {
    const width = Math.max(...rows.map((row) => row.length));
    const lines = rows.map((row) => {
      const cells = Array.from({ length: width }, (_none, at) => inCell(row[at] ?? []));
      return `| ${cells.join(" | ")} |`;
    });
    lines.splice(1, 0, `|${" --- |".repeat(width)}`);
    return lines.join("\n");
  }
}

const spaces = (levels) => " ".repeat(levels.reduce((sum, { width }) => sum + width, 0));

const inCell = (runs) => inline(runs.map((run) => ({ ...run, text: run.text.replace("\n", " ") }))).replaceAll("|", "\\|");

const inline = (runs) => links(runs).replace(/ *\n */g, "\\\n").replace(/ {2,}/g, " ").replace(/^(?:\\\n|\s)+|(?:\\\n|\s)+$/g, "");

const links = (runs) => groups(runs, "address").map(({ value, inside }) => {
  const words = marked(inside, MARKS);
  return value && words.trim() ? around(words, "[", `](${value})`) : words;
}).join("");

const marked = (runs, [first, ...rest]) => {
  if (!first) return runs.map(({ text }) => escaped(text)).join("");
  const [name, mark] = first;
  return groups(runs, name).map(({ value, inside }) => {
    const words = marked(inside, rest);
    return value && words.trim() ? around(words, mark, mark) : words;
  }).join("");
};

// Neighbours that are alike in one point. A space belongs to whatever stands before it, so that no mark is closed and opened for it.
const groups = (runs, name) => {
  const found = [];
  for (const run of runs) {
    const value = run[name] || "";
    const last = found.at(-1);
    if (last && (last.value === value || (!run.text.trim() && run.text !== "\n"))) last.inside.push(run);
    else found.push({ value, inside: [run] });
  }
  return found;
};

// A mark stands at its words: spaces go outside.
const around = (words, before, after) => {
  const [, front, core, back] = /^(\s*)(.*?)(\s*)$/s.exec(words);
  return front + before + core + after + back;
};

const escaped = (text) => text
  .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
  .replace(/[*`]/g, "\\$&")
  .replace(/~~/g, "\\~\\~")
  .replace(/(^|[^\p{L}\p{N}])_|_(?=$|[^\p{L}\p{N}])/gu, (all) => all.replace("_", "\\_"))
  .replace(/\[(?=\^|[^\]]*\]\()/g, "\\[")
  .replace(/\u00ad/g, "");

// What would begin a heading, a quote or an activity is only text here, and so is a year with a full stop. A list that was written by
// hand becomes one.
const atLineStart = (words) => words.replace(/^(?=#{1,6} |>|:{3})/, "\\").replace(/^(\d{4,9})(?=[.)] )/, "$1\\");
