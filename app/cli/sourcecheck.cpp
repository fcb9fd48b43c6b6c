#include "app/cli/sourcecheck.h"

#include "app/cli/views.h"
#include "core/base/files.h"
#include "core/engine/route.h"
#include "core/mapping/actionkinds.h"
#include "core/mapping/locator.h"
#include "core/workspace/jsonreader.h"
#include "core/workspace/knockproject.h"
#include "ui/models/errortext.h"

#include <algorithm>
#include <array>

namespace hw::cli {

namespace {

using workspace::SourceState;
using workspace::Workspace;

/// %1 is the problem's detail.
struct ProblemText
{
    const char* code;
    const char* text;
};

constexpr std::array mappingTexts{
    ProblemText{"action_unknown", "there is no action \"%1\""},
    ProblemText{"event_type_missing", "the event type is missing"},
    ProblemText{"id_duplicate", "the id %1 is used twice"},
    ProblemText{"parameter_unknown", "the action has no parameter \"%1\""},
    ProblemText{"required_missing", "the parameter \"%1\" is required"},
    ProblemText{"path_invalid", "the path is not valid: %1"},
    ProblemText{"binding_malformed", "a parameter takes one of path, value and expression"},
    ProblemText{"expression_empty", "the expression is empty"},
    ProblemText{"wrong_type", "the value does not fit: %1"},
    ProblemText{"condition_malformed",
                "the condition is not understood: it is {\"all\": […]} or {\"any\": […]} of tests "
                "{\"path\", \"op\", \"value\"}, or {\"expression\": \"JavaScript\"}"},
    ProblemText{"op_unknown", "there is no operator \"%1\""},
    ProblemText{"value_missing", "the operator %1 needs a value"},
    ProblemText{"value_type", "the operator cannot take this value: %1"},
    ProblemText{"pattern_invalid", "the pattern is not valid: %1"},
    ProblemText{"workflow_unknown", "the Knock project has no workflow \"%1\""},
    ProblemText{"data_missing", "the workflow asks for data: %1"},
    ProblemText{"data_type", "the data does not fit the workflow: %1"},
};

/// What could be meant by a name that is not known.
QString accepted(const mapping::Problem& problem)
{
    QStringList names;
    if (problem.code == QLatin1String("op_unknown")) {
        for (const mapping::Op op : mapping::allOps())
            names.append(mapping::toString(op));
    } else if (problem.code == QLatin1String("action_unknown")) {
        for (const mapping::ActionKind& kind : mapping::actionKinds())
            names.append(QString::fromLatin1(kind.name));
    } else {
        return {};
    }
    const QString near = engine::nearestKey(problem.detail, names);
    return near.isEmpty() ? QStringLiteral("; there are ") + names.join(QStringLiteral(", "))
                          : QStringLiteral("; did you mean %1?").arg(near);
}

/// Looks places up in one file of the source.
class Places
{
public:
    Places(const Workspace& workspace, const SourceState& state, const QString& name)
        : m_file(workspace.root + QStringLiteral("/sources/") + state.key() + u'/' + name)
        , m_text(files::read(m_file).valueOr({}))
    {}

