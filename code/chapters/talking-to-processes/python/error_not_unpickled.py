# ANCHOR: main
import pickle


class Refused(Exception):
    def __init__(self, parcel, reason):
        super().__init__(f"parcel {parcel}: {reason}")


message = pickle.dumps(Refused(2, "too big"))
print("the worker has sent its error")
try:
    pickle.loads(message)
except TypeError as error:
    print(error)
# ANCHOR_END: main
