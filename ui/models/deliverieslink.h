#pragma once

#include "core/base/result.h"
#include "core/delivery/target.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

namespace hw::models {

/// What the deliveries' view needs of the engine. Nothing here waits: `done` comes later in the thread of `context`,
/// unless that is gone by then.
class DeliveriesLink : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveriesLink)

public:
    using Done = std::function<void(const Result<void>&)>;
    using RetryDone = std::function<void(const Result<int>&)>; ///< how many were put back

    using QObject::QObject;
    ~DeliveriesLink() override;

    /// Environments whose deliveries go out.
    [[nodiscard]] virtual QStringList confirmed() const = 0;
    /// Lets an environment's deliveries go out, until the program ends.
    virtual void confirm(const QString& environment) = 0;
    /// Puts dead and failed deliveries back.
    virtual void retry(const std::vector<qint64>& seqs, QObject* context, RetryDone done) = 0;
    virtual void pause(const QString& environment, delivery::TargetKind kind, QObject* context, Done done) = 0;
    virtual void resume(const QString& environment, delivery::TargetKind kind, QObject* context, Done done) = 0;

Q_SIGNALS:
    void confirmedChanged();
};

} // namespace hw::models
