// @ts-check
// What readers have written and not saved anywhere else: it stays in their browser, one text for each program.

const courseDrafts = {
    /**
     * @param {string} name
     * @returns {string | null}
     */
    read(name) {
        try {
            return localStorage.getItem(`course-draft/${name}`);
        } catch {
            return null;
        }
    },

    /**
     * @param {string} name
     * @param {string | null} text `null` forgets it
     */
    write(name, text) {
        try {
            if (text === null) localStorage.removeItem(`course-draft/${name}`);
            else localStorage.setItem(`course-draft/${name}`, text);
        } catch {
            // Without storage a text lasts as long as its page.
        }
    },

    /**
     * Calls back when another tab writes or forgets this text.
     * @param {string} name
     * @param {(text: string | null) => void} changed
     */
    follow(name, changed) {
        addEventListener("storage", ({ key, newValue }) => {
            if (key === `course-draft/${name}`) changed(newValue);
        });
    },
};
