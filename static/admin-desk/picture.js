/* The form of a picture: a file is dropped and looked at before it is saved, the focal point set, the crops shown. */
"use strict";

(() => {
  const desk = document.getElementById("desk-picture");
  if (!desk) return;
  const input = document.getElementById("id_file");
  const point = { x: document.getElementById("id_focal_x"), y: document.getElementById("id_focal_y") };
  if (!point.x || !point.y) return;

  const state = desk.querySelector(".desk-picture-state");
  const progress = desk.querySelector("progress");
  const known = desk.querySelector(".desk-picture-known");
  const views = desk.querySelector(".desk-picture-views");
  const picture = views.querySelector("img");
  const cross = views.querySelector("button");
  const words = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

  /* --- crops and the focal point --- */

  const crops = JSON.parse(desk.dataset.crops).map(({ kind, label, ratio }) => {
    const line = document.createElement("li");
    const canvas = Object.assign(document.createElement("canvas"), { className: `desk-crop-${kind}` });
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", label);
    line.append(canvas, label);
    views.querySelector("ul").append(line);
    return { canvas, ratio };
  });

  const percent = (field) => Math.min(100, Math.max(0, Math.round(Number(field.value)) || 0));

  const show = () => {
    const [x, y] = [percent(point.x), percent(point.y)];
    cross.style.insetInlineStart = `${x}%`;
    cross.style.insetBlockStart = `${y}%`;
    cross.setAttribute("aria-label", words(desk.dataset.place, { x, y }));
    if (!picture.naturalWidth) return;
    for (const { canvas, ratio } of crops) PictureCrops.draw(canvas, picture, ratio, x, y);
  };

  const aim = (x, y) => {
    for (const [field, value] of [[point.x, x], [point.y, y]]) {
      field.value = String(Math.min(100, Math.max(0, Math.round(value))));
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  };

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  cross.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    aim(percent(point.x) + step[0] * far, percent(point.y) + step[1] * far);
    state.textContent = cross.getAttribute("aria-label");
  });
  picture.addEventListener("click", (event) => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    aim(((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100);
    cross.focus({ preventScroll: true });
  });
  for (const field of Object.values(point)) field.addEventListener("input", show);
  picture.addEventListener("load", () => {
    views.hidden = false;
    show();
  });

  const look = (address) => {
    if (picture.src.startsWith("blob:")) URL.revokeObjectURL(picture.src);
    picture.src = address;
  };

  /* --- the file: sent ahead, so that what is wrong with it is said at once --- */

  let sending = null;

  const answered = ({ error, known: twin }) => {
    state.textContent = error || (twin ? "" : desk.dataset.good);
    state.classList.toggle("desk-picture-error", Boolean(error));
    known.hidden = !twin;
    if (!twin) return;
    const link = known.querySelector("a");
    known.querySelector("img").src = twin.thumbnail;
    link.textContent = twin.text;
    link.href = twin.address;
    const use = known.querySelector("button");
    use.hidden = !(globalThis.opener?.dismissAddRelatedObjectPopup && document.querySelector("[name=_popup]"));
    use.onclick = () => globalThis.opener.dismissAddRelatedObjectPopup(globalThis, twin.id, twin.text);
  };

  const told = (request) => {
    progress.hidden = true;
    if (request.status !== 200 || request.responseURL !== new URL(desk.dataset.check, location.href).href) {
      return answered({ error: desk.dataset.failed });
    }
    return answered(JSON.parse(request.responseText));
  };

  const send = (file) => {
    sending?.abort();
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      progress.value = (loaded / total) * 100;
      const part = Math.floor(progress.value);
      state.textContent = part < 100 ? words(desk.dataset.sending, { percent: part }) : desk.dataset.looking;
    });
    request.addEventListener("load", () => told(request));
    request.addEventListener("error", () => told(request));
    request.open("POST", desk.dataset.check);
    request.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    progress.hidden = false;
    progress.value = 0;
    state.classList.remove("desk-picture-error");
    request.send(body);
    sending = request;
  };

  const chosen = () => {
    const [file] = input.files;
    if (!file) return;
    known.hidden = true;
    look(URL.createObjectURL(file));
    send(file);
  };

  input?.addEventListener("change", chosen);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    desk.addEventListener(kind, (event) => {
      event.preventDefault();
      desk.classList.toggle("desk-picture-over", kind === "dragover");
    });
  }
  desk.addEventListener("drop", (event) => {
    if (!input || !event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  desk.hidden = false;
  desk.querySelector(".desk-picture-drop").hidden = !input;
  if (desk.dataset.original) look(desk.dataset.original);
  if (input?.files.length) chosen();
})();
