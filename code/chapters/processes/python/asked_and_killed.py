import subprocess
import sys

for stop in (subprocess.Popen.terminate, subprocess.Popen.kill):
    code = "print('ready', flush=True); input()"
    command, pipe = [sys.executable, "-c", code], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as child:
        child.stdout.readline()
        stop(child)
        print(f"{stop.__name__}: {child.wait()}")
