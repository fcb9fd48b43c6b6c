#include "ui/models/mappingtypesmodel.h"

#include "ui/models/eventtext.h"

#include <QLocale>

#include <algorithm>

namespace hw::models {

void MappingTypesModel::setTypes(std::vector<MappingType> types)
{
    if (types == m_all)
        return;
    m_all = std::move(types);
    refresh();
}

void MappingTypesModel::setFilter(const QString& text, Show show)
{
    m_text = text;
    m_show = show;
    refresh();
}

bool MappingTypesModel::passes(const MappingType& type, Show show)
{
    switch (show) {
    case Show::All: return true;
    case Show::Seen: return type.isSeen();
    case Show::Unmapped: return type.isUnmapped();
    }
    return true;
}

void MappingTypesModel::refresh()
{
    std::vector<MappingType> wanted;
    const QString text = m_text.trimmed();
    const auto isMeant = [&text](const MappingType& type) {
        return type.name.contains(text, Qt::CaseInsensitive) || type.otherNames.contains(text, Qt::CaseInsensitive);
    };
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(wanted),
                 [&](const MappingType& type) { return passes(type, m_show) && isMeant(type); });
    const auto hasName = [](const std::vector<MappingType>& types, const QString& name) {
        return std::any_of(types.begin(), types.end(), [&](const MappingType& type) { return type.name == name; });
    };
    // What both have and in which order stays; the rest goes and comes row by row.
    for (size_t row = m_rows.size(); row-- > 0;) {
        if (!hasName(wanted, m_rows[row].name)) {
            beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(row));
            endRemoveRows();
        }
    }
    for (size_t row = 0; row < wanted.size(); ++row) {
        if (row < m_rows.size() && m_rows[row].name == wanted[row].name) {
            if (m_rows[row] != wanted[row]) {
                m_rows[row] = wanted[row];
                Q_EMIT dataChanged(index(static_cast<int>(row)), index(static_cast<int>(row)));
            }
            continue;
        }
        const auto later = std::find_if(m_rows.begin() + static_cast<std::ptrdiff_t>(row), m_rows.end(),
                                        [&](const MappingType& type) { return type.name == wanted[row].name; });
        if (later != m_rows.end()) {
            const int from = static_cast<int>(later - m_rows.begin());
            beginRemoveRows({}, from, from);
            m_rows.erase(later);
            endRemoveRows();
        }
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(row), wanted[row]);
        endInsertRows();
    }
}

int MappingTypesModel::rowOf(const QString& name) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const MappingType& type) { return type.name == name; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int MappingTypesModel::countOf(Show show) const
{
    return static_cast<int>(std::count_if(
        m_all.begin(), m_all.end(), [show](const MappingType& type) { return !type.pattern && passes(type, show); }));
}

int MappingTypesModel::handledCount() const
{
    return static_cast<int>(std::count_if(m_all.begin(), m_all.end(),
                                          [](const MappingType& type) { return !type.pattern && type.isHandled(); }));
}

int MappingTypesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant MappingTypesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const MappingType& type = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return type.name;
    case Qt::ToolTipRole: return type.description.isEmpty() ? type.name : QString(type.name + u'\n' + type.description);
    case CountRole: return type.isSeen() ? QLocale().toString(type.events) : QStringLiteral("\u2013");
    case BadgeRole:
        if (type.ignored)
            return tr("ignored");
        if (type.actions > 0)
            return tr("%n action(s)", nullptr, type.actions);
        return type.isUnmapped() ? tr("unmapped") : QString();
    case ToneRole: {
        const Tone tone = type.ignored ? Tone::Neutral : type.actions > 0 ? Tone::Ok : Tone::Warn;
        return static_cast<int>(tone);
    }
    case IgnoredRole: return type.ignored;
    case Qt::AccessibleTextRole: {
        const QString badge = data(index, BadgeRole).toString();
        const QString events = tr("%n event(s)", nullptr, static_cast<int>(type.events));
        return badge.isEmpty() ? tr("%1, %2").arg(type.name, events) : tr("%1, %2, %3").arg(type.name, events, badge);
    }
    default: return {};
    }
}

} // namespace hw::models
