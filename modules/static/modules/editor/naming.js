// The names that the server has written into the text when it was saved in the background, taken over into the text box: once nobody
// is at work in the editor any more, and only where the text is still the one that was sent. So nothing typed meanwhile is lost,
// and Ctrl+Z still takes back what was typed for as long as somebody types.
const WRITTEN = "body-as-kept";

export class Naming {
  constructor(editor, text) {
    this.editor = editor;
    this.text = text;
    text.form.addEventListener("w-autosave:save", ({ detail }) => {
      this.sent = detail.formData.get(text.name);
    });
    text.form.addEventListener("w-autosave:success", ({ detail }) => {
      this.kept = detail.data.field_updates?.[WRITTEN];
      this.take();
    });
    editor.addEventListener("focusout", () => setTimeout(() => this.take()));
  }

  take() {
    const { text, kept } = this;
    if (!kept || text.value !== this.sent || this.editor.contains(document.activeElement)) return;
    this.kept = undefined;
    text.value = kept;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
