#include "core/delivery/dispatcher.h"

#include "core/base/logging.h"
#include "core/delivery/directory.h"
#include "core/mapping/actionkinds.h"
#include "core/store/migrations.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace hw::delivery {

using namespace std::chrono;

namespace {

constexpr milliseconds pollInterval{200};
/// After an end that could not be noted (a full disk): the answer is kept and noted later.
constexpr milliseconds noteAgainAfter{1000};
/// The alarm never sleeps longer: clocks are set, machines sleep.
constexpr milliseconds longestAlarm{60000};
constexpr int windowsAtOnce = 100;

Timestamp now()
{
    // The outbox lives in the present, also where the engine's clock was put somewhere else.
    return SystemClock().now();
}

double randomPart()
{
    return QRandomGenerator::global()->generateDouble();
}

QString destinationKey(const QString& environment, const QString& destination)
{
    return environment + QLatin1Char('\n') + destination;
}

/// Lets go on what waited for something that may be there by now; if it is not, it is found out again. What a person
/// paused stays so.
Result<void> resumeWaiting(store::Database& database)
{
    const auto pauses = store::deliveryPauses(database);
    if (!pauses)
        return pauses.error();
    for (const store::DeliveryPause& pause : *pauses) {
        if (pause.reason == QLatin1String("paused"))
            continue;
        if (Result<void> done = store::resumeDestination(database, pause.environment, pause.kind); !done)
            return done;
    }
    return {};
}

/// Calls a second that the destination takes of this kind.
int rateOf(const QString& destination, const QString& kind)
{
    if (thaw(destination).kind != TargetKind::Knock)
        return 0;
    const mapping::ActionKind* row = mapping::findActionKind(kind);
    return row ? row->perSecond : 0;
}

} // namespace

struct Dispatcher::Flight
{
    store::Delivery delivery;
    Prepared prepared;
    Mask mask;
    store::AttemptEnd end;
    bool sending = false;
};

Dispatcher::Dispatcher(store::Writer& writer, QString databasePath, const Environments& environments,
                       DispatcherOptions options, QObject* parent)
    : QObject(parent)
    , m_writer(writer)
    , m_path(std::move(databasePath))
    , m_environments(environments)
    , m_options(options)
    , m_look(this)
    , m_alarm(this)
    , m_poll(this)
{
    http::Sender::Options sending;
    sending.timeout = m_options.timeout;
    sending.connectionsPerHost = m_options.perDestination;
    m_sender = std::make_unique<http::Sender>(sending);
    m_look.setSingleShot(true);
    m_alarm.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, &Dispatcher::look);
    connect(&m_alarm, &QTimer::timeout, this, &Dispatcher::look);
    connect(&m_poll, &QTimer::timeout, this, &Dispatcher::poll);
}

Dispatcher::~Dispatcher() = default;

void Dispatcher::start(const QStringList& confirmed)
{
    m_confirmed = confirmed;
    m_writer.submitJob(
        [confirmed](store::Database& database) -> Result<void> {
            if (Result<void> done = store::recoverAttempts(database); !done)
                return done;
            // Secrets and environments may have been added while nobody was here.
            if (Result<void> done = resumeWaiting(database); !done)
                return done;
            return store::holdDeliveries(database, confirmed);
        },
        [this](const Result<void>& done) {
            if (!done)
                qCWarning(logDelivery) << "the outbox could not be taken over:" << codeName(done.error().code);
            m_started = done.hasValue();
            m_poll.start(pollInterval);
            wake();
        });
}

void Dispatcher::confirm(const QString& environment)
{
    if (!m_confirmed.contains(environment))
        m_confirmed.append(environment);
    publish();
    wake();
}

void Dispatcher::wake()
{
    if (m_started && !m_stopping && !m_look.isActive())
        m_look.start(0);
}

void Dispatcher::configurationChanged()
{
    const bool waits = std::any_of(m_state.pauses.begin(), m_state.pauses.end(),
                                   [](const auto& pause) { return pause.reason != QLatin1String("paused"); });
    if (!waits || m_stopping)
        return;
    m_writer.submitJob(resumeWaiting, [this](const Result<void>&) { wake(); });
}

