#pragma once

#include "core/engine/failurereadthread.h"
#include "ui/models/failurespresenter.h"
#include "ui/widgets/notifier.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>
#include <vector>

class QAction;

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
    /// An event with its source's script, step by step.
    void debugWanted(const QString& source, const QString& id);
    /// The source's time travel over these events.
    void travelWanted(const QString& source, const QString& filter);
    void againWanted(const std::vector<qint64>& seqs);

private:
    void makeActions();
    void refreshBanner();
    /// The one that the banner is about.
    [[nodiscard]] std::optional<engine::FailureCause> shownCause() const;
    void showCause(const engine::FailureCause& cause);

    models::WorkspacePresenter& m_workspace;
    widgets::MainWindow& m_window;
    engine::FailureReadThread m_reader;
    models::FailuresPresenter m_failures;
    widgets::Notifier m_notifier;
    QHash<QString, std::function<void()>> m_shows; ///< by cause
    QString m_chosen;                              ///< key of the cause that was leafed to; empty = the foremost
    QAction* m_debug;
    QAction* m_travel;
    QAction* m_again;
    QAction* m_next;
};

} // namespace hw::app
