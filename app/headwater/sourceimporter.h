#pragma once

#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "ui/models/sourceimport.h"
#include "ui/models/workspacepresenter.h"

#include <QObject>

namespace hw::widgets {
class MainWindow;
class Theme;
} // namespace hw::widgets

namespace hw::app {

/// Takes sources in from files: those of Knock and bundles of Headwater, after what comes was shown; and what a Knock
/// project's folder says of workflows and audiences.
class SourceImporter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceImporter)

public:
    /// All outlive it, but the window.
    SourceImporter(engine::Engine& engine, const catalog::Catalog& catalog, models::WorkspacePresenter& presenter,
                   widgets::MainWindow& window, const widgets::Theme& theme, const Clock& clock);
    ~SourceImporter() override;

    /// Shows what comes and asks; the workspace is open.
    void offer(const QByteArray& text, const QString& file);
    void offerProject(const QString& folder);

private:
    void take(const models::SourceImport& import);
    void takeBack(const QString& key);
    void fail(const Error& error);

    engine::Engine& m_engine;
    const catalog::Catalog& m_catalog;
    models::WorkspacePresenter& m_presenter;
    widgets::MainWindow& m_window;
    const widgets::Theme& m_theme;
    const Clock& m_clock;
};

} // namespace hw::app
