#include "ui/widgets/desktopsettings.h"

#include <QDBusAbstractInterface>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QTimer>

#include <utility>

namespace hw::widgets {

/// The portal's settings: QtDBus hands remote signals on to the signals of its interface's class.
class SettingsPortal final : public QDBusAbstractInterface
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsPortal)

public:
    SettingsPortal(const QDBusConnection& bus, QObject* parent)
        : QDBusAbstractInterface(QStringLiteral("org.freedesktop.portal.Desktop"),
                                 QStringLiteral("/org/freedesktop/portal/desktop"), "org.freedesktop.portal.Settings",
                                 bus, parent)
    {}

Q_SIGNALS:
    void SettingChanged(const QString& nameSpace, const QString& key, const QDBusVariant& value);
};

namespace {

using Settings = QMap<QString, QVariantMap>;

QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

DesktopSettings::DesktopSettings(QObject* parent)
    : QObject(parent)
{}

bool hasSessionBus()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + QLatin1String("/bus"));
}

void DesktopSettings::start()
{
    if (hasSessionBus())
        QTimer::singleShot(0, this, &DesktopSettings::connectToPortal); // after the first paint
}

void DesktopSettings::connectToPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    auto* portal = new SettingsPortal(bus, this);
    connect(portal, &SettingsPortal::SettingChanged, this, &DesktopSettings::settingChanged);
    const QStringList spaces{QStringLiteral("org.freedesktop.appearance"),
                             QStringLiteral("org.gnome.desktop.interface")};
    auto* watcher = new QDBusPendingCallWatcher(portal->asyncCall(QStringLiteral("ReadAll"), spaces), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusMessage reply = watcher->reply();
        if (watcher->isError() || reply.arguments().isEmpty())
            return;
        const auto settings = qdbus_cast<Settings>(reply.arguments().constFirst().value<QDBusArgument>());
        bool different = false;
        for (auto space = settings.cbegin(); space != settings.cend(); ++space) {
            for (auto entry = space->cbegin(); entry != space->cend(); ++entry)
                different |= take(space.key(), entry.key(), unwrapped(entry.value()));
        }
        if (different)
            Q_EMIT changed();
    });
}

void DesktopSettings::settingChanged(const QString& nameSpace, const QString& key, const QDBusVariant& value)
{
    if (take(nameSpace, key, unwrapped(value.variant())))
        Q_EMIT changed();
}

bool DesktopSettings::take(const QString& nameSpace, const QString& key, const QVariant& value)
{
    if (nameSpace == QLatin1String("org.freedesktop.appearance")) {
        if (key == QLatin1String("color-scheme")) {
            const uint number = value.toUInt();
            const auto scheme = number == 1   ? ColorScheme::Dark
                                : number == 2 ? ColorScheme::Light
                                              : ColorScheme::Unknown;
            return std::exchange(m_colorScheme, scheme) != scheme;
        }
        if (key == QLatin1String("contrast")) {
            const bool high = value.toUInt() == 1;
            return std::exchange(m_highContrast, high) != high;
        }
    } else if (nameSpace == QLatin1String("org.gnome.desktop.interface") && key == QLatin1String("enable-animations")) {
        const bool reduced = !value.toBool();
        return std::exchange(m_reducedMotion, reduced) != reduced;
    }
    return false;
}

} // namespace hw::widgets

#include "desktopsettings.moc"
