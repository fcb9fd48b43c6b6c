#include "ui/models/coveragemodels.h"

#include "core/engine/valuediff.h"
#include "ui/models/coveragetext.h"
#include "ui/models/eventtext.h"

#include <algorithm>

namespace hw::models {

namespace {

/// Hostile bodies have endless fields; nobody reads more.
constexpr size_t mostFields = 2000;
constexpr double nearlyAll = 0.98; ///< of the events between; what is nearer to an end is no change

/// Without parts of a second, which are noise beside days.
QString shortTime(Timestamp at, Timestamp now)
{
    return timeText(at, now).section(u'.', 0, 0);
}

} // namespace

CoverageFindingsModel::CoverageFindingsModel(const Clock& clock, QObject* parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{}

void CoverageFindingsModel::setFindings(std::vector<engine::CoverageFinding> findings)
{
    beginResetModel();
    m_findings = std::move(findings);
    endResetModel();
}

int CoverageFindingsModel::problems() const
{
    return static_cast<int>(std::count_if(m_findings.begin(), m_findings.end(),
                                          [](const engine::CoverageFinding& one) { return one.isProblem; }));
}

int CoverageFindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

QVariant CoverageFindingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const engine::CoverageFinding& one = m_findings[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return findingText(one);
    case TypeRole: return one.eventType;
    case ProblemRole: return one.isProblem;
    case SinceRole: return one.since ? timeText(*one.since, m_clock.now()) : QString();
    case Qt::AccessibleTextRole:
        return one.isProblem ? tr("Problem, %1: %2").arg(one.eventType, findingText(one))
                             : tr("%1: %2").arg(one.eventType, findingText(one));
    default: return {};
    }
}

CoverageFieldsModel::CoverageFieldsModel(const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{}

void CoverageFieldsModel::setType(const engine::TypeCoverage* type)
{
    beginResetModel();
    m_rows.clear();
    m_events = type ? type->seen.count : 0;
    if (type) {
        std::vector<qint64> seqs = type->schema.seqs;
        std::sort(seqs.begin(), seqs.end());
        addNode(type->schema.root, QStringLiteral("body"), seqs);
    }
    endResetModel();
}

void CoverageFieldsModel::addNode(const engine::SchemaNode& node, const QString& path, const std::vector<qint64>& seqs)
{
    if (m_rows.size() >= mostFields || node.seen.count == 0)
        return;
    Row row;
    row.path = path;
    QStringList types;
    for (size_t type = 0; type < node.types.size(); ++type) {
        if (node.types[type].count > 0)
            types.append(QString::fromLatin1(json::typeName(static_cast<json::Type>(type))));
    }
    row.types = types.join(QStringLiteral(", "));
    if (!node.hasManyTexts && !node.texts.empty() && node.seen.count >= static_cast<qint64>(node.texts.size()) * 10) {
        QStringList values;
        for (const auto& [text, seen] : node.texts)
            values.append(text);
        row.values = values.join(QStringLiteral(", "));
    }
    row.count = node.seen.count;
    row.first = node.seen.first.at;
    row.last = node.seen.last.at;
    if (!seqs.empty()) {
        const auto place = [&](qint64 seq) {
            return static_cast<double>(std::lower_bound(seqs.begin(), seqs.end(), seq) - seqs.begin());
        };
        const auto all = static_cast<double>(seqs.size());
        row.from = place(node.seen.first.seq) / all;
        row.to = place(node.seen.last.seq + 1) / all;
        const double between = std::max(1.0, (row.to - row.from) * all);
        row.share = std::min(1.0, static_cast<double>(row.count) / between);
        row.changed = row.share > 0.5 && row.to - row.from < nearlyAll && between >= 2;
    }
    m_rows.push_back(row);
    for (const auto& [name, member] : node.members)
        addNode(*member, engine::joinPath(path, name), seqs);
    if (node.items)
        addNode(*node.items, path + QStringLiteral("[]"), seqs);
}

int CoverageFieldsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CoverageFieldsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CoverageFieldsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<size_t>(index.row())];
    const double percent = m_events > 0 ? 100.0 * static_cast<double>(row.count) / static_cast<double>(m_events) : 0;
    switch (role) {
    case MonoRole: return index.column() == Path;
    case QuietRole: return index.column() != Path;
    case FromRole: return row.from;
    case ToRole: return row.to;
    case ShareRole: return row.share;
    case ChangedRole: return row.changed;
    case Qt::ToolTipRole:
        return tr("%1\n%2 of %3 events, first %4, last %5")
            .arg(row.values.isEmpty() ? row.path : tr("%1: %2").arg(row.path, row.values))
            .arg(row.count)
            .arg(m_events)
            .arg(timeText(row.first, m_clock.now()), timeText(row.last, m_clock.now()));
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == Present ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (index.column()) {
    case Path: return row.path;
    case Types: return row.values.isEmpty() ? row.types : tr("%1: %2").arg(row.types, row.values);
    case Present: return tr("%1 %").arg(percent, 0, 'f', percent < 10 && percent > 0 ? 1 : 0);
    case Span:
        if (role == Qt::DisplayRole)
            return {}; // painted
        return row.from > 0.01 ? tr("came later") : row.to < 0.99 ? tr("has gone") : tr("all the time");
    case Seen: {
        const bool isNew = row.from > 1 - nearlyAll;
        const QString time = shortTime(isNew ? row.first : row.last, m_clock.now());
        return !row.changed ? time : isNew ? tr("since %1").arg(time) : tr("until %1").arg(time);
    }
    default: return {};
    }
}

QVariant CoverageFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Present ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Path: return tr("Field");
    case Types: return tr("Type");
    case Present: return tr("Present");
    case Span: return tr("Over time");
    case Seen: return tr("Seen");
    default: return {};
    }
}

} // namespace hw::models
