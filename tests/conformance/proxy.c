#include "proxy.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define WELL_KNOWN   "http://www.w3.org/.well-known/csvm"
#define REQUEST_MAX  ((size_t)64 << 10)
#define DOCUMENT_MAX ((size_t)64 << 20)

struct Proxy {
  const char *suite;
  int listener;
  unsigned port;
  pthread_t thread;
  pthread_mutex_t lock;
  const char *url, *link, *type; /* under lock */
};

typedef struct Request {
  bool head;
  char url[4096]; /* without its query */
} Request;

static bool ends_with(const char *text, const char *ending)
{
  const size_t size = strlen(text), own = strlen(ending);
  return size >= own && !strcmp(text + size - own, ending);
}

static const char *type_of(const char *path)
{
  static const char *const types[][2] = {
      {".csv", "text/csv"},
      {".tsv", "text/tab-separated-values"},
      {"metadata.json", "application/csvm+json"},
      {".json", "application/json"},
      {".ttl", "text/turtle"},
      {".txt", "text/plain"},
      {".html", "text/html"}};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (ends_with(path, types[i][0]))
      return types[i][1];
  return "application/octet-stream";
}

static bool send_all(int socket, const char *data, size_t size)
{
  while (size) {
    const ssize_t sent = send(socket, data, size, MSG_NOSIGNAL);
    if (sent <= 0)
      return false;
    data += sent;
    size -= (size_t)sent;
  }
  return true;
}

/* RFC 9112: a connection is for one request. */
static void answer(int socket, const Request *request, const char *status,
                   const char *type, const char *link, const LodBuffer *body)
{
  LodBuffer head = {0};
  LodStatus failed = lod_buffer_printf(
      &head, "HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %zu\r\n",
      status, body->size);
  if (!failed && type)
    failed = lod_buffer_printf(&head, "Content-Type: %s\r\n", type);
  if (!failed && link)
    failed = lod_buffer_printf(&head, "Link: %s\r\n", link);
  if (!failed)
    failed = lod_buffer_append_text(&head, "\r\n");
  if (!failed && send_all(socket, head.data, head.size) && !request->head)
    (void)send_all(socket, body->data, body->size);
  lod_buffer_free(&head);
}

static int hex_value(char c)
{
  const char *const digits = "0123456789abcdef";
  const char *const at = c ? strchr(digits, c | 0x20) : NULL;
  return at ? (int)(at - digits) : -1;
}

/* The file of NAME, without its per-cent triplets; false: it leads away. */
static bool file_of(const Proxy *proxy, const char *folder, const char *name,
                    char *path, size_t size)
{
  int used = snprintf(path, size, "%s/%s", proxy->suite, folder);
  char *out = path + used, *const end = path + size - 1;
  for (; *name && out < end; name++) {
    const bool triplet =
        *name == '%' && hex_value(name[1]) >= 0 && hex_value(name[2]) >= 0;
    *out++ =
        triplet ? (char)(hex_value(name[1]) * 16 + hex_value(name[2])) : *name;
    name += triplet ? 2 : 0;
  }
  *out = '\0';
  return !strstr(path + used, "..");
}

static bool locate(const Proxy *proxy, const Request *request, char *path,
                   size_t size)
{
  if (!strcmp(request->url, WELL_KNOWN))
    return file_of(proxy, "well-known/", "csvm", path, size);
  return !strncmp(request->url, SUITE_URL, strlen(SUITE_URL)) &&
         file_of(proxy, "tests/", request->url + strlen(SUITE_URL), path, size);
}

static void serve(Proxy *proxy, int socket, const Request *request)
{
  char path[8192] = "";
  LodBuffer body = {0};
  LodLog *const quiet = lod_log_new();
  const bool found = quiet && locate(proxy, request, path, sizeof path) &&
                     !lod_file_read(path, DOCUMENT_MAX, quiet, &body);
  pthread_mutex_lock(&proxy->lock);
  const bool own = proxy->url && !strcmp(proxy->url, request->url);
  const char *const link = own ? proxy->link : NULL;
  const char *const type = own && proxy->type ? proxy->type : type_of(path);
  pthread_mutex_unlock(&proxy->lock);
  if (found)
    answer(socket, request, "200 OK",
           strcmp(request->url, WELL_KNOWN) ? type : "text/plain", link, &body);
  else
    answer(socket, request, "404 Not Found", NULL, NULL, &body);
  lod_buffer_free(&body);
  lod_log_free(quiet);
}

/* Read up to the blank line; the request line is METHOD SP TARGET SP ... */
static bool read_request(int socket, Request *request)
{
  char text[REQUEST_MAX];
  size_t size = 0;
  do {
    const ssize_t got = recv(socket, text + size, sizeof text - 1 - size, 0);
    if (got <= 0)
      return false;
    size += (size_t)got;
    text[size] = '\0';
  } while (!strstr(text, "\r\n\r\n") && size < sizeof text - 1);
  char method[16];
  if (sscanf(text, "%15s %4095s", method, request->url) != 2)
    return false;
  request->url[strcspn(request->url, "?#")] = '\0';
  request->head = !strcmp(method, "HEAD");
  return request->head || !strcmp(method, "GET");
}

static void *run(void *user)
{
  Proxy *const proxy = user;
  int socket;
  while ((socket = accept(proxy->listener, NULL, NULL)) >= 0) {
    Request request;
    if (read_request(socket, &request))
      serve(proxy, socket, &request);
    shutdown(socket, SHUT_RDWR);
    close(socket);
  }
  return NULL;
}

static bool listen_on_loopback(Proxy *proxy)
{
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  proxy->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (proxy->listener < 0 ||
      bind(proxy->listener, (struct sockaddr *)&address, size) ||
      listen(proxy->listener, 16) ||
      getsockname(proxy->listener, (struct sockaddr *)&address, &size))
    return false;
  proxy->port = ntohs(address.sin_port);
  return true;
}

Proxy *proxy_start(const char *suite)
{
  Proxy *const proxy = calloc(1, sizeof *proxy);
  if (!proxy)
    return NULL;
  proxy->suite = suite;
  pthread_mutex_init(&proxy->lock, NULL);
  if (listen_on_loopback(proxy) &&
      !pthread_create(&proxy->thread, NULL, run, proxy))
    return proxy;
  if (proxy->listener >= 0)
    close(proxy->listener);
  free(proxy);
  return NULL;
}

void proxy_stop(Proxy *proxy)
{
  if (!proxy)
    return;
  shutdown(proxy->listener, SHUT_RDWR);
  pthread_join(proxy->thread, NULL);
  close(proxy->listener);
  pthread_mutex_destroy(&proxy->lock);
  free(proxy);
}

unsigned proxy_port(const Proxy *proxy)
{
  return proxy->port;
}

void proxy_say(Proxy *proxy, const char *url, const char *link,
               const char *type)
{
  pthread_mutex_lock(&proxy->lock);
  proxy->url = url;
  proxy->link = link;
  proxy->type = type;
  pthread_mutex_unlock(&proxy->lock);
}
