#pragma once

#include "ui/models/eventdetail.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QStackedWidget;

namespace hw::models {
class EventActions;
class EventsPresenter;
class SavedFilters;
class VerificationPresenter;
} // namespace hw::models

namespace hw::widgets {

class Banner;
class Button;
class EmptyState;
class EventCommands;
class EventDetailPane;
class EventFilterBar;
class EventsTable;
class HistogramWidget;
class ProgressStrip;
class Splitter;
class Theme;

/// The Events view: filter, histogram, table, and the selected event's detail.
class EventsPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventsPage)

public:
    /// Both outlive the page.
    EventsPage(const Theme& theme, models::EventsPresenter& presenter, QWidget* parent = nullptr);

    void setPlace(const models::Place& place) override;

    /// Explains signatures from now on; the presenter outlives the page.
    void setExplainer(models::VerificationPresenter& explainer);
    /// Does what can be done with events from now on; outlives the page.
    void setActions(models::EventActions& actions);
    /// Keeps filters from now on; outlives the page.
    void setSavedFilters(models::SavedFilters& saved);

    /// Where the sender has to send to, shown while no event has come; empty while nothing listens.
    void setEndpointUrl(const QString& url);
    /// Selects this event and shows its detail, whether or not its row is loaded.
    void showEvent(const QString& id);
    void showTab(models::DetailTab tab);
    /// The selected event as a full page, or beside the list.
    void setFullPage(bool full);
    [[nodiscard]] bool isFullPage() const;
    /// The filter alone.
    void setFilter(const QString& text);
    /// Adds the terms of a filter.
    void addFilter(const QString& text);
    /// Asks whether these are to be processed again.
    void processAgain(const std::vector<qint64>& seqs);
    /// Puts the keyboard into the filter's field, which begins with this.
    void beginFilter(const QString& text);
    /// Filter, table and detail, for F6.
    [[nodiscard]] QList<QWidget*> regions() const override;
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;
    [[nodiscard]] QList<QAction*> headerActions() const override;
    void saveLayout(QSettings& settings) const override;
    void restoreLayout(const QSettings& settings) override;

Q_SIGNALS:
    /// Of the source with this key.
    void secretsWanted(const QString& source);
    /// All events with this filter, wherever they came.
    void historyWanted(const QString& filter);
    void debugWanted(const QString& source, const QString& id);
    void testWanted(const hw::store::StoredEvent& event);
    void told(const QString& text);
    /// Something went to the clipboard: what, for a notice.
    void copied(const QString& what);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildActions();
    QAction* addPageAction(const QString& name, const QString& text, const QKeySequence& shortcut);
    QAction* addTableAction(const QString& name, const QString& text, const QKeySequence& shortcut);
    void connectPresenter();
    void showState();
    void showBanner();
    void showPill();
    void showPosition();
    void explainLatest();
    /// Selects the event and makes it the full page.
    void openEvent(const QString& id);
    void placePill();
    void showDetail(const models::EventDetail& detail);
    void clearDetail();
    void showContextMenu(const QPoint& position);
    void showMore();
    void takeSelection();
    void filterByColumn(int column, bool exclude);
    void copyText(const QString& text, const QString& what);

    const Theme& m_theme;
    models::EventsPresenter& m_presenter;
    QString m_endpointUrl;

    EventCommands* m_commands;
    QAction* m_more = nullptr;
    QAction* m_copyId = nullptr;
    QAction* m_copyCell = nullptr;
    QAction* m_filterType = nullptr;
    QAction* m_filterCell = nullptr;
    QAction* m_excludeCell = nullptr;
    QAction* m_open = nullptr;
    QAction* m_toggleLive = nullptr;
    QAction* m_focusFilter = nullptr;
    QAction* m_backToList = nullptr;
    QAction* m_position = nullptr; ///< "Event 1 of 1,284": says where, does nothing
    QAction* m_newer = nullptr;    ///< of the full page, as the next one
    QAction* m_older = nullptr;
    QAction* m_explain = nullptr;
    QAction* m_next = nullptr;
    QAction* m_previous = nullptr;

    EventFilterBar* m_filter;
    HistogramWidget* m_histogram;
    Banner* m_banner;
    ProgressStrip* m_progress;
    ProgressStrip* m_scan;
    QStackedWidget* m_stack;
    EventsTable* m_table;
    EmptyState* m_empty;
    QWidget* m_loading;
    Button* m_pill;
    QWidget* m_upper = nullptr;
    Splitter* m_splitter;
    EventDetailPane* m_detail = nullptr;
    QTimer m_loadingTimer;
    bool m_fullPage = false;
    QString m_fullWanted;         ///< id of the event that becomes the full page once its detail is there
    bool m_explainWanted = false; ///< the first row of the filter that was just set
};

} // namespace hw::widgets
