/* How the cells of a made-up ledger look, and who writes them so. */
#include "ledger.h"

/* -- Cells --------------------------------------------------------------- */

static void put_text(Output *out, Text text)
{
  put_bytes(out, text.bytes, text.size);
}

static void put_buyer_number(Output *out, const Ledger *ledger, const Row *row)
{
  (void)row;
  put_text(out, ledger->buyer_number);
}

static void put_buyer(Output *out, const Ledger *ledger, const Row *row)
{
  (void)row;
  put_text(out, ledger->buyer);
}

static void put_municipality(Output *out, const Ledger *ledger, const Row *row)
{
  (void)row;
  put_text(out, ledger->municipality);
}

static void put_nothing(Output *out, const Ledger *ledger, const Row *row)
{
  (void)out;
  (void)ledger;
  (void)row;
}

static void put_voucher(Output *out, const Ledger *ledger, const Row *row)
{
  (void)ledger;
  put_number(out, row->voucher, 1, '\0');
}

static void put_supplier(Output *out, const Ledger *ledger, const Row *row)
{
  (void)ledger;
  put_text(out, row->supplier->name);
}

static void put_supplier_number(Output *out, const Ledger *ledger,
                                const Row *row)
{
  if (row->supplier->number != 0)
    put_number(out, row->supplier->number, 10, '\0');
  else if (row->supplier->sole_trader)
    put_text(out, ledger->mask_number);
}

/* 559500-0018 */
static void put_supplier_hyphen(Output *out, const Ledger *ledger,
                                const Row *row)
{
  uint64_t number = row->supplier->number;
  if (number == 0) {
    put_supplier_number(out, ledger, row);
    return;
  }
  put_number(out, number / 10000, 6, '\0');
  put_char(out, '-');
  put_number(out, number % 10000, 4, '\0');
}

/* The publisher's own number of the supplier. */
static void put_supplier_internal(Output *out, const Ledger *ledger,
                                  const Row *row)
{
  uint64_t index = (uint64_t)(row->supplier - ledger->suppliers);
  put_number(out, 10000000 + index, 8, '\0');
}

static void put_account(Output *out, const Ledger *ledger, const Row *row)
{
  (void)ledger;
  put_number(out, row->account->number, 1, '\0');
}

static void put_account_text(Output *out, const Ledger *ledger, const Row *row)
{
  (void)ledger;
  put_text(out, row->account->text);
}

static void put_account_both(Output *out, const Ledger *ledger, const Row *row)
{
  (void)ledger;
  put_text(out, row->account->both);
}

void put_ore(Output *out, const Publisher *publisher, int64_t amount)
{
  uint64_t size = (uint64_t)(amount < 0 ? -amount : amount);
  if (amount < 0)
    put_char(out, '-');
  put_number(out, size / 100, 1, publisher->group);
  put_char(out, publisher->decimal);
  put_number(out, size % 100, 2, '\0');
}

void put_amount(Output *out, const Ledger *ledger, const Row *row)
{
  put_ore(out, ledger->publisher, row->amount);
}

static void put_date(Output *out, const Ledger *ledger, const Row *row)
{
  put_bytes(out, ledger->dates[row->day], 10);
}

static void put_month(Output *out, const Ledger *ledger, const Row *row)
{
  put_bytes(out, ledger->dates[row->day], 4);
  put_bytes(out, ledger->dates[row->day] + 5, 2);
}

static void put_department(Output *out, const Ledger *ledger, const Row *row)
{
  (void)ledger;
  put_text(out, *row->department);
}

static void put_invoice(Output *out, const Ledger *ledger, const Row *row)
{
  (void)ledger;
  if (row->invoice % 8 == 0)
    put_bytes(out, "F-", 2);
  put_number(out, row->invoice, 1, '\0');
}

/* Every second one is not known. */
static void put_invoice_dash(Output *out, const Ledger *ledger, const Row *row)
{
  if (row->voucher % 2 == 0)
    put_char(out, '-');
  else
    put_invoice(out, ledger, row);
}

/* What a spreadsheet makes of a long number: 4,57001E+11. */
static void put_invoice_scientific(Output *out, const Ledger *ledger,
                                   const Row *row)
{
  if (row->voucher % 3 != 0) {
    put_invoice(out, ledger, row);
    return;
  }
  put_number(out, 1 + row->invoice % 9, 1, '\0');
  put_char(out, ',');
  put_number(out, row->invoice % 100000, 5, '\0');
  put_bytes(out, "E+11", 4);
}

