/* A made-up ledger of supplier invoices: see ledger.c. */
#ifndef LOD_TESTS_BENCH_LEDGER_H
#define LOD_TESTS_BENCH_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

enum {
  DEPARTMENTS = 200,
  ACCOUNTS = 600,
  GROUNDS = 4,
  DAYS = 365,
  ROWS_PER_SUPPLIER = 50,
  BLOCK = 1 << 18,
  ROW_ROOM = 4096 /* no row is longer */
};

typedef enum Charset { UTF_8, UTF_16LE, WINDOWS_1252 } Charset;

typedef struct Output {
  Charset charset;
  size_t size;
  char bytes[BLOCK];
  char encoded[2 * BLOCK];
} Output;

/* Write what is there, in the output's encoding; ends the program when that
   fails. */
void ledger_flush(Output *out);
void put_string(Output *out, const char *text);
/* At least WIDTH digits; where GROUP is not NUL it parts the thousands. */
void put_number(Output *out, uint64_t value, unsigned width, char group);

static inline void put_char(Output *out, char c)
{
  out->bytes[out->size++] = c;
}

static inline void put_bytes(Output *out, const char *bytes, size_t size)
{
  memcpy(out->bytes + out->size, bytes, size);
  out->size += size;
}

/* -- What a ledger is made of -------------------------------------------- */

/* A cell as the publisher writes it: quoted or escaped where it must be. */
typedef struct Text {
  const char *bytes;
  size_t size;
} Text;

typedef struct Supplier {
  Text name, contract;
  uint64_t number; /* 0: none */
  bool sole_trader;
} Supplier;

typedef struct Account {
  unsigned number;
  Text text;
  Text both; /* number and text */
} Account;

typedef struct Row {
  const Supplier *supplier;
  const Account *account;
  const Text *department, *ground;
  uint64_t voucher, invoice;
  unsigned day;
  int64_t amount; /* in öre */
} Row;

typedef struct Ledger Ledger;

typedef struct Column {
  const char *title;
  void (*put)(Output *out, const Ledger *ledger, const Row *row);
  bool quoted; /* always: its cells hold the delimiter, or the form is JSON */
} Column;

typedef struct Publisher {
  const char *name;
  const char *number, *title, *municipality; /* of the buyer */
  const Column *columns;                     /* until one without a function */
  const char *line_end;
  const char *mask, *mask_number; /* instead of a sole trader's */
  char delimiter, decimal, group;
  Charset charset;
  bool mark;            /* U+FEFF first */
  bool json;            /* a RowStore answer */
  bool sum;             /* a last row with the sum of the amounts */
  bool no_sole_traders; /* they are left out */
} Publisher;

struct Ledger {
  const Publisher *publisher;
  uint64_t random, rows, voucher;
  Supplier *suppliers;
  uint64_t supplier_count;
  Text departments[DEPARTMENTS], grounds[GROUNDS];
  Text buyer, buyer_number, municipality, mask_number;
  Account accounts[ACCOUNTS];
  char dates[DAYS][11];
  Row row;
  unsigned left; /* rows of the voucher under way */
  int64_t sum;
};

/* NULL past the last one. */
const Publisher *ledger_publisher(size_t index);

/* An amount in öre, as the publisher writes it. */
void put_amount(Output *out, const Ledger *ledger, const Row *row);
void put_ore(Output *out, const Publisher *publisher, int64_t amount);

#endif
