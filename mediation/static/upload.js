// Shows how far a long upload is. Without script the form is sent as any other; the server counts its key once.
"use strict";

(() => {
  const RETRY_AFTER = 4000; // ms, while as many large files as may be are being received
  const panel = document.querySelector("[data-upload]");
  const form = panel && document.getElementById(panel.dataset.upload);
  if (!form) return;
  const bar = panel.querySelector("progress");
  const status = panel.querySelector("[data-upload-status]");
  const problems = panel.querySelector("[data-upload-problems]");
  const input = form.querySelector("input[type=file]");
  let busy = false;

  const show = (text, percent) => {
    status.textContent = text;
    bar.hidden = percent === null;
    bar.value = percent || 0;
  };
  const complain = (texts) => {
    busy = false;
    show("", null);
    problems.replaceChildren(...texts.map((text) => {
      const line = document.createElement("li");
      line.textContent = text;
      return line;
    }));
    input.focus();
  };
  const told = (request) => {
    try {
      return JSON.parse(request.responseText);
    } catch {
      return null;
    }
  };
  const answer = (request) => {
    const said = told(request);
    if (said && said.to) {
      location.assign(said.to);
    } else if (said && said.problems) {
      form.elements.submit_key.value = said.submit_key;
      form.elements.version.value = said.version;
      complain(said.problems);
    } else if (request.status === 503) {
      show(panel.dataset.busy, null);
      setTimeout(send, RETRY_AFTER);
    } else if (request.status === 413) {
      complain([panel.dataset.tooLarge]);
    } else if (request.status && request.responseURL !== form.action) {
      // Led elsewhere: to the door, or to what was done before.
      location.assign(request.responseURL);
    } else {
      complain([panel.dataset.failed]);
    }
  };
  function send() {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      const percent = event.lengthComputable ? Math.floor((event.loaded / event.total) * 100) : 0;
      if (percent >= 100) show(panel.dataset.sealing, 100);
      else show(panel.dataset.progress.replace("{percent}", String(percent)), percent);
    });
    request.addEventListener("load", () => answer(request));
    request.addEventListener("error", () => complain([panel.dataset.failed]));
    request.open("POST", form.action);
    request.setRequestHeader("X-Upload", "1");
    request.send(new FormData(form));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    problems.replaceChildren();
    const file = input.files[0];
    if (file && file.size > Number(panel.dataset.largest)) {
      complain([panel.dataset.tooLarge]);
      return;
    }
    busy = true;
    show(panel.dataset.progress.replace("{percent}", "0"), 0);
    send();
  });
})();