static void put_ground(Output *out, const Ledger *ledger, const Row *row)
{
  (void)ledger;
  put_text(out, *row->ground);
}

static void put_contract(Output *out, const Ledger *ledger, const Row *row)
{
  (void)ledger;
  put_text(out, row->supplier->contract);
}

/* -- Publishers ---------------------------------------------------------- */

static const Column spec_columns[] = {
    {"kopare_id", put_buyer_number, false},
    {"kopare", put_buyer, false},
    {"verifikationsnummer", put_voucher, false},
    {"leverantor", put_supplier, false},
    {"leverantor_id", put_supplier_number, false},
    {"konto_nr", put_account, false},
    {"konto_text", put_account_text, false},
    {"belopp", put_amount, false},
    {"datum", put_date, false},
    {"forvaltning", put_department, false},
    {"faktura_nr", put_invoice, false},
    {"grund", put_ground, false},
    {"avtal", put_contract, false},
    {"kommun_id", put_municipality, false},
    {"s_kod_nr", put_nothing, false},
    {NULL, NULL, false}};

static const Column vgr_columns[] = {
    {"kopare_id", put_buyer_number, false},
    {"kopare", put_buyer, false},
    {"verifikationsnummer", put_voucher, false},
    {"leverantor", put_supplier, false},
    {"leverantor_id", put_supplier_number, false},
    {"konto_nr", put_account, false},
    {"konto_text", put_account_text, false},
    {"bokforingsdatum", put_date, false},
    {"forvaltning", put_department, false},
    {"fakturanummer", put_invoice_dash, false},
    {"nettobelopp", put_amount, false},
    {"grund", put_ground, false},
    {"avtal", put_contract, false},
    {"kommun_id", put_municipality, false},
    {"s_kod_nr", put_nothing, false},
    {NULL, NULL, false}};

static const Column goteborg_columns[] = {
    {"kopare_id", put_buyer_number, false},
    {"kopare", put_buyer, false},
    {"verifikationsnummer", put_voucher, false},
    {"leverantor", put_supplier, false},
    {"leverantor_id", put_supplier_number, false},
    {"konto_nr", put_account, false},
    {"konto_text", put_account_text, false},
    {"belopp", put_amount, true},
    {"datum", put_date, false},
    {"forvaltning", put_department, false},
    {"faktura_nr", put_invoice, false},
    {"kommun_id", put_municipality, false},
    {NULL, NULL, false}};

static const Column vasteras_columns[] = {
    {"datum", put_date, true},
    {"konto_nr", put_account, true},
    {"\xEF\xBB\xBFkopare_id", put_buyer_number, false},
    {"kommun_id", put_municipality, false},
    {"leverantor_id", put_supplier_internal, true},
    {"belopp", put_amount, true},
    {"konto_text", put_account_text, false},
    {"leverantor", put_supplier, false},
    {"verifikationsnummer", put_voucher, true},
    {"kopare", put_buyer, false},
    {NULL, NULL, false}};

static const Column orebro_columns[] = {
    {"Datum", put_date, false},
    {"Förvaltning", put_department, false},
    {"Leverantör", put_supplier, false},
    {"Org.nr", put_supplier_hyphen, false},
    {"Fakturanr", put_invoice, false},
    {"Konto nr+text", put_account_both, false},
    {"Belopp", put_amount, false},
    {"", put_nothing, false},
    {NULL, NULL, false}};

static const Column umea_columns[] = {
    {"datum", put_month, false},
    {"forvaltning", put_department, false},
    {"leverantor", put_supplier, false},
    {"leverantor_id", put_supplier_hyphen, false},
    {"konto_nr", put_account, false},
    {"konto_text", put_account_text, false},
    {"belopp", put_amount, false},
    {"faktura_nr", put_invoice, false},
    {NULL, NULL, false}};

static const Column agresso_columns[] = {
    {"Ver.nr", put_voucher, false},      {"Bokf.datum", put_date, false},
    {"Leverantör", put_supplier, false}, {"Org.nr", put_supplier_hyphen, false},
    {"Konto", put_account, false},       {"Kontotext", put_account_text, false},
    {"Belopp", put_amount, false},       {NULL, NULL, false}};

