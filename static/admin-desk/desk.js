/* The editors' desk: which languages a form shows. Without this script they stand side by side. */
"use strict";

/* The sign beside the search box of a long choice has a name; only an image may have one (ARIA 1.2, 5.2.8.6). */
window.addEventListener("load", () => {
  for (const sign of document.querySelectorAll(".help-tooltip[aria-label]")) sign.setAttribute("role", "img");
});

(() => {
  const KEY = "desk-languages";
  const bar = document.querySelector(".desk-languages");
  if (!bar) return;

  const buttons = [...bar.querySelectorAll("button[data-language]")];
  const languages = buttons.map((button) => button.dataset.language).filter(Boolean);

  /* What an editor chose is kept for them by the server, and holds in every browser; until the server has it,
     this tab remembers. */
  const recall = () => {
    const known = [sessionStorage.getItem(KEY), bar.dataset.chosen].find((language) => language !== null);
    return languages.includes(known) ? known : "";
  };

  const keep = async (language) => {
    sessionStorage.setItem(KEY, language);
    const body = new URLSearchParams({ language });
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (token) body.set("csrfmiddlewaretoken", token.value);
    try {
      const answer = await fetch(bar.dataset.keep, { method: "POST", body, keepalive: true });
      if (answer.ok && sessionStorage.getItem(KEY) === language) sessionStorage.removeItem(KEY);
    } catch {
      /* What is not kept still holds in this tab. */
    }
  };

  /* What holds a field of one language: its box in a row, its cell in a table. */
  const holder = (field) => field.closest(".fieldBox, td") || field.closest(".form-row");

  const headings = (language) => {
    const ending = `_${language.replace("-", "_")}`;
    return [...document.querySelectorAll(".tabular th")].filter((heading) =>
      [...heading.classList].some((name) => name.startsWith("column-") && name.endsWith(ending)),
    );
  };

  /* A field in error is shown whatever the choice, so that no error hides. */
  const inError = (box) => box.matches(".errors") || box.querySelector(".errorlist") !== null;

  const show = (chosen) => {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
    }
    for (const language of languages) {
      const other = chosen !== "" && language !== chosen;
      for (const field of document.querySelectorAll(`.main [lang="${language}"]:is(input, textarea, select)`)) {
        const box = holder(field);
        if (box) box.classList.toggle("desk-other-language", other && !inError(box));
      }
      for (const heading of headings(language)) {
        const table = heading.closest("table");
        heading.classList.toggle("desk-other-language", other && !table.querySelector(".errorlist"));
      }
    }
  };

  let chosen = recall();

  /* What takes the focus for a field: the editor or the list of choices that stands for it. */
  const entry = (field) =>
    (field.matches("select") && field.parentElement.querySelector(".select2-selection")) ||
    field.closest(".prose-editor")?.querySelector("[contenteditable]") ||
    field;

  /* A link to a field of another language shows all, then goes there. */
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const field = id && document.getElementById(id);
    if (!field || field.matches("[role=tabpanel]")) return;
    if (field.closest(".desk-other-language")) {
      chosen = "";
      show(chosen);
    }
    for (let row = field.closest("details"); row; row = row.parentElement.closest("details")) row.open = true;
    const place = holder(field) || field;
    place.scrollIntoView({ block: "center" });
    entry(field).focus();
  };

  /* The field that the address led to is done with when the form is saved: its part stays in sight, and the
     next key is a shortcut again, not a letter in that field. */
  bar.closest("form")?.addEventListener("submit", () => {
    const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!field || field.matches("[role=tabpanel]")) return;
    const part = document.querySelector(".desk-parts [aria-selected=true]");
    history.replaceState(null, "", part ? part.hash : location.pathname + location.search);
  });

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-language]");
    if (!button) return;
    chosen = button.dataset.language;
    keep(chosen);
    show(chosen);
  });
  document.addEventListener("formset:added", () => show(chosen));
  window.addEventListener("hashchange", reveal);
  /* Asked for again, the way to an error leads there again. */
  document.querySelector(".desk-first-error")?.addEventListener("click", (event) => {
    if (location.hash === event.target.hash) window.dispatchEvent(new HashChangeEvent("hashchange"));
  });

  /* A form without a text in two languages has nothing to switch. */
  bar.hidden = !document.querySelector(".main [lang]:is(input, textarea, select)");
  show(chosen);
  reveal();
  if (document.querySelector(".desk-bar[data-new]") && !location.hash) {
    const fields = document.querySelectorAll(".main form fieldset :is(input, textarea, select)");
    [...fields].find((field) => field.checkVisibility())?.focus();
  }
})();
