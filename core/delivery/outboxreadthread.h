#pragma once

#include "core/delivery/deliveryfilter.h"
#include "core/delivery/target.h"
#include "core/record/run.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace hw::delivery {

/// How many deliveries of one destination stand where, and whether it waits. Those that are done are not counted: there
/// may be millions.
struct DestinationCount
{
    QString environment;
    TargetKind kind = TargetKind::Knock;
    QStringList urls = {}; ///< where they go, each once: what was frozen when they were planned
    qint64 pending = 0;
    qint64 held = 0;
    qint64 failed = 0;
    qint64 dead = 0;
    std::optional<store::DeliveryPause> pause = {}; ///< by hand, or because something is missing
    friend bool operator==(const DestinationCount&, const DestinationCount&) = default;
};

/// All that belongs to one delivery.
struct DeliveryDetails
{
    store::Delivery delivery;
    std::vector<Attempt> attempts;
    /// The delivery that stands before it in one of its lanes; empty = none.
    QString behind;
    /// The request as it would be sent, as attempts show theirs; undefined where it cannot be made, or where it is
    /// signed, because the signature would not be the one that is sent.
    json::Value request;
    QString eventType; ///< of the event; empty where it is gone
    QString source;    ///< key, of the event
    friend bool operator==(const DeliveryDetails&, const DeliveryDetails&) = default;
};

/// Deliveries that can be retried.
struct Retryable
{
    std::vector<qint64> seqs;
    qint64 forgotten = 0; ///< of them: may be carried out twice (keyIsForgotten)
    friend bool operator==(const Retryable&, const Retryable&) = default;
};

/// A part of a list, newest first.
struct DeliveryPage
{
    std::vector<store::Delivery> rows;
    bool complete = false; ///< there are no more behind them
};

/// Reads the outbox for the window without ever blocking it, as store::ReadThread does for events: requests in, values
/// out as signals in the thread of this object, of one kind only the newest request is answered.
class OutboxReadThread final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutboxReadThread)

public:
    /// `path` is the workspace's database. It is opened in the thread; a missing or broken one is told by failed() and
    /// tried again.
    explicit OutboxReadThread(QString path, QObject* parent = nullptr);
    ~OutboxReadThread() override;

    /// Those planned before `before` (a seq). Those of `keep`, by id, come too although they match no more: a list that
    /// is being pointed at loses no row.
    void requestPage(quint64 generation, const DeliveryFilter& filter, std::optional<qint64> before, int limit,
                     const QStringList& keep = {});
    void requestCounts(quint64 generation);
    void requestDetails(quint64 generation, const QString& id);
    /// All that match and can be retried at `now`.
    void requestRetryable(quint64 generation, const DeliveryFilter& filter, Timestamp now);

Q_SIGNALS:
    void pageReady(quint64 generation, const hw::delivery::DeliveryPage& page);
    void countsReady(quint64 generation, const std::vector<hw::delivery::DestinationCount>& counts);
    /// Nothing where it is gone.
    void detailsReady(quint64 generation, const std::optional<hw::delivery::DeliveryDetails>& details);
    void retryableReady(quint64 generation, const hw::delivery::Retryable& found);

    /// A request could not be answered; generation 0 = the database could not be opened.
    void failed(quint64 generation, const hw::Error& error);
    /// Somebody has committed since the last time.
    void changed();

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace hw::delivery
