/* One frame of the live preview: shows a page and keeps the place in it, at the width of a screen. */
"use strict";

globalThis.PreviewPage = class {
  constructor(holder) {
    this.language = holder.dataset.language;
    this.holder = holder;
    this.frame = holder.querySelector("iframe");
    this.width = 0;
    this.styles = "";
    new ResizeObserver(() => this.fit()).observe(holder);
  }

  /* The frame is as wide as the screen, and is made smaller to fit beside the form. */
  fit(width = this.width) {
    this.width = width;
    const scale = Math.min(1, this.holder.clientWidth / width);
    if (!width || !scale) return;
    this.frame.style.width = `${width}px`;
    this.frame.style.height = `${this.holder.clientHeight / scale}px`;
    this.frame.style.transform = `scale(${scale})`;
    this.frame.style.marginInlineStart = `${Math.max(0, (this.holder.clientWidth - width * scale) / 2)}px`;
  }

  /* The same style sheets: only what is in the page is exchanged, so that nothing flickers. */
  async show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const styles = [...page.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href).join(" ");
    if (styles === this.styles) this.exchange(page);
    else await this.load(html);
    this.styles = styles;
  }

  exchange(page) {
    const shown = this.frame.contentDocument;
    const { scrollLeft, scrollTop } = shown.scrollingElement;
    shown.title = page.title;
    shown.body.replaceWith(shown.adoptNode(page.body));
    shown.scrollingElement.scrollTo({ left: scrollLeft, top: scrollTop, behavior: "instant" });
  }

  async load(html) {
    const before = this.frame.contentDocument?.scrollingElement?.scrollTop || 0;
    await new Promise((loaded) => {
      this.frame.addEventListener("load", loaded, { once: true });
      this.frame.srcdoc = html;
    });
    const shown = this.frame.contentDocument;
    shown.scrollingElement.scrollTo({ top: before, behavior: "instant" });
    shown.addEventListener("click", (event) => this.follow(event));
  }

  /* A place in the page is gone to; other pages open beside, so that this one stays the form's. */
  follow(event) {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    const address = link.getAttribute("href");
    if (address.startsWith("#")) {
      this.frame.contentDocument.getElementById(decodeURIComponent(address.slice(1)))?.scrollIntoView();
    } else {
      window.open(link.href, "_blank", "noopener,noreferrer");
    }
  }
};
