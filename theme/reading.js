// @ts-check
// Where a page stands in the book, how long it is, which pages are before and after it, and which ones were read.
// What was read is kept in this browser alone.
(() => {
    "use strict";

    const { make, button } = courseParts;
    const KEPT = "course-read";
    /** Words of prose that are read in a minute, and how many of those a word of code takes. */
    const PACE = 200;
    const CODE = 0.4;
    /** How long the end of a page is in sight before the page counts as read, in milliseconds. */
    const SEEN = 1000;

    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    const contents = document.querySelector("#mdbook-sidebar .sidebar-scrollbox");
    /** @type {HTMLAnchorElement[]} */
    const pages = [...(contents?.querySelectorAll(".chapter-link-wrapper > a[href]") ?? [])].map((link) => /** @type {any} */ (link));
    const place = pages.findIndex((link) => link.classList.contains("active"));

    /** @param {Element | null | undefined} link */
    const number = (link) => link?.querySelector("strong")?.textContent?.replace(/\.$/, "") ?? "";
    /** @param {Element | null | undefined} link */
    const title = (link) => link?.textContent?.replace(/^[\d.]+ /, "").trim() ?? "";
    /** @param {Iterable<Element>} elements */
    const words = (elements) => [...elements].reduce((sum, { textContent }) => sum + (textContent?.match(/\S+/g)?.length ?? 0), 0);

    /** Part, chapter and number above the title of a page. */
    function sayWhere() {
        let item = pages[place].closest("li");
        while (item?.parentElement?.closest("li")) item = item.parentElement.closest("li");
        const chapter = item?.querySelector(".chapter-link-wrapper > *");
        if (!number(chapter)) return;
        let part = item?.previousElementSibling;
        while (part && !part.matches(".part-title")) part = part.previousElementSibling;
        const where = chapter === pages[place] ? [part?.textContent, `Chapter ${number(chapter)}`] : [number(pages[place])];
        main.prepend(make("p", { className: "whereabouts" }, [...new Set([...where, title(chapter)])].filter(Boolean).join(" · ")));
    }

    /** The time that a page takes, under its title; what is solved or looked up takes as long as it takes. */
    function sayHowLong() {
        if (main.querySelector(".cover, exercise-card, quiz-question") || !pages.slice(place).some(number)) return;
        const others = words(main.querySelectorAll("script, pre"));
        const code = words(main.querySelectorAll("pre:not(schedule-explorer pre)"));
        const minutes = Math.max(1, Math.round((words([main]) - others + code * CODE) / PACE));
        const time = `${minutes} minute${minutes === 1 ? "" : "s"} to read`;
        main.querySelector("h1")?.after(make("p", { className: "reading-time" }, time));
    }

    /** The pages before and after this one, with their titles. */
    function offerNeighbors() {
        const turn = make("nav", { className: "turn", "aria-label": "Previous and next page" });
        for (const [step, rel, label] of /** @type {[number, string, string][]} */ ([[-1, "prev", "Previous"], [1, "next", "Next"]])) {
            const link = pages[place + step];
            if (link) turn.append(make("a", { rel, href: link.href }, make("span", {}, label), `${number(link)} ${title(link)}`.trim()));
        }
        main.after(turn);
        return turn;
    }

    /** @returns {string[]} the addresses of the pages that were read */
    function recall() {
        try {
            const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
            return Array.isArray(kept) ? kept : [];
        } catch {
            return [];
        }
    }

    /** @param {string[]} read */
    function keep(read) {
        try {
            if (read.length) localStorage.setItem(KEPT, JSON.stringify(read));
            else localStorage.removeItem(KEPT);
        } catch {
            // Without storage nothing is remembered.
        }
    }

    /** How many pages were read, above the table of contents, and a mark at each of them in it. */
    function followReading() {
        /** @type {string[]} */
        let forgotten = [];
        const standing = make("span", { role: "status" });
        const reset = button("Reset", () => {
            const read = recall();
            keep(forgotten.length ? forgotten : []);
            forgotten = forgotten.length ? [] : read;
            draw();
        });
        const draw = () => {
            const read = new Set(recall());
            let count = 0;
            for (const link of pages) {
                const isRead = read.has(link.pathname);
                count += Number(isRead);
                const mark = link.querySelector(".read");
                if (isRead && !mark) link.append(make("span", { className: "read" }, make("span", { className: "visually-hidden" }, ", read")));
                else if (!isRead) mark?.remove();
            }
            const says = `${count} of ${pages.length} pages read`;
            if (standing.textContent !== says) standing.textContent = says;
            reset.textContent = forgotten.length ? "Undo" : "Reset";
            reset.hidden = !count && !forgotten.length;
        };
        contents?.before(make("div", { className: "reading-progress" }, standing, reset));
        draw();
        addEventListener("storage", draw);
        if (place < 0) return;
        let timer = 0;
        new IntersectionObserver((seen) => {
            clearTimeout(timer);
            if (!seen.at(-1)?.isIntersecting) return;
            timer = setTimeout(() => {
                forgotten = [];
                keep([...new Set([...recall(), pages[place].pathname])]);
                draw();
            }, SEEN);
        }).observe(offerNeighbors());
    }

    // The whole book on one page, which is for paper, is not in the table of contents.
    if (place >= 0) {
        sayHowLong();
        sayWhere();
    }
    followReading();
})();
