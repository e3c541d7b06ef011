/* The parts of a long form, one at a time. Without this script all of them stand below each other. */
"use strict";

(() => {
  const links = [...document.querySelectorAll(".desk-parts a[data-part]")];
  if (!links.length) return;

  const part = (link) => document.getElementById(link.dataset.part);

  const show = (chosen) => {
    for (const link of links) {
      if (link === chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      part(link).classList.toggle("desk-other-part", link !== chosen);
    }
  };

  /* How many errors a part holds stands beside its name. */
  const countErrors = (link) => {
    const lists = part(link).querySelectorAll(".errorlist li");
    if (!lists.length) return false;
    const mark = document.createElement("span");
    mark.className = "desk-errors";
    mark.textContent = `! ${lists.length}`;
    link.append(" ", mark);
    return true;
  };

  /* The part that the address names, or that holds the field that it names. */
  const named = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return target && links.find((link) => part(link).contains(target));
  };

  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", link.getAttribute("href"));
      show(link);
      window.scrollTo({ top: 0 });
    });
  }
  window.addEventListener("hashchange", () => {
    const link = named();
    if (link) show(link);
  });

  const inError = links.filter(countErrors);
  show(inError[0] || named() || links[0]);
})();
