/* The parts of a long form as tabs (WAI-ARIA, tabs pattern). Without this script all of them stand below each other. */
"use strict";

(() => {
  const list = document.querySelector(".desk-parts");
  if (!list) return;
  const tabs = [...list.querySelectorAll("a[data-part]")];
  const panel = (tab) => document.getElementById(tab.dataset.part);

  const show = (chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      panel(tab).classList.toggle("desk-other-part", tab !== chosen);
    }
  };

  const choose = (tab) => {
    history.replaceState(null, "", tab.getAttribute("href"));
    show(tab);
    window.scrollTo({ top: 0 });
  };

  /* The tab that the address names, or whose part holds what it names. */
  const named = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return target && tabs.find((tab) => panel(tab).contains(target));
  };

  list.setAttribute("role", "tablist");
  for (const item of list.children) item.setAttribute("role", "presentation");
  for (const tab of tabs) {
    tab.id = `${tab.dataset.part}-tab`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", tab.dataset.part);
    panel(tab).setAttribute("role", "tabpanel");
    panel(tab).setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      choose(tab);
    });
  }

  const STEPS = { ArrowRight: 1, ArrowLeft: -1 };
  const aimed = (key, from) => {
    if (key === "Home") return 0;
    if (key === "End") return tabs.length - 1;
    return key in STEPS ? (from + STEPS[key] + tabs.length) % tabs.length : -1;
  };

  list.addEventListener("keydown", (event) => {
    const from = tabs.indexOf(event.target.closest("a[data-part]"));
    if (from < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " ") tabs[from].click();
    const to = aimed(event.key, from);
    if (to >= 0) {
      choose(tabs[to]);
      tabs[to].focus();
    } else if (event.key !== " ") return;
    event.preventDefault();
  });
  window.addEventListener("hashchange", () => {
    const tab = named();
    if (tab) show(tab);
  });

  /* How many rows a part has, with those that are not saved yet. */
  const ROW = ":is(.inline-related, tr.form-row)[id]:not(.empty-form)";
  const count = () => {
    for (const tab of tabs) {
      const number = tab.querySelector(".desk-count");
      if (number) number.textContent = String(panel(tab).querySelectorAll(ROW).length);
    }
  };
  for (const change of ["formset:added", "formset:removed"]) document.addEventListener(change, count);
  count();

  const inError = tabs.find((tab) => tab.querySelector(".desk-errors"));
  show(named() || inError || tabs[0]);
})();
