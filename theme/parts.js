// @ts-check
// Pieces that several elements are made of.

const courseParts = {
    /** What the page waits for before it is shown. @type {Promise<unknown>[]} */
    awaited: [],

    /**
     * An element with its properties or attributes, and what is in it.
     * @param {string} tag
     * @param {Record<string, any>} [properties]
     * @param {...(Node | string)} children
     * @returns {any}
     */
    make(tag, properties = {}, ...children) {
        /** @type {any} */
        const made = document.createElement(tag);
        for (const [name, value] of Object.entries(properties)) {
            if (name in made) made[name] = value;
            else made.setAttribute(name, value);
        }
        made.append(...children);
        return made;
    },

    /**
     * A sentence, with what stands in back-ticks as code.
     * @param {string} sentence
     * @returns {(Node | string)[]}
     */
    words(sentence) {
        const parts = sentence.split("`");
        return parts.map((part, index) => (index % 2 && index < parts.length - 1 ? courseParts.make("code", {}, part) : part));
    },

    /**
     * A button that does something, unless it is marked as disabled; what goes wrong is said by `console`.
     * @param {string} label
     * @param {() => unknown} act
     * @param {any} [console]
     * @returns {HTMLButtonElement}
     */
    button(label, act, console) {
        const button = courseParts.make("button", { type: "button" }, label);
        button.addEventListener("click", async () => {
            if (button.getAttribute("aria-disabled") === "true") return;
            try {
                await act();
            } catch (error) {
                console?.say(/** @type {Error} */ (error).message);
            }
        });
        return button;
    },

    /**
     * What is filled in; nothing of it is sent.
     * @param {...Node} children
     * @returns {HTMLFormElement}
     */
    form(...children) {
        const form = courseParts.make("form", {}, ...children);
        form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
        return form;
    },

    /**
     * The question of a prediction, which from now on is asked above its answer; on paper it stays where it was.
     * @param {HTMLDetailsElement} answer
     */
    askOf(answer) {
        const summary = answer.querySelector("summary");
        const question = summary?.textContent ?? "";
        const paper = courseParts.make("span", { className: "on-paper" }, ...(summary?.childNodes ?? []));
        summary?.append(courseParts.make("span", { className: "on-screen" }, "The answer"), paper);
        return question.replace(/^Predict(:|,)/, "Predict, then look$1");
    },

    /**
     * Text that may be wider than the page, in a box that can be reached by keyboard.
     * @param {string} label
     * @param {string} [text]
     * @returns {HTMLPreElement}
     */
    box: (label, text = "") => courseParts.make("pre", { tabIndex: 0, role: "group", "aria-label": label }, text),

    /**
     * A button that leads to a line of the program.
     * @param {number} line
     * @param {string} [label]
     */
    toLine(line, label = `Go to line ${line}`) {
        const button = courseParts.button(label, () =>
            button.dispatchEvent(new CustomEvent("go-to-line", { bubbles: true, detail: line })),
        );
        button.setAttribute("aria-label", `Go to line ${line}`);
        return button;
    },

    /**
     * Buttons that belong together, one of which stops what another has begun.
     * @param {string} label
     * @param {HTMLButtonElement[]} buttons
     */
    toolbar: (label, ...buttons) => courseParts.make("div", { className: "toolbar", role: "group", "aria-label": label }, ...buttons),
};
