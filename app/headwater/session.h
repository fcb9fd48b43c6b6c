#pragma once

#include "core/base/clock.h"
#include "core/catalog/catalog.h"
#include "core/delivery/directoryreadthread.h"
#include "core/engine/engine.h"
#include "core/store/readthread.h"
#include "ui/models/coveragepresenter.h"
#include "ui/models/debugpresenter.h"
#include "ui/models/directoryeditor.h"
#include "ui/models/directorypresenter.h"
#include "ui/models/eventactions.h"
#include "ui/models/eventspresenter.h"
#include "ui/models/goldenpresenter.h"
#include "ui/models/mappingpresenter.h"
#include "ui/models/palettepresenter.h"
#include "ui/models/savedfilters.h"
#include "ui/models/scriptassist.h"
#include "ui/models/scriptdiff.h"
#include "ui/models/scriptpresenter.h"
#include "ui/models/settingspresenter.h"
#include "ui/models/sourcesettingspresenter.h"
#include "ui/models/storeeventsource.h"
#include "ui/models/timetravelpresenter.h"
#include "ui/models/unsavedwork.h"
#include "ui/models/verificationpresenter.h"
#include "ui/models/workspacepresenter.h"
#include "ui/widgets/lazypage.h"
#include "ui/widgets/mainwindow.h"

#include <QObject>

#include <memory>

namespace hw::widgets {
class EventsPage;
class MappingPage;
class TimeTravelPage;
} // namespace hw::widgets

namespace hw::app {

class Deliveries;
class Help;
class Notices;
class SourceSetup;
class Unrouted;
class Welcome;

/// One open workspace: its engine, its readers, its presenter, its window.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    /// `theme`, `settings` and `clock` outlive it. `running` is the engine of another session of the same workspace.
    Session(const QString& root, widgets::Theme& theme, QSettings& settings, const Clock& clock,
            std::shared_ptr<engine::Engine> running = {});
    ~Session() override;

    /// Shows the window, then opens the workspace. Where `root` is the default and there is none yet, the first start
    /// is shown instead; it is made with the first source.
    void start();

    /// The same workspace in a new window, which has its texts in the language of now and stands where the other one
    /// did. The engine goes on: its listener misses nothing, and what is not saved is there again.
    [[nodiscard]] static std::unique_ptr<Session> inOtherWords(std::unique_ptr<Session> session);

    void setRecentWorkspaces(const std::vector<widgets::WorkspaceChoice>& recent);

    [[nodiscard]] widgets::MainWindow& window() { return *m_window; }
    [[nodiscard]] models::WorkspacePresenter& presenter() { return m_presenter; }
    [[nodiscard]] const QString& root() const { return m_root; }

    /// ~/Headwater/default: the one folder that is made a workspace without being asked.
    [[nodiscard]] static QString defaultRoot();

Q_SIGNALS:
    /// The settings name another language than before.
    void languageChosen();

private:
    void openWorkspace(models::WorkspacePresenter::Launch launch);
    void addPages(const widgets::Theme& theme);
    void addEventActions();
    void addDirectory(const widgets::Theme& theme);
    void addSettings(widgets::Theme& theme, QSettings& settings);
    void connectPalette();
    /// Leads to the view of the events, of this place or of all.
    void showEvents();
    void showEvent(const QString& id);
    /// Debugs the source's working copy on this event, in the Script view.
    void debugEvent(const QString& source, const QString& id);
    void addScript(const widgets::Theme& theme);
    void addMapping();
    [[nodiscard]] widgets::MappingPage* makeMappingPage(const widgets::Theme& theme);
    [[nodiscard]] widgets::MappingPage& mappingPage() const;
    void addTimeTravel();
    [[nodiscard]] widgets::TimeTravelPage* makeTravelPage(const widgets::Theme& theme);
    void addSourceSettings(const widgets::Theme& theme);
    void addCoverage(const widgets::Theme& theme);
    void addTests(const widgets::Theme& theme);
    void informCopied(const QString& what);
    void tellOwner();
    void refreshSources();
    void refreshEndpoint();

    QString m_root;
    widgets::Theme& m_theme;
    QSettings& m_stored;
    const Clock& m_clock;
    catalog::Catalog m_catalog;
    std::shared_ptr<engine::Engine> m_running;
    engine::Engine& m_engine; ///< the one that is running
    std::unique_ptr<models::EngineLink> m_link;
    std::unique_ptr<models::SettingsLink> m_settingsLink;
    store::ReadThread m_frameReader;  ///< a reader serves one asker: the frame
    store::ReadThread m_pageReader;   ///< … and the events page
    store::ReadThread m_scriptReader; ///< … and the script page
    delivery::DirectoryReadThread m_directoryReader;
    store::ReadThread m_mappingReader;
    store::ReadThread m_sourceReader; ///< … and the Setup view
    store::ReadThread m_travelReader; ///< … and Time travel
    std::unique_ptr<models::MappingSource> m_mappingSource;
    models::StoreEventSource m_frameEvents;
    models::StoreEventSource m_pageEvents;
    models::StoreEventSource m_scriptEvents;
    models::StoreEventSource m_sourceEvents;
    models::WorkspacePresenter m_presenter;
    models::EventsPresenter m_events;
    models::VerificationPresenter m_verification;
    models::EventActions m_eventActions;
    models::SavedFilters m_savedFilters;
    models::DirectoryPresenter m_directory;
    models::DirectoryEditor m_directoryEditor;
    models::PalettePresenter m_palette;
    models::SettingsPresenter m_settings;
    models::SourceSettingsPresenter m_sourceSettings;
    std::unique_ptr<Notices> m_notices;       ///< made after the window, and outlives it
    std::unique_ptr<Help> m_help;             ///< likewise
    std::unique_ptr<Deliveries> m_deliveries; ///< as the next
    std::unique_ptr<Unrouted> m_unrouted;     ///< likewise
    std::unique_ptr<SourceSetup> m_setup;     ///< made after the window, which shows its page, and outlives it
    std::unique_ptr<Welcome> m_welcome;       ///< likewise
    models::ScriptPresenter m_script;
    models::DebugPresenter m_debug;
    models::ScriptAssist m_assist;
    models::ScriptDiff m_scriptDiff;
    models::MappingPresenter m_mapping;
    models::TimeTravelPresenter m_travel;
    models::UnsavedWork m_unsaved;
    models::CoveragePresenter m_coverage;
    models::GoldenPresenter m_golden;
    std::unique_ptr<widgets::MainWindow> m_window;
    qint64 m_ownerTold = 0;            ///< the process of which was told
    widgets::EventsPage* m_eventsPage; ///< this and the next: the window's
    widgets::LazyPage m_mappingPage;
    widgets::LazyPage m_travelPage;
};

} // namespace hw::app
