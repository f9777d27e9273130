// The "/" menu: a filled example of each activity. What it offers stands below the text for everybody; here it is only found faster.
import { insertBlock, lineStart, replace } from "./writing.js";

const ASKED = /^\/([\p{L}\p{M}\p{N} -]{0,40})$/u;
const OPENING = /^(:{3,}[a-z-]+(?:\[[^\]\n]*\])?\{)#([a-z0-9_-]+)/gm;

// Two activities of one name would share their answers.
const renamed = (example, taken) => example.replace(OPENING, (_all, before, name) => {
  let free = name;
  for (let number = 2; new RegExp(`#${free}[\\s}]`).test(taken); number += 1) free = `${name}-${number}`;
  return `${before}#${free}`;
});

// The beginning of its name or of a word of its title; any part of the title where three letters are given.
const fits = ({ name, title }, word) => {
  const words = ` ${title.toLowerCase()}`;
  return name.startsWith(word) || words.includes(` ${word}`) || (word.length > 2 && words.includes(word));
};

export class Examples {
  constructor(editor, text) {
    this.editor = editor;
    this.text = text;
    this.list = editor.querySelector("[role=listbox]");
    this.said = editor.querySelector("[data-said]");
    this.all = [...editor.querySelectorAll("[data-example]")].map((each) => ({
      name: each.dataset.example,
      title: each.querySelector("summary").textContent.trim(),
      source: each.querySelector("pre").textContent,
    }));
    this.found = [];
    text.addEventListener("input", () => this.look());
    text.addEventListener("keydown", (event) => this.hear(event));
    text.addEventListener("blur", () => this.close());
    // A press would take the focus from the text before it is heard as a click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.at));
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  // From the toolbar: as if "/" had been typed on a line of its own.
  open() {
    const start = lineStart(this.text);
    const line = this.text.value.slice(start, this.text.selectionEnd);
    replace(this.text, this.text.selectionEnd, this.text.selectionEnd, line.trim() ? "\n\n/" : "/");
    this.asked = true;
    this.look();
  }

  look() {
    const { selectionStart: caret, selectionEnd, value } = this.text;
    const match = caret === selectionEnd && ASKED.exec(value.slice(lineStart(this.text, caret), caret));
    const word = match ? match[1].trim().toLowerCase() : "";
    this.found = match ? this.all.filter((each) => fits(each, word)) : [];
    if (this.found.length) this.show(0);
    else this.close();
  }

  show(at) {
    this.at = at;
    this.list.replaceChildren(...this.found.map((each, number) => {
      const option = document.createElement("div");
      option.role = "option";
      option.id = `${this.list.id}-${each.name}`;
      option.dataset.at = number;
      option.ariaSelected = String(number === at);
      const name = document.createElement("code");
      name.textContent = `/${each.name}`;
      option.append(each.title, name);
      return option;
    }));
    if (this.list.hidden) this.said.textContent = this.editor.dataset.menuHelp;
    this.list.hidden = false;
    this.place();
    const chosen = this.list.children[at];
    chosen.scrollIntoView({ block: "nearest" });
    this.text.setAttribute("aria-controls", this.list.id);
    this.text.setAttribute("aria-activedescendant", chosen.id);
  }

  // Below the line of the caret: a copy of the text, as wide and with the same letters, tells where that is.
  place() {
    const copy = document.createElement("div");
    const look = getComputedStyle(this.text);
    for (const name of ["font", "letterSpacing", "lineHeight", "padding", "border", "boxSizing", "tabSize"]) copy.style[name] = look[name];
    copy.className = "editor-copy";
    copy.style.width = `${this.text.clientWidth}px`;
    copy.textContent = `${this.text.value.slice(0, this.text.selectionStart)}.`;
    this.text.after(copy);
    const below = copy.offsetHeight - parseFloat(look.paddingBottom) - this.text.scrollTop;
    copy.remove();
    const within = Math.min(Math.max(below, 0), this.text.clientHeight);
    this.list.style.insetBlockStart = `${this.text.offsetTop + within}px`;
  }

  hear(event) {
    if (!this.isOpen || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.show((this.at + step + this.found.length) % this.found.length);
    else if (event.key === "Enter" || event.key === "Tab") this.choose(this.at);
    else if (event.key === "Escape") this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(at) {
    const { source } = this.found[at];
    const start = lineStart(this.text);
    const end = this.text.selectionEnd;
    this.close();
    insertBlock(this.text, renamed(source, this.text.value.slice(0, start) + this.text.value.slice(end)), start, end);
  }

  // A sign that the toolbar has put there is taken away again.
  leave() {
    const { asked } = this;
    this.close();
    if (asked) replace(this.text, lineStart(this.text), this.text.selectionEnd, "");
  }

  close() {
    this.asked = false;
    this.list.hidden = true;
    this.text.removeAttribute("aria-activedescendant");
    this.text.removeAttribute("aria-controls");
  }
}
