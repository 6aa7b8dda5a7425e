# ANCHOR: main
import os
import sys

try:
    import _interpreters as interpreters  # CPython 3.13 and later
except ImportError:
    import _xxsubinterpreters as interpreters

counter = 1
script = f"""
import os
counter = 99
print("inside: same process", os.getpid() == {os.getpid()}, "counter", counter)
"""
interpreters.run_string(interpreters.create(), script)
print("outside: counter", counter)
print("this build has a GIL:", getattr(sys, "_is_gil_enabled", lambda: True)())
# ANCHOR_END: main
