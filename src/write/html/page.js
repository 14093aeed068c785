"use strict";
const items = [...document.querySelectorAll("[data-f]")].map((element) => ({
  element,
  text: element.textContent.toLowerCase(),
  facets: new Map(JSON.parse(element.dataset.f)),
}));
const form = document.querySelector("form");
const words = form.querySelector("input");
const count = form.querySelector("output");
const names = [...new Set(items.flatMap((item) => [...item.facets.keys()]))];
const selects = names.map((name) => {
  const values = new Set(items.flatMap((item) => item.facets.get(name) ?? []));
  const select = document.createElement("select");
  select.setAttribute("aria-label", name);
  select.append(new Option(name + "：全部", ""));
  for (const value of values) select.append(new Option(value, value));
  form.insertBefore(select, count);
  return [name, select];
});
function apply() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { element, text, facets } of items) {
    const fits = wanted.every((word) => text.includes(word)) &&
      selects.every(([name, { value }]) => !value || (facets.get(name) ?? []).includes(value));
    element.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  for (const section of document.querySelectorAll("section")) {
    const inside = [...section.querySelectorAll("[data-f]")];
    section.hidden = inside.length > 0 && inside.every((element) => element.hidden);
  }
  count.textContent = `${shown} / ${items.length}`;
}
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = items.length === 0;
apply();
