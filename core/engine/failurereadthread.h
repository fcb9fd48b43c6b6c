#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace hw::engine {

/// Why events of a source failed: those with one cause are made good by one fix.
struct FailureCause
{
    QString source; ///< key
    QString code; ///< "script_error", "script_timeout", …; of a signature "signature_mismatch", "header_missing", …
    QString detail;                ///< the script error's name and message
    int line = 0;                  ///< of the script; 0 = none
    qint64 events = 0;             ///< counted up to `mostCounted` over all causes
    Timestamp since;               ///< receipt of the first
    Timestamp lastAt;              ///< … and of the last
    QString lastId;                ///< "hw_…"
    std::vector<qint64> seqs = {}; ///< of those that were counted, newest first
    static constexpr int mostCounted = 500;

    /// What tells causes apart.
    [[nodiscard]] QString key() const;
    friend bool operator==(const FailureCause&, const FailureCause&) = default;
};

/// Finds out why the last events failed, without ever blocking the window, as store::ReadThread does for events.
class FailureReadThread final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FailureReadThread)

public:
    explicit FailureReadThread(QString path, QObject* parent = nullptr);
    ~FailureReadThread() override;

    /// Of the events that are no older than this at `now` and whose latest run failed: the cause of most events first.
    void requestCauses(quint64 generation, Timestamp now, std::chrono::minutes age);

Q_SIGNALS:
    void causesReady(quint64 generation, const std::vector<hw::engine::FailureCause>& causes);
    /// A request could not be answered; generation 0 = the database could not be opened.
    void failed(quint64 generation, const hw::Error& error);
    /// Somebody has committed since the last time.
    void changed();

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace hw::engine
