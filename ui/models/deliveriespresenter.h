#pragma once

#include "core/delivery/outboxreadthread.h"
#include "core/workspace/workspace.h"
#include "ui/models/deliverieslink.h"
#include "ui/models/deliveriesmodel.h"
#include "ui/models/deliverytext.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>

namespace hw::models {

/// Which deliveries a list shows.
enum class DeliveryList {
    Outbox, ///< what is under way or waits
    Dead,   ///< given up
    Delivered,
};

/// One destination of an environment, with what stands in its queue.
struct DestinationRow
{
    QString environment;
    delivery::TargetKind kind = delivery::TargetKind::Knock;
    QString title;   ///< "production → Knock API"
    QString address; ///< "https://api.knock.app"; empty where it has none of its own
    qint64 waiting = 0;
    qint64 held = 0;
    qint64 retrying = 0;
    qint64 dead = 0;
    std::optional<store::DeliveryPause> pause = {};
    bool confirmed = false;

    [[nodiscard]] bool isPausedByHand() const { return pause && pause->reason == QLatin1String("paused"); }
    /// Only the requests that one secret signs wait (delivery::pauseKey); the others go on.
    [[nodiscard]] bool isPausedInPart() const { return pause && pause->kind != delivery::toString(kind); }
    friend bool operator==(const DestinationRow&, const DestinationRow&) = default;
};

/// The logic of the Deliveries view: where things go and what waits there, one list at a time loaded page by page and
/// kept up to date where it is looked at, a selected row as its detail. Everything is asynchronous.
class DeliveriesPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveriesPresenter)

public:
    enum class State { Loading, Ready, Failed };

    /// `reader` serves this object alone; all outlive it.
    DeliveriesPresenter(delivery::OutboxReadThread& reader, DeliveriesLink& link, const Clock& clock,
                        QObject* parent = nullptr);
    ~DeliveriesPresenter() override;

    [[nodiscard]] DeliveriesModel& model() { return m_model; }
    [[nodiscard]] State state() const { return m_state; }

    /// Whose environments have destinations.
    void setWorkspace(std::shared_ptr<const workspace::Workspace> workspace);
    /// The process that runs the workspace, and delivers, in place of this one; nothing = this one does.
    void setOwner(std::optional<qint64> process);
    [[nodiscard]] bool canConfirm() const { return !m_owner; }
    /// While the view is hidden only the counts are read.
    void setActive(bool active);

    void setList(DeliveryList list);
    [[nodiscard]] DeliveryList list() const { return m_list; }
    /// The filter of all lists.
    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_text; }
    /// What is wrong with the filter; empty = nothing.
    [[nodiscard]] const QString& problem() const { return m_problem; }

    [[nodiscard]] const std::vector<DestinationRow>& destinations() const { return m_destinations; }
    /// Of all destinations together, whatever the filter.
    [[nodiscard]] qint64 heldCount() const;
    [[nodiscard]] qint64 openCount() const;
    [[nodiscard]] qint64 deadCount() const;
    /// Environments with held deliveries that wait for confirm().
    [[nodiscard]] QStringList heldEnvironments() const;
    /// "12 deliveries of production to Knock API are held. …"
    [[nodiscard]] QString heldText(const QString& environment) const;
    /// What a person is asked before an environment's deliveries go out: how many go where.
    [[nodiscard]] QStringList confirmLines(const QString& environment) const;
    [[nodiscard]] qint64 heldIn(const QString& environment) const;

    /// The rows that the view shows; those are kept up to date.
    void setVisibleRows(int first, int last);
    /// While the pointer is over the list its rows stay, also those that belong to it no more; the selected one does so
    /// until another is selected.
    void setPointedAt(bool pointedAt);
    /// "Rows 1–23 of 316", "Rows 1–23" where it is not known of how many.
    [[nodiscard]] QString rowsText() const;

    /// Shows the detail of a delivery; empty = of none.
    void select(const QString& id);
    [[nodiscard]] const QString& selected() const { return m_selected; }

    void confirm(const QString& environment);
    void setPaused(const QString& environment, delivery::TargetKind kind, bool paused);
    /// retryFound() follows: how many could be retried.
    void findRetryable(const std::vector<int>& rows);
    void findAllRetryable();
    void retry(const delivery::Retryable& found);

Q_SIGNALS:
    void stateChanged();
    void listChanged();
    void textChanged();
    void rowsTextChanged();
    void destinationsChanged();
    void selectionChanged();
    void detailReady(const hw::models::DeliveryDetail& detail);
    void detailCleared();
    /// The detail's explanation has become another with time.
    void explanationChanged(const QString& text);
    void retryFound(const hw::delivery::Retryable& found);
    /// Something was done, for a notice; `undo` may be empty.
    void told(const QString& text, const std::function<void()>& undo);
    void failed(const hw::Error& error);

private:
    enum class Ask { Nothing, Load, More, Visible };
    enum class Way { Forth, Back }; ///< what goes back is not taken back again

    void load();
    void refresh();
    void tick();
    void pump();
    void ask(Ask what, int first, int limit);
    void takePage(quint64 generation, const delivery::DeliveryPage& page);
    void takeCounts(quint64 generation, const std::vector<delivery::DestinationCount>& counts);
    void takeDetails(quint64 generation, const std::optional<delivery::DeliveryDetails>& details);
    void takeFailure(quint64 generation, const Error& error);
    void requestCounts();
    void requestDetails();
    void showDetail();
    void rebuildDestinations();
    void setState(State state);
    void changePause(const QString& environment, delivery::TargetKind kind, bool paused, Way way);
    [[nodiscard]] DeliveryContext contextOf(const store::Delivery& delivery) const;
    [[nodiscard]] std::optional<qint64> listSize() const;

    delivery::OutboxReadThread& m_reader;
    DeliveriesLink& m_link;
    const Clock& m_clock;
    std::optional<qint64> m_owner;
    DeliveriesModel m_model;
    std::shared_ptr<const workspace::Workspace> m_workspace;
    DeliveryList m_list = DeliveryList::Outbox;
    QString m_text;
    QString m_problem;
    delivery::DeliveryFilter m_filter; ///< of the text; the list's statuses come on top
    State m_state = State::Loading;
    bool m_active = false;
    bool m_pointedAt = false;
    std::vector<delivery::DestinationCount> m_counts;
    std::vector<DestinationRow> m_destinations;

    Ask m_asked = Ask::Nothing;
    int m_askedFirst = 0;
    bool m_loadWanted = true;
    bool m_moreWanted = false;
    bool m_visibleWanted = false;
    int m_firstVisible = 0;
    int m_lastVisible = 0;

    quint64 m_generation = 0; ///< one count for all kinds of requests, so that a failure names its request
    quint64 m_pageGeneration = 0;
    quint64 m_countsGeneration = 0;
    quint64 m_detailsGeneration = 0;
    quint64 m_retryGeneration = 0;
    QString m_selected;
    std::optional<delivery::DeliveryDetails> m_details;

    QElapsedTimer m_counting; ///< since the counts were asked for: many that wait take their time
    QTimer m_refresh;         ///< gathers changes that come in a row
    QTimer m_tick;            ///< "in 34 s"
};

} // namespace hw::models
