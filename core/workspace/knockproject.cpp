#include "core/workspace/knockproject.h"

#include "core/base/files.h"
#include "core/workspace/jsonreader.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace hw::workspace {

namespace {

constexpr qint64 currentFormat = 1;

/// The folder with "workflows" in it; what knock.json names, else the folder itself or its "knock".
QString resourceFolder(const QString& folder)
{
    const QString settings = folder + QStringLiteral("/knock.json");
    if (const auto text = files::read(settings)) {
        if (const auto parsed = json::parse(*text)) {
            const QString named = (*parsed)[u"knockDir"].toString();
            if (!named.isEmpty() && QFileInfo(folder + u'/' + named).isDir())
                return QDir::cleanPath(folder + u'/' + named);
        }
    }
    for (const QString& candidate : {folder, QString(folder + QStringLiteral("/knock"))}) {
        if (QFileInfo(candidate + QStringLiteral("/workflows")).isDir())
            return candidate;
    }
    return folder;
}

QStringList foldersIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

bool hasType(const json::Value& value, const QString& type)
{
    if (type == QLatin1String("integer"))
        return value.isNumber() && value.toDouble() == static_cast<double>(value.toInteger());
    return type == QString::fromLatin1(json::typeName(value.type()));
}

QString typeProblem(const json::Value& type, const json::Value& value, const QString& place)
{
    QStringList accepted;
    if (type.isString())
        accepted.append(type.toString());
    for (const json::Value& one : type.toArray())
        accepted.append(one.toString());
    const bool fits = accepted.isEmpty() || std::any_of(accepted.begin(), accepted.end(),
                                                        [&](const QString& t) { return hasType(value, t); });
    return fits ? QString()
                : QStringLiteral("%1 is %2, not %3")
                      .arg(place.isEmpty() ? QStringLiteral("data") : place,
                           QString::fromLatin1(json::typeName(value.type())), accepted.join(QLatin1String(" or ")));
}

} // namespace

bool isKnockProject(const QString& folder)
{
    return QFileInfo::exists(folder + QStringLiteral("/knock.json")) ||
           QFileInfo(resourceFolder(folder) + QStringLiteral("/workflows")).isDir();
}

Result<KnockProject> readKnockProject(const QString& folder)
{
    const QString root = resourceFolder(folder);
    KnockProject project;
    for (const QString& key : foldersIn(root + QStringLiteral("/workflows"))) {
        const QString file = root + QStringLiteral("/workflows/") + key + QStringLiteral("/workflow.json");
        if (!QFileInfo::exists(file))
            continue;
        const auto text = files::read(file);
        if (!text)
            return text.error();
        const auto document = JsonDocument::parse(*text, file);
        if (!document)
            return document.error();
        const json::Value& workflow = document->value();
        const json::Value& schema = workflow[u"trigger_data_json_schema"];
        project.workflows.push_back({key, workflow[u"name"].toString(key), schema.isObject() ? schema : json::Value()});
    }
    for (const QString& key : foldersIn(root + QStringLiteral("/audiences")))
        project.audiences.append(key);
    if (project.workflows.empty() && project.audiences.isEmpty())
        return Error{ErrorCode::NotFound, {QStringLiteral("workflow in the Knock project"), folder}};
    return project;
}

QString knockProjectPath(const QString& workspaceRoot)
{
    return workspaceRoot + QStringLiteral("/workflows.json");
}

Result<std::optional<KnockProject>> loadKnockProject(const QString& workspaceRoot)
{
    const QString file = knockProjectPath(workspaceRoot);
    if (!QFileInfo::exists(file))
        return std::optional<KnockProject>();
    const auto text = files::read(file);
    if (!text)
        return text.error();
    const auto document = JsonDocument::parse(*text, file);
    if (!document)
        return document.error();
    const json::Value& value = document->value();
    if (value[u"format"].toInteger(currentFormat) > currentFormat) {
        return Error{ErrorCode::WorkspaceTooNew,
                     {file, QString::number(value[u"format"].toInteger()), QString::number(currentFormat)}};
    }
    KnockProject project;
    for (const json::Value& one : value[u"workflows"].toArray())
        project.workflows.push_back({one[u"key"].toString(), one[u"name"].toString(), one[u"dataSchema"]});
    for (const json::Value& one : value[u"audiences"].toArray())
        project.audiences.append(one.toString());
    return std::optional(std::move(project));
}

