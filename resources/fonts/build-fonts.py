#!/usr/bin/env python3
"""Makes the interface's fonts from Debian's: build-fonts.py INTER_DIR JETBRAINS_DIR OUT_DIR

Qt 6.4 cannot switch OpenType features, so what the design asks for is made the default: Inter's digits become the
tabular ones, JetBrains Mono loses its contextual alternates (`https://` and `?.` read as typed). Both are cut down to
the scripts that the interface writes, and renamed, so that an installed Inter never stands in for them.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [
    (0x0020, 0x024F),  # Latin
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x20CF),  # superscripts, currencies
    (0x2100, 0x22FF),  # letter-like, arrows, mathematics
    (0x2300, 0x23FF),  # technical: key symbols
    (0x2500, 0x25FF),  # boxes and geometric shapes
    (0xFFFD, 0xFFFD),
]

JOBS = [
    # family, weight name, weight, source folder index, file
    ("Headwater Sans", "Regular", 400, 0, "Inter-Regular.otf"),
    ("Headwater Sans", "Medium", 500, 0, "Inter-Medium.otf"),
    ("Headwater Sans", "SemiBold", 600, 0, "Inter-SemiBold.otf"),
    ("Headwater Mono", "Regular", 400, 1, "JetBrainsMono-Regular.ttf"),
    ("Headwater Mono", "Medium", 500, 1, "JetBrainsMono-Medium.ttf"),
]


def substitutions(font, tag):
    """glyph -> glyph of the single substitutions of one feature"""
    gsub = font["GSUB"].table
    result = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for table in gsub.LookupList.Lookup[index].SubTable:
                table = getattr(table, "ExtSubTable", table)
                if table.LookupType == 1:
                    result.update(table.mapping)
    return result


def remap_digits(font):
    tabular = substitutions(font, "tnum")
    digits = [font.getBestCmap()[ord(c)] for c in "0123456789"]
    missing = [d for d in digits if d not in tabular]
    if missing:
        raise SystemExit(f"no tabular form of {missing}")
    for table in font["cmap"].tables:
        if not table.isUnicode():
            continue
        for char in "0123456789":
            glyph = table.cmap.get(ord(char))
            if glyph in tabular:  # several tables may share one dictionary: do not map twice
                table.cmap[ord(char)] = tabular[glyph]


def rename(font, family, style, weight):
    names = font["name"]
    ribbi = family if style == "Regular" else f"{family} {style}"
    full = f"{family} {style}"
    for record in list(names.names):
        if record.nameID in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
            names.removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
    texts = {1: ribbi, 2: "Regular", 3: f"Headwater; {full}", 4: full, 6: full.replace(" ", ""), 16: family, 17: style}
    for name_id, text in texts.items():
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [texts[6]]
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName = family, full


def build(source, target, family, style, weight):
    font = TTFont(source)
    if family == "Headwater Sans":
        remap_digits(font)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.hinting = True
    options.notdef_outline = True
    options.recalc_timestamp = False
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    cut.subset(font)
    rename(font, family, style, weight)
    font.save(target)


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    folders, out = sys.argv[1:3], Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for family, style, weight, folder, name in JOBS:
        target = out / f"{family.replace(' ', '')}-{style}{Path(name).suffix}"
        build(Path(folders[folder]) / name, target, family, style, weight)


if __name__ == "__main__":
    main()
