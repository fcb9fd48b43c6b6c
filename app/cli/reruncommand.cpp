#include "app/cli/enginehost.h"
#include "app/cli/progressline.h"
#include "app/cli/workspaceaccess.h"
#include "core/base/files.h"
#include "core/engine/rerunreport.h"
#include "ui/models/differencetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <csignal>

namespace hw::cli {

namespace {

using engine::RerunGroup;
using engine::RerunReport;

/// Differences of an example that are shown; --json has all.
constexpr size_t mostShown = 8;

volatile std::sig_atomic_t interrupted = 0;

QString wordsOf(engine::Verdict verdict)
{
    switch (verdict) {
    case engine::Verdict::NowFails: return QStringLiteral("now fail");
    case engine::Verdict::NowPasses: return QStringLiteral("now pass");
    case engine::Verdict::Changed: return QStringLiteral("changed");
    case engine::Verdict::Same: break;
    }
    return QStringLiteral("same");
}

/// Runs, shows progress, prints the report, ends the program.
class Rerunning final : public QObject
{
public:
    /// `scriptFile` is the edited script's; empty = the saved one runs.
    Rerunning(const Context& context, store::Reader reader, engine::RerunRequest request, QString scriptFile)
        : m_context(context)
        , m_reader(std::move(reader))
        , m_scriptFile(std::move(scriptFile))
        , m_rerun(std::move(request))
    {
        connect(&m_rerun, &engine::Rerun::progressed, this, [this](qint64 done, qint64 total) {
            if (interrupted)
                m_rerun.cancel();
            const RerunReport counts = m_rerun.counts();
            m_progress.show(QStringLiteral("%1 now fail, %2 changed, %3 now pass")
                                .arg(counts.nowFails)
                                .arg(counts.changed)
                                .arg(counts.nowPasses),
                            done, total);
        });
        connect(&m_rerun, &engine::Rerun::finished, this, &Rerunning::finished);
        m_rerun.start();
    }

private:
    void finished(const Result<RerunReport>& report)
    {
        m_progress.clear();
        if (!report) {
            Error error = report.error();
            const bool inScript = error.code == ErrorCode::ScriptSyntax || error.code == ErrorCode::ScriptUnsupported;
            if (inScript && !m_scriptFile.isEmpty())
                error.file = m_scriptFile;
            QCoreApplication::exit(m_context.fail(error));
            return;
        }
        if (m_context.json())
            m_context.print(engine::toJson(*report, [this](const std::vector<qint64>& seqs) { return idsOf(seqs); }));
        else
            say(*report);
        if (report->stopped) {
            const bool cancelled = report->stopped->code == ErrorCode::Cancelled;
            m_context.hint(cancelled
                               ? QStringLiteral("Stopped; what was compared until then is above.")
                               : QStringLiteral("Stopped: the script ran into its time limit on %1 events. Is there a "
                                                "loop that does not end?")
                                     .arg(report->stopped->args.value(1)));
        }
        QCoreApplication::exit(report->nowFails > 0 || report->stopped ? exitFailed : exitDone);
    }

    void say(const RerunReport& report)
    {
        const qint64 different = report.compared() - report.same;
        if (report.compared() == 0)
            m_context.say(QStringLiteral("No event could be compared."));
        else if (different == 0)
            m_context.say(QStringLiteral("All %1 events give the same result.").arg(report.compared()));
        else
            m_context.say(QStringLiteral("%1 events: %2 now fail, %3 now pass, %4 changed, %5 same")
                              .arg(report.compared())
                              .arg(report.nowFails)
                              .arg(report.nowPasses)
                              .arg(report.changed)
                              .arg(report.same));
        for (const RerunGroup& group : report.groups) {
            m_context.say(QStringLiteral("\n%1 %2, such as %3")
                              .arg(group.seqs.size())
                              .arg(wordsOf(group.verdict), group.exampleId));
            for (size_t i = 0; i < std::min(group.differences.size(), mostShown); ++i)
                m_context.say(QStringLiteral("  ") + models::differenceText(group.differences[i]));
            if (group.differences.size() > mostShown)
                m_context.say(QStringLiteral("  and %1 more").arg(group.differences.size() - mostShown));
        }
        for (const auto& [reason, count] : report.leftOut)
            m_context.hint(QStringLiteral("%1 left out: %2").arg(count).arg(reason));
        if (report.verificationReused > 0) {
            m_context.hint(QStringLiteral("%1 compared with their recorded verification: %2 changed since.")
                               .arg(report.verificationReused)
                               .arg(report.changedSecrets.join(QStringLiteral(", "))));
        }
    }

