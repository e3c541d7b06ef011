/* The rich text editor takes the name, the description and the language of the field that it stands for, and speaks the
   language of the desk: its package has English words alone for most of its buttons. */
"use strict";

/* The editor of each field. It is ready before the scripts that stand after it in the page: this one stands before. */
const RichTexts = new WeakMap();

(() => {
  const say = window.gettext || ((words) => words);
  const capital = (words) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

  const nameButton = (button) => {
    if (!button?.title) return;
    const words = capital(say(button.title));
    button.title = words;
    button.setAttribute("aria-label", words);
  };

  /* The list of kinds of paragraph shows a copy of the button of the one that holds, or of none that has a name. */
  const nameMenu = (menubar) => {
    for (const button of menubar.querySelectorAll(".prose-menubar__selected > button")) {
      button.title ||= "Kind of paragraph";
    }
    for (const button of menubar.querySelectorAll("button")) nameButton(button);
  };

  const translateMenu = (editor) => {
    const { dom, menu } = editor.storage.menu;
    for (const { button, option } of menu.items("blockType")) {
      nameButton(button);
      if (option) option.textContent = say(option.textContent);
    }
    nameMenu(dom);
    editor.on("transaction", () => nameMenu(dom));
  };

  /* What an answer is sent as stays what the package waits for. */
  const translateDialog = (dialog) => {
    const title = dialog.querySelector(".prose-editor-dialog-title");
    if (title) dialog.setAttribute("aria-label", title.textContent);
    for (const option of dialog.querySelectorAll("option:not([value])")) {
      option.value = option.textContent;
      option.textContent = say(option.textContent);
    }
  };

  document.addEventListener("prose-editor:ready", (event) => {
    const { editor, textarea } = event.detail;
    RichTexts.set(textarea, editor);
    const text = editor.view.dom;
    const label = textarea.labels?.[0] || document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
    if (label) text.setAttribute("aria-label", label.textContent.trim().replace(/\s*:$/, ""));
    const description = textarea.getAttribute("aria-describedby");
    if (description) text.setAttribute("aria-describedby", description);
    if (textarea.lang) text.setAttribute("lang", textarea.lang);
    text.setAttribute("spellcheck", "true");
    /* The menu is made after the text, by a listener that stands before this one. */
    editor.on("create", () => translateMenu(editor));
    new MutationObserver(() => {
      for (const dialog of text.parentElement.querySelectorAll("dialog")) translateDialog(dialog);
    }).observe(text.parentElement, { childList: true });
  });
})();
