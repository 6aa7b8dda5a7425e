from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        broken = self.path != "/price"
        self.send_response(500 if broken else 200)
        self.end_headers()
        self.wfile.write(b"no paper" if broken else b"42")

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
Thread(target=server.serve_forever, daemon=True).start()


# ANCHOR: main
def fetch(path):
    connection = HTTPConnection(*server.server_address)
    connection.request("GET", path)
    return connection.getresponse().read().decode()


print("the price:", fetch("/price"))
print("the price:", fetch("/broken"))
# ANCHOR_END: main
server.shutdown()
server.server_close()
