#!/usr/bin/env python3
"""Writes readings.txt, how every Chinese character may be read, from Unicode's Unihan database (Debian: unicode-data).

    apt-get install unicode-data && python3 make-readings.py > readings.txt

A line "zhong 中钟|重种" has the characters of one syllable, without tone, u for the umlaut: those that are usually read so before the
mark, those that are sometimes read so after it. A character stands in every syllable that kMandarin, kHanyuPinlu or kXHC1983 gives it;
the first of kMandarin is the usual one. The last line, "=國国…", has pairs of a traditional character and its simple one.
"""
import bz2
import re
import sys
import unicodedata

FOLDER = "/usr/share/unicode/"


def rows(name):
    with bz2.open(FOLDER + name + ".txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t")
                yield chr(int(code[2:], 16)), field, value


def toneless(syllable):
    plain = unicodedata.normalize("NFD", syllable.lower())
    return re.sub("[^a-z]", "", plain)


usual, every = {}, {}
for character, field, value in rows("Unihan_Readings"):
    if field == "kMandarin":
        found = [toneless(word) for word in value.split()]
        usual[character] = found[0]
    elif field == "kHanyuPinlu":
        found = [toneless(word.split("(")[0]) for word in value.split()]
    elif field == "kXHC1983":
        found = [toneless(word) for entry in value.split() for word in entry.split(":", 1)[1].split(",")]
    else:
        continue
    every.setdefault(character, []).extend(found)

syllables = {}
for character, found in every.items():
    first = usual.get(character, found[0])
    for syllable in set(found):
        syllables.setdefault(syllable, ([], []))[0 if syllable == first else 1].append(character)

out = sys.stdout
for syllable in sorted(filter(None, syllables)):
    first, others = ("".join(sorted(part)) for part in syllables[syllable])
    out.write(f"{syllable} {first}|{others}\n" if others else f"{syllable} {first}\n")

simple = {}
for character, field, value in rows("Unihan_Variants"):
    if field == "kSimplifiedVariant":
        target = chr(int(value.split()[0][2:], 16))
        if target != character and character in every:
            simple[character] = target
# A character that is simple itself (后, 里, 干) stays what it is.
out.write("=" + "".join(old + new for old, new in sorted(simple.items()) if old not in simple.values()) + "\n")