Result<void> saveKnockProject(const QString& workspaceRoot, const KnockProject& project)
{
    json::Array workflows;
    for (const KnockWorkflow& workflow : project.workflows)
        workflows.push_back(json::Object{{QStringLiteral("key"), workflow.key},
                                         {QStringLiteral("name"), workflow.name},
                                         {QStringLiteral("dataSchema"), workflow.dataSchema}});
    json::Array audiences;
    for (const QString& key : project.audiences)
        audiences.push_back(key);
    const json::Object document{{QStringLiteral("format"), currentFormat},
                                {QStringLiteral("workflows"), workflows},
                                {QStringLiteral("audiences"), audiences}};
    return files::writeAtomically(knockProjectPath(workspaceRoot), json::write(document, json::Style::Indented));
}

std::vector<mapping::Problem> checkWorkflows(const KnockProject& project, const std::vector<mapping::Mapping>& mappings)
{
    std::vector<mapping::Problem> problems;
    for (const mapping::Mapping& mapping : mappings) {
        const mapping::Binding* key = mapping.parameter(u"key");
        const bool isWorkflow = mapping.action.startsWith(QLatin1String("workflows_"));
        if (!isWorkflow || !key || key->kind != mapping::Binding::Kind::Literal)
            continue;
        const QString wanted = key->value.toString();
        const auto workflow = std::find_if(project.workflows.begin(), project.workflows.end(),
                                           [&](const KnockWorkflow& one) { return one.key == wanted; });
        if (workflow == project.workflows.end()) {
            problems.push_back(
                {mapping.id, QStringLiteral("parameters/key"), QStringLiteral("workflow_unknown"), wanted, 0});
            continue;
        }
        if (mapping.action != QLatin1String("workflows_trigger") || workflow->dataSchema.isUndefined())
            continue;
        const mapping::Binding* data = mapping.parameter(u"data");
        const json::Array& required = workflow->dataSchema[u"required"].toArray();
        if (!data && !required.empty()) {
            problems.push_back({mapping.id, QStringLiteral("parameters"), QStringLiteral("data_missing"),
                                required.front().toString(), 0});
        } else if (data && data->kind == mapping::Binding::Kind::Literal) {
            if (const QString problem = schemaProblem(workflow->dataSchema, data->value); !problem.isEmpty())
                problems.push_back(
                    {mapping.id, QStringLiteral("parameters/data"), QStringLiteral("data_type"), problem, 0});
        }
    }
    return problems;
}

QString schemaProblem(const json::Value& schema, const json::Value& value, const QString& place)
{
    if (const QString problem = typeProblem(schema[u"type"], value, place); !problem.isEmpty())
        return problem;
    const QString here = place.isEmpty() ? QStringLiteral("data") : place;
    const json::Array& accepted = schema[u"enum"].toArray();
    if (!accepted.empty() && std::find(accepted.begin(), accepted.end(), value) == accepted.end())
        return QStringLiteral("%1 is none of the values that are accepted").arg(here);
    if (!schema[u"const"].isUndefined() && schema[u"const"] != value)
        return QStringLiteral("%1 is not the value that is accepted").arg(here);
    if (value.isObject()) {
        for (const json::Value& name : schema[u"required"].toArray()) {
            if (value[name.toString()].isUndefined())
                return QStringLiteral("%1 has no %2").arg(here, name.toString());
        }
        for (const auto& [name, inner] : schema[u"properties"].toObject()) {
            const json::Value& member = value[name];
            if (member.isUndefined())
                continue;
            const QString problem = schemaProblem(inner, member, place.isEmpty() ? name : place + u'.' + name);
            if (!problem.isEmpty())
                return problem;
        }
    }
    if (value.isArray() && schema[u"items"].isObject()) {
        const json::Array& items = value.toArray();
        for (size_t i = 0; i < items.size(); ++i) {
            const QString problem = schemaProblem(schema[u"items"], items[i], here + QStringLiteral("[%1]").arg(i));
            if (!problem.isEmpty())
                return problem;
        }
    }
    return {};
}

} // namespace hw::workspace
