// @ts-check
// What the shell of mdBook leaves open for people who use a keyboard or a screen reader.
(() => {
    "use strict";

    /** A box that scrolls sideways must be reachable by keyboard; one that does not is no stop on the way. */
    function reachScrollingBoxes() {
        for (const box of document.querySelectorAll("main pre > code, main .table-wrapper, main .board-source")) {
            if (!(box instanceof HTMLElement)) continue;
            if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
            else box.removeAttribute("tabindex");
        }
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

    reachSidebarSwitch();
    document.getElementById("mdbook-menu-bar")?.setAttribute("role", "banner");
    emptyCorners();
    // Elements that make such boxes come after this script.
    addEventListener("load", reachScrollingBoxes);
    addEventListener("resize", reachScrollingBoxes);
    document.addEventListener("toggle", reachScrollingBoxes, true);
})();
