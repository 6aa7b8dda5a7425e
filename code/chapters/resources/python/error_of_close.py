import io

# ANCHOR: main
class FullDisk(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        raise OSError("the disk is full")


try:
    with io.BufferedWriter(FullDisk()) as report:
        report.write(b"42")
        print("written")
except OSError as error:
    print("error:", error)
# ANCHOR_END: main
