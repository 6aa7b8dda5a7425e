// @ts-check
// Reloads the page when the local server has another one in its place; shows why when it could not build the book.
{
  const PLACE = "course-place";
  const mine = document.currentScript?.dataset.revision;
  let revision = "";
  /** @type {AbortController | undefined} */
  let waiting;

  /** Browsers forget where the reader was when a page grew above that place; this page does not. */
  function reload() {
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  function returnToPlace() {
    const place = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    const [path, x, y] = JSON.parse(place ?? "[]");
    if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
  }

  /** @param {string | null} problem */
  function show(problem) {
    document.getElementById("course-problem")?.remove();
    if (!problem) return;
    const banner = document.createElement("pre");
    banner.id = "course-problem";
    banner.setAttribute("role", "alert");
    banner.textContent = `The book as it is saved has a fault:\n${problem}`;
    banner.style.cssText =
      "position:fixed;inset:auto 0 0 0;z-index:1000;margin:0;padding:1rem;white-space:pre-wrap;" +
      "color:#fff;background:#8b1a10;max-height:40vh;overflow:auto";
    document.body.append(banner);
  }

  async function ask() {
    waiting = new AbortController();
    const answer = await fetch(
      `/-/changes?revision=${encodeURIComponent(revision)}&page=${encodeURIComponent(location.pathname)}`,
      { signal: waiting.signal },
    );
    const news = await answer.json();
    revision = news.revision;
    if (news.page !== mine) return reload();
    show(news.problem);
  }

  // A hidden page asks nothing: browsers open only six connections to one server.
  const visible = () =>
    new Promise((resolve) => {
      if (!document.hidden) return resolve(undefined);
      document.addEventListener("visibilitychange", resolve, { once: true });
    });

  async function listen() {
    for (;;) {
      await visible();
      await ask().catch(() => new Promise((resolve) => setTimeout(resolve, 1000)));
    }
  }

  document.addEventListener("visibilitychange", () => document.hidden && waiting?.abort());
  addEventListener("load", returnToPlace);
  listen();
}
