"use strict";
// Sends each change to the server, and takes over the page that it answers with. What is asked, and what is said, is the server's.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const current = () => document.getElementById("page");
  const lost = document.querySelector(".lost");
  // Fields that are being typed in, with their timers; and those that wait for their turn to be sent.
  const pending = new Map();
  const queued = new Set();
  let sending = Promise.resolve();

  const morph = (old, fresh) => {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.id !== fresh.id) {
      old.replaceWith(fresh);
      return;
    }
    if (old.nodeType === Node.TEXT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) return;
    // What a person has opened stays open.
    const kept = old.nodeName === "DETAILS" ? ["open"] : [];
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const field = old.closest("[data-field]");
    const isTyping = old === document.activeElement || pending.has(field) || queued.has(field);
    if (old.nodeName === "INPUT" && !isTyping) {
      if (old.type === "checkbox" || old.type === "radio") old.checked = fresh.checked;
      else if (old.value !== fresh.value) old.value = fresh.value;
    }
    if (old.nodeName === "TEXTAREA") {
      if (!isTyping && old.value !== fresh.value) old.value = fresh.value;
      return;
    }
    if (old.nodeName === "SELECT" && isTyping) return;
    children(old, fresh);
    if (old.nodeName === "SELECT") old.value = fresh.value;
  };

  const children = (old, fresh) => {
    const ids = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
    let at = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      const same = child.id && ids.get(child.id);
      if (same && same !== at) old.insertBefore(same, at);
      if (same) at = same;
      if (!at || (!same && (at.id || child.id) && at.id !== child.id)) {
        old.insertBefore(child, at);
        continue;
      }
      const next = at.nextSibling;
      morph(at, child);
      at = next;
    }
    while (at) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
  };

  const take = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("page");
    if (!fresh) return;
    const focused = document.activeElement && document.activeElement.id;
    morph(current(), document.adoptNode(fresh));
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
  };

  const ask = (path, options) =>
    fetch(path, { credentials: "same-origin", headers: { "X-Recevable-Part": "1" }, ...options })
      .then(async (answer) => {
        const text = await answer.text();
        lost.hidden = true;
        if (answer.ok) return text;
        const notice = document.getElementById("notice");
        notice.textContent = text;
        notice.classList.add("bad");
        return null;
      })
      .catch(() => {
        lost.hidden = false;
        return null;
      });

  const post = (fields) => {
    sending = sending.then(async () => {
      const text = await ask("/", { method: "POST", body: new URLSearchParams(fields()) });
      if (text !== null) take(text);
    });
    return sending;
  };

  // The fields within an element, as a form would send them.
  const fieldsIn = (element) => {
    const isSent = (control) => control.name && control.type !== "submit" && (!["checkbox", "radio"].includes(control.type) || control.checked);
    const controls = [...element.querySelectorAll("input, select, textarea")].filter(isSent);
    const fields = controls.map((control) => [control.name, control.value]);
    // An entry that was added stands in the list then.
    for (const added of element.querySelectorAll(".adding input")) added.value = "";
    return fields;
  };

  const save = (field) => {
    clearTimeout(pending.get(field));
    pending.delete(field);
    queued.add(field);
    post(() => {
      queued.delete(field);
      return fieldsIn(field);
    });
  };

  document.addEventListener("input", ({ target }) => {
    const field = target.closest("[data-field]");
    if (!field) return;
    // A name is sent when it is complete.
    if (target.list) {
      if ([...target.list.options].some((option) => option.value === target.value)) save(field);
      return;
    }
    if (target.closest(".adding")) return;
    clearTimeout(pending.get(field));
    pending.set(field, setTimeout(() => save(field), 300));
  });
  document.addEventListener("change", ({ target }) => {
    const field = target.closest("[data-field]");
    if (field) save(field);
  });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const { target, submitter } = event;
    for (const field of pending.keys()) save(field);
    const pressed = submitter && submitter.name ? [[submitter.name, submitter.value]] : [];
    post(() => [...new FormData(target)].concat(pressed));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.nodeName !== "INPUT" || !event.target.closest("[data-field]")) return;
    event.preventDefault();
    save(event.target.closest("[data-field]"));
  });
  window.addEventListener("pagehide", () => {
    for (const field of [...pending.keys(), ...queued]) navigator.sendBeacon("/", new URLSearchParams(fieldsIn(field)));
  });

  setInterval(async () => {
    const shown = current().dataset.version;
    // A form that was closed answers no more.
    if (pending.size + queued.size > 0 || shown === undefined) return;
    const version = await ask("/version");
    if (version !== null && version !== shown) {
      sending = sending.then(async () => {
        const text = await ask("/part");
        if (text !== null) take(text);
      });
    }
  }, 2000);
})();
