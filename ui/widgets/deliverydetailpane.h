#pragma once

#include "ui/models/deliverytext.h"
#include "ui/models/jsontreemodel.h"

#include <QWidget>

#include <optional>

class QAction;
class QButtonGroup;
class QStackedWidget;
class QVBoxLayout;

namespace hw::widgets {

class ChipLabel;
class CountTabBar;
class JsonTreeView;
class KeyValueRows;
class Label;
class ResponseTab;
class SectionLabel;
class Theme;

/// The panel beside the deliveries: why the selected one stands where it stands, its attempts, and of each attempt the
/// request and the answer.
class DeliveryDetailPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryDetailPane)

public:
    /// `actions` stand in the panel's header, with their icons.
    DeliveryDetailPane(const Theme& theme, const QList<QAction*>& actions, QWidget* parent = nullptr);

    void setDetail(const models::DeliveryDetail& detail);
    void setExplanation(const QString& text);
    void clear();
    [[nodiscard]] const std::optional<models::DeliveryDetail>& detail() const { return m_detail; }
    /// The request of the chosen attempt as a shell command; empty where there is none.
    [[nodiscard]] QString curl() const;

private:
    class Header;
    enum Tab { Overview, Request, Answer, Payload };

    QWidget* buildOverview();
    void showAttempts();
    void choose(int attempt);

    const Theme& m_theme;
    std::optional<models::DeliveryDetail> m_detail;
    int m_chosen = -1;
    QString m_shownKey; ///< which exchange the tabs show
    Header* m_header;
    CountTabBar* m_tabs;
    QStackedWidget* m_pages;
    QStackedWidget* m_outer;
    Label* m_explanation;
    Label* m_summary;
    KeyValueRows* m_facts;
    SectionLabel* m_attemptsTitle;
    QVBoxLayout* m_attempts;
    QButtonGroup* m_attemptRows;
    ResponseTab* m_request;
    ResponseTab* m_answer;
    models::JsonTreeModel m_payload;
    JsonTreeView* m_payloadTree;
};

} // namespace hw::widgets
