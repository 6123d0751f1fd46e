// Keys of the administration's pages, where the page has their help: see templates/layouts/_keys.html.
// They move the focus, so that what a key does is what Enter on the same thing does.
const KEYS_OFF = "hallway-keys-off";
const TYPING = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";
const keysHelp = () => document.getElementById("keys");
const areKeysOn = () => { try { return !localStorage.getItem(KEYS_OFF); } catch { return true; } };

document.addEventListener("keydown", (event) => {
  const isForOthers = event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
  if (isForOthers || !keysHelp() || event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  if (event.key !== "?" && !areKeysOn()) return;
  const act = { "?": showKeys, "/": search, j: () => step(1), k: () => step(-1), o: openRow, x: tick, r: retry }[event.key];
  if (act?.() === true) event.preventDefault();
});

document.addEventListener("click", (event) => { if (event.target.closest("[data-shows-keys]")) showKeys(); });
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-keys-on]")) return;
  try { target.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "yes"); } catch { /* kept by nobody */ }
});

// Of the keys in the help, those that do something on this page.
const KEYS_HERE = {
  search: () => searchField(),
  rows: () => rows().length,
  ticks: () => rows().some((row) => boxOf(row)),
  retry: () => document.querySelector("#main [data-key=r]") ?? bulkRetry(),
};

function showKeys() {
  for (const entry of keysHelp().querySelectorAll("[data-key-of]")) entry.hidden = !KEYS_HERE[entry.dataset.keyOf]();
  keysHelp().querySelector("[data-keys-on]").checked = areKeysOn();
  keysHelp().showModal();
  return true;
}

function searchField() {
  return document.querySelector("#main [data-search], #main input[type=search]");
}

function search() {
  const field = searchField();
  field?.select();
  field?.focus();
  return Boolean(field);
}

// Those of the page's main list, where it names one; else of all its tables.
const rowSelector = () => document.querySelector("#main [data-rows]") ? "#main [data-rows] > *" : "#main tbody tr";

function rows() {
  return [...document.querySelectorAll(rowSelector())].filter((row) => row.checkVisibility() && mainLink(row));
}

function mainLink(row) {
  return row.querySelector("th a, h3 a, h2 a") ?? row.querySelector("a, summary") ?? row.querySelector("button");
}

function currentRow() {
  return document.activeElement.closest(rowSelector());
}

function step(by) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(currentRow());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  mainLink(next).focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function openRow() {
  const row = currentRow();
  const link = row && mainLink(row);
  // Nobody who opens a row means what a button does.
  if (link && !link.matches("button")) link.click();
  return Boolean(row);
}

const boxOf = (row) => row?.querySelector("input[type=checkbox]");
const bulkRetry = () => document.querySelector("#main button[name=action][value=retry]");

function tick() {
  const box = boxOf(currentRow());
  box?.click();
  return Boolean(box);
}

// Of the row; or of the ticked rows; or, where none is chosen, of the page. What leads to a form asks there; a button,
// here.
function retry() {
  const row = currentRow();
  const own = row?.querySelector("[data-key=r]");
  if (!own && bulkRetry()) return retryTicked();
  const ofPage = [...document.querySelectorAll("#main [data-key=r]")].find((it) => !it.closest(rowSelector()));
  const found = row ? own : ofPage;
  if (found && (found.matches("a") || confirm(`${found.textContent.trim()}?`))) found.click();
  return Boolean(found);
}

function retryTicked() {
  const button = bulkRetry();
  if (!button.form.querySelector("tbody input[type=checkbox]:checked")) {
    const box = boxOf(currentRow());
    if (!box) return false;
    box.checked = true;
  }
  button.click();
  return true;
}
