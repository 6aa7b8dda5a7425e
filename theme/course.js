// @ts-check
// What the shell of mdBook leaves open for people who use a keyboard or a screen reader.
(() => {
    "use strict";

    /** A box that scrolls sideways must be reachable by keyboard; one that does not is no stop on the way. */
    function reachScrollingBoxes() {
        for (const box of document.querySelectorAll("main pre > code, main .table-wrapper")) {
            if (!(box instanceof HTMLElement)) continue;
            if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
            else box.removeAttribute("tabindex");
        }
    }

    /** The switch of the sidebar is a label; what it says of its state belongs to a button. */
    function describeSidebarSwitch() {
        const toggle = document.querySelector("label#mdbook-sidebar-toggle");
        toggle?.setAttribute("role", "button");
    }

    describeSidebarSwitch();
    reachScrollingBoxes();
    window.addEventListener("resize", reachScrollingBoxes);
})();
