import pickle


class Greeting:
    def __reduce__(self):
        return print, ("I was only to be read",)


message = pickle.dumps(Greeting())
value = pickle.loads(message)
print(f"read: {value}")
