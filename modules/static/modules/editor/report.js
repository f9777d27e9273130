// Asks the server, while nobody types, what it notices in the text, and shows its answer below. A text that cannot be asked about
// (no connection, signed out meanwhile) stays as it is, and what was said about it before stays below it.
const PAUSE = 700;

export class Report {
  constructor(editor, text) {
    this.editor = editor;
    this.text = text;
    this.place = editor.querySelector("[data-report]");
    this.status = editor.querySelector("[data-status]");
    text.addEventListener("input", () => this.later());
    this.ask();
  }

  later(wait = PAUSE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.again = false;
    this.place.setAttribute("aria-busy", "true");
    try {
      const body = new FormData();
      body.set("text", this.text.value);
      body.set("csrfmiddlewaretoken", this.text.form.elements.csrfmiddlewaretoken.value);
      const reply = await fetch(this.editor.dataset.check, { method: "POST", body });
      if (reply.status === 429) this.later(Number(reply.headers.get("Retry-After")) * 1000);
      if (reply.ok && !reply.redirected) this.show(await reply.text());
    } catch {
      // What was said before stays; the next key asks again.
    }
    this.place.removeAttribute("aria-busy");
    this.busy = false;
    if (this.again) this.later();
  }

  show(html) {
    this.place.innerHTML = html;
    const said = this.place.querySelector("[data-summary]").textContent;
    // Said aloud only when it changes: nobody wants to hear the same after every word.
    if (this.status.textContent !== said) this.status.textContent = said;
  }
}
