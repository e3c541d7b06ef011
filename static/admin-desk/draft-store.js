/* Drafts of forms in this browser: one item each, readable only while its own writer is signed in.

   The server gives each account a key of its own; without it an item is noise, so who shares the computer
   reads nothing. A draft that another tab is writing is locked by that tab. */
"use strict";

globalThis.DraftStore = class {
  static DAYS = 60; /* that a draft stays */

  constructor(user, key) {
    this.prefix = `desk-draft/${user}/`;
    const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    this.key = crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    this.writing = Promise.resolve(true);
  }

  /* Browsers keep secrets on secure pages alone, and on those of this very machine. */
  static available() {
    try {
      return Boolean(globalThis.crypto?.subtle && navigator.locks && localStorage);
    } catch {
      return false;
    }
  }

  /* Writes follow each other, so that the last one stays. Gives whether the browser had room. */
  put(draft) {
    const text = new TextEncoder().encode(JSON.stringify(draft));
    this.writing = this.writing.then(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.key, text);
      return this.write(draft, DraftStore.encode(new Uint8Array([...iv, ...new Uint8Array(sealed)])));
    });
    return this.writing;
  }

  write(draft, sealed) {
    try {
      localStorage.setItem(this.prefix + draft.id, `${draft.moment}/${sealed}`);
      return true;
    } catch {
      return false;
    }
  }

  remove(id) {
    this.writing = this.writing.then(() => {
      localStorage.removeItem(this.prefix + id);
      return true;
    });
    return this.writing;
  }

  /* The server names what it saved in a cookie, on the page after. */
  async forgetSaved() {
    const cookie = document.cookie.split("; ").find((each) => each.startsWith("desk-saved="));
    if (!cookie) return;
    await Promise.all(cookie.slice("desk-saved=".length).split(".").map((id) => this.remove(id)));
    document.cookie = "desk-saved=; path=/admin/; max-age=0";
  }

  /* This writer's drafts, the newest first; what cannot be read is left alone. */
  async all() {
    this.expire();
    const names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix));
    const read = await Promise.all(names.map((name) => this.read(localStorage.getItem(name))));
    return read.filter(Boolean).sort((a, b) => b.moment - a.moment);
  }

  async read(item) {
    try {
      const bytes = Uint8Array.from(atob(item.split("/").slice(1).join("/")), (letter) => letter.charCodeAt(0));
      const iv = bytes.slice(0, 12);
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await this.key, bytes.slice(12));
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return null;
    }
  }

  /* Anyone's drafts end in time: the moment of an item stands before it, in the clear. */
  expire() {
    const oldest = Date.now() - DraftStore.DAYS * 86_400_000;
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("desk-draft/") && parseInt(localStorage.getItem(name), 10) < oldest) {
        localStorage.removeItem(name);
      }
    }
  }

  /* Takes a draft for this tab, for as long as the page is open; false where another tab has it. */
  async take(id) {
    for (const pause of [0, 100, 300, 600]) {
      /* The page that was here a moment ago may still hold it. */
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (await this.lock(id)) return true;
    }
    return false;
  }

  lock(id) {
    return new Promise((resolve) => {
      navigator.locks.request(this.prefix + id, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock && new Promise(() => {});
      });
    });
  }

  static encode(bytes) {
    let text = "";
    for (let start = 0; start < bytes.length; start += 32_768) {
      text += String.fromCharCode(...bytes.subarray(start, start + 32_768));
    }
    return btoa(text);
  }
};
