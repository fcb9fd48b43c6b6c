// How much of the language the compiler and the hosts know: run_test262 [--every N] [--minutes N] [--failed FILE] COPY
// FOLDER… COPY is a copy of test262 (a folder with harness/ and test/), FOLDER stands below test/, as in
// language/statements. Prints a row for each folder: tests, passed, refused by design, out of scope.
#include "tests/conformance/test262case.h"
#include "tests/core/script/scriptfixture.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QEventLoop>
#include <QFile>
#include <QHash>
#include <QTimer>

#include <cstdio>
#include <map>

using namespace hw;
using namespace hw::script;
using namespace hw::test;

namespace {

struct Counts
{
    int passed = 0;
    int failed = 0;
    int refused = 0;
    int outside = 0;
};

QByteArray textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The folder that a test is counted under: two levels, as in built-ins/Array.
QString groupOf(const QString& path)
{
    return path.split(u'/').mid(0, 2).join(u'/');
}

class Suite
{
public:
    Suite(const QString& copy, int every)
        : m_copy(copy)
        , m_every(every)
        , m_fixture(options())
    {}

    void collect(const QString& folder)
    {
        QStringList files;
        QDirIterator walk(m_copy + QStringLiteral("/test/") + folder, {QStringLiteral("*.js")}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (walk.hasNext())
            files.append(walk.next());
        files.sort();
        for (qsizetype i = 0; i < files.size(); ++i) {
            if (i % m_every == 0 && !files[i].endsWith(QLatin1String("_FIXTURE.js")))
                m_files.append(files[i]);
        }
    }

    /// Until all are done, or for so many minutes: the rates are those of what ran.
    void start(int minutes)
    {
        QTimer::singleShot(std::chrono::minutes(minutes), &m_loop, &QEventLoop::quit);
        for (int i = 0; i < 8; ++i)
            next();
        if (m_underWay > 0)
            m_loop.exec();
    }

    void print() const
    {
        std::printf("%-40s %7s %7s %7s %8s %8s\n", "folder", "passed", "failed", "rate", "refused", "outside");
        Counts sum;
        for (const auto& [group, counts] : m_counts) {
            row(group, counts);
            sum.passed += counts.passed;
            sum.failed += counts.failed;
            sum.refused += counts.refused;
            sum.outside += counts.outside;
        }
        row(QStringLiteral("all"), sum);
    }

    [[nodiscard]] const QStringList& failures() const { return m_failures; }

private:
    static PoolOptions options()
    {
        PoolOptions options;
        options.hosts = 2;
        options.limits.time = std::chrono::milliseconds(20000);
        return options;
    }

    static void row(const QString& name, const Counts& counts)
    {
        const int ran = counts.passed + counts.failed;
        std::printf("%-40s %7d %7d %6.1f%% %8d %8d\n", qPrintable(name), counts.passed, counts.failed,
                    ran ? 100.0 * counts.passed / ran : 0.0, counts.refused, counts.outside);
    }

    QByteArray harness(const QString& file)
    {
        QByteArray& text = m_harness[file];
        if (text.isEmpty())
            text = textOf(m_copy + QStringLiteral("/harness/") + file)
                       .replace("BigInt64Array", "undefined")
                       .replace("BigUint64Array", "undefined"); // refused by design, and asked for all the same
        return text;
    }

    void next()
    {
        while (m_at < m_files.size()) {
            const QString file = m_files[m_at++];
            auto test = readTest262(file.mid(m_copy.size() + 6), textOf(file));
            Counts& counts = m_counts[groupOf(test.path)];
            if (!outOfScope(test).isEmpty()) {
                ++counts.outside;
            } else if (isRefusedByDesign(test)) {
                ++counts.refused;
            } else {
                begin(std::move(test));
                return;
            }
        }
    }

    void begin(Test262Case test)
    {
        ++m_underWay;
        const auto script = asScript(test, [this](const QString& name) { return harness(name); });
        m_fixture.compiler.compile({test.path, script, {}}, &m_context, [this, test](const Result<Program>& program) {
            if (!program) {
                const bool isSyntax = program.error().code == ErrorCode::ScriptSyntax;
                if (program.error().code == ErrorCode::ScriptUnsupported) {
                    ++m_counts[groupOf(test.path)].refused;
                    finished();
                } else {
                    count(test, isSyntax && test.negativePhase == QLatin1String("parse"),
                          program.error().args.join(u' '));
                }
                return;
            }
            m_fixture.pool.run(ScriptFixture::job(*program),
                               [this, test](const ScriptOutcome& outcome) { judge(test, outcome); });
        });
    }

    void judge(const Test262Case& test, const ScriptOutcome& outcome)
    {
        const auto error = outcome.report.error.value_or(ScriptError{});
        if (!test.negativePhase.isEmpty())
            count(test, error.name == test.negativeType, QStringLiteral("no ") + test.negativeType);
        else
            count(test, outcome.report.status == ScriptStatus::Ok, error.name + QStringLiteral(": ") + error.message);
    }

    void count(const Test262Case& test, bool passed, const QString& why)
    {
        Counts& counts = m_counts[groupOf(test.path)];
        ++(passed ? counts.passed : counts.failed);
        if (!passed)
            m_failures.append(test.path + QStringLiteral("\t") + why.left(200).replace(u'\n', u' '));
        finished();
    }

    void finished()
    {
        --m_underWay;
        next();
        if (m_underWay == 0)
            m_loop.quit();
    }

    QString m_copy;
    int m_every;
    ScriptFixture m_fixture;
    QObject m_context;
    QEventLoop m_loop;
    QStringList m_files;
    qsizetype m_at = 0;
    int m_underWay = 0;
    std::map<QString, Counts> m_counts;
    QHash<QString, QByteArray> m_harness;
    QStringList m_failures;
};

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QStringList words = QCoreApplication::arguments().mid(1);
    int every = 1;
    int minutes = 24 * 60;
    QString failedFile;
    while (words.size() > 1 && words.first().startsWith(QLatin1String("--"))) {
        if (words.first() == QLatin1String("--every"))
            every = qMax(1, words[1].toInt());
        else if (words.first() == QLatin1String("--minutes"))
            minutes = qMax(1, words[1].toInt());
        else
            failedFile = words[1];
        words = words.mid(2);
    }
    if (words.size() < 2) {
        std::fputs("usage: run_test262 [--every N] [--minutes N] [--failed FILE] COPY FOLDER…\n", stderr);
        return 2;
    }
    Suite run(words.takeFirst(), every);
    for (const QString& folder : words)
        run.collect(folder);
    run.start(minutes);
    run.print();
    if (QFile file(failedFile); !failedFile.isEmpty() && file.open(QIODevice::WriteOnly))
        file.write(run.failures().join(u'\n').toUtf8() + '\n');
    return 0;
}
