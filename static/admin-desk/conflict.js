/* What someone else saved meanwhile, beside each field that differs: it is compared there, and taken by one button.
   Without this script it stands in a list above the form. */
"use strict";

(() => {
  const list = document.querySelector(".desk-conflicts");
  if (!list) return;
  const said = list.querySelector(".desk-said");
  const button = list.querySelector("template").content.firstElementChild;

  const take = (field, { saved, shown }) => {
    /* A long choice knows only the row that was chosen. */
    if (field.matches("select") && ![...field.options].some((option) => option.value === saved)) {
      field.add(new Option(shown, saved));
    }
    FieldNotes.write(field, saved);
    globalThis.django?.jQuery?.(field).trigger("change");
    said.textContent = said.dataset.taken;
  };

  for (const line of list.querySelectorAll("li")) {
    const field = document.getElementById(line.dataset.field);
    if (!field) continue;
    const place = FieldNotes.place(field);
    const difference = line.querySelector(".desk-conflict");
    if ("saved" in line.dataset) {
      const own = button.cloneNode(true);
      own.addEventListener("click", () => take(field, line.dataset));
      place.prepend(own);
    }
    if (difference) place.prepend(difference);
    line.remove();
  }
  list.querySelector("ul:empty, ul:not(:has(li))")?.remove();
})();
