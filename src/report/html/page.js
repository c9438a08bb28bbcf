(function () {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];

  function prepare(article) {
    if (!navigator.clipboard) { return; }
    all("button.copy", article).forEach((button) => {
      const steps = button.previousElementSibling.children;
      button.onclick = () => navigator.clipboard.writeText([...steps].map((step) => step.textContent).join("\n"));
      button.hidden = false;
    });
  }
  all("article").forEach(prepare);
  const form = document.querySelector("form.filter");
  if (!form) { return; }

  /* The address says what is open, and how the list is filtered and sorted: #d200?verdict=ineligible&sort=-6 */
  const named = () => {
    const [place, query] = location.hash.slice(1).split("?");
    return { number: Number((/^d(\d+)$/.exec(place) || [])[1] || 0), query };
  };
  const state = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
  function keep() {
    const query = state();
    const place = opened ? "d" + opened : "liste";
    if (query || location.hash) { history.replaceState(null, "", "#" + place + (query ? "?" + query : "")); }
  }
  function restore(query) {
    const values = new URLSearchParams(query);
    [...form.elements].filter((field) => field.name).forEach((field) => {
      const value = values.get(field.name) || "";
      if (field.type === "checkbox") { field.checked = value === field.value; return; }
      field.value = value;
      if (field.selectedIndex === -1) { field.value = ""; }
    });
  }

  /* The list: without accents, capitals and the spaces of numbers, a cell a line. */
  const english = root.lang === "en";
  const grouped = english ? /(?<!\d)\d{1,3}(?:[,\s]\d{3})+(?!\d)/g : /(?<!\d)\d{1,3}(?:[^\S\n]\d{3})+(?!\d)/g;
  function fold(text) {
    const plain = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    const numbers = plain.replace(grouped, (number) => number.replace(/[,\s]/g, ""));
    return english ? numbers : numbers.replace(/(\d),(?=\d)/g, "$1.");
  }
  const body = document.querySelector(".list tbody");
  const entries = [...body.rows].map((row, index) => ({
    row, number: index + 1, fits: true, rules: row.dataset.rules.split(" "), fiches: row.dataset.fiches.split(" "),
    group: (row.querySelector("[data-group]") || row).textContent, text: null,
  }));
  let sorted = entries;
  let shown = entries;
  /* Browsers take seconds to lay out rows by the thousand: more come when the last ones are reached. */
  const MOST = entries.length > 2000 ? 500 : 2000;
  let limit = MOST;
  const more = document.querySelector(".more");
  function render() {
    shown = sorted.filter((entry) => entry.fits);
    body.replaceChildren(...shown.slice(0, limit).map((entry) => entry.row));
    more.hidden = shown.length <= limit;
    document.querySelector(".print[data-print]").disabled = shown.length > 1000;
    document.querySelector(".count b").textContent = shown.length.toLocaleString(root.lang);
  }
  function extend() {
    limit += MOST;
    render();
  }
  const text = (entry) => {
    entry.text = entry.text || fold([...entry.row.cells].map((cell) => cell.textContent).join("\n") +
      "\n" + entry.row.dataset.rules + "\n" + entry.row.dataset.found);
    return entry.text;
  };
  function filter() {
    const { verdict, fiche, group, rule } = form.elements;
    const value = (field) => field ? field.value : "";
    const onlyNew = form.elements.new && form.elements.new.checked;
    const words = fold(form.elements.search.value).split(/\s+/).filter(Boolean);
    entries.forEach((entry) => {
      entry.fits = (!value(verdict) || entry.row.dataset.verdict === value(verdict)) &&
        (!value(fiche) || entry.fiches.includes(value(fiche))) &&
        (!value(group) || entry.group === value(group)) &&
        (!value(rule) || ["", "!", "?"].some((status) => entry.rules.includes(value(rule) + status))) &&
        (!onlyNew || "new" in entry.row.dataset) &&
        words.every((word) => text(entry).includes(word));
    });
    limit = MOST;
    render();
    toggles.forEach(({ button, name, wanted }) => button.setAttribute("aria-pressed", String(form.elements[name].value === wanted)));
  }

  const heads = all(".list th");
  const words = new Intl.Collator(root.lang, { numeric: true });
  function sort() {
    const by = Number(form.elements.sort.value);
    const column = Math.abs(by) - 1;
    const key = ({ row }) => {
      const { dataset, textContent } = row.cells[column];
      return dataset.sort ? Number(dataset.sort) : textContent === "–" ? null : textContent;
    };
    heads.forEach((head, index) => {
      if (index === column) { head.setAttribute("aria-sort", by > 0 ? "ascending" : "descending"); } else { head.removeAttribute("aria-sort"); }
    });
    sorted = entries;
    if (heads[column]) {
      /* What is not given stands last, whichever way. */
      const keyed = entries.map((entry) => ({ entry, key: key(entry) }));
      keyed.sort((a, b) => (a.key === null) - (b.key === null) || (a.key === null ? 0 :
        Math.sign(by) * (typeof a.key === "number" ? a.key - b.key : words.compare(a.key, b.key))));
      sorted = keyed.map(({ entry }) => entry);
    }
    render();
  }

  function button(element, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.append(...element.childNodes);
    element.append(made);
    made.addEventListener("click", action);
    return made;
  }
  heads.forEach((head, index) => button(head, () => {
    const column = index + 1;
    const now = Number(form.elements.sort.value);
    form.elements.sort.value = now === column ? -column : now === -column ? "" : column;
    sort();
    keep();
  }));
  const toggles = all("[data-filter]").map((element) => {
    const { filter: name, value: wanted } = element.dataset;
    return { name, wanted, button: button(element, () => {
      const field = form.elements[name];
      field.value = field.value === wanted ? "" : wanted;
      filter();
      keep();
      if (form.getBoundingClientRect().top > innerHeight * 0.7) { form.scrollIntoView(); }
    }) };
  });

  /* One dossier at a time, in the order of the list. */
  const holder = document.querySelector(".dossiers");
  const packed = all("script[data-first]", holder).reverse();
  const steps = document.querySelector(".steps");
  let opened = 0;
  let scrolled = 0;
  let unpacked = { block: null, articles: [] };
  async function unpack(block) {
    if (unpacked.block !== block) {
      const bytes = Uint8Array.from(atob(block.textContent), (letter) => letter.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      unpacked = { block, articles: (await new Response(stream).text()).split(/(?=<article )/) };
    }
    return unpacked.articles;
  }
  async function draw(number) {
    const block = packed.find((one) => Number(one.dataset.first) <= number);
    if (!block || document.getElementById("d" + number)) { return; }
    const articles = await unpack(block);
    const template = document.createElement("template");
    template.innerHTML = articles[number - block.dataset.first];
    holder.append(template.content);
    prepare(holder);
  }
  function forget() {
    if (packed.length) { all("article", holder).forEach((article) => { if (article.id !== "d" + opened) { article.remove(); } }); }
  }
  async function open(number) {
    if (!opened) { scrolled = scrollY; }
    opened = number;
    await draw(number);
    if (opened !== number) { return; }
    forget();
    all("article").forEach((article) => article.classList.toggle("open", article.id === "d" + number));
    const at = shown.findIndex((entry) => entry.number === number);
    [["previous", at < 0 ? null : shown[at - 1]], ["next", at < 0 ? null : shown[at + 1]]].forEach(([name, entry]) => {
      const link = steps.querySelector("." + name);
      link.hidden = !entry;
      if (entry) { link.href = "#d" + entry.number; }
    });
    steps.querySelector(".position").textContent = at < 0 ? "" : at + 1 + " / " + shown.length;
    root.dataset.view = "dossier";
    scrollTo({ top: 0, behavior: "instant" });
    const title = document.querySelector("article.open h2");
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }
  function close() {
    const last = opened;
    opened = 0;
    root.dataset.view = "list";
    if (!last) { return; }
    scrollTo({ top: scrolled, behavior: "instant" });
    entries[last - 1].row.querySelector("a").focus({ preventScroll: true });
  }
  async function follow() {
    const { number, query } = named();
    if (query !== undefined && query !== state()) { restore(query); sort(); filter(); }
    if (entries[number - 1]) { await open(number).catch(fail); } else { close(); }
    keep();
  }
  function fail() {
    document.querySelector(".failed").hidden = false;
    close();
  }

  async function print(which) {
    if (which) {
      root.dataset.print = which;
      /* In the order of the page, so that each block is unpacked once. */
      for (const { number } of [...shown].sort((a, b) => a.number - b.number)) { await draw(number); }
      const articles = shown.map((one) => document.getElementById("d" + one.number));
      all("article.printed").forEach((article) => article.classList.remove("printed"));
      articles.forEach((article) => article.classList.add("printed"));
      holder.append(...articles);
    }
    window.print();
  }
  all("button.print").forEach((one) => one.addEventListener("click", () => print(one.dataset.print).catch(fail)));
  let before = limit;
  addEventListener("beforeprint", () => { before = limit; limit = Infinity; render(); });
  addEventListener("afterprint", () => { delete root.dataset.print; forget(); limit = before; render(); });
  more.onclick = extend;
  new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) { extend(); } }, { rootMargin: "600px" }).observe(more);

  form.addEventListener("input", () => { filter(); keep(); });
  form.addEventListener("reset", () => setTimeout(() => { form.elements.sort.value = ""; sort(); filter(); keep(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);
  history.scrollRestoration = "manual";
  [form, steps, document.querySelector(".count")].forEach((part) => { part.hidden = false; });
  restore("");
  filter();
  if (named().query) { document.querySelector(".overview").open = false; }
  follow();
  setTimeout(() => entries.forEach(text));
})();
