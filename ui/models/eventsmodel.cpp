#include "ui/models/eventsmodel.h"

#include "ui/models/samplekeeper.h"

#include <QLocale>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <set>

namespace hw::models {

using store::EventRow;

namespace {

/// Quoted where the filter language would read a sign of the value as its own.
QString filterValue(const QString& text)
{
    const bool isPlain = !text.isEmpty() && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.isSpace() || QLatin1String(",*\"\\").contains(c);
    });
    if (isPlain)
        return text;
    QString inner = text;
    inner.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
    return u'"' + inner + u'"';
}

} // namespace

EventsModel::EventsModel(const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{}

Qt::ItemFlags EventsModel::flags(const QModelIndex& index) const
{
    return QAbstractTableModel::flags(index) | (index.isValid() ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QStringList EventsModel::mimeTypes() const
{
    return {QLatin1String(SampleKeeper::eventsMimeType), QStringLiteral("text/uri-list"), QStringLiteral("text/plain")};
}

QMimeData* EventsModel::mimeData(const QModelIndexList& indexes) const
{
    std::set<int> rows;
    for (const QModelIndex& index : indexes)
        rows.insert(index.row());
    QStringList ids;
    std::vector<qint64> seqs;
    for (const int at : rows) {
        ids.append(row(at).id);
        seqs.push_back(row(at).seq);
    }
    auto* carried = new QMimeData;
    if (m_makeFile && !ids.isEmpty())
        carried->setUrls({QUrl::fromLocalFile(m_makeFile(seqs, ids))});
    carried->setText(ids.join(u'\n')); // for a field; else it would get the file's address
    carried->setData(QLatin1String(SampleKeeper::eventsMimeType), carried->text().toUtf8());
    return carried;
}

int EventsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventRow& event = row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return displayText(event, column);
    case Qt::ToolTipRole: return toolTip(event, column);
    case Qt::AccessibleTextRole: return accessibleText(event, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(column >= Actions ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case SeqRole: return event.seq;
    case IdRole: return event.id;
    case ProviderRole: return sourceLabel(event.source).provider;
    case IconRole: return statusLabel(event.status, event.verification).icon;
    case ToneRole:
        if (column == Actions)
            return static_cast<int>(event.actionsDone < event.actionsTotal ? Tone::Warn : Tone::Plain);
        return static_cast<int>(statusLabel(event.status, event.verification).tone);
    case FilterRole: return filterTerm(event, column);
    case EmphasisRole: return column == Time || column == Source || column == Type;
    default: return {};
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(section >= Actions ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Method: return tr("Method");
    case Source: return tr("Source");
    case Type: return tr("Type");
    case Status: return tr("Status");
    case Actions: return tr("Actions");
    case Duration: return tr("Duration");
    default: return tr("Size");
    }
}

bool EventsModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_hasOlder && !m_waitingForOlder && !m_rows.empty();
}

void EventsModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_waitingForOlder = true;
    Q_EMIT olderWanted(m_rows.back().seq);
}

void EventsModel::setSources(QHash<QString, SourceLabel> sources)
{
    if (m_sources == sources)
        return;
    m_sources = std::move(sources);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Source), index(rowCount() - 1, Source));
}

SourceLabel EventsModel::sourceLabel(const QString& key) const
{
    if (key.isEmpty())
        return {tr("Unrouted"), {}};
    const auto found = m_sources.constFind(key);
    return found != m_sources.constEnd() ? *found : SourceLabel{key, key};
}

void EventsModel::clear()
{
    load({}, true);
}

void EventsModel::load(const std::vector<EventRow>& rows, bool complete)
{
    beginResetModel();
    m_rows.assign(rows.begin(), rows.end());
    m_hasOlder = !complete;
    m_hasNewer = false;
    m_waitingForOlder = false;
    endResetModel();
}

void EventsModel::appendOlder(const std::vector<EventRow>& rows, bool complete)
{
    m_waitingForOlder = false;
    m_hasOlder = !complete;
    std::vector<EventRow> older;
    for (const EventRow& event : rows) {
        if (m_rows.empty() || event.seq < m_rows.back().seq)
            older.push_back(event);
    }
    insertRange(rowCount(), std::move(older));
    const int excess = rowCount() - maxRows;
    if (excess > 0) {
        removeRange(0, excess);
        m_hasNewer = true;
    }
}

void EventsModel::prependNewer(const std::vector<EventRow>& rows, bool complete)
{
    std::vector<EventRow> newer;
    for (const EventRow& event : rows) {
        if (m_rows.empty() || event.seq > m_rows.front().seq)
            newer.push_back(event);
    }
    m_hasNewer = !complete;
    insertRange(0, std::move(newer));
    const int excess = rowCount() - maxRows;
    if (excess > 0) {
        removeRange(maxRows, excess);
        m_hasOlder = true;
    }
}

