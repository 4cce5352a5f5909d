(function () {
  "use strict";
  var box = document.getElementById("search-box");
  var field = document.getElementById("search");
  var told = document.getElementById("search-told");
  var rows = Array.prototype.slice.call(document.querySelectorAll("#areas tbody tr"));
  function plain(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  }
  var texts = rows.map(function (row) { return plain(row.getAttribute("data-search") || ""); });
  function search() {
    var wanted = plain(field.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row, place) {
      var fits = wanted.every(function (word) { return texts[place].indexOf(word) !== -1; });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    told.textContent = shown + " of " + rows.length + " areas shown";
  }
  box.hidden = false;
  field.addEventListener("input", search);
  search();
})();
