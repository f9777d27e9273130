// <markdown-editor>: a textarea with a toolbar, a "/" menu of examples, and what the server notices in the text.
// Without this file the textarea works, and the examples stand below it to be copied.
import { Examples } from "./examples.js";
import { Naming } from "./naming.js";
import { takeClipboard } from "./pasting.js";
import { Report } from "./report.js";
import { Toolbar } from "./toolbar.js";

class MarkdownEditor extends HTMLElement {
  connectedCallback() {
    // Wagtail may move a field; it is set up once.
    if (this.ready) return;
    this.ready = true;
    const text = this.querySelector("textarea");
    const examples = this.querySelector("[data-example]") && new Examples(this, text);
    new Toolbar(this.querySelector("[role=toolbar]"), text, () => examples.open());
    if (this.dataset.check) new Report(this, text);
    if (text.form) new Naming(this, text);
    text.addEventListener("paste", (event) => takeClipboard(event, this));
  }
}

customElements.define("markdown-editor", MarkdownEditor);