    QStringList idsOf(const std::vector<qint64>& seqs)
    {
        QStringList ids;
        const auto rows = m_reader.eventsBySeq(seqs);
        if (rows) {
            for (const store::EventRow& row : *rows)
                ids.append(row.id);
        }
        return ids;
    }

    const Context& m_context;
    store::Reader m_reader;
    QString m_scriptFile;
    engine::Rerun m_rerun;
    ProgressLine m_progress;
};

Result<engine::SourceEdit> editOf(const Arguments& arguments, const workspace::SourceState& state)
{
    engine::SourceEdit edit;
    if (arguments.has(u"script")) {
        const QString file = arguments.value(u"script");
        auto text = files::read(file);
        if (!text)
            return text.error();
        edit.script = std::move(*text);
        edit.language = file.endsWith(QLatin1String("ts")) ? workspace::ScriptLanguage::TypeScript
                                                           : workspace::ScriptLanguage::JavaScript;
    }
    if (arguments.has(u"mappings")) {
        const QString file = arguments.value(u"mappings");
        const auto text = files::read(file);
        if (!text)
            return text.error();
        const auto parsed = json::parse(*text);
        if (!parsed)
            return parsed.error().at(file, parsed.error().line, parsed.error().column);
        int made = 0;
        auto mappings =
            mapping::mappingFileFromJson(*parsed, [&made] { return QStringLiteral("map_new_%1").arg(++made); });
        if (!mappings)
            return mappings.error().at(file, mappings.error().line, mappings.error().column);
        edit.mappings = std::move(*mappings);
    }
    if (arguments.has(u"settings")) {
        const QString file = arguments.value(u"settings");
        const auto text = files::read(file);
        if (!text)
            return text.error();
        auto settings = workspace::readSource(*text, file);
        if (!settings)
            return settings.error();
        settings->key = state.key(); // whatever the file is called, it stands in for this source's
        edit.settings = std::move(*settings);
    }
    return edit;
}

int rerun(Context& context, const Arguments& arguments)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    engine::RerunRequest request;
    request.workspace = std::make_shared<const workspace::Workspace>((*files)->workspace());
    request.source = arguments.value(u"source");
    const bool edits = arguments.has(u"script") || arguments.has(u"mappings") || arguments.has(u"settings");
    if (edits && request.source.isEmpty() && request.workspace->sources.size() == 1)
        request.source = request.workspace->sources.front().key();
    if (edits && request.source.isEmpty())
        return context.failUsage(QStringLiteral("Which source is edited? Name it: --source K"));
    if (!request.source.isEmpty()) {
        const workspace::SourceState* state = request.workspace->source(request.source);
        if (!state)
            return context.fail({ErrorCode::NotFound, {QStringLiteral("source"), request.source}});
        auto edit = editOf(arguments, *state);
        if (!edit)
            return context.fail(edit.error());
        request.edited = std::move(*edit);
    }
    auto filter = parseFilter(context, arguments.value(u"filter"));
    if (!filter)
        return failFilter(context, filter.error());
    if (!request.source.isEmpty()) {
        filter = parseFilter(context, arguments.value(u"filter") + QStringLiteral(" source=") + request.source);
        if (!filter)
            return failFilter(context, filter.error());
    }
    request.filter = *filter;
    auto reader = openReader(context);
    if (!reader)
        return context.fail(reader.error());
    std::signal(SIGINT, [](int) { interrupted = 1; });
    Rerunning rerunning(context, std::move(*reader), std::move(request), arguments.value(u"script"));
    return QCoreApplication::exec();
}

} // namespace

std::vector<Command> rerunCommands()
{
    return {
        {{QStringLiteral("rerun")},
         {},
         QStringLiteral("time travel: what captured events would give with edited files, compared with what they gave"),
         {{QStringLiteral("source"), QStringLiteral("K"), QStringLiteral("whose events (default: all, as saved)")},
          {QStringLiteral("script"), QStringLiteral("FILE"), QStringLiteral("instead of its script")},
          {QStringLiteral("mappings"), QStringLiteral("FILE"), QStringLiteral("instead of its mappings.json")},
          {QStringLiteral("settings"), QStringLiteral("FILE"), QStringLiteral("instead of its source.json")},
          {QStringLiteral("filter"), QStringLiteral("F"), QStringLiteral("only events that match")}},
         0,
         0,
         rerun,
         QStringLiteral("A dry run on the recorded clocks: nothing is stored, nothing delivered. Without files, the\n"
                        "saved ones are compared with the past. Exits with 1 where an event now fails; Ctrl+C keeps\n"
                        "what was compared.")}};
}

} // namespace hw::cli
