#include "ui/models/sidebarmodel.h"

#include <algorithm>

namespace hw::models {

namespace {

// The internal id tells the levels apart: 0 for the top one, else the section + 1.
constexpr quintptr topLevel = 0;

quintptr idOf(SidebarModel::Section section)
{
    return static_cast<quintptr>(section) + 1;
}

SidebarModel::Section sectionOf(quintptr id)
{
    return static_cast<SidebarModel::Section>(id - 1);
}

} // namespace

SidebarModel::SidebarModel(QObject* parent)
    : QAbstractItemModel(parent)
{}

int SidebarModel::sizeOf(Section section) const
{
    return static_cast<int>(section == Section::Sources ? m_sources.size() : m_places.size());
}

std::optional<SidebarModel::Section> SidebarModel::sectionAt(int topRow) const
{
    // The sources keep their heading when there are none: it says where they will appear.
    if (topRow == 1)
        return Section::Sources;
    if (topRow == 2 && !m_places.empty())
        return Section::Workspace;
    return std::nullopt;
}

int SidebarModel::rowOfSection(Section section) const
{
    if (section == Section::Sources)
        return 1;
    return m_places.empty() ? -1 : 2;
}

void SidebarModel::setWorkspacePlaces(const std::vector<PlaceKind>& places)
{
    beginResetModel();
    m_places.clear();
    for (const PlaceKind kind : places)
        m_places.push_back({kind, std::nullopt, 0, 0});
    endResetModel();
}

void SidebarModel::setSources(const std::vector<SourceEntry>& sources)
{
    const QModelIndex section = index(rowOfSection(Section::Sources), 0);
    const auto hasKey = [](const std::vector<SourceEntry>& list, const QString& key) {
        return std::any_of(list.begin(), list.end(), [&](const SourceEntry& entry) { return entry.key == key; });
    };
    for (int row = static_cast<int>(m_sources.size()) - 1; row >= 0; --row) {
        if (hasKey(sources, m_sources[static_cast<std::size_t>(row)].key))
            continue;
        beginRemoveRows(section, row, row);
        m_sources.erase(m_sources.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(sources.size()); ++row) {
        const SourceEntry& wanted = sources[static_cast<std::size_t>(row)];
        const auto found = std::find_if(m_sources.begin(), m_sources.end(),
                                        [&](const SourceEntry& entry) { return entry.key == wanted.key; });
        if (found == m_sources.end()) {
            beginInsertRows(section, row, row);
            m_sources.insert(m_sources.begin() + row, wanted);
            endInsertRows();
            continue;
        }
        const int from = static_cast<int>(found - m_sources.begin());
        if (from != row) { // always from below: the rows above are in place
            beginMoveRows(section, from, from, section, row);
            std::rotate(m_sources.begin() + row, m_sources.begin() + from, m_sources.begin() + from + 1);
            endMoveRows();
        }
        SourceEntry& entry = m_sources[static_cast<std::size_t>(row)];
        if (entry != wanted) {
            entry = wanted;
            const QModelIndex changed = index(row, 0, section);
            Q_EMIT dataChanged(changed, changed);
        }
    }
}

template<class Change>
void SidebarModel::changePlace(PlaceKind kind, Change change)
{
    const QModelIndex at = indexOf({kind});
    if (!at.isValid())
        return;
    PlaceRow& row = kind == PlaceKind::AllEvents ? m_allEvents : m_places[static_cast<std::size_t>(at.row())];
    if (change(row))
        Q_EMIT dataChanged(at, at);
}

void SidebarModel::setCount(PlaceKind place, std::optional<qint64> count)
{
    changePlace(place, [count](PlaceRow& row) { return std::exchange(row.count, count) != count; });
}

void SidebarModel::setFailed(PlaceKind place, qint64 failed)
{
    changePlace(place, [failed](PlaceRow& row) { return std::exchange(row.failed, failed) != failed; });
}

void SidebarModel::setHeld(PlaceKind place, qint64 held)
{
    changePlace(place, [held](PlaceRow& row) { return std::exchange(row.held, held) != held; });
}

const SidebarModel::PlaceRow* SidebarModel::placeRow(const QModelIndex& index) const
{
    if (!index.isValid())
        return nullptr;
    if (index.internalId() == topLevel)
        return index.row() == 0 ? &m_allEvents : nullptr;
    if (sectionOf(index.internalId()) != Section::Workspace)
        return nullptr;
    return &m_places[static_cast<std::size_t>(index.row())];
}

const SourceEntry* SidebarModel::sourceAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() != idOf(Section::Sources))
        return nullptr;
    return &m_sources[static_cast<std::size_t>(index.row())];
}

std::optional<Place> SidebarModel::placeOf(const QModelIndex& index) const
{
    if (const SourceEntry* entry = sourceAt(index))
        return Place{entry->state == SourceState::Unfinished ? PlaceKind::NewSource : PlaceKind::Source, entry->key};
    if (const PlaceRow* row = placeRow(index))
        return Place{row->kind};
    return std::nullopt;
}

