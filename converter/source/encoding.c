#include "source/encoding.h"
#include "base/ascii.h"
#include <errno.h>
#include <iconv.h>

typedef struct Label {
  const char *label; /* lower case */
  const char *name;
  const char *iconv; /* NULL: as the name */
} Label;

/* The labels of the Encoding Standard that iconv does not know, or knows as
   something narrower than what browsers and spreadsheets write. */
static const Label labels[] = {
    {"utf-8", "utf-8", ""},
    {"utf8", "utf-8", ""},
    {"unicode-1-1-utf-8", "utf-8", ""},
    {"x-unicode20utf8", "utf-8", ""},
    {"utf-16", "utf-16le", NULL},
    {"utf-16le", "utf-16le", NULL},
    {"utf-16be", "utf-16be", NULL},
    {"unicode", "utf-16le", NULL},
    {"ucs-2", "utf-16le", NULL},
    {"iso-10646-ucs-2", "utf-16le", NULL},
    {"unicodefffe", "utf-16be", NULL},
    {"utf-32", "utf-32le", NULL},
    {"utf-32le", "utf-32le", NULL},
    {"utf-32be", "utf-32be", NULL},
    {"ascii", "windows-1252", "CP1252"},
    {"us-ascii", "windows-1252", "CP1252"},
    {"ansi_x3.4-1968", "windows-1252", "CP1252"},
    {"windows-1252", "windows-1252", "CP1252"},
    {"cp1252", "windows-1252", "CP1252"},
    {"x-cp1252", "windows-1252", "CP1252"},
    {"cp819", "windows-1252", "CP1252"},
    {"ibm819", "windows-1252", "CP1252"},
    {"iso-8859-1", "windows-1252", "CP1252"},
    {"iso8859-1", "windows-1252", "CP1252"},
    {"iso88591", "windows-1252", "CP1252"},
    {"iso_8859-1", "windows-1252", "CP1252"},
    {"l1", "windows-1252", "CP1252"},
    {"latin1", "windows-1252", "CP1252"},
    {"latin-1", "windows-1252", "CP1252"},
    {"iso-8859-9", "windows-1254", "CP1254"},
    {"latin5", "windows-1254", "CP1254"},
    {"windows-1254", "windows-1254", "CP1254"},
    {"windows-1250", "windows-1250", "CP1250"},
    {"windows-1257", "windows-1257", "CP1257"},
    {"macintosh", "macintosh", NULL},
    {"x-mac-roman", "macintosh", NULL},
    {"mac", "macintosh", NULL},
    {"x-sjis", "shift_jis", "CP932"},
    {"shift_jis", "shift_jis", "CP932"},
    {"windows-31j", "shift_jis", "CP932"},
    {"gb2312", "gbk", "GB18030"},
    {"gbk", "gbk", "GB18030"},
};

static bool copy_lower(LodView from, char to[64])
{
  if (!from.size || from.size >= 64)
    return false;
  for (size_t i = 0; i < from.size; ++i) {
    const char c = lod_ascii_lower(from.data[i]);
    /* "//TRANSLIT" and "//IGNORE" would make iconv lenient. */
    if (c <= ' ' || c > '~' || c == '/')
      return false;
    to[i] = c;
  }
  to[from.size] = '\0';
  return true;
}

static void fill(LodEncoding *encoding, const char *name, const char *iconv)
{
  *encoding = (LodEncoding){.unit = 1};
  strcpy(encoding->name, name);
  strcpy(encoding->iconv, iconv);
  if (!strncmp(name, "utf-16", 6) || !strncmp(name, "ucs-2", 5))
    encoding->unit = 2;
  if (!strncmp(name, "utf-32", 6) || !strncmp(name, "ucs-4", 5))
    encoding->unit = 4;
  const size_t size = strlen(name);
  encoding->big_endian = encoding->unit > 1 && name[size - 2] == 'b';
}

bool lod_encoding_find(LodView label, LodEncoding *encoding)
{
  char lower[64];
  if (!copy_lower(lod_ascii_trim(label), lower))
    return false;
  for (size_t i = 0; i < sizeof labels / sizeof *labels; ++i) {
    const Label *const known = &labels[i];
    if (!strcmp(lower, known->label)) {
      fill(encoding, known->name, known->iconv ? known->iconv : known->name);
      return true;
    }
  }
  fill(encoding, lower, lower);
  return true;
}

bool lod_encoding_exists(LodView label)
{
  LodEncoding encoding;
  if (!lod_encoding_find(label, &encoding))
    return false;
  if (!*encoding.iconv)
    return true;
  iconv_t descriptor = iconv_open("UTF-8", encoding.iconv);
  if (descriptor == (iconv_t)-1)
    return errno != EINVAL;
  iconv_close(descriptor);
  return true;
}

/* Encoding Standard, 6: "BOM sniff". */
size_t lod_encoding_from_mark(LodView bytes, LodEncoding *encoding)
{
  if (bytes.size >= 3 && !memcmp(bytes.data, "\xEF\xBB\xBF", 3)) {
    fill(encoding, "utf-8", "");
    return 3;
  }
  if (bytes.size >= 2 && !memcmp(bytes.data, "\xFF\xFE", 2)) {
    fill(encoding, "utf-16le", "utf-16le");
    return 2;
  }
  if (bytes.size >= 2 && !memcmp(bytes.data, "\xFE\xFF", 2)) {
    fill(encoding, "utf-16be", "utf-16be");
    return 2;
  }
  return 0;
}

bool lod_encoding_agrees(const char *label, const LodEncoding *asked,
                         const LodEncoding *found)
{
  if (lod_ascii_equal_nocase(lod_view(label), LOD_VIEW("utf-16")))
    return found->unit == 2;
  return !strcmp(asked->name, found->name);
}
