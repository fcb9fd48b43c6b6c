#pragma once

#include <QHash>
#include <QObject>
#include <QString>

namespace hw::widgets {

class DesktopNotices;

/// Notices of the desktop (org.freedesktop.Notifications), one for each cause: a later one of the same cause takes the
/// place of the one before. Where the desktop has none, nothing happens. Nothing here waits.
class Notifier final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Notifier)

public:
    explicit Notifier(QObject* parent = nullptr);
    ~Notifier() override;

    void notify(const QString& cause, const QString& title, const QString& text);

Q_SIGNALS:
    /// Somebody clicked the notice.
    void activated(const QString& cause);

private:
    DesktopNotices* m_desktop = nullptr; ///< made with the first notice
    QHash<QString, uint> m_ids;          ///< of the notice that is shown, by cause
};

} // namespace hw::widgets
