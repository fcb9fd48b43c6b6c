#pragma once

#include "ui/models/history.h"
#include "ui/models/keyvaluemodel.h"
#include "ui/models/palettemodel.h"
#include "ui/models/undohistory.h"
#include "ui/models/workspacepresenter.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/lazypage.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toolbar.h"

#include <QMainWindow>
#include <QPointer>
#include <QVariantMap>

#include <functional>
#include <vector>

class QSettings;
class QStackedWidget;

namespace hw::models {
class PalettePresenter;
}

namespace hw::widgets {

class Banner;
class EmptyState;
class Menus;
class PaletteDialog;
class Sidebar;
class StatusBar;
class Toast;
class ViewHeader;

enum class SidebarMode { Full, Rail };

/// A view of the window, for the places that it is a view of.
struct ViewEntry
{
    QString id; ///< "events", "script", …
    QString title;
    Icon icon;
    std::vector<models::PlaceKind> places;
    LazyPage page; ///< the window takes ownership; several views may share one
    /// How the sidebar stands beside it until the user changes that for this page.
    SidebarMode sidebar = SidebarMode::Full;
};

/// The frame: menu, toolbar, sidebar, view tabs, status bar. Pages are added to it; it only wires.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// All outlive the window. `settings` keeps geometry, rail and theme.
    MainWindow(Theme& theme, models::WorkspacePresenter& presenter, QSettings& settings, const Clock& clock);
    ~MainWindow() override;

    /// In the order of the tabs; the first view of All events is shown.
    void addView(const ViewEntry& view);
    void setRecentWorkspaces(const std::vector<WorkspaceChoice>& recent);
    void showPlace(const models::Place& place, const QString& view = {});
    [[nodiscard]] const models::Place& place() const { return m_location.place; }
    [[nodiscard]] const models::Location& location() const { return m_location; }
    /// Keeps geometry, rails, splitters and columns. It also goes by itself, at the window's end.
    void saveLayout();
    [[nodiscard]] Toast& toast() { return *m_toast; }
    /// Tells what was done, with an Undo that stays in the Edit menu when the notice is gone.
    void informUndoable(const QString& text, std::function<void()> back);

    /// What fails, above the page; empty = nothing does. Its banner has an action and can be closed. A low window keeps
    /// its room for the page.
    void showFailure(const QString& text);
    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] Banner& failureBanner() { return *m_failure; }

    /// Makes the command palette work; the presenter outlives the window.
    void setPalettePresenter(models::PalettePresenter& presenter);

    /// The palette leads to the guide's pages too; `entries` is asked each time that it is opened.
    void setGuideEntries(std::function<std::vector<models::PaletteEntry>()> entries);

    /// To the front, also from another desktop or minimised.
    void raiseToFront();

    /// All that the keyboard does, by view.
    void showShortcuts();
    /// Keys and what they do, of the frame and of all pages.
    [[nodiscard]] std::vector<models::KeyValue> shortcuts() const;

    /// Asks for a file to import.
    void chooseImport();
    /// The same for the folder of a Knock project.
    void chooseImportFolder();

Q_SIGNALS:
    void placeChanged();
    /// An event of any source, by its id.
    void eventWanted(const QString& id);
    /// A filter for the events of the place that is shown: complete, or a field's name to begin one with.
    void filterWanted(const QString& text);
    void filterFieldWanted(const QString& field);
    void newSourceWanted();
    /// A page of the guide, by its id and perhaps "#heading".
    void guideWanted(const QString& page);
    void demoWanted();
    void importChosen(const QString& file);
    void workspaceChosen(const QString& root);

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Visit { Remember, Replay };

    void buildFrame();
    void connectActions();
    void connectPresenter();
    void restore();
    /// Moves the keyboard to the next region (+1) or the one before (-1).
    void moveRegion(int step);
    void showLocation(const models::Location& location, Visit visit);
    void addPage(Page& page);
    void refreshHeader();
    void refreshViewActions();
    void refreshPlaces();
    void refreshHistory();
    void refreshUndo();
    void refreshBanner();
    void refreshFailure();
    void refreshOpenState();
    void refreshEnabled();
    void applyRail();
    [[nodiscard]] const ViewEntry* shownView() const;
    [[nodiscard]] bool wantsRail() const;
    void setWantsRail(bool rail);
    void chooseWorkspace();
    void copyEndpoint();
    void showAbout();
    /// The guide's page about what is shown.
    void openGuide();
    void openPalette();
    void runEntry(const models::PaletteEntry& entry);
    [[nodiscard]] std::vector<models::PaletteEntry> paletteEntries();
    [[nodiscard]] std::vector<const ViewEntry*> viewsOf(models::PlaceKind place) const;
    [[nodiscard]] bool isNarrow() const;

    Theme& m_theme;
    models::WorkspacePresenter& m_presenter;
    QSettings& m_settings;
    const Clock& m_clock;
    Actions m_actions;
    std::vector<ViewEntry> m_views;
    std::vector<QAction*> m_viewActions;     ///< of m_views
    std::vector<models::PlaceKind> m_places; ///< of the sidebar's section "Workspace"
    models::Location m_location;
    models::History m_history;
    models::UndoHistory m_undo;
    QVariantMap m_rails;          ///< by the first view of a page: whether the user wants the rail there
    bool m_sidebarForced = false; ///< opened by hand although the window is narrow

    PaletteDialog* m_palette = nullptr;
    std::function<std::vector<models::PaletteEntry>()> m_guideEntries;
    std::vector<QPointer<QAction>> m_paletteActions; ///< those that the open palette lists

    Menus* m_menus = nullptr;
    ToolBar* m_toolBar = nullptr;
    Sidebar* m_sidebar = nullptr;
    ViewHeader* m_header = nullptr;
    Banner* m_banner = nullptr;
    QWidget* m_bannerFrame = nullptr;
    Banner* m_failure = nullptr;
    QWidget* m_failureFrame = nullptr;
    QString m_failureText;
    QStackedWidget* m_pages = nullptr;
    EmptyState* m_problem = nullptr;
    StatusBar* m_statusBar = nullptr;
    Toast* m_toast = nullptr;
};

} // namespace hw::widgets
