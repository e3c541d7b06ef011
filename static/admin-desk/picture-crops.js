/* The part of a picture that is shown: the rule of events/snapshot/crop.py, drawn as one looks. */
"use strict";

globalThis.PictureCrops = (() => {
  const start = (whole, part, percent) =>
    Math.min(Math.max(Math.round((whole * percent) / 100 - part / 2), 0), whole - part);

  /* Left, top, width and height, in pixels of the picture; all of it where there is no ratio. */
  const box = (width, height, ratio, x, y) => {
    if (!ratio) return [0, 0, width, height];
    const across = Math.max(1, Math.min(width, Math.round(height * ratio)));
    const down = Math.max(1, Math.min(height, Math.round(width / ratio)));
    return [start(width, across, x), start(height, down, y), across, down];
  };

  const draw = (canvas, picture, ratio, x, y) => {
    const part = box(picture.naturalWidth, picture.naturalHeight, ratio, x, y);
    canvas.width = 240;
    canvas.height = Math.max(1, Math.round((240 * part[3]) / part[2]));
    canvas.getContext("2d").drawImage(picture, ...part, 0, 0, canvas.width, canvas.height);
    canvas.dataset.box = part.join(" ");
  };

  return { draw };
})();
