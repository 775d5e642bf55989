/* Comfort only: the page of a session follows the meeting by asking every few seconds; without this file one reloads it.
   Here: a timer, and care that nothing typed is lost when the session moves on. */
"use strict";

(() => {
  /* How far this clock is ahead of the server's, known from the first answer on: everybody sees the same timer. */
  let ahead = 0;
  document.addEventListener("htmx:afterRequest", (event) => {
    const said = Date.parse(event.detail.xhr.getResponseHeader("Date"));
    if (Math.abs(Date.now() - said) > 2000) ahead = Date.now() - said;
  });

  const two = (number) => String(number).padStart(2, "0");

  const tick = () => {
    for (const timer of document.querySelectorAll(".timer[data-since]")) {
      const seconds = Math.max(0, Math.floor((Date.now() - ahead - Date.parse(timer.dataset.since)) / 1000));
      const planned = Number(timer.dataset.minutes);
      timer.toggleAttribute("data-over", seconds > planned * 60);
      /* The clock is drawn, not said: a status that changes every second would never stop being read aloud. */
      if (!timer.firstElementChild) {
        const clock = document.createElement("span");
        const words = document.createElement("span");
        clock.setAttribute("aria-hidden", "true");
        words.className = "visually-hidden";
        words.textContent = timer.textContent;
        timer.replaceChildren(clock, words);
      }
      timer.firstElementChild.textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)} of ${planned} min`;
    }
  };
  tick();
  setInterval(tick, 1000);

  /* Where somebody is typing, the form stays, and the page says that the session has moved on. */
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target } = event.detail;
    if (target.id !== "act") return;
    const typed = target.querySelector("form[data-changed]");
    if (typed) {
      event.detail.shouldSwap = false;
      document.getElementById("moved-on").hidden = false;
      return;
    }
    /* An open drawer stays open. */
    const opened = [...target.querySelectorAll("details[open]")].map((details) => details.id);
    for (const details of event.detail.fragment.querySelectorAll("details")) {
      if (opened.includes(details.id)) details.open = true;
    }
  });

  /* Another page than the one asked for (signed out), or none any more (recused): stop asking, and show what there is. */
  const stop = (element) => {
    const kept = element.cloneNode(true);
    for (const name of ["hx-get", "hx-trigger", "hx-swap"]) kept.removeAttribute(name);
    element.replaceWith(kept);
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, elt } = event.detail;
    if (!elt.hasAttribute("data-follow") || xhr.status === 204) return;
    const asked = new URL(elt.getAttribute("hx-get"), location.href).pathname;
    if (xhr.status < 400 && new URL(xhr.responseURL).pathname === asked) return;
    event.detail.shouldSwap = false;
    if (xhr.status >= 500) return;
    stop(elt);
    location.reload();
  });
})();
