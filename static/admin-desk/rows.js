/* The rows of a form's lists: moved by dragging and by buttons, which number them anew. */
"use strict";

(() => {
  const tools = document.getElementById("desk-move");
  const said = document.getElementById("desk-moved");
  if (!tools || !said) return;

  const ROW = ":is(.inline-related[id], tr.form-row[id]):not(.empty-form)";
  const group = (row) => row.closest(".inline-group");
  const rowsOf = (list) => [...list.querySelectorAll(ROW)];
  const place = (row) => row.querySelector("input[name$='-order']");
  const saved = (row) => row.matches(".has_original");
  const numbered = (row) => Number(/-(\d+)$/.exec(row.id)?.[1] ?? 0);
  const ENTRIES = ".select2-selection, :is(input, textarea, select):not([type=hidden])";
  const entry = (row) => [...row.querySelectorAll(ENTRIES)].find((field) => field.checkVisibility());
  const title = (row) => {
    const label = row.querySelector(".inline_label, .original p");
    return label ? label.textContent.trim() : "";
  };

  /* An error of a whole row of a table stands in a row above it. */
  const withErrors = (row) => {
    const before = row.previousElementSibling;
    return before?.matches(".row-form-errors") ? [before, row] : [row];
  };

  /* --- places: the numbers that are there change hands; where two are equal, all are given anew --- */

  const number = (list) => {
    const inputs = rowsOf(list).map(place).filter(Boolean);
    const known = inputs.map((input) => Number(input.value) || 0).sort((a, b) => a - b);
    const distinct = known.every((value, at) => at === 0 || value > known[at - 1]);
    inputs.forEach((input, at) => {
      const value = String(distinct ? known[at] : at + 1);
      if (input.value === value) return;
      input.value = value;
      for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    });
  };

  const tell = (row) => {
    const rows = rowsOf(group(row));
    const words = { row: title(row), place: rows.indexOf(row) + 1, count: rows.length };
    said.textContent = said.dataset.words.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
  };

  const move = (row, target, after) => {
    if (after) target.after(...withErrors(row));
    else withErrors(target)[0].before(...withErrors(row));
    number(group(row));
    tell(row);
  };

  const step = (row, by) => {
    const rows = rowsOf(group(row));
    const target = rows[rows.indexOf(row) + by];
    if (target) move(row, target, by > 0);
    else tell(row);
  };

  /* --- the tools of each row --- */

  const equip = (row) => {
    if (!place(row) || row.querySelector(".desk-move")) return;
    const own = tools.content.firstElementChild.cloneNode(true);
    for (const button of own.querySelectorAll("button")) {
      const words = `${button.getAttribute("aria-label")} ${title(row)}`.trim();
      button.setAttribute("aria-label", words);
      button.title = words;
    }
    const home = row.matches("tr") ? row.querySelector(".desk-light, td.original") : row;
    home.prepend(own);
    /* The buttons do what the number beside them would. */
    group(row).classList.add("desk-placed");
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".desk-move button");
    if (!button) return;
    step(button.closest(ROW), Number(button.dataset.by));
    button.focus();
    button.scrollIntoView({ block: "nearest" });
  });

  /* --- dragging --- */

  let dragged = null;
  let mark = null;

  const unmark = () => {
    mark?.classList.remove("desk-drop-before", "desk-drop-after");
    mark = null;
  };

  document.addEventListener("dragstart", (event) => {
    if (!event.target.closest?.(".desk-grip")) return;
    dragged = event.target.closest(ROW);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", title(dragged));
    event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  document.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest?.(ROW);
    if (!over || group(over) !== group(dragged)) return;
    event.preventDefault();
    unmark();
    mark = over;
    const { top, height } = over.getBoundingClientRect();
    over.classList.add(event.clientY > top + height / 2 ? "desk-drop-after" : "desk-drop-before");
  });
  document.addEventListener("drop", (event) => {
    if (!dragged || !mark) return;
    event.preventDefault();
    if (mark !== dragged) move(dragged, mark, mark.classList.contains("desk-drop-after"));
  });
  document.addEventListener("dragend", () => {
    unmark();
    dragged = null;
  });

  /* --- rows that come and go --- */

  document.addEventListener("formset:added", (event) => {
    const row = event.target;
    const input = row.matches?.(ROW) && place(row);
    if (!input) return;
    if (!event.detail.unfolded) {
      row.querySelector(".desk-move")?.remove();
      const others = rowsOf(group(row)).map((other) => (other === row ? -1 : Number(place(other)?.value) || 0));
      input.value = String(Math.max(-1, ...others) + 1);
    }
    equip(row);
    /* One who asked for a row goes on in it. */
    if (!event.detail.unfolded && document.activeElement?.closest(".add-row")) entry(row)?.focus();
  });

  /* Django numbers the rows as they stand when one is removed: those that are saved must come first then. */
  const arrange = (list, before) => {
    const rows = rowsOf(list);
    const end = list.querySelector(".empty-form");
    for (const row of rows.sort(before)) end.before(...withErrors(row));
  };
  document.addEventListener(
    "click",
    (event) => {
      const list = event.target.closest("a.inline-deletelink")?.closest(".inline-group");
      if (!list?.querySelector(".empty-form")) return;
      arrange(list, (a, b) => Number(saved(b)) - Number(saved(a)) || numbered(a) - numbered(b));
      setTimeout(() => arrange(list, (a, b) => Number(place(a)?.value) - Number(place(b)?.value)));
    },
    true,
  );

  for (const row of document.querySelectorAll(ROW)) equip(row);
})();
