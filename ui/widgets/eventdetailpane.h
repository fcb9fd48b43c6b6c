#pragma once

#include "ui/models/exchangeview.h"

#include <QWidget>

#include <optional>

class QAction;
class QStackedWidget;

namespace hw::models {
struct EventComparison;
class VerificationPresenter;
} // namespace hw::models

namespace hw::widgets {

class ActionsTab;
class EventCompare;
class CountTabBar;
class OverviewTab;
class RequestTab;
class ResponseTab;
class ScriptTab;
class SelectionPane;
class Theme;
class ToolButton;
class VerificationTab;

/// One event in full: a bar with its name and what can be done with it, and its tabs.
class EventDetailPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventDetailPane)

public:
    /// The actions are shown as buttons: of the bar, and where several events are selected. They belong to the page.
    EventDetailPane(const Theme& theme, const QList<QAction*>& actions, const QList<QAction*>& batchActions,
                    QWidget* parent = nullptr);

    void setDetail(const models::EventDetail& detail);
    void clear();
    [[nodiscard]] const std::optional<models::EventDetail>& detail() const { return m_detail; }
    /// So many events are selected: with more than one, what can be done with all of them is shown.
    void setSelectedCount(int count);
    /// What others answered to the event with this number.
    void showExchanges(qint64 seq, const std::vector<models::ExchangeView>& exchanges);
    void showComparison(const models::EventComparison& comparison);
    void showTab(models::DetailTab tab);
    [[nodiscard]] models::DetailTab currentTab() const;
    void focusTabs();
    /// The pane is the whole page: `back` leads to the list and says so ("All Stripe events"). Null = beside the list.
    void setFullPage(QAction* back);
    [[nodiscard]] RequestTab& request() { return *m_request; }
    /// Explains signatures from now on; the presenter outlives the pane.
    void setExplainer(models::VerificationPresenter& explainer);

Q_SIGNALS:
    /// Of events that verify by what the explainer has applied.
    void processAgainWanted(const std::vector<qint64>& seqs);
    /// Of the source with this key.
    void secretsWanted(const QString& source);

protected:
private:
    class Header;

    enum Shown { OneEvent, NoEvent, ManyEvents, TwoEvents };

    void showWhatIs();
    void explain();
    void showExplained();

    const Theme& m_theme;
    std::optional<models::EventDetail> m_detail;
    Header* m_header;
    CountTabBar* m_tabs;
    QStackedWidget* m_pages;
    QStackedWidget* m_outer;
    SelectionPane* m_selection;
    EventCompare* m_compare;
    int m_selectedCount = 0;
    bool m_comparing = false; ///< until it is closed or something else is selected
    OverviewTab* m_overview;
    RequestTab* m_request;
    VerificationTab* m_verification;
    ScriptTab* m_script;
    ActionsTab* m_actions;
    ResponseTab* m_response;
    models::VerificationPresenter* m_explainer = nullptr;
};

} // namespace hw::widgets
