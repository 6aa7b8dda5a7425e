# ANCHOR: main
import re


def anchor(heading):
    """Lower case, no punctuation, a hyphen for each space."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


contents = {
    "Threading": "#threading",
    "Async/Await": "#async-await",
    "Best Practices": "#best-practices",
}
for heading, link in contents.items():
    name = "#" + anchor(heading)
    dead = f"{link} leads nowhere, the heading is {name}"
    print(f"{heading}: {'found' if link == name else dead}")
# ANCHOR_END: main
