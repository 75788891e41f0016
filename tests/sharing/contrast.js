// Contrast (WCAG 2.2, relative luminance) of every visible text against what is painted behind it, and elements without a name.
() => {
  const parse = (text) => {
    const n = (text.match(/[\d.]+(e-?\d+)?/g) || []).map(Number);
    if (text.startsWith("color(srgb")) return [n[0] * 255, n[1] * 255, n[2] * 255, n.length > 3 ? n[3] : 1];
    return [n[0], n[1], n[2], n.length > 3 ? n[3] : 1];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const c = parse(getComputedStyle(at).backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const low = [];
  let checked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const host = text.parentElement;
    if (!text.textContent.trim() || host.closest("script, style, title, option")) continue;
    const style = getComputedStyle(host);
    if (style.visibility === "hidden" || !host.getClientRects().length) continue;
    checked += 1;
    const svg = host.closest("svg");
    const colour = parse(svg ? style.fill : style.color);
    // A label on the map has a rim of the colour behind it; a number in a mark stands on the mark.
    let ground = behind(svg ? svg.parentElement : host);
    if (svg && host.classList.contains("n")) ground = parse(getComputedStyle(host.previousElementSibling).fill);
    else if (svg && style.stroke !== "none") ground = over(parse(style.stroke), ground);
    const found = ratio(over(colour, ground), ground);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (found < (large ? 3 : 4.5)) low.push([text.textContent.trim().slice(0, 40), host.className.toString(), found.toFixed(2)]);
  }
  const nameless = [];
  document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']").forEach((node) => {
    const labels = node.labels ? Array.from(node.labels).map((one) => one.textContent).join(" ") : "";
    if (!(node.getAttribute("aria-label") || labels || node.textContent).trim()) nameless.push(node.outerHTML.slice(0, 90));
  });
  return { checked, low, nameless };
}
