import subprocess
import sys

code = "import threading; threading.Event().wait()"
try:
    subprocess.run([sys.executable, "-c", code], timeout=0.1)
except subprocess.TimeoutExpired:
    print("not done in time")
