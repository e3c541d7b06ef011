/* The text of the other language, copied into a field: undo brings back what was there. */
"use strict";

(() => {
  const form = document.querySelector("#content-main > form");
  const bar = document.querySelector(".desk-languages");
  if (!form || !bar) return;
  const words = bar.dataset;

  /* In a sentence, a language is named in the words of who reads. */
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: "language" });

  /* The text that a field takes: of the first other language that has one. */
  const source = (field) => {
    const pair = FieldNotes.pairs(form).get(FieldNotes.stem(field));
    return pair && [...pair.values()].find((other) => other !== field && FieldNotes.textOf(other));
  };

  /* A choice is not a text: what is verbatim in one language is a translation in the other. */
  const copies = (field) => !field.readOnly && !field.disabled && !field.matches("select");

  const copy = (field) => {
    const other = source(field);
    if (!other || other.value === field.value) return;
    if (FieldNotes.textOf(field) && !window.confirm(words.replace)) return;
    FieldNotes.write(field, other.value);
  };

  /* One button a field, shown while another language has a text. */
  const buttons = new Map();

  const offer = (field, pair) => {
    let button = buttons.get(field);
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "desk-copy";
      button.setAttribute("aria-keyshortcuts", "Alt+Shift+C");
      button.addEventListener("click", () => copy(field));
      FieldNotes.place(field).append(button);
      buttons.set(field, button);
    }
    const other = [...pair.values()].find((one) => one !== field && FieldNotes.textOf(one));
    button.hidden = !other || other.value === field.value;
    button.classList.toggle("desk-copy-over", FieldNotes.textOf(field) !== "");
    if (other) button.textContent = words.copy.replace("{language}", names.of(other.lang));
  };

  const refresh = () => {
    for (const pair of FieldNotes.pairs(form).values()) {
      for (const field of pair.values()) if (copies(field)) offer(field, pair);
    }
  };

  form.addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey || event.code !== "KeyC") return;
    const field = FieldNotes.of(event.target);
    if (!field?.lang || !copies(field) || !source(field)) return;
    event.preventDefault();
    copy(field);
  });

  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, 300);
  });
  document.addEventListener("formset:added", refresh);
  refresh();
})();
