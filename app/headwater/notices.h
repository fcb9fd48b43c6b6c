#pragma once

#include "core/engine/failurereadthread.h"
#include "ui/models/failurespresenter.h"
#include "ui/widgets/notifier.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace hw::models {
class WorkspacePresenter;
}

namespace hw::widgets {
class MainWindow;
}

namespace hw::app {

/// What asks for attention in a session: failures by cause above the events, and a notice of the desktop for each cause
/// while the window is in the background.
class Notices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Notices)

public:
    /// All outlive it.
    Notices(const QString& databasePath, models::WorkspacePresenter& workspace, widgets::MainWindow& window,
            const Clock& clock);
    ~Notices() override;

    /// Tells it where nobody looks at the window; `show` leads to it when the notice is clicked.
    void tell(const QString& cause, const QString& title, const QString& text, std::function<void()> show);

Q_SIGNALS:
    /// These events of this source.
    void eventsWanted(const QString& source, const QString& filter);

private:
    void refreshBanner();
    void showCause(const engine::FailureCause& cause);

    models::WorkspacePresenter& m_workspace;
    widgets::MainWindow& m_window;
    engine::FailureReadThread m_reader;
    models::FailuresPresenter m_failures;
    widgets::Notifier m_notifier;
    QHash<QString, std::function<void()>> m_shows; ///< by cause
};

} // namespace hw::app