void Dispatcher::stop()
{
    m_stopping = true;
    m_look.stop();
    m_alarm.stop();
    m_poll.stop();
    if (m_busy.isEmpty()) {
        // Queued: whoever asks connects and is asked back in any order.
        QMetaObject::invokeMethod(this, &Dispatcher::finishStop, Qt::QueuedConnection);
        return;
    }
    QTimer::singleShot(m_options.drain, this, &Dispatcher::finishStop);
}

void Dispatcher::finishStop()
{
    if (std::exchange(m_stopped, true))
        return;
    // What has no answer by now is marked as interrupted by the next owner, and made again.
    m_sender.reset();
    m_database.reset();
    Q_EMIT stopped();
}

bool Dispatcher::openDatabase()
{
    if (m_database)
        return true;
    auto opened = store::openStoreForReading(m_path);
    if (!opened) {
        tellUnreadable(opened.error());
        return false;
    }
    m_database = *std::move(opened);
    return true;
}

void Dispatcher::poll()
{
    // Damaged and put right, or restored from a copy.
    if (m_database && m_database->isReplaced()) {
        m_database.reset();
        m_seenVersion = -1;
    }
    if (!openDatabase())
        return;
    const Result<qint64> version = m_database->dataVersion();
    if (version && *version == m_seenVersion)
        return;
    m_seenVersion = version.valueOr(-1);
    wake();
}

void Dispatcher::look()
{
    if (!m_started || m_stopping || !openDatabase())
        return;
    m_alarm.stop();
    const Timestamp at = now();
    publish();
    lookAtHeld();
    lookAtWindows(at);
    const auto queues = store::readyQueues(*m_database);
    if (!queues) {
        tellUnreadable(queues.error());
        wakeAt(at + longestAlarm);
        return;
    }
    m_unreadable.clear();
    for (const store::ReadyQueue& queue : *queues)
        lookAtQueue(queue, at);
}

void Dispatcher::tellUnreadable(const Error& error)
{
    // Several looks a second find the same: it is said once, until it can be read again.
    const QByteArray code = codeName(error.code);
    if (std::exchange(m_unreadable, code) != code)
        qCWarning(logDelivery) << "the outbox cannot be read:" << code;
}

void Dispatcher::lookAtHeld()
{
    const bool mayGo = std::any_of(m_state.held.begin(), m_state.held.end(),
                                   [this](const auto& held) { return m_confirmed.contains(held.environment); });
    if (!mayGo || m_releasing)
        return;
    m_releasing = true;
    m_writer.submitJob(
        [confirmed = m_confirmed](store::Database& database) { return store::releaseDeliveries(database, confirmed); },
        [this](const Result<void>&) {
            m_releasing = false;
            wake();
        });
}

void Dispatcher::lookAtWindows(Timestamp at)
{
    const auto next = nextWindowEnd(*m_database);
    if (!next || !next->has_value() || m_windowsBusy)
        return;
    if (**next > at) {
        wakeAt(**next);
        return;
    }
    m_windowsBusy = true;
    auto changed = std::make_shared<std::vector<qint64>>();
    m_writer.submitJob(
        [changed, confirmed = m_confirmed, at](store::Database& database) -> Result<void> {
            auto events = triggerDueWindows(database, confirmed, at, windowsAtOnce);
            if (!events)
                return events.error();
            *changed = *std::move(events);
            return {};
        },
        [this, changed](const Result<void>& done) {
            m_windowsBusy = false;
            if (!done) {
                qCWarning(logDelivery) << "a batch could not be triggered:" << codeName(done.error().code);
                wakeAt(now() + noteAgainAfter);
                return;
            }
            if (!changed->empty())
                Q_EMIT settled(*changed);
            wake();
        });
}

Dispatcher::Limits& Dispatcher::limitsOf(const store::ReadyQueue& queue)
{
    std::shared_ptr<Limits>& limits =
        m_limits[destinationKey(queue.environment, queue.destination) + QLatin1Char('\n') + queue.kind];
    if (!limits)
        limits = std::make_shared<Limits>(Limits{{rateOf(queue.destination, queue.kind), Steady::now()}, std::nullopt});
    return *limits;
}

bool Dispatcher::isPaused(const QString& environment, const Target& target) const
{
    return std::any_of(m_state.pauses.begin(), m_state.pauses.end(), [&](const store::DeliveryPause& pause) {
        return pause.environment == environment &&
               (pause.kind == toString(target.kind) || pause.kind == pauseKey(target));
    });
}

