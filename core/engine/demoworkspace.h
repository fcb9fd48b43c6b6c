#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/engine/engine.h"

#include <QHash>
#include <QObject>

#include <atomic>
#include <memory>
#include <random>

namespace hw::engine {

/// A clock that stands where it is put; read from any thread.
class SetClock final : public Clock
{
public:
    [[nodiscard]] Timestamp now() const override { return fromMicroseconds(m_microseconds.load()); }
    void set(Timestamp time) { m_microseconds = toMicroseconds(time); }

private:
    std::atomic<qint64> m_microseconds{0};
};

/// Makes the demonstration workspace: three sources, a script, mappings, and requests of the last hours that went
/// through the engine as if they had just been received, without network. It is made beside its folder and put there
/// when it is whole. Works in the thread it lives in, which needs an event loop.
class DemoWorkspace final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoWorkspace)

public:
    static constexpr int eventCount = 200;

    /// `folder` must not exist yet; `scriptHostPath` empty = beside the executable.
    explicit DemoWorkspace(QString folder, QString scriptHostPath = {}, QObject* parent = nullptr);
    ~DemoWorkspace() override;

    void start();

Q_SIGNALS:
    void progress(int done, int total);
    /// Errors: AlreadyExists, IoError, those of the engine.
    void finished(const hw::Result<void>& result);

private:
    /// What is sent, and when.
    struct Planned
    {
        Timestamp at;
        QString source;
        QString type;
        QByteArray body;     ///< empty = a sample of the catalogue
        bool forged = false; ///< its body is changed after it was signed
        bool again = false;  ///< the request before it, once more
    };

    Result<void> prepare();
    void storeSecrets(QStringList keys);
    void plan(Timestamp until);
    void processNext();
    [[nodiscard]] Result<http::Message> messageOf(const Planned& planned);
    void end(Result<void> result);

    QString m_folder;
    QString m_making; ///< where it is made
    QString m_scriptHostPath;
    std::shared_ptr<SetClock> m_clock = std::make_shared<SetClock>();
    std::unique_ptr<Engine> m_engine;
    catalog::Catalog m_catalog;
    QHash<QString, signing::NamedSecret> m_secrets; ///< by source
    std::vector<Planned> m_planned;
    std::size_t m_next = 0;
    http::Message m_last;
    std::mt19937 m_random{20260101}; ///< the same events each time, but for ids and times
};

} // namespace hw::engine
