// Says below a source text on which line the cursor stands, because messages name lines; a message leads to its line.
// The text works without this script.
const place = (text) => {
  let shown = text.nextElementSibling;
  if (!shown?.classList.contains("source-text-line")) {
    shown = document.createElement("span");
    shown.className = "source-text-line";
    text.after(shown);
  }
  return shown;
};

const tell = (text) => {
  const line = text.value.slice(0, text.selectionStart).split("\n").length;
  place(text).textContent = `${text.dataset.lineText} ${line}`;
};

for (const event of ["click", "input", "keyup", "focusin"]) {
  document.addEventListener(event, ({ target }) => {
    if (target instanceof HTMLTextAreaElement && target.classList.contains("source-text")) tell(target);
  });
}

const select = (text, line) => {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  // A browser scrolls to the cursor when a field takes the focus, not when a selection is set.
  text.blur();
  text.focus();
  tell(text);
};

document.addEventListener("click", ({ target }) => {
  const mistake = target instanceof Element && target.closest(".source-text-mistake");
  const text = mistake && mistake.closest("[data-field]")?.querySelector(".source-text");
  if (text) select(text, Number(mistake.dataset.line));
});
