// Rows that are ticked, in the form #job-choice: one box for all of a page, and a list that stands still meanwhile.
const boxesOf = (form) => [...form.querySelectorAll("tbody input[type=checkbox]")];
const isChoosing = () => Boolean(document.querySelector("#job-choice tbody input:checked"));
let wasChoosing = false;

document.addEventListener("change", ({ target }) => {
  const ofPage = target.form?.querySelector("[data-ticks-page]");
  if (!ofPage) return;
  if (target === ofPage) for (const box of boxesOf(target.form)) box.checked = target.checked;
  else ofPage.checked = boxesOf(target.form).every((box) => box.checked);
  if (wasChoosing && !isChoosing()) catchUp();
  wasChoosing = isChoosing();
});

// A row that is pushed off the page would lose its tick, and one that moves might get another's.
document.addEventListener("htmx:sse:before:message", ({ detail: { message } }) => {
  if (message.event || !isChoosing()) return;
  const told = new DOMParser().parseFromString(message.data, "text/html");
  told.getElementById("job-table")?.remove();
  message.data = told.body.innerHTML;
});
document.addEventListener("htmx:before:request", (event) => {
  if (isChoosing() && event.detail.ctx.sourceElement.matches("#live-changed")) event.preventDefault();
});

function catchUp() {
  if (!liveMoment()) return;
  liveMoment().dataset.seen = "";
  askOnce();
}
