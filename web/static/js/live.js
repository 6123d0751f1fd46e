// Pages that live: a stream tells what changed. Where none comes through, the page asks every five seconds instead.
const ASK_EVERY = 5_000;
const CONNECT_EVERY = 30_000;
// The stream gives a sign of life every 15 seconds.
const SILENT_AFTER = 40_000;
let heardAt = 0;
let triedAt = Date.now();

const liveLine = () => document.querySelector("[data-live]");
const liveMoment = () => document.getElementById("live-changed");

// What is shown is what the stream has to go on from, whichever way it came.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement.matches("[data-live], #live-changed")) ctx.request.headers["Last-Event-ID"] = liveMoment().dataset.seen;
});
document.addEventListener("htmx:sse:before:connection", ({ detail: { connection } }) => {
  if (liveMoment()) connection.lastEventId = liveMoment().dataset.seen;
});
document.addEventListener("htmx:sse:after:message", ({ detail: { message } }) => {
  heardAt = Date.now();
  // A stream begins with a sign of life, also where there is nothing to be read.
  if (!message.event) showLive(true);
  else if (!isLive) askOnce();
});
document.addEventListener("htmx:sse:close", () => { heardAt = 0; });
document.addEventListener("htmx:sse:error", ({ detail }) => {
  heardAt = 0;
  if ([401, 403].includes(detail.status)) location.reload();
});
// What somebody opened stays open when it is drawn anew.
document.addEventListener("DOMContentLoaded", () => htmx.config.morphIgnore.push("open"));
// Signed out elsewhere, or no administrator any more.
document.addEventListener("over", () => location.reload());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && liveLine()) htmx.trigger(liveLine(), "live:connect");
});
setInterval(() => {
  if (!liveLine() || document.hidden || Date.now() - heardAt <= SILENT_AFTER) return;
  askOnce();
  if (Date.now() - answeredAt > SILENT_AFTER) showLive(false);
}, ASK_EVERY);

// Whether the page is still told of changes; it says so, and what failed is no news any more once it is again.
let isLive = true;
let hasComplained = false;
let answeredAt = Date.now();
const isAnswer = ({ detail: { ctx } }) => ctx?.sourceElement.matches("#live-changed");
document.addEventListener("htmx:after:request", (event) => { if (isAnswer(event) && event.detail.ctx.response.status < 400) showLive(true); });
document.addEventListener("htmx:error", (event) => { if (isAnswer(event)) showLive(false); });
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (!ctx.sourceElement.matches("[data-live], #live-changed")) return;
  hasComplained = true;
  showLive(false);
});

function showLive(isNow) {
  isLive = isNow;
  const word = liveLine()?.querySelector(".live");
  if (word) word.textContent = isLive ? "Live" : "Not live, last";
  if (!isLive) return;
  answeredAt = Date.now();
  if (hasComplained) document.getElementById("notices").replaceChildren();
  hasComplained = false;
}

// The line stays; the moment in it may be drawn anew by the stream before the answer is here, which would then be lost.
function askOnce() {
  htmx.ajax("GET", `${liveLine().dataset.live}&once=true`, { source: liveMoment(), target: liveLine(), swap: "none" });
  if (Date.now() - triedAt < CONNECT_EVERY) return;
  triedAt = Date.now();
  htmx.trigger(liveLine(), "live:connect");
}
