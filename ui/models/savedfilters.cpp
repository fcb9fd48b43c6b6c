#include "ui/models/savedfilters.h"

namespace hw::models {

namespace {

constexpr QStringView member = u"filters";

QStringList filtersOf(const workspace::LocalSettings& local)
{
    QStringList filters;
    for (const json::Value& filter : local.window[member].toArray()) {
        if (filter.isString())
            filters.append(filter.toString());
    }
    filters.sort();
    return filters;
}

} // namespace

SavedFilters::SavedFilters(engine::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{
    connect(&engine, &engine::Engine::snapshotChanged, this, &SavedFilters::takeSnapshot);
    takeSnapshot();
}

void SavedFilters::takeSnapshot()
{
    const auto& workspace = m_engine.snapshot().workspace;
    const QStringList filters = workspace ? filtersOf(workspace->local) : QStringList();
    if (filters == m_filters)
        return;
    m_filters = filters;
    Q_EMIT changed();
}

void SavedFilters::add(const QString& filter)
{
    change([filter](QStringList& filters) {
        if (!filters.contains(filter))
            filters.append(filter);
    });
}

void SavedFilters::remove(const QString& filter)
{
    change([filter](QStringList& filters) { filters.removeAll(filter); });
}

void SavedFilters::change(const std::function<void(QStringList& filters)>& edit)
{
    const auto write = [edit](workspace::WorkspaceFiles& files) {
        workspace::LocalSettings local = files.workspace().local;
        QStringList filters = filtersOf(local);
        edit(filters);
        filters.sort();
        json::Array values;
        for (const QString& filter : std::as_const(filters))
            values.push_back(filter);
        if (values.empty())
            local.window.remove(member);
        else
            local.window.set(member.toString(), std::move(values));
        return files.saveLocal(local);
    };
    m_engine.edit(write, this, [this](const Result<void>& result) {
        if (!result)
            Q_EMIT failed(result.error());
    });
}

} // namespace hw::models
