#@ hangs

# ANCHOR: main
import subprocess
import sys

code = "import sys\nfor word in sys.stdin: print(len(word.strip()))"
pipe = subprocess.PIPE
child = subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True)
child.stdin.write("pipe\n")
child.stdin.flush()
print("asked")
print(f"answered: {child.stdout.readline()}")
# ANCHOR_END: main
