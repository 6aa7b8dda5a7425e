// @ts-check
// The last script: the page is shown when all that the others add to it is there, so that nothing moves under the reader.
{
    /** How long it waits for the local server, in milliseconds. */
    const PATIENCE = 500;

    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    Promise.race([Promise.allSettled(courseParts.awaited), late]).then(() => document.documentElement.classList.add("ready"));
}
