#pragma once

#include "core/delivery/outboxreadthread.h"
#include "ui/widgets/page.h"

#include <QTimer>

#include <vector>

class QStackedWidget;
class QVBoxLayout;

namespace hw::models {
class DeliveriesPresenter;
}

namespace hw::widgets {

class Banner;
class Button;
class DeliveriesTable;
class DeliveryDetailPane;
class DestinationRows;
class EmptyState;
class Label;
class SearchField;
class DetailSplitter;
class Theme;
class LazyPage;
struct ViewEntry;

/// What is on its way out of this machine: destinations with their queues, held deliveries and their confirmation, the
/// outbox, the dead letters and what was delivered, each a view of its own in the window.
class DeliveriesPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveriesPage)

public:
    /// Both outlive the page.
    DeliveriesPage(const Theme& theme, models::DeliveriesPresenter& presenter, QWidget* parent = nullptr);

    /// One for each list, in order, for MainWindow::addView().
    [[nodiscard]] static std::vector<ViewEntry> views(const LazyPage& page);

    void setPlace(const models::Place& place) override;
    void setView(const QString& id) override;
    [[nodiscard]] QString viewCount(const QString& id) const override;
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;
    [[nodiscard]] QList<QWidget*> regions() const override;

    /// Asks whether an environment's held deliveries may go out.
    void askToConfirm(const QString& environment);

Q_SIGNALS:
    void openEvent(const QString& eventId);
    void openSettings();
    /// Something went to the clipboard: what, for a notice.
    void copied(const QString& what);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QAction* makeAction(const QString& name, const QString& text, const QKeySequence& key);
    void buildActions();
    QWidget* buildTop();
    QWidget* buildList();
    void connectPresenter();
    void showState();
    void showDestinations();
    void showRetry();
    void askToRetry(const delivery::Retryable& found);
    void copyText(const QString& text, const QString& what);

    const Theme& m_theme;
    models::DeliveriesPresenter& m_presenter;
    QAction* m_confirm = nullptr;
    QAction* m_retry = nullptr;
    QAction* m_retryAll = nullptr;
    QAction* m_showEvent = nullptr;
    QAction* m_copyCurl = nullptr;
    QAction* m_copyId = nullptr;
    QAction* m_focusFilter = nullptr;
    QVBoxLayout* m_banners = nullptr;
    std::vector<std::pair<QString, Banner*>> m_heldBanners; ///< by environment
    DestinationRows* m_destinations;
    SearchField* m_filter;
    Label* m_problem;
    Button* m_retryButton;
    DeliveriesTable* m_table;
    EmptyState* m_empty;
    QWidget* m_loading;
    QStackedWidget* m_stack;
    Label* m_rows;
    DetailSplitter* m_splitter;
    DeliveryDetailPane* m_detail = nullptr;
    QTimer m_loadingTimer;
    QTimer m_typing; ///< the filter is applied when the typing pauses
};

} // namespace hw::widgets
