/* Notes beside the fields that they are about: what is missing, what is out of date, what a check says.
   Without this script they stand in a list above the form. */
"use strict";

const FieldNotes = (() => {
  const FIELD = "input, textarea, select";

  /* What holds a field: its box in a row, its cell in a table. */
  const holder = (field) => field.closest(".fieldBox, td") || field.closest(".form-row");

  /* The field that one writes in: a rich text stands for its own. */
  const of = (target) => target?.closest(FIELD) || target?.closest(".prose-editor, .related-widget-wrapper")?.querySelector("textarea, select");

  /* The place for the notes of a field, made when it is first wanted, and named as its description. */
  const place = (field) => {
    const id = `${field.id}_notes`;
    const known = document.getElementById(id);
    if (known) return known;
    const box = document.createElement("div");
    box.className = "desk-notes";
    box.id = id;
    (holder(field) || field.parentElement).append(box);
    const described = field.getAttribute("aria-describedby");
    field.setAttribute("aria-describedby", described ? `${described} ${id}` : id);
    return box;
  };

  const badge = (words, kind) => {
    const mark = document.createElement("span");
    mark.className = `desk-badge desk-badge-${kind}`;
    mark.textContent = words;
    return mark;
  };

  /* The words of a field: a rich text without words has none. */
  const textOf = (field) => {
    const text = field.value.trim();
    return text.startsWith("<") ? text.replace(/<[^>]*>|&nbsp;/g, "").trim() : text;
  };

  /* The fields of a pair, by language: those whose names differ in the ending alone. */
  const stem = (field) => {
    const ending = `_${field.lang.replace("-", "_")}`;
    return field.name.endsWith(ending) ? field.name.slice(0, -ending.length) : "";
  };

  const pairs = (root) => {
    const found = new Map();
    for (const field of root.querySelectorAll(`:is(${FIELD})[lang][name]`)) {
      const name = stem(field);
      if (!name || name.includes("__prefix__")) continue;
      if (!found.has(name)) found.set(name, new Map());
      found.get(name).set(field.lang, field);
    }
    return found;
  };

  /* Writes into a field as its editor would: undo brings back what was there. */
  const write = (field, text) => {
    const editor = RichTexts.get(field);
    if (editor) {
      editor.chain().focus().setContent(text, { emitUpdate: true }).run();
      return;
    }
    if (field.matches("select")) {
      field.value = text;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    field.focus();
    field.select();
    /* The one way to write that the browser's undo knows. */
    if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  return { FIELD, badge, holder, of, pairs, place, stem, textOf, write };
})();

(() => {
  const form = document.querySelector("#content-main > form");
  const bar = document.querySelector(".desk-languages");
  if (!form || !bar) return;
  const list = document.querySelector(".desk-marks");
  const words = bar.dataset;

  /* --- out of date: each mark goes to its field --- */

  const outdated = new Map();
  for (const mark of list ? list.querySelectorAll("[data-kind=outdated]") : []) {
    const field = document.getElementById(mark.dataset.field);
    const note = mark.querySelector(".desk-outdated");
    if (!field || !note) continue;
    const box = FieldNotes.place(field);
    box.prepend(FieldNotes.badge(words.outdated, "outdated"), note);
    outdated.set(field.id, mark);
  }
  if (list) list.open = false;

  /* --- missing: as one writes --- */

  /* A text may stay in one language everywhere: a field beside it then names that language. */
  const kept = (field) => ![undefined, "", field.lang].includes(form.elements[field.dataset.keptBy]?.value);

  /* What every saved row has is missed in each language, even where none has it. */
  const wanted = (field) => {
    if (field.dataset.wanted === undefined) return false;
    const row = field.closest(".inline-related:not(.tabular), .form-row[id]");
    return row ? row.classList.contains("has_original") : bar.parentElement.dataset.new === undefined;
  };

  const lacks = (pair, field) => {
    if (kept(field) || FieldNotes.textOf(field)) return false;
    return wanted(field) || [...pair.values()].some((other) => other !== field && FieldNotes.textOf(other));
  };

  const showMissing = (field, missing) => {
    const box = missing ? FieldNotes.place(field) : document.getElementById(`${field.id}_notes`);
    const known = box?.querySelector(".desk-badge-missing");
    if (missing && !known) box.prepend(FieldNotes.badge(words.missing, "missing"));
    if (!missing) known?.remove();
  };

  const count = () => {
    const missing = {};
    const old = {};
    for (const pair of FieldNotes.pairs(form).values()) {
      for (const [language, field] of pair) {
        const empty = lacks(pair, field);
        showMissing(field, empty);
        if (empty) missing[language] = (missing[language] || 0) + 1;
        if (outdated.has(field.id)) old[language] = (old[language] || 0) + 1;
      }
    }
    for (const button of bar.querySelectorAll("button[data-language]")) {
      if (button.dataset.language) tell(button, missing[button.dataset.language], old[button.dataset.language]);
    }
  };

  /* How many texts a language lacks stands on its button, in words for those who hear it. */
  const tell = (button, missing, old) => {
    button.querySelector(".desk-count")?.remove();
    const told = [
      [missing, missing > 1 ? words.missingSeveral : words.missing],
      [old, words.outdated],
    ].filter(([number]) => number);
    if (!told.length) return;
    const mark = document.createElement("span");
    mark.className = "desk-count";
    mark.lang = document.documentElement.lang;
    mark.textContent = told.map(([number, word]) => `${number} ${word}`).join(", ");
    button.append(" ", mark);
  };

  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(count, 300);
  });
  for (const change of ["formset:added", "formset:removed"]) document.addEventListener(change, count);

  /* --- still right: told to the server, and the rest of the form is left alone --- */

  const says = document.createElement("p");
  says.className = "desk-said";
  says.setAttribute("role", "status");
  bar.after(says);

  const confirm = async (button) => {
    const still = document.getElementById("desk-still-right");
    const body = new URLSearchParams(new FormData(still, button));
    const answer = await fetch(still.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.json();
  };

  form.addEventListener("click", async (event) => {
    const button = event.target.closest("button[form=desk-still-right]");
    if (!button) return;
    event.preventDefault();
    const box = button.closest(".desk-notes, li");
    const field = document.getElementById(box.id.replace(/_notes$/, "")) || box;
    try {
      const { confirmed, sentence } = await confirm(button);
      says.textContent = sentence;
      if (!confirmed) return;
    } catch {
      says.textContent = words.failed;
      return;
    }
    outdated.get(field.id)?.remove();
    outdated.delete(field.id);
    for (const part of box.querySelectorAll(".desk-outdated, .desk-badge-outdated")) part.remove();
    if (list && !list.querySelector("li")) list.remove();
    count();
    if (field.matches(FieldNotes.FIELD)) field.focus();
  });

  count();
})();
