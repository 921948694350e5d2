#include "judge.h"

/* XSD 1.1 part 2, 3.3.15 to 3.3.18, 3.4.1 to 3.4.9; white space by CSVW
   model 6.4, steps 1 and 2. */
static const Case texts[] = {
    /* white space */
    {"string", " a\tb\r\n  c ", " a\tb\r\n  c ", " a\tb\r\n  c "},
    {"any", " a\t\tb ", " a\t\tb ", NULL},
    {"json", " {\"a\":\n1} ", " {\"a\":\n1} ", NULL},
    {"xml", " <a/>\n", " <a/>\n", NULL},
    {"html", "\t<p>\n", "\t<p>\n", NULL},
    {"string", "", "", ""},
    {"normalizedString", " a\tb\r\n  c ", " a b    c ", " a b    c "},
    {"normalizedString", "a  b", "a  b", NULL},
    {"token", " a\tb\r\n  c ", "a b c", "a b c"},
    {"token", "a  b", "a b", NULL},
    {"token", "a b", "a b", NULL},
    {"token", "a\t", "a", NULL},
    {"token", " \t\r\n", "", NULL},
    {"token", "\xC2\xA0 a", "\xC2\xA0 a", NULL}, /* NBSP is a character */
    {"anyURI", " http://example.org/\xC3\xA5 ", "http://example.org/\xC3\xA5",
     NULL},
    /* boolean, 3.3.2 */
    {"boolean", "true", "true", "true"},
    {"boolean", "false", "false", "false"},
    {"boolean", "1", "true", "true"},
    {"boolean", "0", "false", "false"},
    {"boolean", " true ", "true", "true"},
    {"boolean", "TRUE", NULL, NULL},
    {"boolean", "yes", NULL, NULL},
    {"boolean", "2", NULL, NULL},
    {"boolean", "00", NULL, NULL},
    {"boolean", "", NULL, NULL},
    /* language */
    {"language", "sv", "sv", "sv"},
    {"language", "sv-SE", "sv-SE", NULL},
    {"language", "zh-Hant-TW-x-abc1", "zh-Hant-TW-x-abc1", NULL},
    {"language", "sv_SE", NULL, NULL},
    {"language", "s1", NULL, NULL},
    {"language", "sv-", NULL, NULL},
    {"language", "-sv", NULL, NULL},
    {"language", "sv--SE", NULL, NULL},
    {"language", "abcdefghi", NULL, NULL},
    {"language", "ab-abcdefghi", NULL, NULL},
    {"language", "", NULL, NULL},
    /* names: XML 1.0, 2.3; Namespaces in XML, 4 */
    {"Name", "a", "a", NULL},
    {"Name", ":a-1.b_c", ":a-1.b_c", NULL},
    {"Name",
     "\xC3\xA5"
     "ngstr\xC3\xB6m",
     "\xC3\xA5"
     "ngstr\xC3\xB6m",
     NULL},
    {"Name", "a\xC2\xB7", "a\xC2\xB7", NULL}, /* MIDDLE DOT */
    {"Name",
     "\xC2\xB7"
     "a",
     NULL, NULL},
    {"Name", "a\xC3\x97", NULL, NULL}, /* MULTIPLICATION SIGN */
    {"Name", "\xF0\x90\x80\x80", "\xF0\x90\x80\x80", NULL}, /* U+10000 */
    {"Name", "1a", NULL, NULL},
    {"Name", "-a", NULL, NULL},
    {"Name", "a b", NULL, NULL},
    {"Name", "", NULL, NULL},
    {"NMTOKEN", "1a", "1a", NULL},
    {"NMTOKEN", "-.:", "-.:", NULL},
    {"NMTOKEN", " token ", "token", NULL},
    {"NMTOKEN", "a/b", NULL, NULL},
    {"NMTOKEN", "a b", NULL, NULL},
    {"NMTOKEN", "", NULL, NULL},
    {"QName", "a", "a", NULL},
    {"QName", "a:b", "a:b", NULL},
    {"QName", "a:b:c", NULL, NULL},
    {"QName", ":a", NULL, NULL},
    {"QName", "a:", NULL, NULL},
    {"QName", "a:1", NULL, NULL},
    {"QName", "", NULL, NULL},
    /* binary */
    {"hexBinary", "0FB7", "0FB7", "0FB7"},
    {"hexBinary", "0fb7", "0fb7", "0FB7"},
    {"hexBinary", "", "", ""},
    {"hexBinary", "0FB", NULL, NULL},
    {"hexBinary", "0G", NULL, NULL},
    {"hexBinary", "0F B7", NULL, NULL},
    {"base64Binary", "", "", ""},
    {"base64Binary", "AAAA", "AAAA", "AAAA"},
    {"base64Binary", "A A A A", "A A A A", "AAAA"},
    {"base64Binary", "AA\n  AA", "AA AA", "AAAA"},
    {"base64Binary", "AA==", "AA==", "AA=="},
    {"base64Binary", "AAA=", "AAA=", "AAA="},
    {"base64Binary", "AA = =", "AA = =", "AA=="},
    {"binary", "+/+/", "+/+/", NULL},
    {"base64Binary", "AB==", NULL, NULL}, /* bits that are no byte's */
    {"base64Binary", "AAB=", NULL, NULL},
    {"base64Binary", "A===", NULL, NULL},
    {"base64Binary", "====", NULL, NULL},
    {"base64Binary", "AAA", NULL, NULL},
    {"base64Binary", "AA=A", NULL, NULL},
    {"base64Binary", "AA==AAAA", NULL, NULL},
    {"base64Binary", "AA-_", NULL, NULL},
};

START_TEST(reads_texts)
{
  JUDGE_ALL(texts);
}
END_TEST

RUN("text", reads_texts)