bool EventsModel::merge(const std::vector<EventRow>& rows, std::optional<qint64> before, bool complete)
{
    const qint64 lowest = complete || rows.empty() ? -1 : rows.back().seq;
    if (!before && m_hasNewer)
        return false;
    if (!m_rows.empty() && lowest > m_rows.front().seq)
        return false;
    if (m_rows.empty())
        m_hasOlder = !complete;
    // Walk both lists, newest first. A position counts rows that are already right.
    size_t place = 0;
    if (before) {
        while (place < m_rows.size() && m_rows[place].seq >= *before)
            ++place;
    }
    size_t next = 0;
    while (next < rows.size() || place < m_rows.size()) {
        const bool windowLeft = place < m_rows.size() && m_rows[place].seq >= lowest;
        if (next >= rows.size() && !windowLeft)
            break;
        const qint64 ours = windowLeft ? m_rows[place].seq : -1;
        if (next < rows.size() && rows[next].seq == ours) {
            if (!(m_rows[place] == rows[next])) {
                m_rows[place] = rows[next];
                const int changed = static_cast<int>(place);
                Q_EMIT dataChanged(index(changed, 0), index(changed, ColumnCount - 1));
            }
            ++place;
            ++next;
            continue;
        }
        if (next < rows.size() && rows[next].seq > ours) {
            // Below the window's last row older pages are fetched by scrolling, not here.
            if (place > 0 && place >= m_rows.size() && m_hasOlder)
                break;
            std::vector<EventRow> batch;
            while (next < rows.size() && rows[next].seq > ours)
                batch.push_back(rows[next++]);
            const size_t count = batch.size();
            insertRange(static_cast<int>(place), std::move(batch));
            place += count;
            continue;
        }
        size_t gone = place;
        const qint64 theirs = next < rows.size() ? rows[next].seq : lowest - 1;
        while (gone < m_rows.size() && m_rows[gone].seq > theirs)
            ++gone;
        removeRange(static_cast<int>(place), static_cast<int>(gone - place));
    }
    if (complete && !m_waitingForOlder)
        m_hasOlder = false;
    const int excess = rowCount() - maxRows;
    if (excess > 0) {
        removeRange(maxRows, excess);
        m_hasOlder = true;
    }
    return true;
}

int EventsModel::rowOf(qint64 seq) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), seq,
                                        [](const EventRow& event, qint64 wanted) { return event.seq > wanted; });
    return found != m_rows.end() && found->seq == seq ? static_cast<int>(found - m_rows.begin()) : -1;
}

int EventsModel::rowOfId(const QString& id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const EventRow& event) { return event.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString EventsModel::displayText(const EventRow& event, int column) const
{
    switch (column) {
    case Time: return timeText(event.receivedAt, m_clock.now());
    case Method: return event.method;
    case Source: return sourceLabel(event.source).name;
    case Type: return event.eventType;
    case Status: return statusLabel(event.status, event.verification).text;
    case Actions: return actionsText(event);
    case Duration: return durationText(event.duration);
    default: return sizeText(event.bodySize);
    }
}

QString EventsModel::accessibleText(const EventRow& event, int column) const
{
    const QString text = displayText(event, column);
    switch (column) {
    case Status: return tr("Status: %1").arg(text.toLower());
    case Actions:
        if (event.actionsTotal == 0)
            return tr("No actions");
        return tr("%1 of %2 actions done").arg(event.actionsDone).arg(event.actionsTotal);
    case Duration: return event.duration.count() > 0 ? tr("Answered in %1").arg(text) : tr("Not answered yet");
    case Size: return tr("Size: %1").arg(text);
    default: return text;
    }
}

QString EventsModel::filterTerm(const EventRow& event, int column) const
{
    switch (column) {
    case Method: return QStringLiteral("method:") + event.method;
    case Source:
        return event.source.isEmpty() ? QStringLiteral("status:unrouted") : QStringLiteral("source:") + event.source;
    case Type: return QStringLiteral("type:") + filterValue(event.eventType);
    case Status:
        if (event.status == EventStatus::Processed)
            return event.verification == VerificationStatus::Verified ? QStringLiteral("verified:yes")
                                                                      : QStringLiteral("verified:no");
        return QStringLiteral("status:") + toString(event.status);
    default: return {};
    }
}

QString EventsModel::toolTip(const EventRow& event, int column) const
{
    switch (column) {
    case Time: return dateTimeText(event.receivedAt, m_clock.now());
    case Actions: return accessibleText(event, column);
    case Status: return event.answerStatus == 0 ? QString() : tr("Answered %1").arg(event.answerStatus);
    case Size: return tr("%1 bytes").arg(QLocale().toString(event.bodySize));
    default: return displayText(event, column);
    }
}

void EventsModel::removeRange(int first, int count)
{
    if (count <= 0)
        return;
    beginRemoveRows({}, first, first + count - 1);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + count);
    endRemoveRows();
}

void EventsModel::insertRange(int first, std::vector<EventRow> rows)
{
    if (rows.empty())
        return;
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.begin() + first, rows.begin(), rows.end());
    endInsertRows();
}

} // namespace hw::models
