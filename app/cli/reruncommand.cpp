#include "app/cli/enginehost.h"
#include "app/cli/progressline.h"
#include "app/cli/workspaceaccess.h"
#include "core/base/files.h"
#include "core/engine/rerun.h"

#include <QCoreApplication>

#include <algorithm>
#include <csignal>

namespace hw::cli {

namespace {

using engine::Difference;
using engine::DifferenceKind;
using engine::RerunGroup;
using engine::RerunReport;

/// Differences of an example that are shown; --json has all.
constexpr size_t mostShown = 8;

volatile std::sig_atomic_t interrupted = 0;

QString place(const Difference& one)
{
    return one.path.isEmpty() ? QString() : QLatin1Char(' ') + one.path;
}

QString change(const Difference& one)
{
    const auto side = [](const json::Value& value) {
        return value.isUndefined() ? QStringLiteral("nothing") : elided(value);
    };
    return QStringLiteral("%1 → %2").arg(side(one.before), side(one.after));
}

/// What happened, without quotes around names that are codes.
QString plainChange(const Difference& one)
{
    return QStringLiteral("%1 → %2").arg(one.before.toString(), one.after.toString());
}

QString textOf(const Difference& one)
{
    switch (one.kind) {
    case DifferenceKind::Status: return QStringLiteral("status: ") + plainChange(one);
    case DifferenceKind::Verification: return QStringLiteral("verification: ") + plainChange(one);
    case DifferenceKind::ErrorNew:
        return QStringLiteral("new error%1: %2")
            .arg(one.path.isEmpty() ? QString() : QStringLiteral(" at line ") + one.path, one.after.toString());
    case DifferenceKind::ErrorFixed:
        return QStringLiteral("fixed error%1: %2")
            .arg(one.path.isEmpty() ? QString() : QStringLiteral(" of line ") + one.path, one.before.toString());
    case DifferenceKind::ErrorMoved: return QStringLiteral("the error moved: line ") + change(one);
    case DifferenceKind::ErrorChanged: return QStringLiteral("another error: ") + plainChange(one);
    case DifferenceKind::EventType: return QStringLiteral("event type: ") + plainChange(one);
    case DifferenceKind::Timestamp: return QStringLiteral("timestamp: ") + change(one);
    case DifferenceKind::Key: return QStringLiteral("idempotency key: ") + change(one);
    case DifferenceKind::Preprocess: return QStringLiteral("preprocess%1: %2").arg(place(one), change(one));
    case DifferenceKind::ActionAdded: return QStringLiteral("+ %1 %2").arg(one.action, elided(one.after));
    case DifferenceKind::ActionRemoved:
        return QStringLiteral("- %1%2 %3")
            .arg(one.action, one.path.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(one.path),
                 elided(one.before));
    case DifferenceKind::ActionChanged: return QStringLiteral("%1%2: %3").arg(one.action, place(one), change(one));
    case DifferenceKind::ActionSkipped: return QStringLiteral("%1 skipped: %2").arg(one.action, plainChange(one));
    case DifferenceKind::Answer: return QStringLiteral("answer%1: %2").arg(place(one), change(one));
    }
    return {};
}

json::Value orNull(const json::Value& value)
{
    return value.isUndefined() ? json::Value(nullptr) : value;
}

json::Value toJson(const Difference& one)
{
    json::Object object{{QStringLiteral("kind"), engine::toString(one.kind)}};
    if (!one.action.isEmpty()) {
        object.append(QStringLiteral("action"), one.action);
        object.append(QStringLiteral("mapping"), one.mapping);
    }
    if (!one.path.isEmpty())
        object.append(QStringLiteral("path"), one.path);
    object.append(QStringLiteral("before"), orNull(one.before));
    object.append(QStringLiteral("after"), orNull(one.after));
    return object;
}

json::Value differencesJson(const std::vector<Difference>& differences)
{
    json::Array list;
    for (const Difference& one : differences)
        list.push_back(toJson(one));
    return list;
}

json::Value countsJson(const std::map<QString, qint64>& counts)
{
    json::Object object;
    for (const auto& [name, count] : counts)
        object.append(name, count);
    return object;
}

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
    Rerunning(const Context& context, store::Reader reader, engine::RerunRequest request)
        : m_context(context)
        , m_reader(std::move(reader))
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
            QCoreApplication::exit(m_context.fail(report.error()));
            return;
        }
        if (m_context.json())
            m_context.print(json(*report));
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

    json::Value json(const RerunReport& report)
    {
        json::Array groups;
        for (const RerunGroup& group : report.groups) {
            json::Array ids;
            for (const QString& id : idsOf(group.seqs))
                ids.push_back(id);
            groups.push_back(json::Object{{QStringLiteral("verdict"), engine::toString(group.verdict)},
                                          {QStringLiteral("count"), static_cast<qint64>(group.seqs.size())},
                                          {QStringLiteral("example"), group.exampleId},
                                          {QStringLiteral("differences"), differencesJson(group.differences)},
                                          {QStringLiteral("events"), std::move(ids)}});
        }
        return json::Object{
            {QStringLiteral("compared"), report.compared()},
            {QStringLiteral("same"), report.same},
            {QStringLiteral("changed"), report.changed},
            {QStringLiteral("nowFails"), report.nowFails},
            {QStringLiteral("nowPasses"), report.nowPasses},
            {QStringLiteral("leftOut"), countsJson(report.leftOut)},
            {QStringLiteral("stopped"),
             report.stopped ? json::Value(QString::fromLatin1(codeName(report.stopped->code))) : json::Value(nullptr)},
            {QStringLiteral("groups"), std::move(groups)},
        };
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
                m_context.say(QStringLiteral("  ") + textOf(group.differences[i]));
            if (group.differences.size() > mostShown)
                m_context.say(QStringLiteral("  and %1 more").arg(group.differences.size() - mostShown));
        }
        for (const auto& [reason, count] : report.leftOut)
            m_context.hint(QStringLiteral("%1 left out: %2").arg(count).arg(reason));
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
    Rerunning rerunning(context, std::move(*reader), std::move(request));
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
