#include "app/cli/enginehost.h"
#include "app/cli/progressline.h"
#include "app/cli/sourcecheck.h"
#include "app/cli/workspaceaccess.h"
#include "core/engine/coverage.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace hw::cli {

namespace {

using engine::CoverageFinding;
using engine::CoverageReport;
using engine::MappingCoverage;
using engine::ParameterCoverage;
using engine::SourceCoverage;

json::Value orNull(const QString& text)
{
    return text.isEmpty() ? json::Value(nullptr) : json::Value(text);
}

json::Value timeOrNull(const std::optional<Timestamp>& time)
{
    return time ? json::Value(toIso8601(*time)) : json::Value(nullptr);
}

QString localTime(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(toMicroseconds(time) / 1000).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

json::Value toJson(const CoverageFinding& one)
{
    return json::Object{{QStringLiteral("code"), one.code},
                        {QStringLiteral("problem"), one.isProblem},
                        {QStringLiteral("mapping"), orNull(one.mappingId)},
                        {QStringLiteral("eventType"), one.eventType},
                        {QStringLiteral("subject"), orNull(one.subject)},
                        {QStringLiteral("detail"), orNull(one.detail)},
                        {QStringLiteral("before"), orNull(one.before)},
                        {QStringLiteral("suggestion"), orNull(one.suggestion)},
                        {QStringLiteral("count"), one.count},
                        {QStringLiteral("of"), one.of},
                        {QStringLiteral("since"), timeOrNull(one.since)},
                        {QStringLiteral("example"), orNull(one.example)}};
}

json::Value toJson(const ParameterCoverage& one)
{
    json::Object types;
    for (const auto& [type, seen] : one.types)
        types.append(type, seen.count);
    return json::Object{{QStringLiteral("name"), one.name},           {QStringLiteral("required"), one.required},
                        {QStringLiteral("known"), one.fits},          {QStringLiteral("from"), orNull(one.binding)},
                        {QStringLiteral("present"), one.present},     {QStringLiteral("null"), one.null},
                        {QStringLiteral("missing"), one.missing},     {QStringLiteral("failed"), one.failed},
                        {QStringLiteral("wrongType"), one.wrongType}, {QStringLiteral("types"), std::move(types)}};
}

json::Value toJson(const MappingCoverage& one)
{
    json::Object skipped;
    for (const auto& [reason, count] : one.skipped)
        skipped.append(reason, count);
    json::Array parameters;
    for (const ParameterCoverage& parameter : one.parameters)
        parameters.push_back(toJson(parameter));
    json::Object object{
        {QStringLiteral("id"), one.mapping.id},         {QStringLiteral("eventType"), one.mapping.eventType},
        {QStringLiteral("action"), one.mapping.action}, {QStringLiteral("active"), one.mapping.active},
        {QStringLiteral("events"), one.events},         {QStringLiteral("planned"), one.planned},
        {QStringLiteral("skipped"), std::move(skipped)}};
    if (one.mapping.when)
        object.append(QStringLiteral("condition"),
                      json::Object{{QStringLiteral("true"), one.held}, {QStringLiteral("false"), one.notHeld}});
    object.append(QStringLiteral("parameters"), std::move(parameters));
    return object;
}

json::Value toJson(const SourceCoverage& one)
{
    json::Array mappings;
    for (const MappingCoverage& mapping : one.mappings)
        mappings.push_back(toJson(mapping));
    json::Array types;
    for (const auto& [name, type] : one.types)
        types.push_back(json::Object{{QStringLiteral("type"), name},
                                     {QStringLiteral("events"), type.seen.count},
                                     {QStringLiteral("first"), toIso8601(type.seen.first.at)},
                                     {QStringLiteral("last"), toIso8601(type.seen.last.at)},
                                     {QStringLiteral("mapped"), type.mapped},
                                     {QStringLiteral("ignored"), type.ignored},
                                     {QStringLiteral("schema"), engine::toJson(type.schema)}});
    json::Array findings;
    for (const CoverageFinding& finding : one.findings)
        findings.push_back(toJson(finding));
    return json::Object{{QStringLiteral("source"), one.source},
                        {QStringLiteral("events"), one.events},
                        {QStringLiteral("mappings"), std::move(mappings)},
                        {QStringLiteral("types"), std::move(types)},
                        {QStringLiteral("findings"), std::move(findings)}};
}

/// "31 of 1000 (3.1 %)"
QString share(qint64 count, qint64 of)
{
    const double percent = of > 0 ? 100.0 * static_cast<double>(count) / static_cast<double>(of) : 0;
    return QStringLiteral("%1 of %2 (%3 %)").arg(count).arg(of).arg(percent, 0, 'f', percent < 10 ? 1 : 0);
}

QString what(const CoverageFinding& one)
{
    const QString seen = share(one.count, one.of);
    const auto isCode = [&](const char* code) { return one.code == QLatin1String(code); };
    if (isCode("inactive"))
        return QStringLiteral("%1 is inactive").arg(one.subject);
    if (isCode("type_never_seen"))
        return QStringLiteral("%1 is mapped to a type that was never seen").arg(one.subject);
    if (isCode("never_fires"))
        return QStringLiteral("%1 never fires: %2 in all %3 events").arg(one.subject, one.detail).arg(one.of);
    if (isCode("condition_always"))
        return QStringLiteral("the condition of %1 was always true, in %2 events").arg(one.subject).arg(one.of);
    if (isCode("condition_never"))
        return QStringLiteral("the condition of %1 was never true, in %2 events").arg(one.subject).arg(one.of);
    if (isCode("required_missing"))
        return QStringLiteral("%1 is required and missing in %2").arg(one.subject, seen);
    if (isCode("often_missing"))
        return QStringLiteral("%1 is missing in %2").arg(one.subject, seen);
    if (isCode("wrong_type"))
        return QStringLiteral("%1 has a type that does not fit in %2").arg(one.subject, seen);
    if (isCode("expression_failed"))
        return QStringLiteral("%1 cannot be evaluated in %2").arg(one.subject, seen);
    if (isCode("type_changed"))
        return QStringLiteral("%1 was %2, and is %3 in %4").arg(one.subject, one.before, one.detail, seen);
    if (isCode("unmapped_type"))
        return QStringLiteral("seen and not mapped: %1").arg(seen);
    if (isCode("new_field"))
        return QStringLiteral("new field %1 (%2)").arg(one.subject, one.detail);
    if (isCode("lost_field"))
        return QStringLiteral("%1 is gone from the last %2 events").arg(one.subject).arg(one.count);
    if (isCode("new_type"))
        return QStringLiteral("%1 was %2, and is %3 in %4 events")
            .arg(one.subject, one.before, one.detail)
            .arg(one.count);
    if (isCode("new_value"))
        return QStringLiteral("%1 has a new value, %2, in %3 events").arg(one.subject, one.detail).arg(one.count);
    return one.code;
}

QString textOf(const CoverageFinding& one)
{
    QString text =
        QStringLiteral("%1  %2: %3")
            .arg(one.isProblem ? QStringLiteral("problem") : QStringLiteral("note   "), one.eventType, what(one));
    if (one.code == QLatin1String("lost_field") && one.since)
        text += QStringLiteral(", last seen ") + localTime(*one.since);
    else if (one.since)
        text += QStringLiteral(", since ") + localTime(*one.since);
    if (!one.suggestion.isEmpty())
        text += QStringLiteral("; did you mean %1?").arg(one.suggestion);
    if (!one.example.isEmpty())
        text += QStringLiteral("; such as ") + one.example;
    return text;
}

enum class Show { Everything, Findings };

/// What is wrong in the files themselves, before any event.
json::Array problemsOf(const Context& context, const workspace::SourceState& state)
{
    json::Array list;
    for (const mapping::Problem& problem : mapping::validate(state.mappings.mappings)) {
        context.say(QStringLiteral("problem  %1 %2: %3").arg(problem.mappingId, problem.where, problemText(problem)));
        list.push_back(json::Object{{QStringLiteral("mapping"), problem.mappingId},
                                    {QStringLiteral("where"), problem.where},
                                    {QStringLiteral("code"), problem.code},
                                    {QStringLiteral("detail"), orNull(problem.detail)}});
    }
    return list;
}

/// Sweeps, prints, ends the program.
class Covering final : public QObject
{
public:
    Covering(const Context& context, engine::CoverageRequest request, Show show)
        : m_context(context)
        , m_workspace(request.workspace)
        , m_show(show)
        , m_coverage(std::move(request))
    {
        connect(&m_coverage, &engine::Coverage::progressed, this,
                [this](qint64 done, qint64 total) { m_progress.show(QStringLiteral("events"), done, total); });
        connect(&m_coverage, &engine::Coverage::finished, this, &Covering::finished);
        m_coverage.start();
    }

private:
    void finished(const std::shared_ptr<CoverageReport>& report, const Result<void>& result)
    {
        m_progress.clear();
        if (!result) {
            QCoreApplication::exit(m_context.fail(result.error()));
            return;
        }
        json::Array documents;
        bool anyProblem = false;
        for (const SourceCoverage& source : report->sources) {
            m_context.say(QStringLiteral("%1: %2 events").arg(source.source).arg(source.events));
            json::Array invalid = problemsOf(m_context, *m_workspace->source(source.source));
            anyProblem = anyProblem || !invalid.empty();
            if (m_show == Show::Everything)
                sayCoverage(source);
            for (const CoverageFinding& finding : source.findings) {
                anyProblem = anyProblem || finding.isProblem;
                m_context.say(textOf(finding));
            }
            json::Value one = json::Object();
            if (m_show == Show::Everything) {
                one = toJson(source);
            } else {
                json::Array findings;
                for (const CoverageFinding& finding : source.findings)
                    findings.push_back(toJson(finding));
                one.object().append(QStringLiteral("source"), source.source);
                one.object().append(QStringLiteral("events"), source.events);
                one.object().append(QStringLiteral("findings"), std::move(findings));
            }
            one.object().append(QStringLiteral("invalid"), std::move(invalid));
            documents.push_back(std::move(one));
        }
        document(m_context, std::move(documents));
        if (report->stopped)
            m_context.hint(QStringLiteral("Stopped: the script ran into its time limit again and again."));
        const bool failed = (m_show == Show::Findings && anyProblem) || report->stopped;
        QCoreApplication::exit(failed ? exitFailed : exitDone);
    }

    void sayCoverage(const SourceCoverage& source)
    {
        for (const MappingCoverage& one : source.mappings) {
            const QString fires = one.events > 0 ? QStringLiteral("fires in ") + share(one.planned, one.events)
                                                 : QStringLiteral("no event of this type yet");
            m_context.say(QStringLiteral("\n%1 → %2  %3").arg(one.mapping.eventType, one.mapping.action, fires));
            for (const auto& [reason, count] : one.skipped)
                m_context.say(QStringLiteral("  skipped %1: %2").arg(count).arg(reason));
            std::vector<QStringList> rows;
            for (const ParameterCoverage& parameter : one.parameters) {
                QStringList types;
                for (const auto& [type, seen] : parameter.types)
                    types.append(QStringLiteral("%1 %2").arg(type).arg(seen.count));
                rows.push_back({QStringLiteral("  ") + parameter.name + (parameter.required ? u"*" : u""),
                                parameter.binding.isEmpty() ? QStringLiteral("(literal)") : parameter.binding,
                                QString::number(parameter.present), QString::number(parameter.null),
                                QString::number(parameter.missing), types.join(QStringLiteral(", "))});
            }
            if (!rows.empty() && one.events > 0)
                m_context.table({QStringLiteral("  PARAMETER"), QStringLiteral("FROM"), QStringLiteral("PRESENT"),
                                 QStringLiteral("NULL"), QStringLiteral("MISSING"), QStringLiteral("TYPES")},
                                rows);
        }
        m_context.say(QString());
    }

    const Context& m_context;
    std::shared_ptr<const workspace::Workspace> m_workspace;
    Show m_show;
    engine::Coverage m_coverage;
    ProgressLine m_progress;
};

int cover(Context& context, const Arguments& arguments, Show show)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    engine::CoverageRequest request;
    request.workspace = std::make_shared<const workspace::Workspace>((*files)->workspace());
    request.source = arguments.value(u"source");
    if (!request.source.isEmpty() && !request.workspace->source(request.source))
        return context.fail({ErrorCode::NotFound, {QStringLiteral("source"), request.source}});
    QString text = arguments.value(u"filter");
    if (!request.source.isEmpty())
        text += QStringLiteral(" source=") + request.source;
    const auto filter = parseFilter(context, text);
    if (!filter)
        return failFilter(context, filter.error());
    request.filter = *filter;
    // The store is made where it never was: an empty one answers as well.
    if (const auto reader = openReader(context); !reader)
        return context.fail(reader.error());
    Covering covering(context, std::move(request), show);
    return QCoreApplication::exec();
}

} // namespace

std::vector<Command> mappingCommands()
{
    const std::vector<Option> options{
        {QStringLiteral("source"), QStringLiteral("K"), QStringLiteral("only this source")},
        {QStringLiteral("filter"), QStringLiteral("F"), QStringLiteral("only events that match, as in events list")}};
    return {{{QStringLiteral("mapping"), QStringLiteral("coverage")},
             {},
             QStringLiteral("what the mappings find in the captured events: per parameter, per type, and what changed"),
             options,
             0,
             0,
             [](Context& context, const Arguments& arguments) { return cover(context, arguments, Show::Everything); },
             {}},
            {{QStringLiteral("mapping"), QStringLiteral("check")},
             {},
             QStringLiteral("only what deserves a look; exits with 1 where there is a problem"),
             options,
             0,
             0,
             [](Context& context, const Arguments& arguments) { return cover(context, arguments, Show::Findings); },
             {}}};
}

} // namespace hw::cli
