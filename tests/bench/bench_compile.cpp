// How long the compiler takes for one script after the other, as an editor asks while somebody types:
//   bench_compile [SCRIPTS [LINES]]
// Each script is another one, so that no cache answers. The first waits for the process to load Babel.
#include "tests/core/script/scriptfixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace hw;
using hw::test::ScriptFixture;

namespace {

QByteArray scriptText(int number, int lines)
{
    QByteArray source = "const version = " + QByteArray::number(number) + ";\n";
    for (int line = 0; line < lines; ++line) {
        const QByteArray name = "plan" + QByteArray::number(line);
        source += "const " + name + " = ({ amount = " + QByteArray::number(line) +
                  ", ...rest }) => ({ ...rest, total: `${amount} ${version}` });\n";
    }
    return source + "async function main({ body }) {\n  return { verified: true, ...plan0(body ?? {}) };\n}\n";
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const int scripts = argc > 1 ? QByteArray(argv[1]).toInt() : 60;
    const int lines = argc > 2 ? QByteArray(argv[2]).toInt() : 300;
    ScriptFixture fixture;
    std::vector<double> times;
    QElapsedTimer timer;
    for (int i = 0; i < scripts; ++i) {
        timer.start();
        if (const auto program = fixture.compile(scriptText(i, lines)); !program) {
            std::printf("script %d: %s\n", i, qPrintable(program.error().args.join(u' ')));
            return 1;
        }
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (argc > 3)
            std::printf("%d %.0f\n", i, times.back());
    }
    std::printf("%d scripts of %d lines: the first %.0f ms", scripts, lines, times.front());
    times.erase(times.begin());
    if (!times.empty()) {
        std::sort(times.begin(), times.end());
        std::printf(", the others median %.0f ms, p90 %.0f ms, longest %.0f ms", times[times.size() / 2],
                    times[times.size() * 9 / 10], times.back());
    }
    std::printf("; %d compiler processes\n", fixture.compiler.processesStarted());
    return 0;
}
