/* Comfort only: every page works without this file.
   It turns confirmations into modal dialogs, warns before typed text is left, keeps a form from being sent twice, lets messages be
   dismissed, lets digits pick a score, and says what went wrong when a part of a page could not be fetched. */
"use strict";

(() => {
  /** The text fields take every key as text; only elsewhere may a digit mean a score. */
  const takesText = (element) =>
    element.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit])");

  /* Confirmations: the markup is a popover and works alone; as a modal dialog it also keeps the focus inside. */
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-modal]");
    if (opener) {
      event.preventDefault();
      document.getElementById(opener.dataset.modal).showModal();
      return;
    }
    const closer = event.target.closest("[data-close]");
    const dialog = closer && closer.closest("dialog[open]");
    if (dialog) {
      event.preventDefault();
      dialog.close();
    }
  });

  /* Digits: 1 to 5 pick a score and 0 picks "not observed" in the group that has the focus. */
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
    const group = event.target.closest("[data-digits]");
    if (!group || !/^[0-5]$/.test(event.key)) return;
    const wanted = event.key === "0" ? "not_observed" : event.key;
    const radio = group.querySelector(`input[type=radio][value="${wanted}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.focus();
    radio.click();
  });

  /* A form is sent once. The second press is dropped rather than the button disabled, which would drop the button's value. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    delete form.dataset.changed;
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  });

  /* Coming back by the back button shows the page as it was left: sendable again. */
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
  });

  /* Unsaved changes: the browser asks before they are left. */
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.hasAttribute("data-guard")) form.dataset.changed = "yes";
  });
  addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-changed]")) event.preventDefault();
  });

  /* Messages. */
  const addDismiss = (flash) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button-quiet";
    button.textContent = "Dismiss";
    button.addEventListener("click", () => {
      flash.remove();
      document.getElementById("content").focus();
    });
    flash.append(button);
  };
  const tell = (message) => {
    const flash = document.createElement("p");
    const text = document.createElement("span");
    flash.className = "flash flash-error";
    text.textContent = message;
    flash.append(text);
    addDismiss(flash);
    document.getElementById("flashes").replaceChildren(flash);
    flash.scrollIntoView({ block: "nearest" });
  };
  document.querySelectorAll(".flash").forEach(addDismiss);

  const focusProblems = (root) => {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  };
  focusProblems(document);

  /* Parts of pages: a fragment with problems (422) is shown in place; a whole error page becomes a message. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status < 400) return;
    const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const message = answer.querySelector("[data-error-message]");
    if (message) {
      event.detail.shouldSwap = false;
      tell(message.textContent);
    } else if (xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    } else {
      /* A refusal in plain words is passed on as it is. */
      const words = answer.body.childElementCount === 0 && answer.body.textContent.trim();
      tell(words || "That did not work. Reload the page and try again.");
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => focusProblems(event.detail.target));
  document.addEventListener("htmx:sendError", () => tell("The server cannot be reached. What you typed is still here; try again."));
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (form) delete form.dataset.changed;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form[data-guard]");
    if (form && !event.detail.successful) form.dataset.changed = "yes";
  });
})();