QModelIndex SidebarModel::indexOf(const Place& place) const
{
    if (place.kind == PlaceKind::AllEvents)
        return index(0, 0);
    const bool ofSource = place.kind == PlaceKind::Source || place.kind == PlaceKind::NewSource;
    const Section section = ofSource ? Section::Sources : Section::Workspace;
    const int sectionRow = rowOfSection(section);
    if (sectionRow < 0)
        return {};
    const QModelIndex above = index(sectionRow, 0);
    for (int row = 0; row < sizeOf(section); ++row) {
        const QModelIndex candidate = index(row, 0, above);
        if (placeOf(candidate) == place)
            return candidate;
    }
    return {};
}

std::optional<SourceEntry> SidebarModel::source(const QString& key) const
{
    for (const SourceEntry& entry : m_sources) {
        if (entry.key == key)
            return entry;
    }
    return std::nullopt;
}

QModelIndex SidebarModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, topLevel);
    return createIndex(row, column, idOf(*sectionAt(parent.row())));
}

QModelIndex SidebarModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == topLevel)
        return {};
    return createIndex(rowOfSection(sectionOf(child.internalId())), 0, topLevel);
}

int SidebarModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return m_places.empty() ? 2 : 3;
    if (parent.internalId() != topLevel || parent.column() != 0)
        return 0;
    const auto section = sectionAt(parent.row());
    return section ? sizeOf(*section) : 0;
}

int SidebarModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QString SidebarModel::textOf(const QModelIndex& index) const
{
    if (const SourceEntry* entry = sourceAt(index))
        return entry->name;
    if (const PlaceRow* row = placeRow(index)) {
        switch (row->kind) {
        case PlaceKind::AllEvents: return tr("All events");
        case PlaceKind::Directory: return tr("Directory");
        case PlaceKind::Deliveries: return tr("Deliveries");
        case PlaceKind::Unrouted: return tr("Unrouted");
        case PlaceKind::Settings: return tr("Settings");
        case PlaceKind::Source:
        case PlaceKind::NewSource:
        case PlaceKind::Welcome: break;
        }
        return {};
    }
    return sectionAt(index.row()) == Section::Sources ? tr("Sources") : tr("Workspace");
}

QVariant SidebarModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SourceEntry* entry = sourceAt(index);
    const PlaceRow* row = placeRow(index);
    const bool section = !entry && !row;
    switch (role) {
    case Qt::DisplayRole: return textOf(index);
    case Qt::ToolTipRole: return section ? QVariant() : textOf(index);
    case Qt::AccessibleTextRole: {
        if (entry) {
            const QString count = entry->events == 1 ? tr("1 event") : tr("%1 events").arg(entry->events);
            switch (entry->state) {
            case SourceState::Idle: return tr("%1, idle, %2").arg(entry->name, count);
            case SourceState::Receiving: return tr("%1, receiving, %2").arg(entry->name, count);
            case SourceState::Failed: return tr("%1, last event failed, %2").arg(entry->name, count);
            case SourceState::Paused: return tr("%1, paused, %2").arg(entry->name, count);
            case SourceState::Unfinished: return tr("%1, not finished, %2").arg(entry->name, count);
            }
        }
        if (row && (row->failed > 0 || row->held > 0)) {
            QString text = textOf(index);
            if (row->held > 0)
                text = tr("%1, %n held", nullptr, static_cast<int>(row->held)).arg(text);
            if (row->failed > 0)
                text = tr("%1, %n failed", nullptr, static_cast<int>(row->failed)).arg(text);
            return text;
        }
        if (row && row->count)
            return tr("%1, %2").arg(textOf(index)).arg(*row->count);
        return textOf(index);
    }
    case SectionRole: return section;
    case SectionNameRole: return section ? QVariant(static_cast<int>(*sectionAt(index.row()))) : QVariant();
    case PlaceRole: return section ? QVariant() : QVariant(static_cast<int>(entry ? PlaceKind::Source : row->kind));
    case SourceKeyRole: return entry ? QVariant(entry->key) : QVariant();
    case ProviderRole: return entry ? QVariant(entry->provider) : QVariant();
    case StateRole: return entry ? QVariant(static_cast<int>(entry->state)) : QVariant();
    case CountRole:
        if (entry)
            return entry->events;
        return row && row->count ? QVariant(*row->count) : QVariant();
    case HeldRole: return row ? QVariant(row->held) : QVariant();
    case FailedRole: return row ? QVariant(row->failed) : QVariant();
    default: return {};
    }
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (!placeOf(index))
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable |
           (sourceAt(index) || placeRow(index) != &m_allEvents ? Qt::ItemNeverHasChildren : Qt::NoItemFlags);
}

} // namespace hw::models
