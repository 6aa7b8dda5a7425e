// @ts-check
// What the shell of mdBook leaves open: ways for a keyboard and a screen reader, addresses, and lines that are pointed at.
(() => {
    "use strict";

    const { make } = courseParts;

    /** A box that scrolls sideways must be reachable by keyboard; one that does not is no stop on the way. */
    function reachScrollingBoxes() {
        for (const box of document.querySelectorAll("main pre > code, main .table-wrapper, main .board-source")) {
            if (!(box instanceof HTMLElement)) continue;
            if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
            else box.removeAttribute("tabindex");
        }
    }

    /** Arrow keys scroll a box, choose in a field, and do nothing at a button: mdBook would turn the page. */
    function keepArrows() {
        document.querySelector("main")?.addEventListener("keydown", (event) => {
            const inUse = event.target instanceof Element && event.target.matches("button, input, select, textarea, summary, [tabindex]");
            if (inUse && event.key.startsWith("Arrow")) event.stopPropagation();
        });
    }

    /** The corner of a table with titles on two sides is a title of nothing. */
    function emptyCorners() {
        for (const corner of document.querySelectorAll("main th:empty")) corner.setAttribute("role", "presentation");
    }

    /** The switch of the sidebar is a label of a box that nobody sees, so no key reaches it: a button presses it. */
    function reachSidebarSwitch() {
        const label = document.querySelector("label#mdbook-sidebar-toggle");
        const box = document.querySelector("input#mdbook-sidebar-toggle-anchor");
        if (!(label instanceof HTMLElement && box instanceof HTMLInputElement)) return;
        const button = document.createElement("button");
        button.type = "button";
        button.className = label.className;
        button.title = label.title;
        button.setAttribute("aria-label", label.title);
        button.setAttribute("aria-controls", "mdbook-sidebar");
        button.append(...label.childNodes);
        const describe = () => button.setAttribute("aria-expanded", `${box.checked}`);
        button.addEventListener("click", () => label.click());
        box.addEventListener("change", describe);
        describe();
        label.hidden = true;
        label.before(button);
    }

    /** An address for each listing and figure, from its name or the heading above it, and the link in its caption. */
    function giveAddresses() {
        // The whole book on one page is for paper.
        if (location.pathname.endsWith("/print.html")) return;
        const given = new Set();
        let above = "";
        for (const found of document.querySelectorAll("main :is(h1, h2, h3, h4)[id], main run-listing, main figure")) {
            if (/^H\d$/.test(found.tagName)) above = found.id;
            const caption = found.querySelector(":scope > .caption, :scope > figcaption");
            if (found.id || !caption) continue;
            const kind = found.localName === "run-listing" ? "listing" : found.classList[0] || "figure";
            const name = found.getAttribute("name") ?? /--> rejected\/(\w+)\.rs:/.exec(found.textContent ?? "")?.[1] ?? above;
            let id = `${kind}-${name}`;
            for (let copy = 2; document.getElementById(id); copy++) id = `${kind}-${name}-${copy}`;
            found.id = id;
            given.add(`#${id}`);
            caption.append(make("a", { className: "here", href: `#${id}`, title: "Link to this place", "aria-label": `Link to ${id}` }, "#"));
        }
        const reveal = () => {
            if (!given.has(location.hash)) return;
            let closed = document.getElementById(location.hash.slice(1))?.closest("details");
            for (; closed; closed = closed.parentElement?.closest("details")) closed.open = true;
            location.replace(location.hash);
        };
        addEventListener("hashchange", reveal);
        // Elements change their height until then.
        addEventListener("load", reveal);
    }

    /** `lines="3,7-9"`: the lines of the program, counted as the page shows them. */
    function markLines() {
        for (const listing of document.querySelectorAll("run-listing[lines]")) {
            let before = 0;
            for (const code of listing.querySelectorAll(":scope > pre > code.language-rust")) {
                const lines = (code.textContent ?? "").trimEnd().split("\n");
                for (const range of (listing.getAttribute("lines") ?? "").split(",")) {
                    const [first, last = first] = range.split("-").map((text) => Number(text) - before);
                    if (first < 1 || last > lines.length) continue;
                    const label = `Marked: ${lines.slice(first - 1, last).map((line) => line.trim()).join(" ")}`;
                    const mark = make("code", { className: "line-mark", role: "img", "aria-label": label });
                    mark.style.setProperty("--first", `${first - 1}`);
                    mark.style.setProperty("--lines", `${last - first + 1}`);
                    // After the program, for mdBook copies the first code of a block.
                    code.parentElement?.append(mark);
                }
                before += lines.length;
            }
        }
    }

    reachSidebarSwitch();
    document.getElementById("mdbook-menu-bar")?.setAttribute("role", "banner");
    emptyCorners();
    keepArrows();
    markLines();
    giveAddresses();
    // Elements that make such boxes come after this script.
    addEventListener("load", reachScrollingBoxes);
    addEventListener("resize", reachScrollingBoxes);
    document.addEventListener("toggle", reachScrollingBoxes, true);
})();
