#include "ui/models/palettemodel.h"

#include "ui/models/fuzzy.h"

#include <algorithm>
#include <utility>

namespace hw::models {

namespace {

/// What a match in the detail ("View") is worth less than one in the title.
constexpr int detailPenalty = 60;

} // namespace

PaletteModel::PaletteModel(QObject* parent)
    : QAbstractListModel(parent)
{}

void PaletteModel::setEntries(std::vector<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    rebuild();
}

void PaletteModel::setQuery(const QString& query)
{
    if (m_query == query)
        return;
    m_query = query;
    rebuild();
}

void PaletteModel::setEvent(const PaletteEntry& event)
{
    insertAt(0, event);
}

void PaletteModel::setFilter(const PaletteEntry& filter)
{
    // A filter that names its fields is what is meant; words may as well name one of the others.
    const bool plain = filter.detail.isEmpty();
    insertAt(plain ? static_cast<int>(m_lines.size()) : 0, filter);
}

void PaletteModel::insertAt(int row, const PaletteEntry& entry)
{
    beginInsertRows({}, row, row);
    m_lines.insert(m_lines.begin() + row, {entry, {}});
    endInsertRows();
}

void PaletteModel::rebuild()
{
    const QString query = m_query.trimmed();
    std::vector<std::pair<int, Line>> scored;
    for (const PaletteEntry& entry : m_entries) {
        if (query.isEmpty()) {
            if (entry.kind != PaletteKind::Field && entry.kind != PaletteKind::Guide)
                scored.push_back({0, {entry, {}}});
            continue;
        }
        if (const auto match = fuzzyMatch(query, entry.title))
            scored.push_back({match->score, {entry, match->positions}});
        else if (const auto wide = fuzzyMatch(query, entry.title + u' ' + entry.detail))
            scored.push_back({wide->score - detailPenalty, {entry, {}}});
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    beginResetModel();
    m_lines.clear();
    m_lines.reserve(scored.size());
    for (auto& [score, line] : scored)
        m_lines.push_back(std::move(line));
    endResetModel();
}

const PaletteEntry& PaletteModel::entry(int row) const
{
    return m_lines.at(static_cast<std::size_t>(row)).entry;
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& [entry, matched] = m_lines.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole: return entry.title;
    case Qt::ToolTipRole: return entry.title;
    case Qt::AccessibleTextRole: {
        QStringList parts{entry.title};
        for (const QString& part : {entry.detail, entry.shortcut}) {
            if (!part.isEmpty())
                parts.append(part);
        }
        return parts.join(QStringLiteral(", "));
    }
    case KindRole: return static_cast<int>(entry.kind);
    case DetailRole: return entry.detail;
    case ShortcutRole: return entry.shortcut;
    case ProviderRole: return entry.provider;
    case MatchRole: return QVariant::fromValue(matched);
    case IdRole: return entry.id;
    default: return {};
    }
}

} // namespace hw::models
