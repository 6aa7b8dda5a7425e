// @ts-check
// `<quiz-question right="…">` around a numbered list: tick, check, read why.
// The page holds a fingerprint of the right ticks; the answer itself stands on the page of the answers.
{
    const { make, button, form, toolbar } = courseParts;

    /** FNV-1a, 32 bits, in hexadecimal digits. @param {string} text */
    function fingerprint(text) {
        let hash = 0x811c9dc5;
        for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
        return (hash >>> 0).toString(16).padStart(8, "0");
    }

    class QuizQuestion extends HTMLElement {
        /** The heading's name, which is that of the answer too. */
        question = "";
        /** Where the ticks are kept. */
        draft = "";
        /** @type {HTMLInputElement[]} */
        boxes = [];
        status = make("p", { role: "status" });
        why = make("div", { className: "why" });

        connectedCallback() {
            const list = this.querySelector("ol");
            let above = this.previousElementSibling;
            while (above && above.tagName !== "H2") above = above.previousElementSibling;
            if (!list || !above || this.querySelector(":scope > form")) return;
            this.question = above.id;
            this.draft = `quiz${location.pathname}#${this.question}`;
            this.boxes = [...list.children].map((item) => {
                const box = make("input", { type: "checkbox" });
                item.replaceChildren(make("label", {}, box, make("span", {}, ...item.childNodes)));
                box.addEventListener("change", () => this.keep("open"));
                return box;
            });
            const buttons = toolbar(above.textContent ?? "", button("Check", () => this.check()), button("Show why", () => this.showWhy()));
            this.append(form(list, buttons, this.status, this.why));
            this.restore();
        }

        get ticked() {
            return this.boxes.flatMap((box, index) => (box.checked ? [index + 1] : [])).join(",");
        }

        /** @param {"open" | "right"} state */
        keep(state) {
            courseDrafts.write(this.draft, `${state}:${this.ticked}`);
        }

        restore() {
            const [state, ticked] = (courseDrafts.read(this.draft) ?? "open:").split(":");
            for (const number of ticked.split(",").filter(Boolean)) this.boxes[Number(number) - 1].checked = true;
            if (state === "right") this.status.textContent = "Right, at an earlier visit.";
        }

        check() {
            const right = fingerprint(`${this.question}:${this.ticked}`) === this.getAttribute("right");
            this.keep(right ? "right" : "open");
            this.status.textContent = right ? "Right." : "Not yet: something is ticked too many, or too few.";
        }

        /** The answer, from its page; a link to it where pages cannot be read, as from a file. */
        async showWhy() {
            const address = new URL("answers.html", location.href);
            address.hash = this.question;
            try {
                const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
                const parts = [];
                let part = page.getElementById(this.question)?.nextElementSibling;
                for (; part && part.tagName !== "H2"; part = part.nextElementSibling) parts.push(document.importNode(part, true));
                this.why.replaceChildren(...parts);
            } catch {
                this.why.replaceChildren(make("a", { href: address.href }, "Read the answer on its page."));
            }
        }
    }

    customElements.define("quiz-question", QuizQuestion);
}
