#include "app/cli/enginehost.h"
#include "app/cli/workspaceaccess.h"
#include "core/base/files.h"
#include "core/engine/goldentest.h"
#include "core/http/httpfile.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QXmlStreamWriter>

namespace hw::cli {

namespace {

using engine::Expectation;
using engine::GoldenCase;
using engine::GoldenResult;
using engine::GoldenTests;
using workspace::WorkspaceFiles;

/// Makes a sample of one event and tries it before anything is written; ends the program.
class Adding final : public QObject
{
public:
    Adding(const Context& context, std::unique_ptr<WorkspaceFiles> files, GoldenCase test, Run recorded)
        : m_context(context)
        , m_files(std::move(files))
        , m_test(std::move(test))
        , m_recorded(std::move(recorded))
        , m_tests({std::make_shared<const workspace::Workspace>(m_files->workspace()), {}, {}})
    {
        m_tests.run(m_test, [this](const GoldenResult& result) { tried(result); });
    }

private:
    void tried(const GoldenResult& result)
    {
        if (const auto problem = engine::sampleProblem(m_recorded, result)) {
            QCoreApplication::exit(m_context.fail(*problem));
            return;
        }
        m_test.expectation.outcome = result.outcome;
        const QString key = m_test.source;
        const QString name = m_test.sample;
        auto saved = m_files->saveSample(key, name, http::httpfile::serialize(m_test.request));
        if (saved)
            saved = m_files->saveExpectation(key, name, engine::writeExpectation(m_test.expectation));
        if (!saved) {
            QCoreApplication::exit(m_context.fail(saved.error()));
            return;
        }
        const QString file = m_files->expectationPath(key, name);
        document(m_context, json::Object{{QStringLiteral("source"), key},
                                         {QStringLiteral("sample"), name},
                                         {QStringLiteral("expectation"), file},
                                         {QStringLiteral("expect"), result.outcome}});
        m_context.say(QStringLiteral("Added the sample %1 of %2: %3, expected in %4")
                          .arg(name, key, toString(result.run.status), file));
        QCoreApplication::exit(exitDone);
    }

    const Context& m_context;
    std::unique_ptr<WorkspaceFiles> m_files;
    GoldenCase m_test;
    Run m_recorded;
    GoldenTests m_tests;
};

int add(Context& context, const Arguments& arguments)
{
    auto reader = openReader(context);
    if (!reader)
        return context.fail(reader.error());
    const QString id = arguments.positional.first();
    const auto stored = findEvent(*reader, id);
    if (!stored)
        return context.fail(stored.error());
    if (!stored->run)
        return context.fail({ErrorCode::NotFound, {QStringLiteral("run"), id}});
    auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const workspace::Workspace& workspace = (*files)->workspace();
    const auto secrets = secretStore(workspace);
    auto golden = engine::goldenOf(workspace, *secrets, stored->event, *stored->run, arguments.values(u"mask"));
    if (!golden)
        return context.fail(golden.error());
    if (arguments.has(u"name")) {
        golden->sample = arguments.value(u"name");
        if (workspace.source(golden->source)->samples.contains(golden->sample))
            return context.fail({ErrorCode::AlreadyExists, {QStringLiteral("sample"), golden->sample}});
    }
    Adding adding(context, std::move(*files), *std::move(golden), *stored->run);
    return QCoreApplication::exec();
}

QString sideText(const json::Value& value)
{
    return value.isUndefined() ? QStringLiteral("(nothing)") : elided(value);
}

/// "actions[1].payload.key (users_identify)": which of the actions it is, expected or happened.
QString placeText(const GoldenResult& result, const QString& path)
{
    static const QRegularExpression action(QStringLiteral("^actions\\[(\\d+)\\]"));
    const auto match = action.match(path);
    if (!match.hasMatch())
        return path;
    const QString kind = result.outcome[u"actions"].at(match.captured(1).toULongLong())[u"action"].toString();
    return kind.isEmpty() ? path : QStringLiteral("%1 (%2)").arg(path, kind);
}

QStringList diffLines(const GoldenResult& result)
{
    QStringList lines;
    for (const engine::ValueDifference& one : result.differences) {
        lines.append(placeText(result, one.path));
        lines.append(QStringLiteral("  - ") + sideText(one.before));
        lines.append(QStringLiteral("  + ") + sideText(one.after));
    }
    return lines;
}

/// Runs the tests, prints what differs, ends the program.
class Testing final : public QObject
{
public:
    Testing(const Context& context, std::unique_ptr<WorkspaceFiles> files, QString junit, bool update)
        : m_context(context)
        , m_files(std::move(files))
        , m_junit(std::move(junit))
        , m_update(update)
        , m_tests({std::make_shared<const workspace::Workspace>(m_files->workspace()), {}, context.globals().now})
    {}

