// What was drawn anew names the control that goes on with the focus. The browser refuses `autofocus` after the first page.
document.addEventListener("htmx:after:swap", () => {
  const control = document.querySelector("[data-takes-focus]");
  control?.removeAttribute("data-takes-focus");
  control?.focus();
});