    [[nodiscard]] SourceProblem problem(const QString& code, const QString& message, const QStringList& path) const
    {
        const auto position = workspace::locate(m_text, path);
        return {code, message, m_file, position.line, position.column};
    }

private:
    QString m_file;
    QByteArray m_text;
};

void checkSettings(const Workspace& workspace, const SourceState& state, std::vector<SourceProblem>& problems)
{
    const workspace::Source& source = state.source;
    const Places places(workspace, state, QStringLiteral("source.json"));
    if (!signing::isKnownScheme(source.signing.scheme)) {
        const Error error{ErrorCode::SchemeUnknown, {source.signing.scheme}};
        problems.push_back(places.problem(QString::fromLatin1(codeName(error.code)),
                                          models::errorText(error, models::Audience::CommandLine),
                                          {QStringLiteral("signing"), QStringLiteral("scheme")}));
    }
    const auto checkPath = [&](const QString& name, const QString& text, const auto& parsed) {
        if (text.isEmpty() || parsed)
            return;
        problems.push_back(
            places.problem(QStringLiteral("path_invalid"),
                           QStringLiteral("\"%1\" is no path: %2").arg(text, parsed.error().args.value(0)), {name}));
    };
    const std::pair<QString, const QString&> locators[] = {
        {QStringLiteral("eventTypePath"), source.eventTypePath},
        {QStringLiteral("idempotencyKeyPath"), source.idempotencyKeyPath},
        {QStringLiteral("timestampPath"), source.timestampPath}};
    for (const auto& [name, text] : locators)
        checkPath(name, text, mapping::Locator::parse(text));
    checkPath(QStringLiteral("splitPath"), source.splitPath, mapping::Path::parse(source.splitPath));
    for (const QString& alias : source.aliases) {
        const SourceState* other = workspace.source(alias);
        if (other && other != &state) {
            problems.push_back(
                places.problem(QStringLiteral("alias_taken"),
                               QStringLiteral("the alias \"%1\" is the key of another source").arg(alias),
                               {QStringLiteral("aliases")}));
        }
    }
}

void checkMappings(const Workspace& workspace, const SourceState& state, std::vector<SourceProblem>& problems)
{
    const auto& mappings = state.mappings.mappings;
    const Places places(workspace, state, QStringLiteral("mappings.json"));
    std::vector<mapping::Problem> found = mapping::validate(mappings);
    const auto project = workspace::loadKnockProject(workspace.root);
    if (!project) {
        problems.push_back(problemOf(project.error(), workspace::knockProjectPath(workspace.root)));
    } else if (*project) {
        const auto more = workspace::checkWorkflows(**project, mappings);
        found.insert(found.end(), more.begin(), more.end());
    }
    for (size_t i = 0; i < mappings.size(); ++i) {
        for (const QString& name : mappings[i].environments) {
            if (workspace.environment(name))
                continue;
            problems.push_back(
                places.problem(QStringLiteral("environment_unknown"),
                               QStringLiteral("there is no environment \"%1\". See: headwater-cli env list").arg(name),
                               {QStringLiteral("mappings"), QString::number(i), QStringLiteral("environments")}));
        }
    }
    for (const mapping::Problem& problem : found) {
        const auto it = std::find_if(mappings.begin(), mappings.end(),
                                     [&](const mapping::Mapping& one) { return one.id == problem.mappingId; });
        QStringList path{QStringLiteral("mappings"), QString::number(it - mappings.begin())};
        path += problem.where.split(u'/', Qt::SkipEmptyParts);
        problems.push_back(places.problem(problem.code, problemText(problem), path));
    }
}

} // namespace

QString problemText(const mapping::Problem& problem)
{
    const auto it = std::find_if(mappingTexts.begin(), mappingTexts.end(),
                                 [&](const ProblemText& row) { return problem.code == QLatin1String(row.code); });
    if (it == mappingTexts.end())
        return problem.code;
    QString text = QString::fromUtf8(it->text);
    text.replace(QLatin1String("%1"), problem.detail);
    return text + accepted(problem);
}

std::vector<SourceProblem> checkExpressions(const Workspace& workspace, const SourceState& state,
                                            const script::CompiledProgram& program)
{
    const auto& mappings = state.mappings.mappings;
    const Places places(workspace, state, QStringLiteral("mappings.json"));
    const std::vector<mapping::ExpressionSource> sources = mapping::expressionsOf(mappings);
    std::vector<SourceProblem> problems;
    for (size_t i = 0; i < sources.size() && i < program.expressionErrors.size(); ++i) {
        if (!program.expressionErrors[i])
            continue;
        const QString id = sources[i].key.section(u'/', 0, 0);
        const auto it =
            std::find_if(mappings.begin(), mappings.end(), [&](const mapping::Mapping& one) { return one.id == id; });
        QStringList path{QStringLiteral("mappings"), QString::number(it - mappings.begin())};
        path += sources[i].key.section(u'/', 1).split(u'/', Qt::SkipEmptyParts);
        Error bare = *program.expressionErrors[i];
        bare.file.clear();
        problems.push_back(places.problem(QString::fromLatin1(codeName(bare.code)),
                                          QStringLiteral("the expression does not compile: ") +
                                              models::errorText(bare, models::Audience::CommandLine),
                                          path));
    }
    return problems;
}

QStringList aliasNotes(const catalog::Catalog& catalog, const SourceState& state)
{
    QStringList notes;
    const catalog::Provider* provider = catalog.find(state.source.provider);
    if (!provider)
        return notes;
    for (const mapping::Mapping& mapping : state.mappings.mappings) {
        const catalog::TypeAlias* alias = provider->findAlias(mapping.eventType);
        if (alias && !notes.contains(aliasNote(*provider, *alias)))
            notes.append(aliasNote(*provider, *alias));
    }
    return notes;
}

std::vector<SourceProblem> checkSource(const Workspace& workspace, const SourceState& state)
{
    std::vector<SourceProblem> problems;
    for (const Error& error : state.errors) {
        problems.push_back(problemOf(error, {}));
        problems.back().isUnreadable = true;
    }
    if (state.loaded)
        checkSettings(workspace, state, problems);
    checkMappings(workspace, state, problems);
    return problems;
}

SourceProblem problemOf(const Error& error, const QString& file)
{
    Error bare = error;
    bare.file.clear();
    return {QString::fromLatin1(codeName(error.code)), models::errorText(bare, models::Audience::CommandLine),
            error.file.isEmpty() ? file : error.file, error.line, error.column};
}

json::Value toJson(const SourceProblem& problem)
{
    const auto orNull = [](int number) { return number == 0 ? json::Value(nullptr) : json::Value(number); };
    return json::Object{{QStringLiteral("code"), problem.code},
                        {QStringLiteral("message"), problem.message},
                        {QStringLiteral("file"), problem.file},
                        {QStringLiteral("line"), orNull(problem.line)},
                        {QStringLiteral("column"), orNull(problem.column)}};
}

QString textOf(const SourceProblem& problem)
{
    QString place = problem.file;
    for (const int number : {problem.line, problem.column}) {
        if (number > 0)
            place += u':' + QString::number(number);
    }
    return place + QStringLiteral(": ") + problem.message;
}

} // namespace hw::cli
