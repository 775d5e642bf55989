/* What this browser kept of a scorecard has been submitted: take it away. Loaded in the head and without `defer`, so that
   it is gone before anything of the page is shown: whoever reads "submitted" and closes the window leaves no copy. */
"use strict";

for (const { content } of document.querySelectorAll("meta[name=levelset-forget]")) {
  for (const suffix of ["", ":conflict"]) localStorage.removeItem(`levelset:${content}${suffix}`);
}
