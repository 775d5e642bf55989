/* Arranging and writing a draft. The pages work without this file: the arrows are buttons, and the checks are shown when a
   page is opened. With it a move keeps the page and the focus where they are, things can be dragged by their grip, and
   what is typed is checked after a pause. The server alone decides what stands where: each answer is its page. */
"use strict";

(() => {
  const PAUSE = 700;
  const EDGE = 70;
  const ROLL = 14;
  const said = document.getElementById("said");
  const say = (text) => {
    said.textContent = "";
    requestAnimationFrame(() => (said.textContent = text));
  };

  /* Moves, one after the other: each needs the lock that the one before it left behind. */
  let moving = Promise.resolve();
  const move = (url, fields, focus) => {
    const item = document.getElementById(focus)?.closest("[data-item]");
    item?.classList.add("is-waiting");
    moving = moving
      .then(() => send(url, fields, focus))
      .catch(() => {
        for (const waiting of document.querySelectorAll(".is-waiting")) waiting.classList.remove("is-waiting");
        tell([refusal("The server cannot be reached. Nothing was moved.")]);
      });
  };

  const refusal = (text) => {
    const flash = document.createElement("p");
    flash.className = "flash flash-error";
    flash.append(Object.assign(document.createElement("span"), { textContent: text }));
    return flash;
  };

  const send = async (url, fields, focus) => {
    const body = new FormData(document.getElementById("arrange"));
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const answer = await fetch(url, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("draft");
    if (!fresh) {
      location.reload();
      return;
    }
    show(fresh, focus);
    tell([...page.querySelectorAll("#flashes .flash")]);
  };

  /** The new page in place of the old one: what was open stays open, the focus stays on the thing that was moved. */
  const show = (fresh, focus) => {
    const old = document.getElementById("draft");
    for (const details of old.querySelectorAll("details[id][open]")) fresh.querySelector(`#${details.id}`)?.setAttribute("open", "");
    old.replaceWith(document.adoptNode(fresh));
    const lock = document.querySelector("#arrange [name=lock]").value;
    for (const field of document.querySelectorAll("input[name=lock]")) field.value = lock;
    const target = document.getElementById(focus);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
    const item = target?.closest("[data-item]");
    item?.classList.add("is-moved");
    setTimeout(() => item?.classList.remove("is-moved"), 1200);
  };

  /** What the page says about a move is spoken; a refusal is shown as well. */
  const tell = (flashes) => {
    const refused = flashes.filter((flash) => !flash.classList.contains("flash-success"));
    document.getElementById("flashes").replaceChildren(...refused);
    say(flashes.map((flash) => flash.textContent.trim()).join(" "));
  };

  document.addEventListener(
    "submit",
    (event) => {
      const button = event.submitter;
      if (!event.target.matches("[data-arrange]") || !button) return;
      event.preventDefault();
      move(button.formAction, { to: button.value }, button.id);
    },
    true,
  );

  /* On a thing's own buttons the arrow keys move it as well. */
  document.addEventListener("keydown", (event) => {
    const to = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const item = event.target.closest(".arrange")?.closest("[data-item]");
    if (!to || !item || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(item.dataset.url, { to }, event.target.id);
  });

  /* Dragging. The thing stays where it is until it is let go; a line shows where it would go. */
  let drag = null;
  const MARKS = ["drop-before", "drop-after", "drop-inside"];
  const unmark = () => {
    for (const marked of document.querySelectorAll(MARKS.map((mark) => `.${mark}`).join())) marked.classList.remove(...MARKS);
  };
  const kindOf = (item) => item.dataset.item;
  const others = (list) => [...list.children].filter((child) => child !== drag.item && child.dataset.item);

  /** The list under the pointer that takes the thing, or null. */
  const listAt = (x, y) => {
    const under = document.elementFromPoint(x, y);
    if (!under) return null;
    const row = under.closest(`[data-item="${kindOf(drag.item)}"]`);
    if (row) return row.parentElement;
    const selector = `[data-list="${kindOf(drag.item)}"]`;
    return under.closest(selector) ?? under.closest("[data-zone]")?.querySelector(selector) ?? null;
  };

  const hover = (x, y) => {
    unmark();
    const list = listAt(x, y);
    drag.goal = null;
    if (!list) return;
    const rows = others(list);
    const before = rows.findIndex((row) => {
      const box = row.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    drag.goal = { list, place: (before < 0 ? rows.length : before) + 1 };
    if (!rows.length) list.classList.add("drop-inside");
    else if (before < 0) rows.at(-1).classList.add("drop-after");
    else rows[before].classList.add("drop-before");
  };

  /** Near the upper or lower edge of the window the page rolls on, also while the pointer is held still. */
  const roll = () => {
    if (!drag) return;
    const stood = scrollY;
    if (drag.y < EDGE) scrollBy(0, -ROLL);
    else if (drag.y > innerHeight - EDGE) scrollBy(0, ROLL);
    if (scrollY !== stood) hover(drag.x, drag.y);
    requestAnimationFrame(roll);
  };

  const end = () => {
    unmark();
    drag.item.classList.remove("is-dragged");
    drag = null;
  };

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    drag = { item: grip.closest("[data-item]"), goal: null, moved: false };
    drag.item.classList.add("is-dragged");
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    Object.assign(drag, { x: event.clientX, y: event.clientY });
    hover(drag.x, drag.y);
    if (!drag.moved) requestAnimationFrame(roll);
    drag.moved = true;
  });
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const { item, goal } = drag;
    const stood = [...item.parentElement.children].filter((child) => child.dataset.item).indexOf(item) + 1;
    end();
    if (!goal || (goal.list === item.parentElement && goal.place === stood)) return;
    const fields = { place: goal.place };
    if (goal.list.dataset.anchor) fields.anchor = goal.list.dataset.anchor;
    move(item.dataset.url, fields, item.querySelector(".arrange button").id);
  });
  document.addEventListener("pointercancel", () => drag && end());
  document.addEventListener("keydown", (event) => {
    if (drag && event.key === "Escape") end();
  });
  document.documentElement.classList.add("can-drag");

  /* Checks as you type. They stand beside the field; only those of the field in use are spoken, and only when they change. */
  const form = document.querySelector("form[data-check]");
  if (!form) return;
  let timer = null;
  let latest = 0;

  const put = (place, fragment) => {
    const words = fragment ? fragment.textContent.trim() : "";
    if (words === place.textContent.trim()) return;
    place.replaceChildren(...(fragment ? fragment.childNodes : []));
    if (place.dataset.found === document.activeElement.name) say(words.replace(/\s+/g, " ") || "Nothing to remark on this any more.");
  };

  const check = async () => {
    const turn = ++latest;
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!answer?.ok || turn !== latest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = new Map([...page.querySelectorAll("[data-for]")].map((part) => [part.dataset.for, part]));
    for (const place of form.querySelectorAll("[data-found]")) put(place, found.get(place.dataset.found));
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  });
})();
