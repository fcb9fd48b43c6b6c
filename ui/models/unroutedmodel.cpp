#include "ui/models/unroutedmodel.h"

#include "ui/models/eventtext.h"

namespace hw::models {

UnroutedModel::UnroutedModel(const Clock& clock, QObject* parent)
    : KeyedRowsModel(parent)
    , m_clock(clock)
{}

void UnroutedModel::setRequests(const std::vector<engine::UnroutedRequest>& requests, Probes probes)
{
    std::vector<KeyedUnroutedRow> rows;
    QHash<QString, std::size_t> folded; // where the probes of a path stand
    for (const engine::UnroutedRequest& request : requests) {
        const QString id = request.row.id;
        if (request.isProbe && probes == Probes::Folded) {
            const QString what = request.row.method + u' ' + request.target;
            const auto known = folded.constFind(what);
            if (known != folded.constEnd()) {
                rows[*known].value.ids.append(id);
                continue;
            }
            folded.insert(what, rows.size());
        }
        rows.push_back({-request.row.seq, {request, {id}}});
    }
    refreshRows(0, rows, true);
}

void UnroutedModel::setNames(const QHash<QString, QString>& providers, const QHash<QString, QString>& sources)
{
    m_providers = providers;
    m_sources = sources;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Provider), index(rowCount() - 1, Meant));
}

int UnroutedModel::rowOf(const QString& id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const KeyedUnroutedRow& each) { return each.value.ids.contains(id); });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int UnroutedModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString UnroutedModel::text(const UnroutedRow& row, Column column) const
{
    const engine::UnroutedRequest& request = row.request;
    switch (column) {
    case Time: return timeText(request.row.receivedAt, m_clock.now());
    case Method: return request.row.method;
    case Path: return row.ids.size() > 1 ? tr("%1  \u00d7%2").arg(request.target).arg(row.ids.size()) : request.target;
    case Answer: return QString::number(request.row.answerStatus);
    case Provider: return request.hint.provider.isEmpty() ? QString() : providerName(request.hint.provider);
    case Meant: return request.hint.source.isEmpty() ? QString() : sourceName(request.hint.source);
    case ColumnCount: break;
    }
    return {};
}

QVariant UnroutedModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return text(row(index.row()), column);
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") +
                       text(row(index.row()), column));
    case Qt::TextAlignmentRole: return headerData(column, Qt::Horizontal, role);
    case CellRole::Mono: return column == Time || column == Method || column == Path;
    case CellRole::Quiet: return column == Method || column == Answer || column == Provider;
    default: return {};
    }
}

QVariant UnroutedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == Answer;
        return QVariant::fromValue(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Method: return tr("Method");
    case Path: return tr("Path");
    case Answer: return tr("Answer");
    case Provider: return tr("Looks like");
    case Meant: return tr("Did you mean");
    default: return {};
    }
}

} // namespace hw::models
