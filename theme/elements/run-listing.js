// @ts-check
// `<run-listing name="…">` and `<figure class="rejected">`: a program on a page, with what it takes to run it.
{
    /**
     * @param {Element} frame
     * @param {string} name
     * @param {"listing" | "rejected"} kind
     */
    function equip(frame, name, kind) {
        const panel = courseParts.make("program-panel", { name, kind });
        const shown = [...frame.querySelectorAll(":scope > pre:has(> code.language-rust)")].at(-1);
        if (shown) shown.after(panel);
        else frame.prepend(panel);
    }

    class RunListing extends HTMLElement {
        connectedCallback() {
            const name = this.getAttribute("name");
            if (name && !this.querySelector("program-panel")) equip(this, name, "listing");
        }
    }

    async function warm() {
        const panels = [...document.querySelectorAll("program-panel")];
        if (!panels.length || (await courseServer.state()) !== "live") return;
        const listings = panels.map((panel) => panel.getAttribute("name"));
        // Programs that are not warm run all the same.
        courseServer.post("/api/warm", { listings }).catch(() => {});
    }

    // The whole book on one page is for paper.
    if (!location.pathname.endsWith("/print.html")) {
        customElements.define("run-listing", RunListing);
        for (const figure of document.querySelectorAll("figure.rejected")) {
            // The message of the compiler names the program.
            const name = /--> rejected\/(\w+)\.rs:/.exec(figure.textContent ?? "")?.[1];
            if (name && figure.querySelector("code.language-rust")) equip(figure, name, "rejected");
        }
        addEventListener("course-server", warm);
        warm();
    }
}
