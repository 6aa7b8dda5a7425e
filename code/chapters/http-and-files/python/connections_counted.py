from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    connections = 0

    def setup(self):
        Pages.connections += 1
        super().setup()

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        self.wfile.write(b"a page")

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
Thread(target=server.serve_forever, daemon=True).start()


# ANCHOR: main
def fetch(connection):
    connection.request("GET", "/")
    return connection.getresponse().read()


for _ in range(5):
    fetch(HTTPConnection(*server.server_address))
print("a connection for each request:", Pages.connections)
Pages.connections = 0
connection = HTTPConnection(*server.server_address)
for _ in range(5):
    fetch(connection)
print("one connection, kept:", Pages.connections)
# ANCHOR_END: main
connection.close()
server.shutdown()
server.server_close()
