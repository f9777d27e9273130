// A toolbar as screen readers know it: one stop of the Tab key, arrows between its buttons, shortcuts in the text.
import { ACTS } from "./writing.js";

const KEYS = { ArrowRight: 1, ArrowLeft: -1 };

export class Toolbar {
  constructor(element, text, openExamples) {
    this.text = text;
    this.acts = { ...ACTS, examples: openExamples };
    this.buttons = [...element.querySelectorAll("button")];
    this.buttons.forEach((button, at) => { button.tabIndex = at ? -1 : 0; });
    element.hidden = false;
    element.addEventListener("click", (event) => this.press(event.target.closest("button")));
    element.addEventListener("keydown", (event) => this.move(event));
    text.addEventListener("keydown", (event) => this.hear(event));
  }

  press(button) {
    if (!button) return;
    this.stopAt(button);
    this.acts[button.dataset.act](this.text);
  }

  stopAt(button) {
    for (const each of this.buttons) each.tabIndex = each === button ? 0 : -1;
  }

  move(event) {
    const at = this.buttons.indexOf(document.activeElement);
    const last = this.buttons.length - 1;
    const to = event.key === "Home" ? 0 : event.key === "End" ? last : at + (KEYS[event.key] ?? 0);
    if (to === at || at < 0) return;
    event.preventDefault();
    const button = this.buttons[to > last ? 0 : to < 0 ? last : to];
    this.stopAt(button);
    button.focus();
  }

  hear(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const pressed = `Control+${event.shiftKey ? "Shift+" : ""}${event.shiftKey ? event.code.replace("Digit", "") : event.key.toUpperCase()}`;
    const button = this.buttons.find((each) => each.getAttribute("aria-keyshortcuts") === pressed);
    if (!button) return;
    event.preventDefault();
    event.stopPropagation();
    this.acts[button.dataset.act](this.text);
  }
}
