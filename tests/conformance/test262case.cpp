#include "tests/conformance/test262case.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace hw::test {

namespace {

/// Proposals after ES2023, and what stands in no host without a document or threads.
const QSet<QString>& laterFeatures()
{
    static const QSet<QString> features{"Array.fromAsync",
                                        "ArrayBuffer",
                                        "Atomics.pause",
                                        "Error.isError",
                                        "FinalizationRegistry",
                                        "Float16Array",
                                        "IsHTMLDDA",
                                        "Iterator",
                                        "Math.sumPrecise",
                                        "RegExp.escape",
                                        "ShadowRealm",
                                        "SharedArrayBuffer",
                                        "Atomics",
                                        "Temporal",
                                        "WeakRef",
                                        "arraybuffer-transfer",
                                        "await-dictionary",
                                        "canonical-tz",
                                        "cross-realm",
                                        "decorators",
                                        "explicit-resource-management",
                                        "host-gc-required",
                                        "immutable-arraybuffer",
                                        "import-assertions",
                                        "import-attributes",
                                        "import-bytes",
                                        "import-defer",
                                        "import-text",
                                        "iterator-helpers",
                                        "iterator-sequencing",
                                        "joint-iteration",
                                        "json-modules",
                                        "json-parse-with-source",
                                        "legacy-regexp",
                                        "promise-try",
                                        "promise-with-resolvers",
                                        "regexp-duplicate-named-groups",
                                        "regexp-modifiers",
                                        "regexp-v-flag",
                                        "resizable-arraybuffer",
                                        "set-methods",
                                        "source-phase-imports",
                                        "source-phase-imports-module-source",
                                        "symbols-as-weakmap-keys",
                                        "tail-call-optimization",
                                        "top-level-await",
                                        "uint8array-base64",
                                        "upsert",
                                        "array-grouping",
                                        "Atomics.waitAsync",
                                        "dynamic-import",
                                        "import.meta",
                                        "hashbang",
                                        "caller",
                                        "Intl-enumeration",
                                        "nonextensible-applies-to-private",
                                        "error-stack-accessor",
                                        "iterator-chunking",
                                        "change-array-by-copy-later"};
    return features;
}

QStringList listOf(const QString& text)
{
    QStringList items;
    for (const QString& item : text.split(u',', Qt::SkipEmptyParts))
        items.append(item.trimmed());
    return items;
}

} // namespace

Test262Case readTest262(const QString& path, const QByteArray& source)
{
    Test262Case test{path, source, {}, {}, {}, {}, {}};
    const qsizetype from = source.indexOf("/*---");
    const qsizetype to = source.indexOf("---*/");
    if (from < 0 || to < from)
        return test;
    QStringList* list = nullptr;
    bool inNegative = false;
    for (const QString& raw : QString::fromUtf8(source.mid(from + 5, to - from - 5)).split(u'\n')) {
        const QString line = raw.trimmed();
        if (line.startsWith(QLatin1String("- "))) {
            if (list)
                list->append(line.mid(2).trimmed());
            continue;
        }
        const qsizetype colon = line.indexOf(u':');
        const QString key = line.left(colon);
        const QString value = line.mid(colon + 1).trimmed();
        if (inNegative && key == QLatin1String("phase"))
            test.negativePhase = value;
        else if (inNegative && key == QLatin1String("type"))
            test.negativeType = value;
        if (raw.isEmpty() || raw.front().isSpace())
            continue;
        inNegative = key == QLatin1String("negative");
        list = key == QLatin1String("flags")      ? &test.flags
               : key == QLatin1String("features") ? &test.features
               : key == QLatin1String("includes") ? &test.includes
                                                  : nullptr;
        if (list && value.startsWith(u'['))
            *list = listOf(value.mid(1, value.indexOf(u']') - 1));
    }
    return test;
}

QString outOfScope(const Test262Case& test)
{
    for (const char* flag : {"noStrict", "raw", "CanBlockIsFalse", "CanBlockIsTrue"}) {
        if (test.flags.contains(QLatin1String(flag)))
            return QLatin1String(flag);
    }
    for (const QString& feature : test.features) {
        if (laterFeatures().contains(feature))
            return feature;
    }
    // Code from text, other realms, other files and the global object's own properties are not there by design.
    for (const char* word : {"$262.createRealm", "$262.evalScript", "$262.detachArrayBuffer", "$DETACHBUFFER", "eval(",
                             "Function(\"", "Function('", "new Function(", "GeneratorFunction(", "_FIXTURE.js",
                             "import(", "from './", "from \"./", "import './", "import \"./"}) {
        if (test.source.contains(word))
            return QLatin1String(word);
    }
    return {};
}

bool isRefusedByDesign(const Test262Case& test)
{
    const auto names = {"BigInt", "regexp-lookbehind", "regexp-unicode-property-escapes", "regexp-match-indices"};
    return std::any_of(names.begin(), names.end(),
                       [&](const char* name) { return test.features.contains(QLatin1String(name)); });
}

} // namespace hw::test
