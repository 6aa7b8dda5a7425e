import os


# ANCHOR: main
def shout(from_path, to_path):
    with open(from_path, "rb") as source, open(to_path, "wb") as target:
        while chunk := source.read(8192):
            target.write(chunk.upper())


for name in ["straße", "dear Ada"]:
    with open("letter.txt", "w", encoding="utf-8") as letter:
        letter.write(name)
    shout("letter.txt", "copy.txt" if name == "straße" else "letter.txt")

with open("copy.txt", encoding="utf-8") as copy:
    print("the copy:", copy.read())
print("the letter:", os.path.getsize("letter.txt"), "bytes")
# ANCHOR_END: main
os.remove("letter.txt")
os.remove("copy.txt")
