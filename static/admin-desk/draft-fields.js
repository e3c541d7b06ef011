/* The fields of a form: which of them differ from what the server sent, and how to set them again.

   A field of a row in a list is named by the key of its row, since rows change places: "quotes#17-text_fr"; one
   of a new row by its place among the new ones: "quotes+0-text_fr". */
"use strict";

globalThis.DraftFields = class {
  static editors = new WeakMap(); /* textarea → rich text editor */

  constructor(form) {
    this.form = form;
    /* Autocompletion marks what it adds as if the server had sent it, so what was chosen is noted here. */
    this.served = new Map([...form.querySelectorAll("select")].map((field) => [field.name, DraftFields.chosen(field)]));
  }

  /* A row that is opened comes from the server, too. */
  serve({ target, detail }) {
    if (!detail?.unfolded) return;
    for (const field of target.querySelectorAll("select")) this.served.set(field.name, DraftFields.chosen(field));
  }

  static chosen(field) {
    return [...field.selectedOptions].map((option) => option.value).join("\n");
  }

  static typed(field) {
    if (!field.name || field.name.includes("__prefix__")) return false;
    return field.matches("textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit])");
  }

  /* [[stable name, {label, value}]] of all that differs. */
  changed() {
    return [...this.form.elements]
      .filter((field) => DraftFields.typed(field) && this.differs(field))
      .filter((field) => field.type !== "radio" || field.checked)
      .map((field) => [this.stable(field.name), this.record(field)]);
  }

  record(field) {
    return { label: DraftFields.label(field), value: DraftFields.value(field) };
  }

  files() {
    return [...this.form.querySelectorAll("input[type=file]")].flatMap((input) =>
      [...input.files].map((file) => file.name),
    );
  }

  static value(field) {
    if (field.type === "checkbox") return field.checked;
    if (field.tagName !== "SELECT") return field.value;
    return [...field.selectedOptions].map((option) => [option.value, option.textContent.trim()]);
  }

  differs(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
    const empty = field.name.replace(/-\d+-/, "-__prefix__-");
    return DraftFields.chosen(field) !== (this.served.get(field.name) ?? this.served.get(empty) ?? "");
  }

  static label(field) {
    const own = field.labels?.[0] || document.querySelector(`label[for="${CSS.escape(field.id || " ")}"]`);
    const name = field.getAttribute("aria-label") || own?.textContent || field.name;
    const row = field.closest(".inline-related, tr.form-row")?.querySelector(".inline_label, .original p");
    const place = row ? row.textContent.trim() : "";
    const text = name.trim().replace(/\s*:$/, "");
    return place ? `${place} – ${text}` : text;
  }

  /* --- names --- */

  stable(name) {
    const found = /^(.+)-(\d+)-(.+)$/.exec(name);
    const known = found && this.count(found[1], "INITIAL");
    if (!found || known === null) return name;
    const [, prefix, index, rest] = found;
    const key = this.named(`${prefix}-${index}-id`)?.value;
    return key ? `${prefix}#${key}-${rest}` : `${prefix}+${index - known}-${rest}`;
  }

  /* The name here and now; null where the row has gone. Adds rows until the new one is there. */
  current(stable) {
    const found = /^(.+?)([#+])(\d+)-(.+)$/.exec(stable);
    if (!found) return stable;
    const [, prefix, kind, key, rest] = found;
    if (kind === "#") {
      const ids = this.form.querySelectorAll(`input[name^="${CSS.escape(prefix)}-"][name$="-id"]`);
      const row = [...ids].find((input) => input.value === key && /-\d+-id$/.test(input.name));
      return row ? row.name.replace(/id$/, rest) : null;
    }
    const index = (this.count(prefix, "INITIAL") ?? 0) + Number(key);
    return this.grow(prefix, index) ? `${prefix}-${index}-${rest}` : null;
  }

  grow(prefix, index) {
    for (let total = this.count(prefix, "TOTAL") ?? index; total <= index; total += 1) {
      const group = document.getElementById(`${prefix}-group`);
      const button = group?.querySelector(".add-row a, .add-row button");
      if (!button) return false;
      button.click();
      if (this.count(prefix, "TOTAL") === total) return false;
    }
    return true;
  }

  count(prefix, kind) {
    const field = this.named(`${prefix}-${kind}_FORMS`);
    return field ? Number(field.value) : null;
  }

  named(name) {
    const field = this.form.elements.namedItem(name);
    return field instanceof RadioNodeList ? field[0] : field;
  }

  /* --- setting --- */

  find(stable, value) {
    const name = this.current(stable);
    if (name === null) return null;
    const field = this.form.elements.namedItem(name);
    if (!(field instanceof RadioNodeList)) return field;
    return [...field].find((radio) => radio.type !== "radio" || radio.value === value) || null;
  }

  set(stable, { value }) {
    const field = this.find(stable, value);
    if (!field || !DraftFields.typed(field)) return false;
    if (field.type === "checkbox") field.checked = Boolean(value);
    else if (field.type === "radio") field.checked = true;
    else if (field.tagName === "SELECT") DraftFields.choose(field, value);
    else field.value = value;
    DraftFields.editors.get(field)?.commands.setContent(value, { emitUpdate: false });
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    return true;
  }

  /* Rows that were found by autocompletion are not among the options that the server sent. */
  static choose(field, chosen) {
    for (const [value, text] of chosen) {
      if (![...field.options].some((option) => option.value === value)) field.add(new Option(text, value));
    }
    const values = chosen.map(([value]) => value);
    for (const option of field.options) option.selected = values.includes(option.value);
  }
};

document.addEventListener("prose-editor:ready", (event) => {
  globalThis.DraftFields.editors.set(event.detail.textarea, event.detail.editor);
});
