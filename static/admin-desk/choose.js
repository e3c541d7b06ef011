/* Lists of choices that are searched: each has the name of its field, and offers to create what it does not find. */
"use strict";

(() => {
  const $ = globalThis.django?.jQuery;
  const dialog = document.getElementById("desk-create");
  if (!$?.fn.select2) return;

  /* The words that name a field: those of its label, or its own. */
  const nameOf = (field) =>
    (field.labels?.[0]?.textContent.trim() || field.getAttribute("aria-label") || "").replace(/\s*:$/, "");

  const name = (field) => {
    const box = field.nextElementSibling.querySelector(".select2-selection");
    const shown = box.querySelector(".select2-selection__rendered");
    /* What is chosen is part of the box's name; as a nameless text box of its own it says nothing. */
    for (const attribute of ["role", "aria-readonly"]) shown?.removeAttribute(attribute);
    box.id ||= `${field.id}-box`;
    box.setAttribute("aria-label", nameOf(field));
    box.setAttribute("aria-labelledby", [box.id, shown?.id].filter(Boolean).join(" "));
    const help = field.getAttribute("aria-describedby");
    if (help) box.setAttribute("aria-describedby", help);
    for (const search of box.querySelectorAll(".select2-search__field")) search.setAttribute("aria-label", nameOf(field));
  };

  const found = (field) => (data, params) => {
    const term = (params.term || "").trim();
    const same = data.results.some((row) => row.text.toLowerCase() === term.toLowerCase());
    if (!field.dataset.create || !term || same || data.pagination?.more) return data;
    const text = field.dataset.createOffer.replace("%(name)s", term);
    return { ...data, results: [...data.results, { id: "create", text, term }] };
  };

  /* A picture is known by what it shows; its words stand beside it. */
  const drawn = (row) => {
    if (!row.thumbnail) return row.text;
    const line = document.createElement("span");
    line.className = "desk-choice-picture";
    line.append(Object.assign(document.createElement("img"), { src: row.thumbnail, alt: "" }), row.text);
    return line;
  };

  /* As Django's own, with the offer. */
  const asked = (field) => (params) => ({
    term: params.term,
    page: params.page,
    app_label: field.dataset.appLabel,
    model_name: field.dataset.modelName,
    field_name: field.dataset.fieldName,
  });

  $.fn.djangoAdminSelect2 = function () {
    return this.each((_index, field) => {
      /* The empty words for “nothing chosen” would be no item of the list of what is chosen. */
      if (field.multiple) for (const word of ["placeholder", "allowClear"]) delete field.dataset[word];
      const focused = document.activeElement === field;
      $(field).select2({ ajax: { data: asked(field), processResults: found(field) }, templateResult: drawn });
      name(field);
      if (focused) field.nextElementSibling.querySelector(".select2-selection").focus();
      $(field)
        .on("select2:open", () => {
          const search = document.querySelector(".select2-dropdown .select2-search__field");
          search?.setAttribute("aria-label", nameOf(field));
          document.querySelector(".select2-results__options")?.setAttribute("aria-label", nameOf(field));
        })
        .on("select2:selecting", (event) => {
          const chosen = event.params.args.data;
          if (chosen.id !== "create") return;
          event.preventDefault();
          $(field).select2("close");
          open(field, chosen.term);
        });
    });
  };

  /* --- the dialog --- */

  const fields = dialog?.querySelector(".desk-create-fields");
  const state = dialog?.querySelector(".desk-create-state");
  let wanting = null;

  const open = async (field, term) => {
    wanting = field;
    dialog.querySelector("h2").textContent = field.dataset.createTitle;
    state.textContent = "";
    const answer = await fetch(`${field.dataset.create}?${new URLSearchParams({ name: term })}`).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    fields.innerHTML = await answer.text();
    dialog.showModal();
    fields.querySelector("input")?.select();
  };

  const choose = ({ id, text }) => {
    if (!wanting.multiple) $(wanting).val(null);
    $(wanting).append(new Option(text, id, true, true)).trigger("change");
    wanting.dispatchEvent(new Event("change", { bubbles: true }));
    dialog.close();
  };

  const send = async () => {
    const body = new URLSearchParams();
    for (const input of fields.querySelectorAll("[name]")) body.append(input.name, input.value);
    const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
    const answer = await fetch(wanting.dataset.create, { method: "POST", body, headers }).catch(() => null);
    if (answer?.ok && !answer.redirected) return choose(await answer.json());
    if (answer?.status !== 422) {
      state.textContent = dialog.dataset.failed;
      return undefined;
    }
    fields.innerHTML = await answer.text();
    fields.querySelector(".errorlist ~ input, input")?.focus();
    return undefined;
  };

  dialog?.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value === "cancel") return;
    event.preventDefault();
    send();
  });
  dialog?.addEventListener("close", () => wanting?.nextElementSibling.querySelector(".select2-selection").focus());
})();
