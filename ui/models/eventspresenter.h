#pragma once

#include "core/catalog/catalog.h"
#include "core/store/filter.h"
#include "ui/models/eventdetail.h"
#include "ui/models/eventsmodel.h"
#include "ui/models/eventsource.h"
#include "ui/models/histogrammodel.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace hw::models {

/// What is wrong with a filter's text.
struct FilterProblem
{
    QString text;     ///< for people
    int position = 0; ///< in the text that was given, UTF-16 units from 0
    QString about;    ///< the text at that place; empty = to the end
};

/// The logic of the Events view: the filter's text becomes a filter, pages are asked for one at a time, live rows are
/// merged in, a selected event becomes its detail. Everything is asynchronous; the window never waits.
class EventsPresenter final : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Live, Paused };
    enum class State { Loading, Ready, Failed };

    /// `source` serves this object alone; it and `clock` outlive it.
    EventsPresenter(EventSource& source, const Clock& clock, QObject* parent = nullptr);
    ~EventsPresenter() override;

    /// Whose other spellings of event types are understood in filters; null = none.
    void setCatalog(std::shared_ptr<const catalog::Catalog> catalog) { m_catalog = std::move(catalog); }
    Q_DISABLE_COPY_MOVE(EventsPresenter)

    [[nodiscard]] EventsModel& model() { return m_model; }
    [[nodiscard]] HistogramModel& histogram() { return m_histogram; }

    /// The names and glyphs of the sources, by key.
    void setSources(QHash<QString, SourceLabel> sources);
    /// Only this source's events (its key), or all where it is empty. Loads.
    void setScope(const QString& sourceKey);
    [[nodiscard]] const QString& scope() const { return m_scope; }

    /// Applies the filter and loads; nothing changes where the text has a problem, which is returned.
    std::optional<FilterProblem> setFilterText(const QString& text);
    [[nodiscard]] const QString& filterText() const { return m_filterText; }
    /// With the source that the view is about.
    [[nodiscard]] const store::Filter& filter() const { return m_filter; }
    /// The terms of the filter as typed, in order.
    [[nodiscard]] std::vector<store::FilterToken> filterTokens() const;
    /// Adds a term at the end unless it is there; terms of `replaces` (a key) are removed first.
    std::optional<FilterProblem> addTerms(const QStringList& terms, const QString& replaces = {});
    /// Removes all terms with this key ("time").
    void removeTerms(const QString& key);

    /// What may be offered in a filter, as it was when it was read the last time; refreshVocabulary() reads it anew.
    [[nodiscard]] const store::FilterVocabulary& vocabulary() const { return m_vocabulary; }
    void refreshVocabulary();

    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] State state() const { return m_state; }

    /// A filter on headers, bodies or words looks through the events one by one; what it finds is shown as it comes.
    /// Ends that with what was found so far.
    void stopScan();
    /// A scan was ended: older events were not looked through.
    [[nodiscard]] bool isCutShort() const { return m_cutShort; }
    /// Looks through all events again after that.
    void scanAll();

    /// The rows that the view shows; those are kept up to date besides the newest page.
    void setVisibleRows(int first, int last);
    /// The view stands at its top: where the newest rows were dropped from the window they are fetched again.
    void showNewest();

    /// Shows this event's detail; an empty id shows none.
    void select(const QString& id);
    /// Reads the selected event anew: something about it was changed that its row does not show.
    void refreshSelected();
    [[nodiscard]] const QString& selectedId() const { return m_selectedId; }

    [[nodiscard]] qint64 matching() const { return m_matching; }
    [[nodiscard]] qint64 total() const { return m_total; }
    /// "718 of 1,726", or "1,726" without a filter.
    [[nodiscard]] QString countText() const;
    /// New events that came while paused.
    [[nodiscard]] int waiting() const { return m_waiting; }
    [[nodiscard]] QString waitingText() const;

Q_SIGNALS:
    void filterChanged();
    void modeChanged();
    void stateChanged();
    void countsChanged();
    /// Events that a scan has looked through; total 0 = it has ended.
    void scanned(int done, int total);
    void cutShortChanged();
    void waitingChanged();
    /// The selected event, complete.
    void detailReady(const hw::models::EventDetail& detail);
    /// Nothing is selected, or the selected event is gone.
    void detailCleared();
    /// The store could not be read.
    void failed(const hw::Error& error);

private:
    enum class Ask { Nothing, Load, Tail, Fresh, Older, Newer, Visible, Waiting };

    void applyFilter(store::Filter filter, const QString& text);
    void onChanged();
    void refresh();
    void pump();
    void ask(Ask what, const store::PageRequest& page);
    void onPage(quint64 generation, const std::vector<store::EventRow>& rows);
    void onTail(const std::vector<store::EventRow>& rows);
    void onFresh(const std::vector<store::EventRow>& rows);
    void onGrew(quint64 generation, const std::vector<store::EventRow>& rows);
    void onRows(quint64 generation, const std::vector<store::EventRow>& rows);
    void onScanned(quint64 generation, qint64 done);
    void onEvent(quint64 generation, const std::optional<store::StoredEvent>& event);
    void onSummary(const store::Summary& summary);
    void requestSelected();
    void requestCounts();
    void requestVisible();
    void requestBars();
    void endScan(bool cutShort);
    void setState(State state);
    void setWaiting(int count);

    EventSource& m_source;
    const Clock& m_clock;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    EventsModel m_model;
    HistogramModel m_histogram;
    store::Filter m_filter;
    QString m_filterText;
    store::FilterVocabulary m_vocabulary;
    QString m_scope;
    Mode m_mode = Mode::Live;
    State m_state = State::Loading;

    Ask m_asked = Ask::Nothing;
    quint64 m_pageGeneration = 0;
    std::optional<qint64> m_askedBefore;
    bool m_loadWanted = false;
    bool m_tailWanted = false;
    bool m_newerWanted = false;
    bool m_visibleWanted = false;
    bool m_waitingWanted = false;
    std::optional<qint64> m_olderWanted;
    std::vector<store::EventRow> m_tail;
    bool m_grown = false; ///< rows of the page that is loaded are shown already
    bool m_cutShort = false;
    bool m_scanShown = false; ///< scanned() was told
    qint64 m_newest = 0;      ///< the newest event's seq, as far as it is known
    qint64 m_askedTo = 0;     ///< the same when a page was asked for
    qint64 m_scannedTo = 0;   ///< up to this seq a filter that scans has looked
    int m_firstVisible = 0;
    int m_lastVisible = 0;

    quint64 m_generation = 0; ///< one count for all kinds, so that a failure names its request
    quint64 m_countGeneration = 0;
    quint64 m_barsGeneration = 0;
    quint64 m_missedGeneration = 0;
    quint64 m_eventGeneration = 0;
    quint64 m_rowsGeneration = 0;
    QString m_selectedId;
    qint64 m_matching = 0;
    qint64 m_total = 0;
    int m_waiting = 0;

    QTimer m_frame;
    QTimer m_minute;
    QThreadPool m_pool;
};

} // namespace hw::models
