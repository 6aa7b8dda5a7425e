import threading


# ANCHOR: class
class Charge(threading.Thread):
    def __init__(self, customer):
        super().__init__(name=f"charge-{customer}")
        self.customer = customer

    def run(self):
        self.receipt = f"{self.customer}, by {threading.current_thread().name}"
# ANCHOR_END: class


# ANCHOR: calls
charge = Charge("Ada")
charge.run()
print(charge.receipt)
charge = Charge("Ada")
print(hasattr(charge, "receipt"))
charge.start()
charge.join()
print(charge.receipt)
try:
    charge.start()
except RuntimeError as error:
    print(error)
# ANCHOR_END: calls
