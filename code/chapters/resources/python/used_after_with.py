import io

# ANCHOR: main
with io.StringIO() as report:
    report.write("42")
    kept = report  # only another name

try:
    print(kept.getvalue())
except ValueError as error:
    print("ValueError:", error)
# ANCHOR_END: main
