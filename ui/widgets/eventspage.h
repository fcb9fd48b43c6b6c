#pragma once

#include "ui/models/eventdetail.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QStackedWidget;

namespace hw::models {
class EventsPresenter;
}

namespace hw::widgets {

class Banner;
class Button;
class EmptyState;
class EventDetailPane;
class EventFilterBar;
class EventsTable;
class HistogramWidget;
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

    /// Where the sender has to send to, shown while no event has come; empty while nothing listens.
    void setEndpointUrl(const QString& url);
    /// Selects this event and shows its detail, whether or not its row is loaded.
    void showEvent(const QString& id);
    void showTab(models::DetailTab tab);
    /// Adds the terms of a filter.
    void addFilter(const QString& text);
    /// Puts the keyboard into the filter's field, which begins with this.
    void beginFilter(const QString& text);
    /// Filter, table and detail, for F6.
    [[nodiscard]] QList<QWidget*> regions() const override;
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;
    void saveLayout(QSettings& settings) const override;
    void restoreLayout(const QSettings& settings) override;

Q_SIGNALS:
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
    void placePill();
    void showDetail(const models::EventDetail& detail);
    void clearDetail();
    void showContextMenu(const QPoint& position);
    void filterByColumn(int column, bool exclude);
    void copyText(const QString& text, const QString& what);

    const Theme& m_theme;
    models::EventsPresenter& m_presenter;
    QString m_endpointUrl;

    QAction* m_copyCurl = nullptr;
    QAction* m_copyId = nullptr;
    QAction* m_copyCell = nullptr;
    QAction* m_filterType = nullptr;
    QAction* m_filterCell = nullptr;
    QAction* m_excludeCell = nullptr;
    QAction* m_open = nullptr;
    QAction* m_toggleLive = nullptr;
    QAction* m_focusFilter = nullptr;
    QAction* m_next = nullptr;
    QAction* m_previous = nullptr;

    EventFilterBar* m_filter;
    HistogramWidget* m_histogram;
    Banner* m_banner;
    QStackedWidget* m_stack;
    EventsTable* m_table;
    EmptyState* m_empty;
    QWidget* m_loading;
    Button* m_pill;
    Splitter* m_splitter;
    EventDetailPane* m_detail = nullptr;
    QTimer m_loadingTimer;
};

} // namespace hw::widgets
