#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace hw::test {

/// One file of test262, as its INTERPRETING.md describes it.
struct Test262Case
{
    QString path; ///< below test/
    QByteArray source;
    QStringList flags; ///< "async", "module", "onlyStrict", "noStrict", "raw", …
    QStringList features;
    QStringList includes;  ///< files of harness/
    QString negativePhase; ///< "parse", "resolution", "runtime"; empty = the test must pass
    QString negativeType;  ///< "SyntaxError"
};

[[nodiscard]] Test262Case readTest262(const QString& path, const QByteArray& source);

/// Why a test says nothing of a script's language: it is newer than ES2023, for a browser's loose mode, or about what
/// scripts do not have by design (other realms, dynamic import, code from text). Empty = it counts.
[[nodiscard]] QString outOfScope(const Test262Case& test);

/// What the compiler refuses by design with an error that names it, so that its tests cannot pass.
[[nodiscard]] bool isRefusedByDesign(const Test262Case& test);

/// The test as a script: the harness, the test, and a `main` that ends when the test does. `harness` gives a file's
/// text.
template<class Harness>
[[nodiscard]] QByteArray asScript(const Test262Case& test, Harness harness)
{
    const bool isAsync = test.flags.contains(QLatin1String("async"));
    QByteArray script =
        "const test262$ = {}; test262$.done = new Promise((yes, no) => { test262$.yes = yes; test262$.no = no; });\n"
        "function $DONE(error) { if (error) test262$.no(error); else test262$.yes({ passed: true }); }\n"
        "function print() {}\nconst $262 = { agent: {}, global: globalThis, gc() {} };\n";
    if (isAsync) // which the harness looks for
        script += "globalThis.$DONE = $DONE;\n";
    QStringList files{QStringLiteral("assert.js"), QStringLiteral("sta.js")};
    for (const QString& file : test.includes) {
        if (!files.contains(file))
            files.append(file);
    }
    for (const QString& file : files)
        script += harness(file) + '\n';
    script += test.source + "\n;export function main() { return ";
    return script + (isAsync ? "test262$.done; }\n" : "{ passed: true }; }\n");
}

} // namespace hw::test
