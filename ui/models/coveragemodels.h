#pragma once

#include "core/base/clock.h"
#include "core/engine/coverage.h"
#include "ui/models/cellrole.h"

#include <QAbstractListModel>
#include <QAbstractTableModel>

#include <vector>

namespace hw::models {

/// What deserves a look, problems first.
class CoverageFindingsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        TypeRole = Qt::UserRole + 1, ///< QString: event type or pattern
        ProblemRole,                 ///< bool
        SinceRole,                   ///< QString; empty = none
    };

    explicit CoverageFindingsModel(const Clock& clock, QObject* parent = nullptr);

    void setFindings(std::vector<engine::CoverageFinding> findings);
    [[nodiscard]] const std::vector<engine::CoverageFinding>& findings() const { return m_findings; }
    [[nodiscard]] int problems() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    const Clock& m_clock;
    std::vector<engine::CoverageFinding> m_findings;
};

/// The fields of one event type: how often, of which types, from when to when.
class CoverageFieldsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Path, Types, Present, Span, Seen, ColumnCount };
    enum Role {
        MonoRole = CellRole::Mono,
        QuietRole = CellRole::Quiet,
        FromRole = Qt::UserRole + 20, ///< double: where among the type's events it was first seen, 0 … 1
        ToRole,                       ///< double: … and last
        ShareRole,                    ///< double: in which part of the events between it was
        ChangedRole,                  ///< bool: it came later, or has gone
    };

    explicit CoverageFieldsModel(const Clock& clock, QObject* parent = nullptr);

    /// Shows this type; null shows nothing. `type` is only read here.
    void setType(const engine::TypeCoverage* type);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString path;
        QString types;
        QString values;
        qint64 count = 0;
        double from = 0;
        double to = 1;
        double share = 1;
        bool changed = false;
        Timestamp first;
        Timestamp last;
    };

    void addNode(const engine::SchemaNode& node, const QString& path, const std::vector<qint64>& seqs);

    const Clock& m_clock;
    std::vector<Row> m_rows;
    qint64 m_events = 0;
};

} // namespace hw::models
