import threading

main_has_ended = threading.Event()


def charge():
    main_has_ended.wait()
    print("charged Ada")


threading.Thread(target=charge).start()
threading.Thread(target=lambda: threading.Event().wait(), daemon=True).start()
print("end of the program")
main_has_ended.set()
