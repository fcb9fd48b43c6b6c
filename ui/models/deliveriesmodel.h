#pragma once

#include "core/base/clock.h"
#include "core/delivery/target.h"
#include "core/store/outbox.h"
#include "ui/models/cellrole.h"
#include "ui/models/keyedrows.h"

#include <set>
#include <utility>

namespace hw::models {

/// What a row shows of a delivery: not what it carries.
struct DeliveryRow
{
    QString id;
    QString eventId;
    QString environment;
    delivery::TargetKind target = delivery::TargetKind::Knock;
    QString kind; ///< of the action
    QString subject;
    QString reason;
    store::DeliveryStatus status = store::DeliveryStatus::Pending;
    int blocked = 0;
    int attempts = 0;
    Timestamp createdAt;
    Timestamp nextAt;
    std::optional<Timestamp> firstAt; ///< of the first attempt

    friend bool operator==(const DeliveryRow&, const DeliveryRow&) = default;
};

/// A row with what it sorts by.
struct KeyedDeliveryRow
{
    qint64 key = 0; ///< the seq, negative: newest first
    DeliveryRow value;
};

/// A destination that waits: environment and kind.
using PausedDestination = std::pair<QString, delivery::TargetKind>;

/// The deliveries of a list that are loaded, newest first.
class DeliveriesModel final : public KeyedRowsModel<KeyedDeliveryRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveriesModel)

public:
    enum Column { Planned, Status, Kind, Subject, Destination, Reason, Attempts, Next, ColumnCount };

    /// `clock` outlives the model.
    explicit DeliveriesModel(const Clock& clock, QObject* parent = nullptr);

    /// The first page.
    void load(const std::vector<store::Delivery>& rows, bool complete);
    void append(const std::vector<store::Delivery>& rows, bool complete);
    /// As KeyedRowsModel::refreshRows().
    void refresh(int first, const std::vector<store::Delivery>& rows, bool complete);
    void setPaused(const std::set<PausedDestination>& paused);
    /// "in 34 s" has become another: tells the views.
    void tick();

    [[nodiscard]] const DeliveryRow& row(int row) const { return m_rows[static_cast<std::size_t>(row)].value; }
    [[nodiscard]] qint64 seqOf(int row) const { return -m_rows[static_cast<std::size_t>(row)].key; }
    [[nodiscard]] int rowOf(const QString& id) const; ///< -1 = not loaded
    [[nodiscard]] bool canRetry(int row) const;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    /// The view has come to the end of what is loaded.
    void moreWanted();

private:
    [[nodiscard]] bool isPaused(const DeliveryRow& row) const;
    [[nodiscard]] QString text(const DeliveryRow& row, Column column) const;
    [[nodiscard]] QString nextText(const DeliveryRow& row) const;

    const Clock& m_clock;
    std::set<PausedDestination> m_paused;
};

} // namespace hw::models
