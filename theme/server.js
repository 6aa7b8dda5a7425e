// @ts-check
// The page's side of the local server: its key, what it offers, and its answers line by line.
// The contract is in code/README.md. Other files of the theme use the one name that stands here.

/**
 * @typedef {{[name: string]: any, event: string}} ServerEvent one line of an answer
 * @typedef {"live" | "locked" | "static"} ServerState `locked`: there is a server, but this page has no key to it
 */

const courseServer = (() => {
    "use strict";

    const KEY = "course-token";
    const PATIENCE = 150;
    const RUNS = /^(127\.0\.0\.1|localhost|\[::1\])$/;
    const GONE = "The local server does not answer; start it again with `cargo course serve`.";

    const tabs = "BroadcastChannel" in window ? new BroadcastChannel(KEY) : undefined;
    let token = arrive() ?? recall();
    /** @type {Promise<ServerState> | undefined} */
    let state;

    // Another tab of this server was opened without the key: a link in a new tab does not carry it.
    tabs?.addEventListener("message", ({ data }) => {
        if (data === "asks" && token) tabs.postMessage({ token });
    });
    // The address that the server prints may be opened in a tab that shows the book already.
    addEventListener("hashchange", () => {
        const key = arrive();
        if (!key) return;
        token = key;
        state = undefined;
        dispatchEvent(new Event("course-server"));
    });

    /** Takes the key out of the address, so that nobody copies it along. */
    function arrive() {
        const key = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
        if (!key) return undefined;
        history.replaceState(history.state, "", location.pathname + location.search);
        try {
            sessionStorage.setItem(KEY, key);
        } catch {
            // Without storage the key lasts as long as the page.
        }
        return key;
    }

    function recall() {
        try {
            return sessionStorage.getItem(KEY) ?? "";
        } catch {
            return "";
        }
    }

    /** Asks the other tabs for the key; the empty text when none has it. */
    function borrow() {
        return new Promise((resolve) => {
            if (!tabs) return resolve("");
            setTimeout(resolve, PATIENCE, "");
            tabs.addEventListener("message", ({ data }) => data.token && resolve(data.token));
            tabs.postMessage("asks");
        });
    }

    /** @returns {Promise<ServerState>} */
    async function find() {
        // A published site has no server of ours, and is not asked for one.
        if (!RUNS.test(location.hostname)) return "static";
        if (!token) token = await borrow();
        try {
            const answer = await fetch("/api/status", { headers: heads() });
            if (answer.status === 401) return "locked";
            const status = answer.ok ? await answer.json() : {};
            if (!status.live) return "static";
            return status.authorized ? "live" : "locked";
        } catch {
            return "static";
        }
    }

    function heads() {
        /** @type {Record<string, string>} */
        const heads = token ? { Authorization: `Bearer ${token}` } : {};
        return heads;
    }

    /**
     * @param {string} path
     * @param {RequestInit} [options]
     */
    async function ask(path, options) {
        const answer = await fetch(path, options).catch((error) => {
            throw error.name === "AbortError" ? error : new Error(GONE);
        });
        if (answer.ok) return answer;
        const body = await answer.json().catch(() => ({}));
        const sentence = answer.status === 401 ? sentences.locked : (body.error ?? `the server answered ${answer.status}`);
        throw Object.assign(new Error(sentence), { status: answer.status, body });
    }

    /** @type {Record<ServerState, string>} */
    const sentences = {
        live: "",
        locked: "Open the address that `cargo course serve` printed: it carries the key with which this page may run programs.",
        static: "These pages run programs when your own machine serves them: `cargo course serve --open` in a clone of the course.",
    };

    return {
        /** Whether programs can be run from this page. */
        state: () => (state ??= find()),

        /** Why they cannot. */
        sentences,

        /**
         * @param {string} path
         * @returns {Promise<any>} the document at this address
         */
        read: async (path) => (await ask(path, { headers: heads() })).json(),

        /**
         * @param {string} path
         * @param {object} body
         * @param {AbortSignal} [signal] ends the program with the request
         */
        post: (path, body, signal) =>
            ask(path, {
                method: "POST",
                headers: { ...heads(), "Content-Type": "application/json" },
                body: JSON.stringify(body),
                signal,
            }),

        /**
         * The lines of an answer, as they arrive.
         * @param {string} path
         * @param {object} body
         * @param {AbortSignal} signal ends the program with the request
         * @returns {AsyncGenerator<ServerEvent, void, void>}
         */
        async *events(path, body, signal) {
            const answer = await this.post(path, body, signal);
            const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
            const decoder = new TextDecoder();
            let rest = "";
            for (;;) {
                const { value, done } = await reader.read();
                const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
                rest = done ? "" : (lines.pop() ?? "");
                for (const line of lines) if (line) yield JSON.parse(line);
                if (done) return;
            }
        },
    };
})();
