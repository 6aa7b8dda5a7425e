# ANCHOR: main
import multiprocessing
import sys


def work():
    print("working")


print(f"the module runs as {__name__}", flush=True)
child = multiprocessing.get_context("spawn").Process(target=work)
try:
    child.start()
except RuntimeError as error:
    sys.exit(str(error).split("\n")[1].strip())
child.join()
print(f"exit code of the child: {child.exitcode}")
# ANCHOR_END: main
