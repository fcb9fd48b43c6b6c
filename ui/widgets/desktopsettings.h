#pragma once

#include <QObject>
#include <QVariant>

class QDBusVariant;

namespace hw::widgets {

/// Whether there is a bus to ask: without an address libdbus would start one of its own, which takes long and helps
/// nobody.
[[nodiscard]] bool hasSessionBus();

/// What the desktop says about colours, contrast and motion, read from the settings portal
/// (https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html) without waiting for it.
/// Where there is no session bus everything stays Unknown or off.
class DesktopSettings final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DesktopSettings)

public:
    enum class ColorScheme { Unknown, Dark, Light };

    explicit DesktopSettings(QObject* parent = nullptr);

    /// Asks the portal and listens to it; changed() follows once it has answered.
    void start();

    [[nodiscard]] ColorScheme colorScheme() const { return m_colorScheme; }
    [[nodiscard]] bool highContrast() const { return m_highContrast; }
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }

    /// Takes one setting over, as the portal names it; says whether something is different now.
    bool take(const QString& nameSpace, const QString& key, const QVariant& value);

Q_SIGNALS:
    void changed();

private:
    void settingChanged(const QString& nameSpace, const QString& key, const QDBusVariant& value);
    void connectToPortal();

    ColorScheme m_colorScheme = ColorScheme::Unknown;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
};

} // namespace hw::widgets
