// <answer-draft>: what is typed into the form around it stays in this tab until the server has it: through a reload, and through a lost
// connection. Closing the tab forgets it, and somebody else who signs in here never sees it. The form works without this file.
const { of } = document.querySelector("script[data-of]").dataset;
const fields = (form) => [...form.elements].filter(({ name, type }) => name && type !== "hidden");
const isTicked = ({ type }) => type === "radio" || type === "checkbox";

customElements.define("answer-draft", class extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    this.place = `draft ${of} ${form.action} ${form.id}`;
    const kept = JSON.parse(sessionStorage.getItem(this.place));
    for (const field of kept ? fields(form) : []) {
      const values = kept.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isTicked(field)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
    form.addEventListener("input", () => {
      const typed = fields(form).filter((field) => !isTicked(field) || field.checked);
      sessionStorage.setItem(this.place, JSON.stringify(typed.map(({ name, value }) => [name, value])));
    });
  }

  // The form makes room for what the server says about the answer.
  disconnectedCallback() { sessionStorage.removeItem(this.place); }
});
