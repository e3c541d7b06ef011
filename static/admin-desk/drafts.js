/* What is typed into any form of the desk is kept in this browser until the server says that it is saved. */
"use strict";

(() => {
  const PAUSE = 300; /* milliseconds after which all fields are looked at, not only the one typed in */
  const words = document.getElementById("desk-draft");
  if (!words || !DraftStore.available()) return;

  const store = new DraftStore(words.dataset.user, words.dataset.key);
  /* A refusal is shown at the address that the form was sent to: its draft stays that of the form's page. */
  const page = document.querySelector("[data-draft-page]")?.dataset.draftPage || location.pathname;
  const part = (name) => words.content.querySelector(`[data-part="${name}"]`).cloneNode(true);

  const readable = (value) => {
    if (Array.isArray(value)) return value.map(([, text]) => text).join(", ");
    if (typeof value === "boolean") return value ? words.dataset.yes : words.dataset.no;
    const text = /^<\w/.test(value) ? new DOMParser().parseFromString(value, "text/html").body.innerText : value;
    return text || words.dataset.empty;
  };

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  class Draft {
    constructor(form, place) {
      this.form = form;
      this.place = place;
      this.fields = new DraftFields(form);
      this.id = crypto.randomUUID();
      this.kept = new Map(); /* what the draft of the page before held, which this page shows too */
      this.timer = 0;
      this.written = false;
    }

    /* --- keeping --- */

    listen() {
      for (const kind of ["input", "change"]) {
        this.form.addEventListener(kind, (event) => this.note(event.target));
      }
      globalThis.django?.jQuery?.(this.form).on("change", () => this.look());
      document.addEventListener("formset:added", (event) => this.fields.serve(event));
      for (const kind of ["formset:added", "formset:removed"]) {
        document.addEventListener(kind, () => this.later());
      }
      this.form.addEventListener("submit", () => this.submitted());
    }

    /* The field that is typed into at once, so that a tab may close the moment after; the others soon. */
    note(field) {
      if (DraftFields.typed(field)) {
        this.kept.set(this.fields.stable(field.name), this.fields.record(field));
        this.keep(this.kept);
      }
      this.later();
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), PAUSE);
    }

    look() {
      clearTimeout(this.timer);
      const now = new Map(this.fields.changed());
      for (const name of this.adopted || []) {
        if (!now.has(name) && this.kept.has(name)) now.set(name, this.kept.get(name));
      }
      this.kept = now;
      this.keep(now);
    }

    async keep(fields) {
      const files = this.fields.files();
      if (!fields.size && !files.length) {
        if (this.written) await store.remove(this.id);
        return;
      }
      if (!this.written) {
        this.written = true;
        store.lock(this.id);
        this.name();
      }
      const headings = [...document.querySelectorAll(".titles :is(h1, h2)")].map((each) => each.textContent.trim());
      const told = { id: this.id, place: this.place, path: page, title: headings.join(" – ") };
      const kept = await store.put({ ...told, moment: Date.now(), fields: [...fields], files });
      if (!kept) this.say(words.dataset.full);
    }

    /* The form names its draft, so that the answer can. */
    name() {
      let input = this.form.querySelector("input[name=draft]");
      if (!input) {
        input = Object.assign(document.createElement("input"), { type: "hidden", name: "draft" });
        this.form.prepend(input);
      }
      input.value = this.id;
    }

    submitted() {
      if (!this.written && !this.kept.size) return;
      this.look();
      sessionStorage.setItem("desk-draft", this.id);
    }

    say(text) {
      if (!this.notice) {
        this.notice = part("note");
        this.form.before(this.notice);
      }
      this.notice.textContent = text;
    }

    /* --- offering --- */

    differing(draft) {
      return draft.fields.filter(([name, { value }]) => {
        const field = this.present(name, value);
        return !field || !same(DraftFields.value(field), value);
      });
    }

    /* Without adding a row. */
    present(name, value) {
      const found = /^(.+?)\+(\d+)-/.exec(name);
      const total = found && this.fields.count(found[1], "TOTAL");
      const there = !found || (this.fields.count(found[1], "INITIAL") ?? 0) + Number(found[2]) < (total ?? 0);
      return there ? this.fields.find(name, value) : null;
    }

    /* The page after a refusal shows all that was typed: its draft goes on without a word. */
    async adopt(draft) {
      if (this.written) await store.remove(this.id);
      this.id = draft.id;
      this.written = true;
      this.adopted = [...(this.adopted || []), ...draft.fields.map(([name]) => name)];
      this.kept = new Map([...draft.fields, ...this.kept]);
      this.name();
      this.look();
      const chosen = draft.files.length && !this.form.querySelector("[data-upload-kept]");
      if (chosen) this.say(words.dataset.files.replace("{files}", draft.files.join(", ")));
    }

    offer(draft) {
      const panel = part("offer");
      const when = new Date(draft.moment).toLocaleString(document.documentElement.lang);
      panel.querySelector("[data-when]").textContent = when;
      const list = panel.querySelector("ul");
      for (const [name, kept] of this.differing(draft)) list.append(this.line(name, kept));
      const files = panel.querySelector("[data-files]");
      files.hidden = !draft.files.length;
      files.textContent = words.dataset.files.replace("{files}", draft.files.join(", "));
      panel.querySelector("[data-take]").addEventListener("click", () => this.take(draft, panel));
      panel.querySelector("[data-discard]").addEventListener("click", async () => {
        await store.remove(draft.id);
        this.close(panel);
      });
      this.form.before(panel);
      panel.scrollIntoView({ block: "nearest" });
    }

    line(name, { label, value }) {
      const line = part("field");
      const field = this.present(name, value);
      const box = line.querySelector("input");
      box.dataset.field = name;
      line.querySelector("[data-label]").textContent = label;
      line.querySelector("[data-now]").textContent = field ? readable(DraftFields.value(field)) : words.dataset.none;
      line.querySelector("[data-kept]").textContent = readable(value);
      return line;
    }

    /* What has no place in the form any more stays on the page, to be copied from. */
    async take(draft, panel) {
      for (const [name, kept] of draft.fields) {
        await globalThis.LightRows?.unfold(document.getElementById(this.fields.current(name)?.replace(/-[^-]+$/, "")));
        const box = panel.querySelector(`input[data-field="${CSS.escape(name)}"]`);
        if (!box || (box.checked && this.fields.set(name, kept))) box?.closest("li").remove();
        else if (!box.checked) box.closest("li").remove();
        else box.disabled = true;
      }
      this.look();
      await store.writing;
      await store.remove(draft.id);
      if (panel.querySelector("li")) {
        panel.querySelector("[data-lost]").hidden = false;
        panel.querySelector("[data-take]").remove();
      } else this.close(panel);
    }

    close(panel) {
      panel.remove();
      const first = [...this.form.elements].find((field) => DraftFields.typed(field) && field.offsetParent);
      first?.focus();
    }

    /* A draft that says what the form says already is saved, unless this is the answer to a refusal. */
    async start(drafts, sent) {
      for (const draft of drafts.filter((each) => each.place === this.place)) {
        if (!(await store.take(draft.id))) continue;
        const refused = draft.id === sent || this.form.querySelector(".errorlist, .errornote");
        if (this.differing(draft).length) this.offer(draft);
        else if (refused) await this.adopt(draft);
        else await store.remove(draft.id);
      }
    }
  }

  /* A page that asks “really?” goes on with the draft of the form before it. */
  const carry = (id) => {
    const form = document.querySelector("input[name=confirmed]")?.form;
    if (!form || !id) return;
    form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: id }));
  };

  /* The front page tells of all forms with a draft. */
  const list = (drafts) => {
    const front = document.querySelector("body.dashboard #content-main");
    if (!front || !drafts.length || !location.pathname.endsWith("/admin/")) return;
    const panel = part("list");
    for (const draft of drafts) {
      const line = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: draft.path, textContent: draft.title });
      line.append(link);
      panel.querySelector("ul").append(line);
    }
    front.prepend(panel);
  };

  const start = async () => {
    const forms = [...document.querySelectorAll("#content form[method=post]:not(#changelist-form)")];
    const mine = forms.filter((form) => [...form.elements].some(DraftFields.typed));
    const kept = mine.map((form, index) => {
      const mark = form.id || form.getAttribute("action") || String(index);
      return new Draft(form, `${page}#${mark}`);
    });
    for (const draft of kept) draft.listen();
    const sent = sessionStorage.getItem("desk-draft");
    sessionStorage.removeItem("desk-draft");
    carry(sent);
    await store.forgetSaved();
    const drafts = await store.all();
    for (const draft of kept) await draft.start(drafts, sent);
    list(drafts);
    document.documentElement.dataset.drafts = "ready";
  };

  start();
})();
