#pragma once

#include "core/base/error.h"
#include "core/engine/engine.h"

#include <QObject>
#include <QStringList>

namespace hw::models {

/// Filters that somebody keeps, in this machine's settings of the workspace (`window.filters` of data/local.json).
class SavedFilters final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SavedFilters)

public:
    /// The engine outlives it.
    explicit SavedFilters(engine::Engine& engine, QObject* parent = nullptr);

    /// In alphabetical order.
    [[nodiscard]] const QStringList& filters() const { return m_filters; }
    [[nodiscard]] bool contains(const QString& filter) const { return m_filters.contains(filter); }
    void add(const QString& filter);
    void remove(const QString& filter);

Q_SIGNALS:
    void changed();
    void failed(const hw::Error& error);

private:
    void takeSnapshot();
    void change(const std::function<void(QStringList& filters)>& edit);

    engine::Engine& m_engine;
    QStringList m_filters;
};

} // namespace hw::models
