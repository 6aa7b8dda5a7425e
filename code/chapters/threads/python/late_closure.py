import threading

charged = []
threads = []
for customer in ("Ada", "Grace", "Edsger"):
    threads.append(threading.Thread(target=lambda: charged.append(customer)))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("charged:", charged)
