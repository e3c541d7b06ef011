/* The checks, as one writes: what the server finds in the form as it stands, beside each field. */
"use strict";

(() => {
  const PAUSE = 500; /* milliseconds without a change before the form is looked at */
  const form = document.querySelector("#content-main > form");
  const status = document.querySelector(".desk-check-status");
  if (!form || !status) return;
  const words = status.dataset;

  const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more });

  const button = (text, does) => {
    const made = element("button", text, { type: "button" });
    made.addEventListener("click", does);
    return made;
  };

  /* --- one finding: how grave, what, what to do, and the text as it should be --- */

  const finding = (field, told) => {
    const line = element("p", "", { className: `desk-finding desk-finding-${told.error ? "error" : "warning"}` });
    const about = element("a", words.about, { href: told.advice, target: "_blank", rel: "noopener" });
    line.append(element("b", told.error ? words.error : words.warning), " ", told.message, " ", about);
    if (told.mended) line.append(" ", button(words.mend, () => FieldNotes.write(field, told.mended)));
    return line;
  };

  /* --- one figure: as each page will print it, which of two numbers is meant, or why it is none --- */

  const figure = (field, { shown, choices, refused }) => {
    const line = element("p", "", { className: "desk-finding desk-figure-note" });
    if (refused) {
      line.classList.add("desk-finding-error");
      line.append(element("b", words.error), " ", refused);
    } else if (shown.length) {
      line.append(words.page);
      for (const { language, name, text } of shown) {
        line.append(" ", element("span", `${name}: `), element("b", text, { lang: language }));
      }
    } else {
      /* The same question stands below the field of a form that was refused, for those without scripts. */
      field.parentElement.querySelector(".desk-readings")?.remove();
      line.append(words.meant);
      for (const { text, label } of choices) line.append(" ", button(label, () => FieldNotes.write(field, text)));
    }
    return line;
  };

  /* --- what was told last time goes, what is told now comes; what is the same stays --- */

  let lines = new Map();

  const show = ({ findings, figures }) => {
    const wanted = new Map();
    for (const told of findings) wanted.set(JSON.stringify(told), [told.field, (field) => finding(field, told)]);
    for (const told of figures) {
      if (told.shown.length || told.choices.length || told.refused) {
        wanted.set(JSON.stringify(told), [told.field, (field) => figure(field, told)]);
      }
    }
    for (const [key, line] of lines) if (!wanted.has(key)) line.remove();
    const now = new Map();
    for (const [key, [id, make]] of wanted) {
      const field = document.getElementById(id);
      if (!field) continue;
      const line = lines.get(key) || make(field);
      if (!line.isConnected) FieldNotes.place(field).append(line);
      now.set(key, line);
    }
    const before = lines.size;
    lines = now;
    const some = findings.length ? `${words.some} ${findings.length}` : before ? words.none : "";
    if (status.textContent !== some) status.textContent = some;
  };

  /* --- asking --- */

  let timer = 0;
  let running = null;

  const ask = async () => {
    running = new AbortController();
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    const options = { method: "POST", body, headers: { Accept: "application/json" }, signal: running.signal };
    try {
      const answer = await fetch(words.address, options);
      if (answer.ok && !answer.redirected) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") console.info(error);
    }
  };

  const schedule = () => {
    running?.abort();
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };

  form.addEventListener("input", schedule);
  form.addEventListener("change", schedule);
  globalThis.django?.jQuery?.(form).on("change", schedule);
  schedule();
})();