static const Column digg_columns[] = {
    {"kopare", put_buyer_number, false},
    {"faktura_nr", put_invoice_scientific, false},
    {"leverantor", put_supplier, false},
    {"leverantor_id", put_supplier_number, false},
    {"forvaltning", put_department, false},
    {"konto_nr", put_account, false},
    {"konto_text", put_account_text, false},
    {"belopp", put_amount, false},
    {"datum", put_date, false},
    {"grund", put_ground, false},
    {"avtal", put_contract, false},
    {"kommun_id", put_municipality, false},
    {NULL, NULL, false}};

static const Publisher publishers[] = {
    {.name = "spec",
     .number = "2120001967",
     .title = "Örebro kommun",
     .municipality = "1880",
     .columns = spec_columns,
     .line_end = "\r\n",
     .mask = "Kan innehålla personuppgifter",
     .mask_number = "",
     .delimiter = ',',
     .decimal = '.'},
    {.name = "vgr", /* bare CR; three other names; "-" for no invoice */
     .number = "2321000131",
     .title = "VÄSTRA GÖTALANDSREGIONEN",
     .municipality = "",
     .columns = vgr_columns,
     .line_end = "\r",
     .mask = "Kan innehålla personuppgifter",
     .mask_number = "",
     .delimiter = ';',
     .decimal = '.'},
    {.name = "goteborg", /* UTF-16, decimal comma between commas */
     .number = "2120001355",
     .title = "Göteborgs Stad",
     .municipality = "1480",
     .columns = goteborg_columns,
     .line_end = "\r\n",
     .mask = "Skyddad uppgift",
     .mask_number = "",
     .delimiter = ',',
     .decimal = ',',
     .charset = UTF_16LE,
     .mark = true},
    {.name = "vasteras", /* JSON rows; U+FEFF inside a key */
     .number = "2120002080",
     .title = "VÄSTERÅS STAD",
     .municipality = "1980",
     .columns = vasteras_columns,
     .line_end = "",
     .mask = "Privatperson",
     .mask_number = "",
     .delimiter = ',',
     .decimal = ',',
     .json = true},
    {.name = "orebro", /* number and text of the account in one cell */
     .number = "2120001967",
     .title = "Örebro kommun",
     .municipality = "1880",
     .columns = orebro_columns,
     .line_end = "\r\n",
     .mask = "",
     .mask_number = "",
     .delimiter = ';',
     .decimal = ',',
     .mark = true,
     .no_sole_traders = true},
    {.name = "umea", /* months, not days; masks of stars */
     .number = "2120002627",
     .title = "Umeå kommun",
     .municipality = "2480",
     .columns = umea_columns,
     .line_end = "\n",
     .mask = "**********",
     .mask_number = "******-****",
     .delimiter = ';',
     .decimal = '.'},
    {.name = "agresso", /* tabs; parted thousands; the sum last */
     .number = "2120001967",
     .title = "Örebro kommun",
     .municipality = "1880",
     .columns = agresso_columns,
     .line_end = "\r\n",
     .mask = "Enskild firma",
     .mask_number = "",
     .delimiter = '\t',
     .decimal = '.',
     .group = ' ',
     .sum = true},
    {.name = "varberg", /* a mask with words, also where a number should be */
     .number = "2120001249",
     .title = "Varbergs kommun",
     .municipality = "1383",
     .columns = spec_columns,
     .line_end = "\n",
     .mask = "[innehåller personuppgifter]",
     .mask_number = "[innehåller personuppgifter]",
     .delimiter = ',',
     .decimal = '.'},
    {.name = "digg", /* version 1.0; windows-1252; spoiled invoice numbers */
     .number = "2021006883",
     .title = "Myndigheten för digital förvaltning",
     .municipality = "",
     .columns = digg_columns,
     .line_end = "\r\n",
     .mask = "Enskild firma",
     .mask_number = "",
     .delimiter = ';',
     .decimal = ',',
     .charset = WINDOWS_1252},
};

const Publisher *ledger_publisher(size_t index)
{
  return index < COUNT(publishers) ? &publishers[index] : NULL;
}
