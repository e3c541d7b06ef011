/* Comments beside their fields. Without this script they stand in a list below the form. */
"use strict";

(() => {
  const section = document.getElementById("desk-comments");
  const form = document.querySelector("#content-main > form");
  if (!section || !form) return;
  const adding = document.getElementById("desk-comment");
  const resolving = document.getElementById("desk-resolve");
  const place = adding.querySelector("select");
  const text = adding.querySelector("textarea");
  const back = adding.querySelector(".desk-comment-back");
  const says = adding.querySelector("[role=status]");
  const list = section.querySelector(".desk-comment-list");
  let field = null;

  /* A comment moves to its field, as one of its notes. */
  const seat = (comment) => {
    const target = comment.dataset.field && document.getElementById(comment.dataset.field);
    if (!target) return;
    const box = document.createElement("div");
    box.className = comment.className;
    box.append(...comment.childNodes);
    FieldNotes.place(target).append(box);
    comment.remove();
  };
  for (const comment of [...list.children]) seat(comment);

  /* “quotes-3-text_fr” is the field text_fr of the row whose number is in quotes-3-id. */
  const placeOf = (control) => {
    const [, part, prefix, name] = control.name.match(/^((\w+)-\d+)-(\w+)$/) || [];
    if (!part) return [...place.options].find((one) => one.value.endsWith(` ${control.name}`))?.value || "";
    const number = form.elements[`${part}-id`]?.value;
    return number ? `${prefix} ${number} ${name}` : "";
  };

  const labelOf = (control) => {
    const row = control.closest(".inline-related, tr")?.querySelector(".inline_label, .original p")?.textContent;
    const name = control.labels?.[0]?.textContent || control.getAttribute("aria-label") || control.name;
    return row ? `${row.trim()}, ${name.trim()}` : name.trim();
  };

  form.addEventListener("focusin", (event) => {
    const control = FieldNotes.of(event.target);
    if (control?.name && placeOf(control)) field = control;
  });

  const start = () => {
    if (field) {
      const value = placeOf(field);
      if (![...place.options].some((one) => one.value === value)) place.append(new Option(labelOf(field), value));
      place.value = value;
      back.hidden = !field.id;
      back.href = `#${field.id}`;
    }
    text.scrollIntoView({ block: "center" });
    text.focus();
  };
  const opener = document.querySelector(".desk-comment-open");
  opener?.addEventListener("click", (event) => {
    event.preventDefault();
    start();
  });

  const send = async (sent, button) => {
    const body = new URLSearchParams(new FormData(sent, button));
    const answer = await fetch(sent.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if ((!answer.ok && answer.status !== 422) || answer.redirected) throw new Error(String(answer.status));
    return { done: answer.ok, ...(await answer.json()) };
  };

  adding.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const { done, sentence, html } = await send(adding);
      says.textContent = sentence;
      if (!done) return text.focus();
      const made = document.createElement("template");
      made.innerHTML = html;
      const comment = made.content.querySelector("li");
      if (field && placeOf(field) === place.value) comment.dataset.field = field.id;
      list.append(comment);
      seat(comment);
      text.value = "";
      if (!back.hidden) back.focus();
    } catch {
      says.textContent = section.dataset.failed;
    }
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[form=desk-resolve]");
    if (!button) return;
    event.preventDefault();
    try {
      const { sentence } = await send(resolving, button);
      says.textContent = sentence;
      const box = button.closest(".desk-comment");
      const noted = document.getElementById(box.parentElement.id.replace(/_notes$/, ""));
      box.remove();
      (noted || text).focus();
    } catch {
      says.textContent = section.dataset.failed;
    }
  });
})();
