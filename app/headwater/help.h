#pragma once

#include "core/catalog/catalog.h"
#include "ui/models/guide.h"
#include "ui/models/palettemodel.h"
#include "ui/models/workspacepresenter.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace hw::widgets {
class GuideWindow;
class MainWindow;
class Theme;
} // namespace hw::widgets

namespace hw::app {

/// The guide beside the window: made when it is first asked for, from the catalogue and the window's own keys.
class Help final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Help)

public:
    /// All outlive it, but the window.
    Help(const catalog::Catalog& catalog, const models::WorkspacePresenter& presenter, widgets::MainWindow& window,
         const widgets::Theme& theme);
    ~Help() override;

    void show(const QString& page);

private:
    [[nodiscard]] std::vector<models::PaletteEntry> entries();

    const catalog::Catalog& m_catalog;
    const models::WorkspacePresenter& m_presenter;
    widgets::MainWindow& m_window;
    const widgets::Theme& m_theme;
    std::vector<models::PaletteEntry> m_entries;
    QPointer<widgets::GuideWindow> m_guideWindow; ///< the window's
};

} // namespace hw::app
