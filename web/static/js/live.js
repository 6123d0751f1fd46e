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
document.addEventListener("htmx:sse:after:message", () => { heardAt = Date.now(); });
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
setInterval(() => { if (liveLine() && !document.hidden && Date.now() - heardAt > SILENT_AFTER) askOnce(); }, ASK_EVERY);

function askOnce() {
  htmx.ajax("GET", `${liveLine().dataset.live}&once=true`, { source: liveMoment(), swap: "none" });
  if (Date.now() - triedAt < CONNECT_EVERY) return;
  triedAt = Date.now();
  htmx.trigger(liveLine(), "live:connect");
}
