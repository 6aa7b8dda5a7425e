#@ hangs

# ANCHOR: main
import subprocess
import sys

code = "import sys\nfor word in sys.stdin: print(len(word.strip()))"
command, pipe = [sys.executable, "-c", code], subprocess.PIPE
child = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
child.stdin.write("pipe\n")
child.stdin.flush()
print("asked")
print(f"answered: {child.stdout.readline()}")
# ANCHOR_END: main
