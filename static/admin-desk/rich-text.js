/* The rich text editor takes the name, the description and the language of the field that it stands for. */
"use strict";

document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  const text = editor.view.dom;
  const label = textarea.labels?.[0] || document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  if (label) text.setAttribute("aria-label", label.textContent.trim().replace(/\s*:$/, ""));
  const description = textarea.getAttribute("aria-describedby");
  if (description) text.setAttribute("aria-describedby", description);
  if (textarea.lang) text.setAttribute("lang", textarea.lang);
  text.setAttribute("spellcheck", "true");
});
