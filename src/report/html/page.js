(function () {
  "use strict";
  if (navigator.clipboard) {
    document.querySelectorAll("button.copy").forEach(function (button) {
      button.addEventListener("click", function () {
        var steps = button.previousElementSibling.children;
        navigator.clipboard.writeText(Array.prototype.map.call(steps, function (step) { return step.textContent; }).join("\n"));
      });
      button.hidden = false;
    });
  }
  var form = document.querySelector("form.filter");
  var rows = Array.prototype.slice.call(document.querySelectorAll(".list tbody tr"));
  var fold = function (text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s/g, " ").toLowerCase(); };
  var entries = rows.map(function (row) {
    return { row: row, article: document.getElementById(row.dataset.dossier), text: fold(row.textContent) };
  });
  function filter() {
    var words = fold(form.search.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    entries.forEach(function (entry) {
      var data = entry.row.dataset;
      var fits = (!form.verdict.value || data.verdict === form.verdict.value) &&
        (!form.fiche.value || data.fiches.split(" ").indexOf(form.fiche.value) >= 0) &&
        words.every(function (word) { return entry.text.indexOf(word) >= 0; });
      entry.row.hidden = entry.article.hidden = !fits;
      if (fits) { shown += 1; }
    });
    form.querySelector("output b").textContent = String(shown);
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  filter();
})();
