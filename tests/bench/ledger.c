/* Writes a made-up ledger of supplier invoices on standard output, the same
   bytes for the same options:

     ledger [--rows N] [--seed S] [--publisher NAME]

   The columns are those of the national specification; a publisher's name
   gives its dialect, encoding and habits ("spec" is the specification's own).
   Companies are invented; numbers have right check digits.  */
#include "ledger.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

/* -- Words --------------------------------------------------------------- */

static const char *const places[] = {
    "Tallåsen",    "Hjälmaren", "Kilsbergen", "Närke",      "Svartån",
    "Bergslagen",  "Vättern",   "Mälardalen", "Bohuslän",   "Ångermanland",
    "Öland",       "Skagern",   "Åmål",       "Härjedalen", "Västerbotten",
    "Göta älv",    "Fyrisån",   "Bråviken",   "Kolmården",  "Siljan",
    "Höga kusten", "Ätran",     "Österlen",   "Hallandsås", "Storsjön",
};
static const char *const trades[] = {
    "Bygg & Betong",
    "Livsmedel",
    "El & Tele",
    "Måleri",
    "Rör och VVS",
    "Trädgård",
    "Skog",
    "Städservice",
    "IT-partner",
    "Konsult",
    "Åkeri",
    "Taxi",
    "Fjärrvärme",
    "Kontorsmöbler",
    "Läromedel",
    "Tryckeri",
    "Hjälpmedel",
    "Bemanning",
    "Vårdhem",
    "Bevakning",
    "Återvinning",
    "Snö, sand & salt",
    "Mätteknik",
    "Arkitekter",
    "Språktolkar",
    "Måltidsservice",
    "Maskinuthyrning",
    "Lås & larm",
    "Förlaget \"Ljus\"",
    "Bil, buss & släp",
};
static const char *const owners[] = {
    "",         "Norra ",    "Södra ",   "Östra ",   "Västra ", "Nya ",
    "Gamla ",   "Bröderna ", "Lind & ",  "Ek & ",    "Berg & ", "Åberg & ",
    "Öhman & ", "Alm & ",    "Ros & ",   "Ström & ", "Sjö & ",  "Hed & ",
    "Ny & ",    "Falk & ",   "Björk & ", "Hjälm & ", "Ask & ",  "Gran & ",
    "Löf & ",   "Quist & ",  "Rönn & ",  "Stål & ",  "Ugglas ", "Wall & ",
    "Ylva & ",  "Zetter & ",
};
static const char *const offices[] = {
    "Kommunstyrelsen",      "Socialförvaltningen",
    "Förskola och skola",   "Tekniska förvaltningen",
    "Kultur och fritid",    "Miljö- o regionalutv.nämnd",
    "Vård och omsorg",      "Park, gata och trafik",
    "Överförmyndarnämnden", "Arbete, näringsliv",
};
static const char *const areas[] = {
    "",         " Norr",     " Söder",    " Öster",      " Väster",
    " centrum", " område 1", " område 2", " område 3",   " stab",
    " ekonomi", " drift",    " projekt",  " beställare", " utförare",
    " Åsen",    " Älvsborg", " Hamnen",   " Höjden",     " övrigt",
};
static const char *const goods[] = {
    "Livsmedel",
    "Fjärrvärme",
    "El",
    "Läromedel",
    "Kontorsmateriel",
    "Inkontinenshjälpmedel",
    "Skolskjuts",
    "IT-konsulter",
    "Licenser",
    "Lokalhyra",
    "Städning",
    "Bevakning",
    "Entreprenad",
    "Tolkning",
    "Facklitteratur",
    "Drivmedel",
    "Porto",
    "Övriga tjänster",
    "Reparationer",
    "Företagshälsovård",
};
/* One in five has a comma. */
static const char *const kinds[] = {
    "",
    " inköp",
    " hyra",
    ", årsavgift",
    " extern",
    " underhåll",
    " ej avdrag",
    " projekt",
    ", ö vht utförare",
    " övrigt",
    " bidrag",
    " leasing",
    " förbrukning",
    ", ersättning",
    " intern",
    " drift",
    " momsfri",
    " kurs",
    " avskrivning",
    " säsong",
    " leverans",
    " fast avgift",
    ", försäkring",
    " rörlig",
    " myndighet",
    " lågvärde",
    " skadestånd",
    ", gåvor",
    " åtgärd",
    " språk",
};
static const char *const grounds[GROUNDS] = {
    "ramavtal",
    "upphandling",
    "direktupphandling",
    "",
};

