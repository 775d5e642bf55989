/* Never lose a word of a scorecard. The page works without this file; with it, what is typed is saved within two seconds
   of a pause, kept in this browser until the server has it, and brought back after a closed tab, a lost network or an
   expired sign-in. The server alone decides which text is newer: this file never overwrites anything there. */
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const PAUSE = 1200;
  const RETRIES = [2000, 5000, 10000, 20000, 30000];
  const key = `levelset:${form.dataset.keep}`;
  const line = form.querySelector("[data-save-state]");
  const version = form.elements.version;
  let timer = null;
  let inFlight = null;
  let changed = false;
  let failures = 0;
  let halted = false; // a conflict waits for the person: no autosave until then
  let leaving = false; // the whole form is on its way: nothing is sent beside it, nothing is written after it

  const say = (state, text, ...controls) => {
    line.dataset.state = state;
    line.replaceChildren(text, ...controls.flatMap((control) => [" ", control]));
  };
  const isText = (name) => name !== "csrf_token" && name !== "version" && name !== "action" && !name.startsWith("take-");
  const typed = () => [...new FormData(form)].filter(([name]) => isText(name));
  /** The server trims texts and knows one kind of line end; an empty field is no field. */
  const plain = (fields) =>
    JSON.stringify(
      fields
        .map(([name, value]) => [name, value.replaceAll("\r\n", "\n").trim()])
        .filter(([, value]) => value)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    );

  /* The copy in this browser. Storage may be full or forbidden: then the server's copy has to do. */
  const keep = (suffix = "") => {
    try {
      localStorage.setItem(key + suffix, JSON.stringify({ version: version.value, fields: typed() }));
    } catch {
      return;
    }
  };
  const drop = () => {
    for (const suffix of ["", ":conflict"]) localStorage.removeItem(key + suffix);
  };
  const kept = (suffix) => {
    try {
      return JSON.parse(localStorage.getItem(key + suffix));
    } catch {
      return null;
    }
  };

  const fill = (fields) => {
    for (const control of form.elements) {
      if (!control.name || !isText(control.name)) continue;
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else if (control.tagName !== "BUTTON") control.value = values[0] ?? "";
      if (values[0]) control.closest("details")?.setAttribute("open", "");
    }
  };

  const schedule = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const retry = () => {
    schedule(RETRIES[Math.min(failures, RETRIES.length - 1)]);
    failures += 1;
  };
  const button = (label, onClick) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button-secondary";
    made.textContent = label;
    made.addEventListener("click", onClick);
    return made;
  };

  const conflict = () => {
    halted = true;
    changed = true;
    keep(":conflict");
    const choose = button("Choose which text to keep", () => {
      const save = form.querySelector("button[name=action][value=save]");
      form.requestSubmit(save);
    });
    say("conflict", "This scorecard was changed in another window or on another device. Both texts are kept.", choose);
  };

  const remark = (hints) => {
    for (const list of form.querySelectorAll("[data-remarks]")) {
      const sentences = hints[list.dataset.remarks] ?? [];
      if (sentences.join() === [...list.children].map((item) => item.textContent).join()) continue;
      list.replaceChildren(
        ...sentences.map((sentence) => {
          const item = document.createElement("li");
          item.textContent = sentence;
          return item;
        }),
      );
    }
  };

  const signedOut = () => {
    const link = document.createElement("a");
    const door = form.dataset.guestDoor;
    link.href = door ?? location.href;
    link.target = "_blank";
    link.rel = "opener";
    link.textContent = door ? "See what to do, in another tab" : "Sign in again in another tab";
    const what = door ? "Your link has ended" : "You are signed out";
    say("signed-out", `${what}. What you typed is kept in this browser.`, link);
    retry();
  };

  /* After a new sign-in the old form's token is void; a fresh page holds a new one. Null: nobody is signed in. */
  const renewToken = async () => {
    const answer = await fetch(location.pathname, { redirect: "manual" });
    if (answer.type === "opaqueredirect") return null;
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form[data-autosave] input[name=csrf_token]");
    if (!fresh || fresh.value === form.elements.csrf_token.value) return false;
    form.elements.csrf_token.value = fresh.value;
    return true;
  };

  const send = () => {
    const fields = new URLSearchParams(new FormData(form));
    return fetch(form.dataset.autosave, {
      method: "POST",
      body: fields,
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive: fields.toString().length < 60000,
    });
  };

  const store = async () => {
    say("saving", "Saving…");
    changed = false;
    let answer;
    let isSignedOut = false;
    try {
      answer = await send();
      /* Another tab that opens a page in this moment, such as the one of the sign-in, may void the fresh token at once. */
      for (let tries = 0; answer.status === 400 && tries < 3; tries += 1) {
        const renewed = await renewToken();
        isSignedOut = renewed === null;
        if (!renewed) break;
        answer = await send();
      }
    } catch {
      changed = true;
      const why = navigator.onLine ? "The server cannot be reached." : "Offline.";
      say("offline", `${why} What you typed is kept in this browser and saved when the connection is back.`);
      retry();
      return;
    }
    if (isSignedOut || answer.type === "opaqueredirect" || answer.status === 401) {
      changed = true;
      signedOut();
      return;
    }
    const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (answer.ok) {
      failures = 0;
      version.value = said.version;
      remark(said.hints);
      if (changed) {
        keep();
        return;
      }
      drop();
      say("saved", `Saved ${said.at}`);
    } else if (said.state === "conflict") {
      conflict();
    } else if (said.state === "refused") {
      changed = true;
      say("refused", said.message ?? Object.values(said.problems).flat().join(" "));
    } else if (answer.status >= 500) {
      changed = true;
      say("offline", "The server did not answer. What you typed is kept in this browser and will be sent again.");
      retry();
    } else {
      changed = true;
      say("refused", "This can no longer be saved here. What you typed is kept in this browser; reload the page to see why.");
    }
  };

  const save = async () => {
    if (halted || leaving || !changed || inFlight) return;
    clearTimeout(timer);
    inFlight = store();
    await inFlight;
    inFlight = null;
    if (changed && line.dataset.state === "saving") schedule(PAUSE);
  };

  form.addEventListener("input", (event) => {
    if (!event.target.name || !isText(event.target.name)) return;
    changed = true;
    keep(halted ? ":conflict" : "");
    if (halted) return;
    if (!inFlight) say("typing", "Not saved yet");
    failures = 0;
    schedule(PAUSE);
  });
  addEventListener("online", () => schedule(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });

  /* Between sending the form and the page that answers, this page lives on. An autosave begun then (another app is opened,
     the answer is slow) could overtake the form and make it look stale, and text typed then would be in neither. */
  const STOPPED = 20000; // no answer for so long: the person may have stopped it, and goes on writing
  const leave = () => {
    leaving = form.inert = true;
    say("sending", "Sending…");
    setTimeout(stay, STOPPED);
  };
  const stay = () => {
    leaving = form.inert = false;
    if (line.dataset.state === "sending") say("typing", "Not sent yet");
    if (changed && !halted) schedule(0);
  };
  addEventListener("pageshow", (event) => event.persisted && stay());

  /* Sending the form while an autosave is under way would make it look stale to the server: let the one finish first. */
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    keep(halted ? ":conflict" : "");
    const wasSignedOut = line.dataset.state === "signed-out";
    if (!inFlight && !wasSignedOut) {
      if (!event.defaultPrevented) leave();
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    await inFlight;
    clearTimeout(timer);
    /* Signed out, the form would be refused: try to save first, and stay here with every word until that works. */
    if (wasSignedOut) await save();
    if (line.dataset.state !== "signed-out") form.requestSubmit(submitter);
  });

  /* The answer to a saved form says so in its address, once: its text needs no copy here any more. */
  const address = new URL(location.href);
  if (address.searchParams.has("saved")) {
    drop();
    address.searchParams.delete("saved");
    history.replaceState(null, "", address);
  }

  /* Back here after a closed tab, a crash or an expired sign-in. */
  if (form.hasAttribute("data-conflict")) {
    halted = true;
    keep(":conflict");
    say("conflict", "Choose above which text to keep.");
  } else if (!form.hasAttribute("data-refused")) {
    const copy = kept(":conflict") ?? kept("");
    if (copy && plain(copy.fields) !== plain(typed())) {
      fill(copy.fields);
      if (copy.version === version.value) {
        changed = true;
        say("restored", "Brought back what this browser had kept.");
        schedule(PAUSE);
      } else {
        version.value = copy.version;
        conflict();
      }
    } else if (copy) {
      drop();
    }
  }
})();
