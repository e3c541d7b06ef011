/* Keyboard shortcuts. A key without Ctrl or ⌘ does nothing while one types, and all can be switched off
   (WCAG 2.2, 2.1.4 Character Key Shortcuts). */
"use strict";

(() => {
  const KEY = "desk-shortcuts";
  const dialog = document.getElementById("desk-shortcuts");
  const opener = document.getElementById("desk-shortcuts-open");
  if (!dialog || !opener) return;
  const box = document.getElementById("desk-shortcuts-on");

  try {
    box.checked = localStorage.getItem(KEY) !== "off";
  } catch {
    /* A browser that keeps nothing has them on. */
  }
  const hint = document.querySelector("#desk-find kbd");
  const tell = () => {
    hint.hidden = !box.checked;
  };
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, box.checked ? "on" : "off");
    } catch {
      /* It holds for this page. */
    }
    tell();
  });
  if (/Mac|iP/.test(navigator.platform)) hint.textContent = "⌘ K";
  tell();
  opener.hidden = false;

  const click = (selector) => document.querySelector(selector)?.click();
  const open = () => {
    if (!document.querySelector("dialog[open]")) dialog.showModal();
  };
  opener.addEventListener("click", open);

  /* The one of these that follows the pressed or selected one. */
  const step = (selector, state, by) => {
    const all = [...document.querySelectorAll(selector)];
    if (!all.length) return;
    const next = all[(all.findIndex((one) => one.getAttribute(state) === "true") + by + all.length) % all.length];
    next.click();
    next.focus();
  };
  const language = (by) => step(".desk-languages button", "aria-pressed", by);
  const tab = (by) => step(".desk-parts [role=tab]", "aria-selected", by);

  const WITH_CONTROL = {
    k: () => document.dispatchEvent(new CustomEvent("desk:find")),
    s: () => (document.querySelector(".submit-row [name=_continue]") || document.querySelector(".submit-row [name=_save]"))?.click(),
  };
  const ALONE = {
    l: () => language(1),
    L: () => language(-1),
    t: () => tab(1),
    T: () => tab(-1),
    p: () => click(".live-preview-toggle"),
    u: () => click(".desk-publishing-link"),
    e: () => click(".desk-first-error"),
    "?": open,
  };

  const typing = (target) =>
    target.closest?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select") ||
    target.closest?.("[contenteditable=true], [role=combobox], [role=textbox], [role=listbox]");

  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.defaultPrevented || event.isComposing || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    const control = event.ctrlKey || event.metaKey;
    const act = control ? WITH_CONTROL[event.shiftKey ? "" : event.key.toLowerCase()] : ALONE[event.key];
    if (!act || (!control && typing(event.target))) return;
    if (control && event.key.toLowerCase() === "s" && !document.querySelector(".submit-row")) return;
    event.preventDefault();
    act();
  });
})();