    void add(const GoldenCase& test)
    {
        ++m_left;
        m_tests.run(test,
                    [this, expectation = test.expectation](const GoldenResult& result) { ended(result, expectation); });
    }

    [[nodiscard]] bool isEmpty() const { return m_left == 0; }

private:
    void ended(const GoldenResult& result, Expectation expectation)
    {
        const QString name = result.source + u'/' + result.sample;
        bool updated = false;
        if (m_update && !result.passed() && !result.error) {
            expectation.outcome = result.outcome;
            if (const auto saved =
                    m_files->saveExpectation(result.source, result.sample, engine::writeExpectation(expectation));
                !saved) {
                QCoreApplication::exit(m_context.fail(saved.error()));
                return;
            }
            updated = true;
        }
        if (result.error) {
            m_context.say(QStringLiteral("error   %1: %2").arg(name, m_context.textOf(*result.error)));
        } else {
            m_context.say(QStringLiteral("%1 %2").arg(result.passed() ? QStringLiteral("ok     ")
                                                      : updated       ? QStringLiteral("updated")
                                                                      : QStringLiteral("FAILED "),
                                                      name));
            for (const QString& line : diffLines(result))
                m_context.say(QStringLiteral("        ") + line);
        }
        m_failed += result.passed() || updated ? 0 : 1;
        m_document.push_back(json(result, updated));
        m_results.push_back(result);
        if (--m_left > 0)
            return;
        finish();
    }

    json::Value json(const GoldenResult& result, bool updated)
    {
        json::Array differences;
        for (const engine::ValueDifference& one : result.differences)
            differences.push_back(
                json::Object{{QStringLiteral("path"), one.path},
                             {QStringLiteral("expected"), one.before.isUndefined() ? json::Value(nullptr) : one.before},
                             {QStringLiteral("actual"), one.after.isUndefined() ? json::Value(nullptr) : one.after}});
        return json::Object{{QStringLiteral("source"), result.source},
                            {QStringLiteral("sample"), result.sample},
                            {QStringLiteral("passed"), result.passed()},
                            {QStringLiteral("updated"), updated},
                            {QStringLiteral("durationMs"), static_cast<double>(result.duration.count()) / 1000.0},
                            {QStringLiteral("error"),
                             result.error ? json::Value(m_context.textOf(*result.error)) : json::Value(nullptr)},
                            {QStringLiteral("differences"), std::move(differences)}};
    }

    void finish()
    {
        document(m_context, m_document);
        m_context.hint(
            QStringLiteral("%1 passed, %2 failed").arg(static_cast<int>(m_results.size()) - m_failed).arg(m_failed));
        if (!m_junit.isEmpty()) {
            if (const auto written = files::writeAtomically(m_junit, junit()); !written) {
                QCoreApplication::exit(m_context.fail(written.error()));
                return;
            }
        }
        QCoreApplication::exit(m_failed > 0 ? exitFailed : exitDone);
    }

