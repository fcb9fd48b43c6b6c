#pragma once

#include "ui/models/eventdetail.h"

#include <QWidget>

#include <optional>

class QStackedWidget;

namespace hw::widgets {

class ActionsTab;
class CountTabBar;
class OverviewTab;
class RequestTab;
class ResponseTab;
class ScriptTab;
class Theme;
class ToolButton;
class VerificationTab;

/// One event in full: a bar with its name and what can be done with it, and its tabs.
class EventDetailPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventDetailPane)

public:
    /// The actions are shown as buttons of the bar; they belong to the page.
    EventDetailPane(const Theme& theme, const QList<std::pair<QAction*, QString>>& actions, QWidget* parent = nullptr);

    void setDetail(const models::EventDetail& detail);
    void clear();
    [[nodiscard]] const std::optional<models::EventDetail>& detail() const { return m_detail; }
    void showTab(models::DetailTab tab);
    [[nodiscard]] models::DetailTab currentTab() const;
    void focusTabs();
    [[nodiscard]] RequestTab& request() { return *m_request; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class Header;

    const Theme& m_theme;
    std::optional<models::EventDetail> m_detail;
    Header* m_header;
    CountTabBar* m_tabs;
    QStackedWidget* m_pages;
    QStackedWidget* m_outer;
    OverviewTab* m_overview;
    RequestTab* m_request;
    VerificationTab* m_verification;
    ScriptTab* m_script;
    ActionsTab* m_actions;
    ResponseTab* m_response;
    QList<ToolButton*> m_buttons;
};

} // namespace hw::widgets