void Dispatcher::lookAtQueue(const store::ReadyQueue& queue, Timestamp at)
{
    if (isPaused(queue.environment, thaw(queue.destination)))
        return;
    Limits& limits = limitsOf(queue);
    if (limits.quietUntil && *limits.quietUntil > at) {
        wakeAt(*limits.quietUntil);
        return;
    }
    if (queue.nextAt > at) {
        wakeAt(queue.nextAt);
        return;
    }
    const int room =
        m_options.perDestination - m_perDestination.value(destinationKey(queue.environment, queue.destination));
    if (room <= 0)
        return; // the next answer looks again
    const int allowed = limits.bucket.available(room, Steady::now());
    if (allowed <= 0) {
        wakeAt(at + limits.bucket.wait(Steady::now()));
        return;
    }
    // Those that are under way stand in the queue still.
    const auto found = store::readyDeliveries(*m_database, queue, at, allowed + static_cast<int>(m_busy.size()));
    if (!found) {
        tellUnreadable(found.error());
        return;
    }
    std::vector<store::Delivery> due;
    for (const store::Delivery& delivery : *found) {
        if (static_cast<int>(due.size()) < allowed && !m_busy.contains(delivery.seq))
            due.push_back(delivery);
    }
    if (due.empty())
        return;
    limits.bucket.take(static_cast<int>(due.size()));
    if (static_cast<int>(found->size()) > static_cast<int>(due.size()) && rateOf(queue.destination, queue.kind) > 0)
        wakeAt(at + milliseconds(1000 / std::max(1, rateOf(queue.destination, queue.kind))) + milliseconds(1));
    begin(std::move(due));
}

void Dispatcher::begin(std::vector<store::Delivery> due)
{
    auto flights = std::make_shared<std::vector<FlightPtr>>();
    for (store::Delivery& delivery : due) {
        const QString environment = delivery.environment;
        if (!m_environments.exists(environment)) {
            pause(delivery, Error{ErrorCode::NotFound, {QStringLiteral("environment"), environment}});
            break;
        }
        auto flight = std::make_shared<Flight>();
        flight->mask = m_environments.mask(environment);
        const FindSecret find = [&](const QString& name) {
            Result<SecretString> secret = m_environments.secret(environment, name);
            if (secret)
                flight->mask.add(name, *secret);
            return secret;
        };
        auto prepared = requestFor(delivery, find, now());
        if (!prepared && prepared.error().code != ErrorCode::InvalidArgument &&
            prepared.error().code != ErrorCode::NotSupported) {
            pause(delivery, prepared.error());
            break;
        }
        flight->delivery = std::move(delivery);
        if (prepared)
            flight->prepared = *std::move(prepared);
        else
            flight->end.attempt.response = errorResult(prepared.error());
        m_busy.insert(flight->delivery.seq, flight);
        ++m_perDestination[destinationKey(environment, flight->delivery.destination)];
        flights->push_back(flight);
    }
    if (flights->empty())
        return;
    auto begun = std::make_shared<std::vector<FlightPtr>>();
    m_writer.submitJob(
        [flights, begun](store::Database& database) -> Result<void> {
            for (const FlightPtr& flight : *flights) {
                const Result<bool> mine = store::beginAttempt(database, flight->delivery, now());
                if (!mine)
                    return mine.error();
                if (*mine)
                    begun->push_back(flight);
            }
            return {};
        },
        [this, flights, begun](const Result<void>& done) {
            if (!done)
                qCWarning(logDelivery) << "an attempt could not be noted:" << codeName(done.error().code);
            for (const FlightPtr& flight : *flights) {
                const bool mine = done && std::find(begun->begin(), begun->end(), flight) != begun->end();
                if (mine)
                    send(flight);
                else
                    release(flight->delivery.seq);
            }
            if (!done)
                wakeAt(now() + noteAgainAfter);
        });
}

void Dispatcher::send(const FlightPtr& flight)
{
    flight->end.attempt.number = flight->delivery.attempts;
    flight->end.attempt.startedAt = now();
    if (flight->prepared.outgoing.message.method.isEmpty()) {
        // It could not even be written; why was found out when it was prepared.
        answered(flight, Error{ErrorCode::InvalidArgument, {}});
        return;
    }
    if (!m_sender)
        return;
    flight->sending = true;
    m_sender->send(flight->prepared.outgoing, this,
                   [this, flight](const Result<http::Response>& answer) { answered(flight, answer); });
}

