#pragma once

#include "core/base/clock.h"
#include "core/engine/unroutedreadthread.h"
#include "ui/models/cellrole.h"
#include "ui/models/keyedrows.h"

#include <QHash>
#include <QStringList>

namespace hw::models {

/// One line: a request, or several of the same kind that say nothing more together.
struct UnroutedRow
{
    engine::UnroutedRequest request; ///< the newest
    QStringList ids;                 ///< of all
    friend bool operator==(const UnroutedRow&, const UnroutedRow&) = default;
};

struct KeyedUnroutedRow
{
    qint64 key = 0; ///< the seq, negative: newest first
    UnroutedRow value;
};

/// Requests that met no source, newest first; probes of one path in one line where they are folded.
class UnroutedModel final : public KeyedRowsModel<KeyedUnroutedRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnroutedModel)

public:
    enum Column { Time, Method, Path, Answer, Provider, Meant, ColumnCount };
    enum class Probes { Folded, Each };

    explicit UnroutedModel(const Clock& clock, QObject* parent = nullptr);

    void setRequests(const std::vector<engine::UnroutedRequest>& requests, Probes probes);
    /// Names of the providers and of the sources, by key.
    void setNames(const QHash<QString, QString>& providers, const QHash<QString, QString>& sources);

    [[nodiscard]] const UnroutedRow& row(int row) const { return m_rows[static_cast<std::size_t>(row)].value; }
    [[nodiscard]] int rowOf(const QString& id) const; ///< -1 = not there
    [[nodiscard]] QString providerName(const QString& key) const { return m_providers.value(key, key); }
    [[nodiscard]] QString sourceName(const QString& key) const { return m_sources.value(key, key); }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const UnroutedRow& row, Column column) const;

    const Clock& m_clock;
    QHash<QString, QString> m_providers;
    QHash<QString, QString> m_sources;
};

} // namespace hw::models
