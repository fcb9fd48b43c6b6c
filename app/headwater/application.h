#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "ui/widgets/desktopsettings.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/theme.h"

#include <QLocalServer>
#include <QObject>
#include <QSettings>

#include <memory>

class QApplication;

namespace hw::models {
class Language;
}

namespace hw::app {

class Session;

/// The composition root of the window: what lives as long as the program, and the workspace that is open.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    explicit Application(QApplication& application);
    ~Application() override;

    /// The folder that the command line names, else the one used last, else ~/Headwater/default.
    [[nodiscard]] QString rootFor(const QStringList& arguments) const;

    /// Opens the workspace, or raises the window that has it open already: then it returns false and the program ends.
    bool open(const QString& root);

private:
    [[nodiscard]] static QString serverNameOf(const QString& root);
    /// Whether another process has this workspace's window; it is asked to raise it.
    [[nodiscard]] static bool raiseOther(const QString& serverName);
    void listenForOthers(const QString& serverName);
    void connectSession();
    /// In the language that is chosen.
    void speak();
    void remember(const QString& root);
    void restoreTheme();
    void saveTheme();

    QSettings m_settings;
    std::unique_ptr<models::Language> m_language; ///< before anything asks for a text
    SystemClock m_clock;
    widgets::DesktopSettings m_desktop;
    widgets::Theme m_theme;
    widgets::FocusRing m_focusRing;
    QLocalServer m_server;
    std::unique_ptr<Session> m_session;
};

} // namespace hw::app
