#pragma once

#include "core/catalog/catalog.h"
#include "core/store/readthread.h"
#include "ui/models/newsourcepresenter.h"
#include "ui/models/storeeventsource.h"

#include <QObject>

#include <memory>

namespace hw::engine {
class Engine;
}

namespace hw::widgets {
class MainWindow;
class NewSourcePage;
class Theme;
} // namespace hw::widgets

namespace hw::app {

/// The set-up of sources in a session: its view in the window and what that needs of the engine.
class SourceSetup final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceSetup)

public:
    /// All outlive it; adds the view to the window.
    SourceSetup(const catalog::Catalog& catalog, engine::Engine& engine, const QString& databasePath,
                models::WorkspacePresenter& presenter, widgets::MainWindow& window, const widgets::Theme& theme,
                const Clock& clock);
    ~SourceSetup() override;

    /// Shows the set-up of a new source at this key (empty = at one of its own), of this provider (empty = to be
    /// chosen).
    void begin(const QString& key, const QString& provider);

private:
    widgets::MainWindow& m_window;
    std::unique_ptr<models::SetupLink> m_link;
    store::ReadThread m_reader;
    models::StoreEventSource m_events;
    models::NewSourcePresenter m_presenter;
};

} // namespace hw::app