/* -- Numbers ------------------------------------------------------------- */

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t next_random(uint64_t *state)
{
  uint64_t z = (*state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* A number below LIMIT, from the high bits. */
static uint64_t below(uint64_t *state, uint64_t limit)
{
  return ((next_random(state) >> 32) * limit) >> 32;
}

/* Appends the check digit (Luhn) to a number of nine digits. */
static uint64_t with_check_digit(uint64_t nine)
{
  uint64_t rest = nine;
  unsigned sum = 0;
  for (unsigned i = 0; i < 9; i++, rest /= 10) {
    unsigned digit = (unsigned)(rest % 10) * (i % 2 == 0 ? 2 : 1);
    sum += digit / 10 + digit % 10;
  }
  return nine * 10 + (10 - sum % 10) % 10;
}

/* The INDEX-th number of a company that does not exist: above what the
   registers have given out. */
static uint64_t organisation_number(uint64_t index)
{
  static const uint64_t series[] = {559800000, 559800000, 559800000, 559800000,
                                    559800000, 559800000, 969800000, 802800000};
  /* 7919 and 200000 have no common factor: no number comes twice. */
  uint64_t nine = series[index % COUNT(series)] + index * 7919 % 200000;
  return with_check_digit(nine - index / 200000 * 200000);
}

/* -- Making the parts ---------------------------------------------------- */

/* All that was allocated, to be freed at the end. */
typedef struct Allocation {
  struct Allocation *next;
  max_align_t memory[];
} Allocation;

static Allocation *allocations;

static void *allocate(size_t count, size_t size)
{
  Allocation *made = calloc(1, sizeof *made + count * size);
  if (made == NULL) {
    perror("ledger");
    exit(3);
  }
  made->next = allocations;
  allocations = made;
  return made->memory;
}

static void free_all(void)
{
  while (allocations != NULL) {
    Allocation *next = allocations->next;
    free(allocations);
    allocations = next;
  }
}

/* RAW as a cell: in quotes where some delimiter or quote stands in it; in
   JSON always. */
static Text cell(const Publisher *publisher, const char *raw)
{
  bool quoted = publisher->json || raw[strcspn(raw, ",;\t\"\r\n")] != '\0';
  char *bytes = allocate(2 * strlen(raw) + 3, 1), *to = bytes;
  if (quoted)
    *to++ = '"';
  for (; *raw != '\0'; raw++) {
    if (publisher->json && (*raw == '"' || *raw == '\n'))
      *to++ = '\\';
    else if (*raw == '"')
      *to++ = '"';
    *to++ = publisher->json && *raw == '\n' ? 'n' : *raw;
  }
  if (quoted)
    *to++ = '"';
  return (Text){bytes, (size_t)(to - bytes)};
}

/* LINE_END stands in some names: the second line of an address. */
static void make_name(uint64_t index, const char *line_end, char *name,
                      size_t size)
{
  static const char *const forms[] = {"AB", "AB", "AB", "AB",
                                      "AB", "AB", "HB", "ek. för."};
  const uint64_t names = COUNT(owners) * COUNT(places) * COUNT(trades);
  uint64_t mixed = index * 7919 % names; /* no common factor either */
  const char *owner = owners[mixed % COUNT(owners)];
  const char *place = places[mixed / COUNT(owners) % COUNT(places)];
  const char *trade = trades[mixed / COUNT(owners) / COUNT(places)];
  bool two_lines = index % 3500 == 2500;
  (void)snprintf(name, size, "%s%s %s %s%s%s", owner, place, trade,
                 forms[index % COUNT(forms)], two_lines ? line_end : "",
                 two_lines ? "c/o Fakturaservice" : "");
}

static void make_suppliers(Ledger *ledger)
{
  const Publisher *publisher = ledger->publisher;
  /* Inside a field too no other character than the file's ends a line. */
  const char *end = strcmp(publisher->line_end, "\r") == 0 ? "\r" : "\n";
  Text mask = cell(publisher, publisher->mask);
  Text none = cell(publisher, "");
  ledger->supplier_count = ledger->rows / ROWS_PER_SUPPLIER + 40;
  ledger->suppliers = allocate(ledger->supplier_count, sizeof(Supplier));
  for (uint64_t i = 0; i < ledger->supplier_count; i++) {
    Supplier *supplier = &ledger->suppliers[i];
    uint64_t kind = below(&ledger->random, 100);
    char name[256];
    supplier->contract = none;
    supplier->sole_trader = kind < 3;
    if (supplier->sole_trader) {
      supplier->name = mask;
      continue;
    }
    make_name(i, end, name, sizeof name);
    supplier->name = cell(publisher, name);
    if (kind != 3) /* the others are foreign */
      supplier->number = organisation_number(i);
    if (kind > 90)
      (void)snprintf(name, sizeof name, "https://data.example.se/id/avtal/%d",
                     (int)i);
    else if (kind > 65)
      (void)snprintf(name, sizeof name, "Ö 2024/%04d", (int)(i % 10000));
    else
      continue;
    supplier->contract = cell(publisher, name);
  }
}

static void make_accounts(Ledger *ledger)
{
  for (unsigned i = 0; i < ACCOUNTS; i++) {
    Account *account = &ledger->accounts[i];
    const char *good = goods[i % COUNT(goods)];
    const char *kind = kinds[i / COUNT(goods)];
    char text[256];
    account->number = 40000 + i * 63;
    (void)snprintf(text, sizeof text, "%s%s", good, kind);
    account->text = cell(ledger->publisher, text);
    (void)snprintf(text, sizeof text, "%u %s%s", account->number, good, kind);
    account->both = cell(ledger->publisher, text);
  }
}

static void make_dates(Ledger *ledger)
{
  static const unsigned char lengths[12] = {31, 28, 31, 30, 31, 30,
                                            31, 31, 30, 31, 30, 31};
  unsigned month = 0, day = 0;
  for (unsigned i = 0; i < DAYS; i++) {
    (void)snprintf(ledger->dates[i], sizeof ledger->dates[i], "2026-%02u-%02u",
                   (month + 1) % 100, (day + 1) % 100);
    if (++day == lengths[month]) {
      day = 0;
      month++;
    }
  }
}

static void make_ledger(Ledger *ledger)
{
  const Publisher *publisher = ledger->publisher;
  make_suppliers(ledger);
  make_accounts(ledger);
  make_dates(ledger);
  for (size_t i = 0; i < DEPARTMENTS; i++) {
    char text[256];
    (void)snprintf(text, sizeof text, "%s%s", offices[i % COUNT(offices)],
                   areas[i / COUNT(offices)]);
    ledger->departments[i] = cell(publisher, text);
  }
  for (size_t i = 0; i < GROUNDS; i++)
    ledger->grounds[i] = cell(publisher, grounds[i]);
  ledger->buyer = cell(publisher, publisher->title);
  ledger->buyer_number = cell(publisher, publisher->number);
  ledger->municipality = cell(publisher, publisher->municipality);
  ledger->mask_number = cell(publisher, publisher->mask_number);
  ledger->voucher = 3000000;
}

/* -- Making the rows ----------------------------------------------------- */

/* Few suppliers have many invoices: the square of an even distribution. */
static const Supplier *draw_supplier(Ledger *ledger)
{
  const Supplier *supplier;
  do {
    uint64_t u = next_random(&ledger->random) >> 32;
    supplier =
        &ledger->suppliers[(((u * u) >> 32) * ledger->supplier_count) >> 32];
  } while (supplier->sole_trader && ledger->publisher->no_sole_traders);
  return supplier;
}

/* 1 krona to 1 million, small ones most; one in 25 is a credit. */
static int64_t draw_amount(uint64_t *random)
{
  uint64_t bits = next_random(random);
  int64_t kronor = (int64_t)((bits & 0xFFFFF) >> (bits >> 32) % 18) + 1;
  int64_t amount = kronor * 100;
  if ((bits >> 40) % 8 < 3)
    amount += (int64_t)((bits >> 44) % 100);
  return (bits >> 52) % 25 == 0 ? -amount : amount;
}

static void start_voucher(Ledger *ledger, uint64_t written)
{
  Row *row = &ledger->row;
  uint64_t bits = next_random(&ledger->random);
  row->supplier = draw_supplier(ledger);
  row->department = &ledger->departments[below(&ledger->random, DEPARTMENTS)];
  row->ground = &ledger->grounds[(bits >> 8) % GROUNDS];
  row->voucher = ++ledger->voucher;
  row->invoice = (bits >> 16) % 99900000 + 100000;
  row->day = (unsigned)(written * DAYS / ledger->rows);
  /* Half of the vouchers have one row, the others two to five. */
  ledger->left = bits % 2 == 0 ? 1 : 2 + (unsigned)((bits >> 4) % 4);
}

static void next_row(Ledger *ledger, uint64_t written)
{
  Row *row = &ledger->row;
  uint64_t chance;
  bool first = ledger->left == 0;
  if (first)
    start_voucher(ledger, written);
  ledger->left--;
  chance = below(&ledger->random, 100000);
  if (!first && chance >= 99000)
    return; /* equal to the row before */
  if (!first && chance >= 98700)
    row->supplier = draw_supplier(ledger); /* the voucher disagrees */
  row->account = &ledger->accounts[below(&ledger->random, ACCOUNTS)];
  row->amount = draw_amount(&ledger->random);
}

/* -- Writing ------------------------------------------------------------- */

static void put_header(Output *out, const Publisher *publisher)
{
  const Column *column = publisher->columns;
  for (; column->put != NULL; column++) {
    if (column > publisher->columns)
      put_char(out, publisher->delimiter);
    put_string(out, column->title);
  }
  put_string(out, publisher->line_end);
}

static void put_row(Output *out, const Ledger *ledger)
{
  const Publisher *publisher = ledger->publisher;
  const Column *column = publisher->columns;
  for (; column->put != NULL; column++) {
    if (column > publisher->columns)
      put_char(out, publisher->delimiter);
    if (publisher->json) {
      put_char(out, '"');
      put_string(out, column->title);
      put_bytes(out, "\":", 2);
    }
    if (column->quoted)
      put_char(out, '"');
    column->put(out, ledger, &ledger->row);
    if (column->quoted)
      put_char(out, '"');
  }
}

/* The sum stands under its column, the other cells are empty. */
static void put_sum(Output *out, const Ledger *ledger)
{
  const Publisher *publisher = ledger->publisher;
  const Column *column = publisher->columns;
  for (; column->put != NULL; column++) {
    if (column > publisher->columns)
      put_char(out, publisher->delimiter);
    if (column->put == put_amount)
      put_ore(out, publisher, ledger->sum);
  }
  put_string(out, publisher->line_end);
}

static void put_start(Output *out, const Ledger *ledger)
{
  if (ledger->publisher->mark)
    put_string(out, "\xEF\xBB\xBF");
  if (!ledger->publisher->json) {
    put_header(out, ledger->publisher);
    return;
  }
  put_string(out, "{\"resultCount\":");
  put_number(out, ledger->rows, 1, '\0');
  put_string(out, ",\"offset\":0,\"limit\":");
  put_number(out, ledger->rows, 1, '\0');
  put_string(out, ",\"queryTime\":500,\"results\":[");
}

static void write_ledger(Ledger *ledger, Output *out)
{
  const Publisher *publisher = ledger->publisher;
  put_start(out, ledger);
  for (uint64_t i = 0; i < ledger->rows; i++) {
    if (out->size > BLOCK - ROW_ROOM)
      ledger_flush(out);
    next_row(ledger, i);
    if (publisher->json)
      put_string(out, i == 0 ? "{" : ",{");
    put_row(out, ledger);
    put_string(out, publisher->json ? "}" : publisher->line_end);
    ledger->sum += ledger->row.amount;
  }
  if (publisher->json)
    put_string(out, "]}");
  if (publisher->sum)
    put_sum(out, ledger);
  ledger_flush(out);
}

/* -- Options ------------------------------------------------------------- */

static void usage(void)
{
  (void)fputs("usage: ledger [--rows N] [--seed S] [--publisher ", stderr);
  for (size_t i = 0; ledger_publisher(i) != NULL; i++)
    (void)fprintf(stderr, "%s%s", i > 0 ? "|" : "", ledger_publisher(i)->name);
  (void)fputs("]\n", stderr);
  exit(2);
}

static uint64_t number_option(const char *text)
{
  char *end;
  uint64_t value = strtoull(text, &end, 10);
  if (end == text || *end != '\0')
    usage();
  return value;
}

static const Publisher *publisher_option(const char *name)
{
  size_t i = 0;
  const Publisher *publisher;
  while ((publisher = ledger_publisher(i++)) != NULL)
    if (strcmp(publisher->name, name) == 0)
      return publisher;
  usage();
  return NULL;
}

int main(int argc, char **argv)
{
  static const struct option options[] = {
      {"rows", required_argument, NULL, 'r'},
      {"seed", required_argument, NULL, 's'},
      {"publisher", required_argument, NULL, 'p'},
      {NULL, 0, NULL, 0}};
  static Ledger ledger = {.rows = 1000, .random = 1};
  static Output output;
  int option;
  ledger.publisher = ledger_publisher(0);
  while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
    if (option == 'r')
      ledger.rows = number_option(optarg);
    else if (option == 's')
      ledger.random = number_option(optarg);
    else if (option == 'p')
      ledger.publisher = publisher_option(optarg);
    else
      usage();
  }
  if (optind < argc)
    usage();
  make_ledger(&ledger);
  output.charset = ledger.publisher->charset;
  write_ledger(&ledger, &output);
  free_all();
  if (fflush(stdout) != 0) {
    perror("ledger");
    return 3;
  }
  return 0;
}
