// Copies the text beside a button; where the browser does not let it, the text is selected instead.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const text = button.closest("figure").querySelector(".copyable");
  try {
    await navigator.clipboard.writeText(text.textContent);
    say(button, "Copied");
  } catch {
    getSelection().selectAllChildren(text);
    say(button, "Selected");
  }
});

function say(button, word) {
  const label = button.querySelector("span");
  label.textContent = word;
  document.getElementById("said").textContent = `${word}.`;
  setTimeout(() => { label.textContent = "Copy"; }, 2000);
}
