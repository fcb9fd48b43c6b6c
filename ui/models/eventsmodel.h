#pragma once

#include "core/store/rows.h"
#include "ui/models/eventtext.h"

#include <QAbstractTableModel>
#include <QHash>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace hw::models {

/// A window of at most `maxRows` events, newest first, over the store's keyset pages. It asks for nothing itself: the
/// presenter feeds it. Rows change one by one or in one batch (begin/end); only clear() and load() reset.
class EventsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Method, Source, Type, Status, Actions, Duration, Size, ColumnCount };
    enum Role {
        SeqRole = Qt::UserRole + 1, ///< qint64
        IdRole,                     ///< QString
        ProviderRole,               ///< QString: the provider of the source
        IconRole,                   ///< QString: the status icon's name
        ToneRole,                   ///< int of Tone: of the status, or of the actions cell
        FilterRole,                 ///< QString: the filter term that keeps the rows with this cell's value
        EmphasisRole,               ///< bool: primary text (time, source, type), else secondary
    };
    static constexpr int pageRows = 200;
    static constexpr int maxRows = 50 * pageRows;

    /// `clock` decides which times are "today".
    explicit EventsModel(const Clock& clock, QObject* parent = nullptr);

    /// Gives a file for these events, named by both; it may still be written meanwhile.
    using FileMaker = std::function<QString(const std::vector<qint64>& seqs, const QStringList& ids)>;
    void setFileMaker(FileMaker maker) { m_makeFile = std::move(maker); }

    /// A row can be dragged to where an event is wanted (SampleKeeper::eventsMimeType), or a file.
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// More rows exist below; fetchMore() emits olderWanted() once until they come.
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    void setSources(QHash<QString, SourceLabel> sources);
    [[nodiscard]] SourceLabel sourceLabel(const QString& key) const;

    void clear();
    /// The newest page of a new filter. `complete`: nothing older exists.
    void load(const std::vector<store::EventRow>& rows, bool complete);
    /// Rows below the last one. Drops the top page where the window is full: hasNewer() becomes true.
    void appendOlder(const std::vector<store::EventRow>& rows, bool complete);
    /// Rows above the first one, newest first. `complete`: nothing newer exists, hasNewer() becomes false.
    void prependNewer(const std::vector<store::EventRow>& rows, bool complete);
    /// Makes the window agree with a page: rows that the page has and the window has not are inserted, rows that differ
    /// change in place, rows in the page's range that it does not have are removed.
    /// `before`: the page's upper bound, exclusive; none = the newest page. `complete`: the page reaches the oldest
    /// row. Returns false, and changes nothing, where the page does not touch the window (the gap is larger than a
    /// page).
    bool merge(const std::vector<store::EventRow>& rows, std::optional<qint64> before, bool complete);

    [[nodiscard]] const store::EventRow& row(int row) const { return m_rows[static_cast<size_t>(row)]; }
    /// The row with this sequence number, or -1.
    [[nodiscard]] int rowOf(qint64 seq) const;
    [[nodiscard]] int rowOfId(const QString& id) const;
    /// The window's top was dropped while scrolling down: the newest rows are not in it.
    [[nodiscard]] bool hasNewer() const { return m_hasNewer; }
    [[nodiscard]] bool isWaitingForOlder() const { return m_waitingForOlder; }
    /// A request for older rows did not succeed: fetchMore() may ask again.
    void giveUpOlder() { m_waitingForOlder = false; }

Q_SIGNALS:
    void olderWanted(qint64 beforeSeq);

private:
    [[nodiscard]] QString displayText(const store::EventRow& row, int column) const;
    [[nodiscard]] QString accessibleText(const store::EventRow& row, int column) const;
    [[nodiscard]] QString filterTerm(const store::EventRow& row, int column) const;
    [[nodiscard]] QString toolTip(const store::EventRow& row, int column) const;
    void removeRange(int first, int count);
    void insertRange(int first, std::vector<store::EventRow> rows);

    const Clock& m_clock;
    std::deque<store::EventRow> m_rows;
    QHash<QString, SourceLabel> m_sources;
    FileMaker m_makeFile;
    bool m_hasOlder = false;
    bool m_hasNewer = false;
    bool m_waitingForOlder = false;
};

} // namespace hw::models
