#pragma once

#include "core/engine/unroutedreadthread.h"
#include "ui/models/unroutedpresenter.h"

#include <QObject>

#include <memory>

namespace hw::engine {
class Engine;
}

namespace hw::models {
class WorkspacePresenter;
}

namespace hw::widgets {
class MainWindow;
class Theme;
} // namespace hw::widgets

namespace hw::app {

/// The requests that met no source in a session: their view in the window and what that needs of the engine.
class Unrouted final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Unrouted)

public:
    /// All outlive it; adds the view to the window.
    Unrouted(engine::Engine& engine, const QString& databasePath, std::shared_ptr<const catalog::Catalog> catalog,
             models::WorkspacePresenter& workspace, widgets::MainWindow& window, const widgets::Theme& theme,
             const Clock& clock);
    ~Unrouted() override;

Q_SIGNALS:
    /// A source at this key (empty = at one of its own), of this provider (empty = to be chosen).
    void sourceWanted(const QString& key, const QString& provider);

private:
    engine::UnroutedReadThread m_reader;
    models::UnroutedPresenter m_presenter;
};

} // namespace hw::app
