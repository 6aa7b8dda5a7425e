import os

reader, writer = os.pipe()
os.write(writer, b"paid 12")
os.write(writer, b"00")
os.write(writer, b"paid 1500")
print(os.read(reader, 10))
print(os.read(reader, 100))
