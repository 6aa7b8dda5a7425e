import queue

mailbox = queue.Queue()
mailbox.put(("job", "first"))
mailbox.put(("stop", None))
mailbox.put(("jbo", "second"))

done = []
while True:
    kind, value = mailbox.get()
    if kind == "job":
        done.append(value)
    elif kind == "stop":
        break
print(f"done: {done}, unread: {mailbox.qsize()}")
