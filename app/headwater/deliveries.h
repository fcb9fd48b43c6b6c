#pragma once

#include "core/delivery/outboxreadthread.h"
#include "ui/models/deliveriespresenter.h"

#include <QObject>

#include <memory>

namespace hw::engine {
class Engine;
}

namespace hw::models {
class WorkspacePresenter;
}

namespace hw::widgets {
class DeliveriesPage;
class MainWindow;
class Theme;
} // namespace hw::widgets

namespace hw::app {

/// The deliveries in a session: their view in the window and what that needs of the engine.
class Deliveries final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Deliveries)

public:
    /// All outlive it; adds the views to the window.
    Deliveries(engine::Engine& engine, const QString& databasePath, models::WorkspacePresenter& workspace,
               widgets::MainWindow& window, const widgets::Theme& theme, const Clock& clock);
    ~Deliveries() override;

Q_SIGNALS:
    void eventWanted(const QString& id);
    /// Something waits for a person, once for each cause; `view` shows it.
    void attentionWanted(const QString& cause, const QString& title, const QString& text, const QString& view);

private:
    [[nodiscard]] widgets::DeliveriesPage* makePage(widgets::MainWindow& window, const widgets::Theme& theme);
    void tellSidebar();
    void askForAttention();

    models::WorkspacePresenter& m_workspace;
    std::unique_ptr<models::DeliveriesLink> m_link;
    delivery::OutboxReadThread m_reader;
    models::DeliveriesPresenter m_presenter;
    QStringList m_held; ///< environments whose held deliveries were told of
    qint64 m_dead = -1; ///< dead letters that were told of; those that were there at the start are no news
};

} // namespace hw::app
