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
  const act = { "?": showKeys, "/": search, j: () => step(1), k: () => step(-1), x: tick, r: retry }[event.key];
  if (act?.() === true) event.preventDefault();
});

document.addEventListener("click", (event) => { if (event.target.closest("[data-shows-keys]")) showKeys(); });
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-keys-on]")) return;
  try { target.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "yes"); } catch { /* kept by nobody */ }
});

function showKeys() {
  keysHelp().querySelector("[data-keys-on]").checked = areKeysOn();
  keysHelp().showModal();
  return true;
}

function search() {
  const field = document.querySelector("#main [data-search], #main input[type=search]");
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
  return row.querySelector("th a, h3 a, h2 a") ?? row.querySelector("a");
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

function tick() {
  const box = currentRow()?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

// The row's own button; else that of the ticked rows, whose page asks once more; else the page's, after a question.
function retry() {
  const row = currentRow();
  const own = row?.querySelector("[data-key=r]");
  const box = row?.querySelector("input[type=checkbox]");
  const ofTicked = box?.form?.querySelector("[data-key=r], button[name=action][value=retry]");
  const ofPage = document.querySelector("#main [data-key=r]");
  if (!own && ofTicked) {
    if (!box.form.querySelector("tbody input[type=checkbox]:checked")) box.checked = true;
    ofTicked.click();
    return true;
  }
  const button = own ?? ofPage;
  if (button && confirm(`${button.textContent.trim()}?`)) button.click();
  return Boolean(button);
}
