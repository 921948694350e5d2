/* A loopback HTTP proxy behind which the suite's files are what the web has at
   http://www.w3.org/2013/csvw/tests/. */
#ifndef CONFORMANCE_PROXY_H
#define CONFORMANCE_PROXY_H

#define SUITE_URL "http://www.w3.org/2013/csvw/tests/"

typedef struct Proxy Proxy;

/* Serve the folder SUITE; NULL, errno set, when that can't be. */
Proxy *proxy_start(const char *suite);
void proxy_stop(Proxy *proxy);
unsigned proxy_port(const Proxy *proxy);

/* From now on URL has this Link header and this content type; NULL: none, or
   that of the file's ending.  Texts are borrowed. */
void proxy_say(Proxy *proxy, const char *url, const char *link,
               const char *type);

#endif
