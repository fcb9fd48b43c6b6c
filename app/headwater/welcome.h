#pragma once

#include "core/base/clock.h"
#include "core/catalog/catalog.h"
#include "core/http/message.h"
#include "ui/models/workspacepresenter.h"
#include "ui/widgets/lazypage.h"
#include "ui/widgets/toolbar.h"

#include "app/headwater/sourceimporter.h"

#include <QObject>

#include <functional>

#include <vector>

namespace hw::engine {
class Engine;
}

namespace hw::widgets {
class MainWindow;
class Theme;
class WelcomePage;
} // namespace hw::widgets

namespace hw::app {

/// The first start in a session: adding the first source, the demonstration workspace, imports.
class Welcome final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Welcome)

public:
    /// All outlive it but the window, which goes first; adds the view to the window.
    Welcome(const QString& root, engine::Engine& engine, const catalog::Catalog& catalog,
            models::WorkspacePresenter& presenter, widgets::MainWindow& window, const widgets::Theme& theme,
            const Clock& clock);
    ~Welcome() override;

    /// There is no workspace yet: it is made with the first source.
    void showFirstStart();
    void setRecentWorkspaces(const std::vector<widgets::WorkspaceChoice>& recent);

    /// ~/Headwater/demo.
    [[nodiscard]] static QString demoRoot();

private:
    [[nodiscard]] widgets::WelcomePage* makePage();
    [[nodiscard]] widgets::WelcomePage& page();
    void greetWhereEmpty();
    void addSource();
    /// Makes the workspace where there is none yet; `then` comes when it is open.
    void withWorkspace(std::function<void()> then);
    void takeIn(const QByteArray& text, const QString& file);
    void openDemo();
    void makeDemo();
    void importFile(const QString& path);
    void importText(const QByteArray& text);
    void chooseSource(std::vector<http::Message> messages);
    void import(std::vector<http::Message> messages, const QString& source, std::size_t next);
    [[nodiscard]] QString likelySource(const http::Message& message) const;
    void fail(const Error& error);

    QString m_root;
    engine::Engine& m_engine;
    const catalog::Catalog& m_catalog;
    models::WorkspacePresenter& m_presenter;
    widgets::MainWindow& m_window;
    const widgets::Theme& m_theme;
    const Clock& m_clock;
    widgets::LazyPage m_page; ///< the window's
    std::vector<widgets::WorkspaceChoice> m_recent;
    SourceImporter m_importer;
    std::function<void()> m_whenOpen;
    bool m_unmade = false; ///< the workspace is not there yet
    bool m_greeted = false;
    bool m_making = false;
};

} // namespace hw::app
