// HTML as Word, Google Docs and LibreOffice put it on the clipboard → Markdown.
//
// document → blocks (paragraphs, headings, list items with their level, tables), each with runs of text in one style → Markdown.
// Word writes lists as paragraphs that say "mso-list:l0 level2" in their style, with the bullet as text; other programs nest lists.
import { blocksText } from "./from_blocks.js";

const REMARKS = "[style*='mso-element:comment'], .MsoCommentReference, .msocomanchor, [style*='mso-element:header'], [style*='mso-element:footer']";
const NEVER_READ = `style, script, title, meta, link, xml, template, del, ${REMARKS}`;
const NOTES = "[style*='mso-element:footnote-list'], [style*='mso-element:endnote-list'], div[id^=sdfootnote], div[id^=sdendnote], div:has(> p > a[href^='#ftnt_ref'])";
const NOTE_SIGNS = ["_ftn", "_edn", "sdfootnote", "sdendnote", "ftnt"].map((name) => `a[href^='#${name}']`).join();
const BLOCKS = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER LI MAIN NAV OL P PRE SECTION TABLE UL".split(" "));
const MARKER = "[style*='mso-list:Ignore' i], [style*='mso-list: Ignore' i]";
const NUMBERED = /^\s*(?:\d+|[a-z]{1,4})[.)]/i;

export const markdownOf = (page) => {
  for (const each of page.querySelectorAll(NEVER_READ)) each.remove();
  for (const each of page.querySelectorAll(NOTES)) each.remove();
  const left = { pictures: take(page, "img"), notes: take(page, NOTE_SIGNS) };
  const reader = new Reader();
  reader.read(page.body, {});
  reader.end({});
  return { markdown: blocksText(reader.blocks), left };
};

const take = (page, what) => {
  const found = page.querySelectorAll(what);
  for (const each of found) each.remove();
  return found.length;
};

class Reader {
  blocks = [];
  runs = [];

  read(node, place) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.runs.push({ ...place.style, text: child.data.replace(/[\s\u00a0]+/g, " ") });
      else if (child.nodeType !== Node.ELEMENT_NODE) continue;
      else if (child.tagName === "BR") this.runs.push({ text: "\n" });
      else if (BLOCKS.has(child.tagName)) this.block(child, place);
      else this.read(child, { ...place, style: styleOf(child, place.style) });
    }
  }

  block(element, place) {
    this.end(place);
    const inside = placeOf(element, place);
    if (element.tagName === "TABLE" && element.rows.length) this.table(element, inside);
    else this.read(element, inside);
    this.end(inside);
  }

  // What was read since the last block is one, of the kind of the place it stands in.
  end(place) {
    const { runs } = this;
    this.runs = [];
    if (!runs.some(({ text }) => text.trim())) return;
    const { kind = "text", level = 0, ordered = false, item } = place;
    this.blocks.push({ kind: item && item.told ? "more" : kind, level, ordered, runs });
    if (item) item.told = true;
  }

  table(element, place) {
    const rows = [...element.rows].map((row) => [...row.cells].flatMap((cell) => {
      const inner = new Reader();
      inner.read(cell, {});
      inner.end({});
      const runs = inner.blocks.flatMap((block) => [{ text: " " }, ...(block.runs ?? [])]);
      return [runs, ...Array(Math.max(0, cell.colSpan - 1)).fill([])];
    }));
    // A frame around text is no table.
    if (rows.every((row) => row.length < 2)) this.read(element, place);
    else this.blocks.push({ kind: "table", rows });
  }
}

const placeOf = (element, place) => {
  const heading = /^H([1-6])$/.exec(element.tagName)?.[1] ?? (/\bMsoTitle\b/.test(element.className) ? "1" : "");
  if (heading) element.querySelector(MARKER)?.remove();
  if (heading) return { kind: "heading", level: Number(heading), style: place.style };
  const styled = { ...place, style: styleOf(element, place.style) };
  if (element.tagName === "UL" || element.tagName === "OL") {
    return { ...styled, depth: (place.depth ?? 0) + 1, ordered: element.tagName === "OL" };
  }
  if (element.tagName === "LI") {
    const level = Number(element.getAttribute("aria-level")) || place.depth || 1;
    return { ...styled, kind: "item", level, item: {} };
  }
  if (element.tagName === "BLOCKQUOTE") return { ...styled, kind: "quote" };
  return wordItem(element, styled) ?? styled;
};

const wordItem = (element, place) => {
  const level = /mso-list:[^;]*\blevel(\d)/i.exec(element.getAttribute("style") ?? "")?.[1];
  const marker = level && element.querySelector(MARKER);
  if (!marker) return null;
  const ordered = NUMBERED.test(marker.textContent);
  marker.remove();
  return { ...place, kind: "item", level: Number(level), ordered, item: {} };
};

const styleOf = (element, around = {}) => {
  const { fontWeight, fontStyle, textDecorationLine } = element.style;
  const tag = element.tagName;
  const style = { ...around };
  if (fontWeight) style.bold = fontWeight === "bold" || Number(fontWeight) >= 600;
  else if (tag === "B" || tag === "STRONG") style.bold = true;
  if (fontStyle) style.italic = fontStyle === "italic";
  else if (tag === "I" || tag === "EM") style.italic = true;
  if (textDecorationLine === "line-through" || tag === "S" || tag === "STRIKE") style.struck = true;
  if (tag === "A") style.address = addressOf(element.getAttribute("href") ?? "");
  return style;
};

const addressOf = (written) => {
  if (!/^(?:https?:|mailto:|tel:)/i.test(written)) return "";
  const url = URL.canParse(written) ? new URL(written) : null;
  // A word processor on the web leads through a page of its own, with the real address in it.
  const real = url?.pathname === "/url" && url.searchParams.get("q");
  return (real || written).replace(/[\s()<>]/g, encodeURIComponent).replace(/\(/g, "%28").replace(/\)/g, "%29");
};
