// What polls rests while nobody sees it: an element with data-rests-while-hidden asks nothing in a hidden tab.
document.addEventListener("htmx:before:request", (event) => {
  const { sourceElement } = event.detail.ctx;
  if (document.hidden && sourceElement.hasAttribute("data-rests-while-hidden")) event.preventDefault();
});
