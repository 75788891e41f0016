(function () {
  "use strict";
  try {
    var kept = localStorage.getItem("bellflower-theme");
    if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
  } catch (e) { /* a page from a file may have no storage */ }
})();
