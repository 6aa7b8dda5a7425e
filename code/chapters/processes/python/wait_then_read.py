#@ hangs

# ANCHOR: main
import subprocess
import sys

code = "print('x' * 1_000_000)"
child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
print("waiting for the child to end")
child.wait()
print(f"{len(child.stdout.read())} bytes")
# ANCHOR_END: main
