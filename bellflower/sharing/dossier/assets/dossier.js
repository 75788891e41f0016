(function () {
  "use strict";
  var doc = document, root = doc.documentElement;
  function all(selector, within) { return Array.prototype.slice.call((within || doc).querySelectorAll(selector)); }
  function el(name, text, className) {
    var node = doc.createElement(name);
    if (text) node.textContent = text;
    if (className) node.className = className;
    return node;
  }

  /* theme */
  var theme = doc.getElementById("theme");
  var dark = matchMedia("(prefers-color-scheme: dark)");
  function isDark() { return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches; }
  function nameTheme() { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours"); }
  theme.hidden = false;
  nameTheme();
  dark.addEventListener("change", nameTheme);
  theme.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("bellflower-theme", root.dataset.theme); } catch (e) { /* no storage, no memory */ }
    nameTheme();
  });

  /* words: a link to #c-… marks every segment of the claim and says what was read there */
  var cards = JSON.parse(doc.getElementById("cards").textContent);
  var card = doc.getElementById("card"), body = card.querySelector(".card-body");
  var cameFrom = null, lit = [];
  function show(ids) {
    lit.forEach(function (node) { node.classList.remove("lit"); });
    lit = [];
    body.textContent = "";
    ids.forEach(function (id) {
      var told = cards[id];
      if (!told) return;
      all('mark[data-claims~="' + CSS.escape(id) + '"]').forEach(function (node) { node.classList.add("lit"); lit.push(node); });
      var part = el("div");
      part.append(el("p", told[0], "kicker"), bdi("h2", told[1]));
      var list = el("dl");
      [["Written", told[2]], ["Note", told[3]], ["Read by", told[4]]].forEach(function (pair) {
        if (pair[1]) list.append(el("dt", pair[0]), bdi("dd", pair[1]));
      });
      part.append(list);
      body.append(part);
    });
    card.hidden = !body.childNodes.length;
    card.querySelector(".back").hidden = !cameFrom;
  }
  function bdi(name, text) { var node = el(name); node.append(el("bdi", text)); return node; }
  function follow() {
    var hash = decodeURIComponent(location.hash.slice(1));
    if (hash.slice(0, 2) === "c-") {
      show([hash.slice(2)]);
      var words = lit[0];
      if (words) {
        words.setAttribute("tabindex", "-1");
        words.focus({ preventScroll: true });
        words.scrollIntoView({ block: "center" });
      }
    } else if (hash.slice(0, 2) === "i-") {
      var row = doc.getElementById(hash);
      if (row) { if (row.hidden) reset(); row.querySelector("details").open = true; row.scrollIntoView({ block: "start" }); }
    }
  }
  doc.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#c-']");
    if (link) {
      cameFrom = link;
      if (link.getAttribute("href") === location.hash) { event.preventDefault(); follow(); }
      return;
    }
    var words = event.target.closest("mark[data-claims]");
    if (words) { cameFrom = null; show(words.dataset.claims.split(" ")); }
  });
  card.querySelector(".close").addEventListener("click", function () { card.hidden = true; });
  card.querySelector(".back").addEventListener("click", back);
  function back() {
    card.hidden = true;
    if (!cameFrom) return;
    var link = cameFrom, fold = link.closest("details");
    cameFrom = null;
    if (fold) fold.open = true;
    history.replaceState(null, "", location.pathname + location.search);
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  }
  doc.addEventListener("keydown", function (event) { if (event.key === "Escape" && !card.hidden) back(); });
  addEventListener("hashchange", follow);

  /* the table */
  var table = doc.getElementById("table"), form = doc.getElementById("filters"), found = doc.getElementById("found");
  var rows = table ? all("tbody", table) : [];
  var only = null;
  var marks = all("[data-inc]").filter(function (node) { return node.tagName.toLowerCase() === "a"; });
  function reset() { only = null; form.reset(); apply(); }
  function apply() {
    var text = form.elements.text.value.trim().toLowerCase(), seen = {}, n = 0;
    var picks = ["country", "good", "kind", "year"].map(function (key) { return [key, form.elements[key].value]; });
    rows.forEach(function (row) {
      var fits = (!only || only.ids.indexOf(row.dataset.inc) >= 0) && picks.every(function (pick) {
        return !pick[1] || row.dataset[pick[0]].split("|").indexOf(pick[1]) >= 0;
      });
      if (fits && text) {
        if (row.words === undefined) row.words = (row.textContent + " " + row.dataset.place).toLowerCase();
        fits = row.words.indexOf(text) >= 0;
      }
      row.hidden = !fits;
      if (fits) { seen[row.dataset.inc] = true; n += 1; }
    });
    marks.forEach(function (node) {
      var ids = node.dataset.inc.split(" ");
      node.classList.toggle("off", n < rows.length && !ids.some(function (id) { return seen[id]; }));
    });
    found.textContent = n === rows.length ? n + (n === 1 ? " incident" : " incidents") : n + " of " + rows.length + " incidents";
    if (only) {
      var clear = el("button", only.name + " ×");
      clear.type = "button";
      clear.setAttribute("aria-label", "Show all incidents again, not only " + only.name);
      clear.addEventListener("click", function () { only = null; apply(); form.elements.text.focus(); });
      found.append(clear);
    }
  }
  if (table) {
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { only = null; setTimeout(apply, 0); });
    all("thead th", table).forEach(function (head) {
      head.querySelector("button").addEventListener("click", function () {
        var key = head.dataset.key, up = head.getAttribute("aria-sort") !== "ascending";
        var numeric = key === "haul" || key === "told" || key === "clash";
        all("thead th", table).forEach(function (other) { other.setAttribute("aria-sort", "none"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        rows.sort(function (a, b) {
          var x = a.dataset[key], y = b.dataset[key];
          var order = numeric ? x - y : x.localeCompare(y, "en");
          return (up ? order : -order) || a.dataset.inc.localeCompare(b.dataset.inc, "en");
        });
        rows.forEach(function (row) { table.append(row); });
      });
    });
  }

  /* the network: neighbours light up, a name filters the table */
  all("svg.network").forEach(function (svg) {
    var edges = all(".edge", svg), nodes = {};
    all(".node", svg).forEach(function (node) { nodes[node.dataset.n] = node; });
    function light(node) {
      var mine = node.dataset.inc.split(" ");
      svg.classList.add("focus");
      Object.keys(nodes).forEach(function (n) {
        nodes[n].classList.toggle("lit", nodes[n].dataset.inc.split(" ").some(function (id) { return mine.indexOf(id) >= 0; }));
      });
      edges.forEach(function (edge) {
        edge.classList.toggle("lit", nodes[edge.dataset.a].classList.contains("lit") && nodes[edge.dataset.b].classList.contains("lit") && shared(edge, mine));
      });
    }
    function shared(edge, mine) {
      var b = nodes[edge.dataset.b].dataset.inc.split(" ");
      return nodes[edge.dataset.a].dataset.inc.split(" ").some(function (id) { return b.indexOf(id) >= 0 && mine.indexOf(id) >= 0; });
    }
    Object.keys(nodes).forEach(function (n) {
      var node = nodes[n];
      node.addEventListener("mouseenter", function () { light(node); });
      node.addEventListener("focus", function () { light(node); });
      node.addEventListener("mouseleave", function () { svg.classList.remove("focus"); });
      node.addEventListener("blur", function () { svg.classList.remove("focus"); });
      node.addEventListener("click", function (event) {
        event.preventDefault();
        only = { ids: node.dataset.inc.split(" "), name: node.dataset.name };
        form.reset();
        only = { ids: node.dataset.inc.split(" "), name: node.dataset.name };
        setTimeout(function () {
          only = { ids: node.dataset.inc.split(" "), name: node.dataset.name };
          apply();
          doc.getElementById("incidents").scrollIntoView();
          var first = rows.filter(function (row) { return !row.hidden; })[0];
          if (first) first.querySelector("summary").focus({ preventScroll: true });
        }, 0);
      });
    });
  });

  /* the map */
  all("svg.map").forEach(function (svg) {
    var home = svg.dataset.case.split(" ").map(Number), world = svg.dataset.world.split(" ").map(Number), box = home.slice();
    var win = doc.getElementById("mapwin"), bar = doc.querySelector(".zoom");
    function draw() {
      svg.setAttribute("viewBox", box.map(function (v) { return v.toFixed(2); }).join(" "));
      var size = svg.getBoundingClientRect();
      var scale = Math.max(box[2] / size.width, box[3] / size.height);
      svg.style.setProperty("--k", scale.toFixed(4));
      var taken = [];
      all(".dot, .ring, .site", svg).forEach(function (mark) { if (mark.tagName !== "text") taken.push([mark.getBoundingClientRect(), mark.closest("a")]); });
      all(".label", svg).forEach(function (label) {
        var own = label.closest("a"), spot = label.getBoundingClientRect();
        var clear = spot.left >= size.left && spot.right <= size.right && !taken.some(function (other) {
          var o = other[0];
          return other[1] !== own && spot.left < o.right && o.left < spot.right && spot.top < o.bottom && o.top < spot.bottom;
        });
        label.classList.toggle("hid", !clear);
        if (clear) taken.push([spot, own]);
      });
    }
    function zoom(factor) {
      var w = Math.min(Math.max(box[2] * factor, 20), 1000), h = w * box[3] / box[2];
      box = [box[0] + (box[2] - w) / 2, box[1] + (box[3] - h) / 2, w, h];
      held();
    }
    function held() {
      box[0] = Math.min(Math.max(box[0], -box[2] / 2), 1000 - box[2] / 2);
      box[1] = Math.min(Math.max(box[1], -box[3] / 2), 487 - box[3] / 2);
      draw();
    }
    var acts = {
      "case": function () { box = home.slice(); draw(); },
      "world": function () { box = world.slice(); draw(); },
      "in": function () { zoom(0.6); },
      "out": function () { zoom(1 / 0.6); }
    };
    bar.hidden = false;
    bar.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (button) acts[button.dataset.do]();
    });
    win.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (step) { box[0] += step[0] * box[2] * 0.15; box[1] += step[1] * box[3] * 0.15; held(); event.preventDefault(); }
      else if (event.key === "+" || event.key === "=") zoom(0.6);
      else if (event.key === "-") zoom(1 / 0.6);
    });
    var drag = null;
    svg.addEventListener("pointerdown", function (event) { if (event.pointerType === "mouse" && !event.target.closest("a")) drag = [event.clientX, event.clientY]; });
    addEventListener("pointermove", function (event) {
      if (!drag) return;
      var k = Number(svg.style.getPropertyValue("--k"));
      box[0] -= (event.clientX - drag[0]) * k; box[1] -= (event.clientY - drag[1]) * k;
      drag = [event.clientX, event.clientY];
      held();
    });
    addEventListener("pointerup", function () { drag = null; });
    addEventListener("resize", draw);
    draw();
  });

  /* paper shows the rows in which reports differ, and every list */
  addEventListener("beforeprint", function () { all("details").forEach(function (fold) { fold.dataset.was = fold.open ? "1" : ""; fold.open = fold.open || !fold.closest(".more-row") || !!fold.querySelector(".several, .notes p + p"); }); });
  addEventListener("afterprint", function () { all("details").forEach(function (fold) { fold.open = !!fold.dataset.was; }); });

  /* where the reader is */
  if ("IntersectionObserver" in window) {
    var spots = {};
    all(".toc a").forEach(function (link) { spots[link.getAttribute("href").slice(1)] = link; });
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        all(".toc a[aria-current]").forEach(function (link) { link.removeAttribute("aria-current"); });
        spots[entry.target.id].setAttribute("aria-current", "true");
      });
    }, { rootMargin: "-20% 0px -70% 0px" });
    all("main > section").forEach(function (section) { if (spots[section.id]) watch.observe(section); });
  }
  follow();
})();
