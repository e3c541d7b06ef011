/* The live preview: sends the form as it stands, and shows the page that it would make. */
"use strict";

(() => {
  const PAUSE = 200; /* milliseconds without a change before the form is sent */
  const pane = document.getElementById("live-preview");
  const toggle = document.querySelector(".live-preview-toggle");
  const form = document.getElementById("forum_form");
  if (!pane || !toggle || !form) return;

  const state = pane.querySelector(".live-preview-state");
  const list = pane.querySelector(".live-preview-mistakes");
  const pages = [...pane.querySelectorAll(".live-preview-frame")].map((holder) => new PreviewPage(holder));

  const recall = (key) => {
    try {
      return localStorage.getItem(`desk-preview-${key}`) || "";
    } catch {
      return "";
    }
  };

  const keep = (key, value) => {
    try {
      localStorage.setItem(`desk-preview-${key}`, value);
    } catch {
      /* A browser that keeps nothing still shows. */
    }
  };

  const say = (text) => {
    if (state.textContent !== text) state.textContent = text;
  };

  /* --- what cannot be shown is marked in the form, and listed with a link to it --- */

  let marked = [];

  const mark = (mistakes) => {
    for (const field of marked) field.removeAttribute("aria-invalid");
    marked = mistakes
      .map((mistake) => mistake.field && document.getElementById(mistake.field))
      .filter((field) => field && !field.hasAttribute("aria-invalid"));
    for (const field of marked) field.setAttribute("aria-invalid", "true");
    list.replaceChildren(...mistakes.map(item));
    list.hidden = !mistakes.length;
  };

  const item = ({ field, label, message }) => {
    const line = document.createElement("li");
    const name = document.createElement(field ? "a" : "span");
    if (field) name.href = `#${field}`;
    name.textContent = label;
    line.append(...(label ? [name, " – "] : []), message);
    return line;
  };

  /* --- sending and showing --- */

  let timer = 0;
  let running = null;
  let sent = "";

  const typed = () => {
    const data = new URLSearchParams(new FormData(form));
    const chosen = pages.filter((page) => !page.holder.hidden);
    for (const page of chosen) data.append("preview_language", page.language);
    return data;
  };

  const show = async ({ pages: made, mistakes }) => {
    await Promise.all(pages.map((page) => made[page.language] && page.show(made[page.language])));
    mark(mistakes);
    say(mistakes.length ? pane.dataset.mistakes : pane.dataset.shown);
  };

  const fetched = async (body) => {
    running = new AbortController();
    const { signal } = running;
    const headers = { Accept: "application/json" };
    const answer = await fetch(pane.dataset.address, { method: "POST", body, headers, signal });
    if (answer.redirected || answer.status === 403) return say(pane.dataset.signedOut);
    if (!answer.ok) return say(pane.dataset.failed);
    const told = await answer.json();
    if (signal.aborted) return undefined;
    sent = body.toString();
    return show(told);
  };

  const refresh = async () => {
    if (pane.hidden) return;
    const body = typed();
    if (body.toString() === sent) return;
    pane.setAttribute("aria-busy", "true");
    try {
      await fetched(body);
    } catch (error) {
      if (error.name !== "AbortError") say(pane.dataset.failed);
      return;
    } finally {
      pane.removeAttribute("aria-busy");
    }
    pane.dispatchEvent(new CustomEvent("preview:shown"));
  };

  const schedule = () => {
    running?.abort();
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  };

  form.addEventListener("input", schedule);
  /* Autocompletion and added rows tell jQuery alone. */
  globalThis.django?.jQuery?.(form).on("change", schedule);
  form.addEventListener("change", schedule);
  for (const change of ["formset:added", "formset:removed"]) document.addEventListener(change, schedule);

  /* --- what is shown, and how wide --- */

  const press = (attribute, value) => {
    for (const button of pane.querySelectorAll(`button[data-${attribute}]`)) {
      button.setAttribute("aria-pressed", String(button.dataset[attribute] === value));
    }
  };

  const choose = (language) => {
    const known = pages.some((page) => page.language === language) ? language : "";
    for (const page of pages) page.holder.hidden = known !== "" && page.language !== known;
    press("language", known);
  };

  const widen = (width) => {
    const known = width === "390" ? width : "1280";
    pane.classList.toggle("live-preview-phone", known === "390");
    for (const page of pages) page.fit(Number(known));
    press("width", known);
  };

  const open = (opened) => {
    pane.hidden = !opened;
    toggle.setAttribute("aria-expanded", String(opened));
    document.body.classList.toggle("live-previewing", opened);
    if (opened) refresh();
    else running?.abort();
  };

  pane.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("language" in button.dataset) {
      choose(button.dataset.language);
      keep("language", button.dataset.language);
      refresh();
    } else if ("width" in button.dataset) {
      widen(button.dataset.width);
      keep("width", button.dataset.width);
    } else {
      close();
    }
  });

  const close = () => {
    open(false);
    keep("open", "");
    toggle.focus();
  };

  toggle.addEventListener("click", () => {
    open(pane.hidden);
    keep("open", pane.hidden ? "" : "yes");
  });
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  for (const button of document.querySelectorAll(".live-preview-buttons")) button.hidden = true;
  toggle.hidden = false;
  choose(recall("language"));
  widen(recall("width"));
  open(recall("open") === "yes");
})();
