#include "core/engine/rerunreport.h"

namespace hw::engine {

namespace {

json::Value orNull(const json::Value& value)
{
    return value.isUndefined() ? json::Value(nullptr) : value;
}

json::Value listOf(const std::vector<Difference>& differences)
{
    json::Array list;
    for (const Difference& one : differences)
        list.push_back(toJson(one));
    return list;
}

json::Value listOf(const QStringList& texts)
{
    json::Array list;
    for (const QString& text : texts)
        list.emplace_back(text);
    return list;
}

json::Value countsOf(const std::map<QString, qint64>& counts)
{
    json::Object object;
    for (const auto& [name, count] : counts)
        object.append(name, count);
    return object;
}

} // namespace

json::Value toJson(const Difference& difference)
{
    json::Object object{{QStringLiteral("kind"), toString(difference.kind)}};
    if (!difference.action.isEmpty()) {
        object.append(QStringLiteral("action"), difference.action);
        object.append(QStringLiteral("mapping"), difference.mapping);
    }
    if (!difference.path.isEmpty())
        object.append(QStringLiteral("path"), difference.path);
    object.append(QStringLiteral("before"), orNull(difference.before));
    object.append(QStringLiteral("after"), orNull(difference.after));
    return object;
}

json::Value toJson(const RerunReport& report, const std::function<QStringList(const std::vector<qint64>&)>& idsOf)
{
    json::Array groups;
    for (const RerunGroup& group : report.groups) {
        groups.push_back(json::Object{{QStringLiteral("verdict"), toString(group.verdict)},
                                      {QStringLiteral("count"), static_cast<qint64>(group.seqs.size())},
                                      {QStringLiteral("example"), group.exampleId},
                                      {QStringLiteral("differences"), listOf(group.differences)},
                                      {QStringLiteral("events"), listOf(idsOf(group.seqs))}});
    }
    return json::Object{
        {QStringLiteral("compared"), report.compared()},
        {QStringLiteral("same"), report.same},
        {QStringLiteral("changed"), report.changed},
        {QStringLiteral("nowFails"), report.nowFails},
        {QStringLiteral("nowPasses"), report.nowPasses},
        {QStringLiteral("leftOut"), countsOf(report.leftOut)},
        {QStringLiteral("verificationReused"), report.verificationReused},
        {QStringLiteral("changedSecrets"), listOf(report.changedSecrets)},
        {QStringLiteral("stopped"),
         report.stopped ? json::Value(QString::fromLatin1(codeName(report.stopped->code))) : json::Value(nullptr)},
        {QStringLiteral("groups"), std::move(groups)},
    };
}

} // namespace hw::engine
