/* The rows of a long list come by their titles alone: the fields of one are fetched when it is opened. */
"use strict";

globalThis.LightRows = (() => {
  const words = document.getElementById("desk-moved")?.dataset;
  const ROW = ".inline-related[id], tr.form-row[id]";

  const wake = (row) => {
    for (const made of document.querySelectorAll(".datetimeshortcuts")) made.remove();
    globalThis.DateTimeShortcuts?.init();
    const detail = { formsetName: row.id.replace(/-\d+$/, ""), unfolded: true };
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail }));
  };

  const fetched = async (row, details) => {
    const answer = await fetch(`${details.dataset.light}?at=${/\d+$/.exec(row.id)[0]}`);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.text();
  };

  /* The place that it was given since is kept. */
  const fill = (row, details, html) => {
    const order = row.querySelector("input[name$='-order']")?.value;
    if (row.matches("tr")) row.innerHTML = html;
    else {
      for (const part of [...details.children].slice(1)) part.remove();
      details.insertAdjacentHTML("beforeend", html);
    }
    const input = row.querySelector("input[name$='-order']");
    if (input && order !== undefined) input.value = order;
  };

  const unfold = async (row) => {
    const details = row?.querySelector("details[data-light]");
    if (!details || details.ariaBusy === "true") return;
    details.ariaBusy = "true";
    try {
      const html = await fetched(row, details);
      delete details.dataset.light;
      fill(row, details, html);
      details.open = true;
      wake(row);
    } catch {
      if (words) document.getElementById("desk-moved").textContent = words.failed;
    } finally {
      details.ariaBusy = "false";
    }
  };

  document.addEventListener(
    "toggle",
    async (event) => {
      if (!event.target.open || !event.target.dataset?.light) return;
      const row = event.target.closest(ROW);
      await unfold(row);
      if (row.matches("tr")) row.querySelector(".select2-selection, input:not([type=hidden]), select")?.focus();
    },
    true,
  );

  /* A link to a field of such a row opens it, then goes there. */
  const reach = async () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const row = document.getElementById(/^id_(.+-\d+)-/.exec(id)?.[1] || "");
    if (!row?.querySelector("details[data-light]") || document.getElementById(id)) return;
    await unfold(row);
    if (document.getElementById(id)) window.dispatchEvent(new HashChangeEvent("hashchange"));
  };
  window.addEventListener("hashchange", reach);
  reach();

  return { unfold };
})();
