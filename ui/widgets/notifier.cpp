#include "ui/widgets/notifier.h"

#include "ui/widgets/desktopsettings.h"

#include <QDBusAbstractInterface>
#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace hw::widgets {

/// https://specifications.freedesktop.org/notification-spec/latest/protocol.html
/// QtDBus hands remote signals on to the signals of its interface's class.
class DesktopNotices final : public QDBusAbstractInterface
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DesktopNotices)

public:
    DesktopNotices(const QDBusConnection& bus, QObject* parent)
        : QDBusAbstractInterface(QStringLiteral("org.freedesktop.Notifications"),
                                 QStringLiteral("/org/freedesktop/Notifications"), "org.freedesktop.Notifications", bus,
                                 parent)
    {}

Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);
};

Notifier::Notifier(QObject* parent)
    : QObject(parent)
{}

Notifier::~Notifier() = default;

void Notifier::notify(const QString& cause, const QString& title, const QString& text)
{
    if (!hasSessionBus())
        return;
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    if (!m_desktop) {
        m_desktop = new DesktopNotices(bus, this);
        connect(m_desktop, &DesktopNotices::ActionInvoked, this, [this](uint id) {
            const QString clicked = m_ids.key(id);
            if (!clicked.isEmpty())
                Q_EMIT activated(clicked);
        });
    }
    constexpr int desktopsOwnTime = -1;
    const QList<QVariant> arguments{QStringLiteral("Headwater"),
                                    m_ids.value(cause, 0u),
                                    QStringLiteral("headwater"),
                                    title,
                                    text.toHtmlEscaped(),
                                    QStringList{QStringLiteral("default"), tr("Show")},
                                    QVariantMap(),
                                    desktopsOwnTime};
    auto* watcher =
        new QDBusPendingCallWatcher(m_desktop->asyncCallWithArgumentList(QStringLiteral("Notify"), arguments), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, cause, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (!reply.isError())
            m_ids.insert(cause, reply.value());
    });
}

} // namespace hw::widgets

#include "notifier.moc"