void Dispatcher::answered(const FlightPtr& flight, const Result<http::Response>& answer)
{
    const Timestamp at = now();
    store::AttemptEnd& end = flight->end;
    Verdict verdict = judge(m_options.retry, flight->delivery, answer, at, randomPart);
    if (answer && verdict.status == store::DeliveryStatus::Done && !isExpectedAnswer(flight->delivery, *answer))
        verdict = failed(m_options.retry, flight->delivery, QStringLiteral("unexpected_answer"), at, randomPart);
    end.status = verdict.status;
    end.attempt.duration = duration_cast<microseconds>(at - end.attempt.startedAt);
    end.attempt.reason = verdict.reason;
    end.attempt.retryAt = verdict.retryAt;
    switch (verdict.status) {
    case store::DeliveryStatus::Done: end.attempt.outcome = QStringLiteral("delivered"); break;
    case store::DeliveryStatus::Failed: end.attempt.outcome = QStringLiteral("failed"); break;
    default: end.attempt.outcome = QStringLiteral("refused"); break;
    }
    if (flight->sending)
        end.attempt.request = shownRequest(flight->prepared, flight->mask);
    if (end.attempt.response.isUndefined()) {
        end.attempt.response = shownResponse(answer, flight->mask);
        end.result = resultOf(answer, flight->mask);
    } else {
        end.result = end.attempt.response;
    }
    if (verdict.quietUntil) {
        const store::Delivery& delivery = flight->delivery;
        limitsOf({delivery.environment, delivery.destination, delivery.kind, {}}).quietUntil = verdict.quietUntil;
    }
    note(flight);
}

void Dispatcher::note(const FlightPtr& flight)
{
    auto changed = std::make_shared<std::vector<qint64>>();
    m_writer.submitJob(
        [flight, changed](store::Database& database) -> Result<void> {
            auto events = store::endAttempt(database, flight->delivery, flight->end);
            if (!events)
                return events.error();
            *changed = *std::move(events);
            return {};
        },
        [this, flight, changed](const Result<void>& done) {
            if (!done) {
                if (done.error().code == ErrorCode::Cancelled)
                    return; // the writer is at its end
                qCWarning(logDelivery) << "an answer could not be noted yet:" << codeName(done.error().code);
                QTimer::singleShot(noteAgainAfter, this, [this, flight] { note(flight); });
                return;
            }
            release(flight->delivery.seq);
            Q_EMIT settled(*changed);
        });
}

void Dispatcher::release(qint64 seq)
{
    const FlightPtr flight = m_busy.take(seq);
    if (flight)
        --m_perDestination[destinationKey(flight->delivery.environment, flight->delivery.destination)];
    if (m_stopping && m_busy.isEmpty())
        finishStop();
    else
        wake();
}

void Dispatcher::pause(const store::Delivery& delivery, const Error& error)
{
    const Target target = thaw(delivery.destination);
    store::DeliveryPause pause{delivery.environment, pauseKey(target), QString::fromLatin1(codeName(error.code)),
                               now()};
    if (error.code == ErrorCode::NotFound) {
        pause.kind = toString(target.kind);
        pause.reason = QStringLiteral("environment_removed");
    } else if (!error.args.isEmpty()) {
        pause.reason += QLatin1Char(':') + error.args.front();
    }
    // At once, so that the next look leaves the queue alone.
    m_state.pauses.push_back(pause);
    m_writer.submitJob([pause](store::Database& database) { return store::pauseDestination(database, pause); },
                       [this](const Result<void>&) { publish(); });
}

void Dispatcher::wakeAt(Timestamp at)
{
    const auto wait = std::clamp(ceil<milliseconds>(at - now()), milliseconds(1), longestAlarm);
    if (!m_alarm.isActive() || m_alarm.remainingTimeAsDuration() > wait)
        m_alarm.start(wait);
}

void Dispatcher::publish()
{
    if (!openDatabase())
        return;
    OutboxState state;
    state.confirmed = m_confirmed;
    state.held = store::heldDeliveries(*m_database).valueOr({});
    state.pauses = store::deliveryPauses(*m_database).valueOr({});
    if (state == m_state)
        return;
    m_state = std::move(state);
    Q_EMIT stateChanged(m_state);
}

} // namespace hw::delivery
