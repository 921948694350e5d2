#!/usr/bin/python3
"""A small server on the loopback, for tests.

usage: web.py FOLDER PORTFILE [CERT KEY]

GET /a/b?c is the file FOLDER/a/b (the query plays no part).  FOLDER/a/b.http
may say how it is answered, a line each:

  302                     the status (200)
  Name: value             a header field
  !gzip  !gzip-twice      compress the body once (twice) and say so once
  !cut N                  send N bytes of the body, then hang up
  !short N                N bytes of the compressed body pass for all of it
  !chunked                without Content-Length
  !no-length              likewise, but as it is
  !header N               a header of N bytes, by a field of its own
  !stall N                send N bytes, then nothing
  !repeat N               the body's second line N times more
  !bomb N                 a body of N rows of 1000 bytes, compressed

Every request is a line of FOLDER.log: the target as it was sent.  The port is
chosen by the kernel and written to PORTFILE; the server ends when its standard
input does.
"""
import gzip
import os
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

folder, port_file = sys.argv[1:3]
log = open(folder + ".log", "a", buffering=1)


def read_answer(path):
    status, fields, orders = 200, [], {}
    if os.path.isfile(path + ".http"):
        for line in open(path + ".http", encoding="utf-8"):
            line = line.rstrip("\n")
            if line.startswith("!"):
                name, _, value = line[1:].partition(" ")
                orders[name] = int(value or 0)
            elif line.isdigit():
                status = int(line)
            elif line:
                fields.append(line.split(": ", 1))
    elif not os.path.isfile(path):
        status = 404
    return status, fields, orders


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        log.write(self.path + "\n")
        path = folder + unquote(urlsplit(self.path).path)
        status, fields, orders = read_answer(path)
        body = b"not here\n"
        if os.path.isfile(path):
            body = open(path, "rb").read()
        if "bomb" in orders:
            body = gzip.compress((b"1," + b"2" * 997 + b"\n") * orders["bomb"])
            fields.append(("Content-Encoding", "gzip"))
        for _ in range({"gzip": 1, "gzip-twice": 2}.get(
                next((o for o in orders if "gzip" in o), ""), 0)):
            body = gzip.compress(body)
        if any("gzip" in o for o in orders):
            fields.append(("Content-Encoding", "gzip"))
        if "short" in orders:
            body = body[:orders["short"]]
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value)
        self.send_body(body, orders)

    def pad(self, size):
        """Fill the header, of which only the empty line is missing."""
        size -= sum(map(len, self._headers_buffer)) + len("\r\n")
        while size > 0:
            part = size if size < 2000 else 1000
            self.send_header("P", "x" * (part - len("P: \r\n")))
            size -= part

    def send_body(self, body, orders):
        repeated = b""
        if "repeat" in orders:
            repeated = body.split(b"\n")[1] + b"\n"
        size = len(body) + len(repeated) * orders.get("repeat", 0)
        chunked = "chunked" in orders
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif "no-length" not in orders:
            self.send_header("Content-Length", str(size))
        if "header" in orders:
            self.pad(orders["header"])
        self.end_headers()
        sent = orders.get("cut", orders.get("stall", len(body)))
        if chunked:
            self.wfile.write(b"%x\r\n%s\r\n" % (sent, body[:sent]))
        else:
            self.wfile.write(body[:sent])
        for _ in range(0, orders.get("repeat", 0), 1000):
            self.wfile.write(repeated * 1000)
        self.wfile.flush()
        if "cut" in orders:
            self.close_connection = True
        elif "stall" in orders:
            threading.Event().wait(60)
        elif chunked:
            self.wfile.write(b"0\r\n\r\n")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass  # clients may hang up


server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3], sys.argv[4])
    server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open(port_file + ".new", "w") as out:
    out.write("%d\n" % server.server_port)
os.rename(port_file + ".new", port_file)
sys.stdin.read()
