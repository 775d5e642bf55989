/* Brings the token of a guest's link from behind the # into the form, and out of the address and the history. */
"use strict";

(() => {
  const field = document.querySelector("[data-guest-link]");
  if (!field || location.hash.length < 20) return;
  field.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  field.closest(".field").hidden = true;
  field.form.querySelector("[data-guest-known]").hidden = false;
})();
