// Enlarges what works without it: saved drafts, one submission, counts, a look at one's password, a page that
// does not stay open. No text ever becomes markup here: the pages forbid it (Trusted Types), and so do we.
"use strict";

(() => {
  const SAVE_AFTER = 8000; // ms after the last input; a retry waits as long
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const clock = () => {
    const now = new Date();
    return `${String(now.getHours()).padStart(2, "0")}.${String(now.getMinutes()).padStart(2, "0")}`;
  };

  // --- errors: the summary is read first, and its lines lead to the input, not only near it
  const focusSummary = (summary) => {
    summary.focus();
    summary.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const input = link && document.getElementById(link.hash.slice(1));
      if (!input) return;
      event.preventDefault();
      const group = input.closest(".govuk-form-group, .m-question") || input;
      group.scrollIntoView({ block: "start" });
      input.focus({ preventScroll: true });
    });
  };

  // --- one press, one submission
  const guardOnce = (form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      // After ten seconds somebody whose connection failed may try again; the server counts a key once anyway.
      setTimeout(() => delete form.dataset.sent, 10000);
    });
  };

  // --- how many letters are left
  const showCount = (line) => {
    const area = document.getElementById(line.dataset.countFor);
    if (!area) return;
    const maximum = Number(line.dataset.maximum);
    const write = () => {
      const left = maximum - [...area.value].length;
      const words = left < 0 ? line.dataset.over : line.dataset.left;
      line.textContent = words.replace("{n}", Math.abs(left).toLocaleString("id"));
      line.classList.toggle("m-chars--over", left < 0);
    };
    area.addEventListener("input", write);
    write();
  };

  // --- a look at the password
  const showPassword = (button) => {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    const text = button.querySelector("[data-show-text]");
    const show = (seen) => {
      input.type = seen ? "text" : "password";
      text.textContent = seen ? button.dataset.hide : button.dataset.show;
      button.setAttribute("aria-pressed", String(seen));
    };
    button.hidden = false;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => show(input.type === "password"));
    // A browser offers to keep what is submitted as plain text among other entries.
    if (input.form) input.form.addEventListener("submit", () => show(false));
  };

  // --- drafts: the whole form, sent as it is, sealed by the server
  const autosave = (form) => {
    const status = form.querySelector("[data-draft-status]");
    let saved = null;
    let timer = 0;
    let busy = false;
    const content = () => {
      const pairs = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      return new URLSearchParams(pairs).toString();
    };
    const say = (text, failed) => {
      status.textContent = text;
      status.classList.toggle("m-draft--failed", failed);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, SAVE_AFTER);
    };
    const answer = (response, body) => {
      // A redirect or a page instead of 204 means: signed out, or not this form any more.
      if (response.ok && !response.redirected) {
        saved = body;
        say(form.dataset.saved.replace("{time}", clock()), false);
      } else if (response.redirected || response.status === 401 || response.status === 403) {
        say(form.dataset.signedOut, true);
      } else {
        throw new Error(String(response.status));
      }
    };
    async function save() {
      const body = content();
      if (busy || form.dataset.sent || body === saved) return;
      busy = true;
      try {
        const headers = { "Content-Type": "application/x-www-form-urlencoded" };
        const how = { method: "POST", body, headers, credentials: "same-origin", keepalive: body.length < 60000 };
        answer(await fetch(form.dataset.autosave, how), body);
      } catch {
        say(form.dataset.unsaved, true);
        later();
      }
      busy = false;
      if (saved === body && content() !== saved) later();
    }
    saved = content();
    form.addEventListener("input", later);
    form.addEventListener("save-draft", save);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") save();
    });
  };

  const saveDrafts = () => each("form[data-autosave]", (form) => form.dispatchEvent(new Event("save-draft")));

  // --- nobody here: the page goes blank, and the server asks for the password
  const watchIdle = () => {
    const limit = Number(document.body.dataset.idleMinutes) * 60000;
    const form = document.getElementById(document.body.dataset.idleForm || "");
    if (!limit || !form) return;
    let last = Date.now();
    const used = () => { last = Date.now(); };
    ["input", "keydown", "pointerdown"].forEach((kind) => document.addEventListener(kind, used, { passive: true }));
    const blank = () => {
      document.documentElement.classList.add("m-blank");
      saveDrafts();
      form.submit();
    };
    setInterval(() => { if (Date.now() - last >= limit) blank(); }, 5000);
    // A laptop that slept: no timer ran, so look before anything is read.
    document.addEventListener("visibilitychange", () => { if (Date.now() - last >= limit) blank(); });
  };

  // --- a page from the browser's memory after sign-out is asked for anew
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // --- what stands in the form is saved before the screen is left
  const saveBeforeLeaving = (form) => form.addEventListener("submit", saveDrafts);

  each("[data-error-summary]", focusSummary);
  each("form[data-once]", guardOnce);
  each("[data-count-for]", showCount);
  each(".m-password__show", showPassword);
  each("form[data-autosave]", autosave);
  each(".m-hide", saveBeforeLeaving);
  watchIdle();
})();
