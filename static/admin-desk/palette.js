/* The command palette (WAI-ARIA, combobox pattern). Without this script its button leads to a page of its own. */
"use strict";

(() => {
  const dialog = document.getElementById("desk-palette");
  const opener = document.getElementById("desk-find");
  if (!dialog || !opener) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const state = dialog.querySelector("[role=status]");
  const words = dialog.dataset;
  let options = [];
  let chosen = -1;
  let known = null; // the words that the options answer
  let hurried = null; // where to go once they answer those that are typed
  let running = null;
  let timer = 0;

  const choose = (index) => {
    chosen = options.length ? (index + options.length) % options.length : -1;
    for (const [at, option] of options.entries()) option.setAttribute("aria-selected", String(at === chosen));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  };

  const line = (found) => {
    const option = document.createElement("div");
    option.setAttribute("role", "option");
    option.dataset.address = found.address;
    option.append(found.label);
    if (found.detail) {
      const detail = document.createElement("span");
      detail.textContent = ` · ${found.detail}`;
      option.append(detail);
    }
    return option;
  };

  const show = (groups) => {
    options = [];
    const parts = groups.map((group, at) => {
      const part = document.createElement("div");
      const heading = document.createElement("div");
      heading.id = `desk-palette-group-${at}`;
      heading.setAttribute("role", "presentation");
      heading.textContent = group.name;
      part.setAttribute("role", "group");
      part.setAttribute("aria-labelledby", heading.id);
      const lines = group.results.map(line);
      for (const [number, one] of lines.entries()) one.id = `desk-palette-option-${options.length + number}`;
      options.push(...lines);
      part.append(heading, ...lines);
      return part;
    });
    list.replaceChildren(...parts);
    input.setAttribute("aria-expanded", String(options.length > 0));
    state.textContent = options.length ? words.found.replace("{count}", options.length) : words.none;
    choose(0);
  };

  const ask = async () => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const typed = input.value;
    try {
      const address = `${words.address}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      show((await answer.json()).groups);
      known = typed;
      if (hurried) take(hurried.elsewhere);
    } catch {
      if (signal.aborted) return;
      hurried = null;
      state.textContent = words.failed;
    }
  };

  /* Who presses Enter before the answer is there means what they typed, not what is shown still. */
  const take = (elsewhere) => {
    hurried = input.value === known ? null : { elsewhere };
    clearTimeout(timer);
    if (hurried) ask();
    else if (chosen >= 0) go(options[chosen], elsewhere);
  };

  const open = () => {
    if (dialog.open || document.querySelector("dialog[open]")) return;
    dialog.showModal();
    input.select();
    ask();
  };

  const go = (option, elsewhere) => {
    if (elsewhere) window.open(option.dataset.address, "_blank", "noopener");
    else location.assign(option.dataset.address);
    if (!elsewhere) dialog.close();
  };

  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  input.addEventListener("keydown", (event) => {
    if (event.key in STEPS) choose(chosen + STEPS[event.key]);
    else if (event.key === "Enter") take(event.ctrlKey || event.metaKey);
    else if (event.key === "Escape") dialog.close(); /* at once: a search box would empty itself first */
    else return;
    event.preventDefault();
  });
  input.addEventListener("input", () => {
    hurried = null;
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option, event.ctrlKey || event.metaKey);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    open();
  });
  document.addEventListener("desk:find", open);
})();