    /// One suite for each source; the form that CI systems read.
    [[nodiscard]] QByteArray junit() const
    {
        QByteArray bytes;
        QXmlStreamWriter xml(&bytes);
        xml.setAutoFormatting(true);
        xml.writeStartDocument();
        xml.writeStartElement(QStringLiteral("testsuites"));
        for (size_t from = 0; from < m_results.size();) {
            size_t to = from;
            int failures = 0;
            int errors = 0;
            std::chrono::microseconds total{0};
            for (; to < m_results.size() && m_results[to].source == m_results[from].source; ++to) {
                failures += m_results[to].differences.empty() || m_update ? 0 : 1;
                errors += m_results[to].error ? 1 : 0;
                total += m_results[to].duration;
            }
            xml.writeStartElement(QStringLiteral("testsuite"));
            xml.writeAttribute(QStringLiteral("name"), m_results[from].source);
            xml.writeAttribute(QStringLiteral("tests"), QString::number(to - from));
            xml.writeAttribute(QStringLiteral("failures"), QString::number(failures));
            xml.writeAttribute(QStringLiteral("errors"), QString::number(errors));
            xml.writeAttribute(QStringLiteral("time"), seconds(total));
            for (; from < to; ++from)
                writeCase(xml, m_results[from]);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        return bytes;
    }

    void writeCase(QXmlStreamWriter& xml, const GoldenResult& result) const
    {
        xml.writeStartElement(QStringLiteral("testcase"));
        xml.writeAttribute(QStringLiteral("classname"), result.source);
        xml.writeAttribute(QStringLiteral("name"), result.sample);
        xml.writeAttribute(QStringLiteral("time"), seconds(result.duration));
        const QString text = result.error ? m_context.textOf(*result.error) : diffLines(result).join(u'\n');
        if (!result.passed() && !(m_update && !result.error)) {
            xml.writeStartElement(result.error ? QStringLiteral("error") : QStringLiteral("failure"));
            xml.writeAttribute(QStringLiteral("message"), text.section(u'\n', 0, 0));
            xml.writeCharacters(text);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    static QString seconds(std::chrono::microseconds duration)
    {
        return QString::number(static_cast<double>(duration.count()) / 1e6, 'f', 4);
    }

    const Context& m_context;
    std::unique_ptr<WorkspaceFiles> m_files;
    QString m_junit;
    bool m_update;
    GoldenTests m_tests;
    std::vector<GoldenResult> m_results;
    json::Array m_document;
    int m_left = 0;
    int m_failed = 0;
};

int test(Context& context, const Arguments& arguments)
{
    auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const workspace::Workspace& workspace = (*files)->workspace();
    const QString only = arguments.value(u"source");
    if (!only.isEmpty() && !workspace.source(only))
        return context.fail({ErrorCode::NotFound, {QStringLiteral("source"), only}});
    std::vector<GoldenCase> cases;
    for (const workspace::SourceState& state : workspace.sources) {
        if (!only.isEmpty() && state.key() != only)
            continue;
        for (const QString& name : state.samples) {
            const auto text = (*files)->readExpectation(state.key(), name);
            if (!text)
                return context.fail(text.error());
            if (text->isEmpty())
                continue;
            const QString file = (*files)->expectationPath(state.key(), name);
            auto expectation = engine::readExpectation(*text, file);
            if (!expectation)
                return context.fail(expectation.error());
            const auto bytes = (*files)->readSample(state.key(), name);
            if (!bytes)
                return context.fail(bytes.error());
            auto request = http::httpfile::parse(*bytes);
            if (!request) {
                const Error& error = request.error();
                return context.fail(error.at(name + QStringLiteral(".http"), error.line, error.column));
            }
            cases.push_back({state.key(), name, std::move(*request), std::move(*expectation)});
        }
    }
    if (cases.empty()) {
        context.hint(QStringLiteral("No tests. Make one of a captured event: headwater-cli sample add ID"));
        document(context, json::Array());
        return exitDone;
    }
    Testing testing(context, std::move(*files), arguments.value(u"junit"), arguments.has(u"update"));
    for (const GoldenCase& one : cases)
        testing.add(one);
    return QCoreApplication::exec();
}

} // namespace

std::vector<Command> sampleCommands()
{
    return {
        {{QStringLiteral("sample"), QStringLiteral("add")},
         QStringLiteral("ID"),
         QStringLiteral("make a captured event a sample with its expected outcome: a test"),
         {{QStringLiteral("name"), QStringLiteral("NAME"), QStringLiteral("of its files (default: the event type)")},
          {QStringLiteral("mask"), QStringLiteral("PATH"),
           QStringLiteral("replace what stands there, such as body.data.email; may be given several times")}},
         1,
         1,
         add,
         QStringLiteral(
             "Stored secrets are replaced by throw-away ones, with which the sample is signed anew: it still\n"
             "verifies, on every machine. The expectation may list paths in \"ignore\" that vary.")},
        {{QStringLiteral("test")},
         {},
         QStringLiteral("run every sample that has an expected outcome, offline; exits with 1 where one differs"),
         {{QStringLiteral("source"), QStringLiteral("K"), QStringLiteral("only the tests of this source")},
          {QStringLiteral("junit"), QStringLiteral("FILE"), QStringLiteral("write the results as JUnit XML as well")},
          {QStringLiteral("update"), {}, QStringLiteral("what happened is what is expected from now on")}},
         0,
         0,
         test,
         {}}};
}

} // namespace hw::cli
