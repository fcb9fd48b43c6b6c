#include "ui/models/eventactions.h"

#include "core/base/files.h"
#include "core/store/eventedit.h"
#include "core/store/eventtrash.h"
#include "core/store/exchange.h"
#include "core/store/reader.h"
#include "ui/models/eventtext.h"
#include "ui/models/launchsetting.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QSaveFile>

#include <algorithm>
#include <limits>

namespace hw::models {

using engine::ProcessAgain;

namespace {

constexpr int mostActionLines = 8;
/// Events that are deleted in one transaction: whoever writes beside waits for no more.
constexpr size_t removedAtOnce = 300;
constexpr std::chrono::milliseconds sendTimeout{30000};

http::Sender::Options sendOptions(const QString& databasePath)
{
    http::Sender::Options options;
    options.timeout = sendTimeout;
    options.alsoTrusted = certificateFile(QFileInfo(databasePath).path());
    return options;
}

} // namespace

/// A list of events that is being sent.
struct EventActions::Sending
{
    std::deque<qint64> waiting;
    QUrl to;
    engine::Resend how = engine::Resend::Signed;
    int total = 0;
    int answered = 0; ///< with a status below 400
    int refused = 0;
    int unanswered = 0;
    std::optional<Error> error; ///< the last one
};

/// A list of events that is being deleted.
struct EventActions::Removing
{
    Seqs waiting;
    size_t at = 0;
    store::Trashed done;
};

EventActions::EventActions(engine::Engine& engine, const QString& databasePath, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_databasePath(databasePath)
    , m_clock(clock)
    , m_sender(sendOptions(databasePath))
{
    m_pool.setMaxThreadCount(1);
}

EventActions::~EventActions()
{
    if (m_exported)
        m_exported->store(std::numeric_limits<int>::min() / 2);
}

void EventActions::read(const Seqs& seqs, std::function<void(std::vector<std::optional<store::StoredEvent>>)> then)
{
    using Events = Result<std::vector<std::optional<store::StoredEvent>>>;
    const auto work = [path = m_databasePath, seqs]() -> Events {
        auto reader = store::Reader::open(path);
        if (!reader)
            return reader.error();
        std::vector<std::optional<store::StoredEvent>> events;
        for (const qint64 seq : seqs) {
            auto stored = reader->eventBySeq(seq);
            if (!stored)
                return stored.error();
            events.push_back(*std::move(stored));
        }
        return events;
    };
    apart<Events>(work, [this, then = std::move(then)](const Events& events) {
        if (events)
            then(*events);
        else
            Q_EMIT failed(events.error());
    });
}

std::unique_ptr<ProcessAgain> EventActions::makeAgain(const Seqs& seqs, ProcessAgain::Mode mode)
{
    auto reader = store::Reader::open(m_databasePath);
    if (!reader) {
        Q_EMIT failed(reader.error());
        return nullptr;
    }
    return std::make_unique<ProcessAgain>(m_engine, *std::move(reader), seqs, mode);
}

void EventActions::planAgain(const Seqs& seqs)
{
    m_again = makeAgain(seqs, ProcessAgain::Mode::Count);
    if (!m_again)
        return;
    auto lines = std::make_shared<QStringList>();
    auto* work = m_again.get();
    const int total = static_cast<int>(seqs.size());
    connect(work, &ProcessAgain::processed, this, [this, work, lines, total](const engine::Processed& record) {
        for (const Action& action : record.run.actions) {
            if (action.status != ActionStatus::Skipped && lines->size() < mostActionLines)
                lines->append(actionTitle(action.kind) + QStringLiteral(": ") + actionSummary(action));
        }
        Q_EMIT progress(tr("Looking what would happen"), total - work->left(), total);
    });
    connect(
        work, &ProcessAgain::finished, this,
        [this, work, lines, seqs](const Result<void>& result) {
            if (m_again.get() != work)
                return; // another list has begun
            Q_EMIT progress({}, 0, 0);
            if (result)
                plannedWith(work->totals(), *lines, seqs);
            else if (result.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(result.error());
        },
        Qt::QueuedConnection);
    work->start();
}

void EventActions::plannedWith(const engine::AgainTotals& totals, const QStringList& actions, const Seqs& seqs)
{
    AgainPlan plan;
    plan.seqs = seqs;
    plan.title = tr("Process %n event(s) again?", nullptr, totals.events);
    plan.button = tr("Process %n event(s) again", nullptr, totals.events);
    plan.isEmpty = totals.events == 0;
    if (plan.isEmpty)
        plan.title = tr("There is nothing to process again");
    else
        plan.lines.append(totals.actions == 0 ? tr("No action would be carried out.")
                                              : tr("%n action(s) would be carried out.", nullptr, totals.actions));
    for (const QString& line : actions)
        plan.lines.append(QStringLiteral("\u2022 ") + line);
    if (totals.actions > actions.size() && !actions.isEmpty())
        plan.lines.append(tr("and %n more", nullptr, totals.actions - static_cast<int>(actions.size())));
    if (totals.failed > 0)
        plan.lines.append(tr("%n event(s) would fail again.", nullptr, totals.failed));
    QStringList reasons = totals.left.keys();
    reasons.sort();
    for (const QString& reason : std::as_const(reasons))
        plan.lines.append(
            tr("%n event(s) will be left alone: %1.", nullptr, totals.left[reason]).arg(againReasonText(reason)));
    QStringList live;
    for (auto it = totals.live.constBegin(); it != totals.live.constEnd(); ++it) {
        if (it.value() > 0)
            live.append(tr("%n action(s) (goes|go) to the live destination of %1.", nullptr, it.value()).arg(it.key()));
    }
    live.sort();
    plan.warning = live.join(u' ');
    Q_EMIT planned(plan);
}

void EventActions::processAgain(const Seqs& seqs)
{
    m_again = makeAgain(seqs, ProcessAgain::Mode::Carry);
    if (!m_again)
        return;
    auto* work = m_again.get();
    const int total = static_cast<int>(seqs.size());
    connect(work, &ProcessAgain::processed, this,
            [this, work, total] { Q_EMIT progress(tr("Processing again"), total - work->left(), total); });
    connect(
        work, &ProcessAgain::finished, this,
        [this, work](const Result<void>& result) {
            if (m_again.get() != work)
                return;
            Q_EMIT progress({}, 0, 0);
            const engine::AgainTotals& totals = work->totals();
            QString text = tr("Processed %n event(s) again", nullptr, totals.events);
            if (totals.failed > 0)
                text = tr("%1, %2 failed").arg(text).arg(totals.failed);
            Q_EMIT told(text);
            if (!result && result.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(result.error());
        },
        Qt::QueuedConnection);
    work->start();
}

QUrl EventActions::endpoint() const
{
    if (m_engine.listener().listening)
        return QUrl(m_engine.listener().origin());
    engine::ListenerState assumed;
    if (const auto& workspace = m_engine.snapshot().workspace) {
        assumed.host = workspace->local.host;
        assumed.port = workspace->local.port;
    }
    return QUrl(assumed.origin());
}

void EventActions::sendOne(const Event& event, const http::Message& message, const QUrl& to, engine::Resend how,
                           std::function<void(const Result<http::Response>&)> done)
{
    engine::ResendRequest request{message, to, how, event.source, event.environment};
    m_engine.prepareResend(
        std::move(request), this, [this, event, done = std::move(done)](const Result<http::Outgoing>& outgoing) {
            if (!outgoing) {
                done(outgoing.error());
                return;
            }
            const QUrl url(outgoing->url.toString() + QString::fromLatin1(outgoing->message.target));
            const Timestamp at = m_clock.now();
            m_sender.send(*outgoing, this, [this, event, url, at, done](const Result<http::Response>& response) {
                sent(event, url, at, response);
                done(response);
            });
        });
}

void EventActions::sent(const Event& event, const QUrl& url, Timestamp at, const Result<http::Response>& response)
{
    store::Exchange exchange{
        store::ExchangeKind::Resend, event.seq, url.toString(QUrl::RemoveUserInfo), at, 0, {}, {}, {}, {}};
    engine::noteAnswer(exchange, response);
    m_engine.write([exchange](store::Database& database) { return store::recordExchange(database, exchange); }, this,
                   [this, seq = event.seq](const Result<void>& kept) {
                       if (kept)
                           Q_EMIT exchanged(seq);
                       else
                           Q_EMIT failed(kept.error());
                   });
}

void EventActions::requestExchanges(qint64 seq)
{
    using Views = std::vector<ExchangeView>;
    const auto work = [path = m_databasePath, seq, now = m_clock.now()]() -> Result<Views> {
        auto reader = store::Reader::open(path);
        if (!reader)
            return reader.error();
        const auto exchanges = store::exchangesOf(reader->database(), seq);
        if (!exchanges)
            return exchanges.error();
        Views views;
        for (auto one = exchanges->rbegin(); one != exchanges->rend(); ++one)
            views.push_back(describeExchange(*one, now));
        return views;
    };
    apart<Result<Views>>(work, [this, seq](const Result<Views>& views) {
        if (views)
            Q_EMIT exchangesReady(seq, *views);
        else
            Q_EMIT failed(views.error());
    });
}

void EventActions::resend(const Seqs& seqs, const QUrl& to, engine::Resend how)
{
    if (m_sending)
        return;
    m_sending = std::make_unique<Sending>();
    m_sending->waiting.assign(seqs.begin(), seqs.end());
    std::sort(m_sending->waiting.begin(), m_sending->waiting.end());
    m_sending->to = to;
    m_sending->how = how;
    m_sending->total = static_cast<int>(seqs.size());
    sendNext();
}

void EventActions::sendNext()
{
    const int left = static_cast<int>(m_sending->waiting.size());
    Q_EMIT progress(tr("Sending again"), m_sending->total - left, m_sending->total);
    if (left == 0) {
        const auto done = std::move(m_sending);
        Q_EMIT progress({}, 0, 0);
        if (done->unanswered > 0 && done->error && done->total == 1) {
            Q_EMIT failed(*done->error);
            return;
        }
        QStringList parts;
        if (done->answered > 0)
            parts.append(tr("%n accepted", nullptr, done->answered));
        if (done->refused > 0)
            parts.append(tr("%n refused", nullptr, done->refused));
        if (done->unanswered > 0)
            parts.append(tr("%n without an answer", nullptr, done->unanswered));
        Q_EMIT told(tr("Sent %n event(s) again: %1", nullptr, done->total).arg(parts.join(QStringLiteral(", "))));
        return;
    }
    const qint64 seq = m_sending->waiting.front();
    m_sending->waiting.pop_front();
    read({seq}, [this](const std::vector<std::optional<store::StoredEvent>>& events) {
        if (!m_sending)
            return;
        if (!events.front()) {
            sendNext();
            return;
        }
        const Event& event = events.front()->event;
        sendOne(event, event.request, m_sending->to, m_sending->how, [this](const Result<http::Response>& response) {
            if (!m_sending)
                return;
            if (!response) {
                ++m_sending->unanswered;
                m_sending->error = response.error();
            } else {
                ++(response->status < 400 ? m_sending->answered : m_sending->refused);
            }
            sendNext();
        });
    });
}

void EventActions::resendEdited(const store::StoredEvent& stored, const http::Message& message, const QUrl& to,
                                engine::Resend how, QObject* context, std::function<void(const ResendAnswer&)> done)
{
    const QPointer<QObject> guard(context);
    sendOne(stored.event, message, to, how,
            [this, guard, done = std::move(done)](const Result<http::Response>& answer) {
                if (!guard)
                    return;
                ResendAnswer shown;
                if (answer) {
                    const QString phrase = QString::fromLatin1(http::reasonPhrase(answer->status));
                    shown.headline =
                        tr("%1 %2 in %3").arg(QString::number(answer->status), phrase, durationText(answer->duration));
                    shown.isOk = answer->status < 400;
                    shown.body = answer->body;
                } else {
                    shown.headline = tr("No answer");
                    Q_EMIT failed(answer.error());
                }
                done(shown);
            });
}

void EventActions::setPinned(const Seqs& seqs, bool pinned)
{
    const auto change = [seqs, pinned](store::Database& database) -> Result<void> {
        for (const qint64 seq : seqs) {
            const auto done = store::pinEvent(database, seq, pinned ? store::Pinned::Yes : store::Pinned::No);
            if (!done && done.error().code != ErrorCode::NotFound)
                return done;
        }
        return {};
    };
    m_engine.write(change, this, [this, seqs, pinned](const Result<void>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        const int count = static_cast<int>(seqs.size());
        Q_EMIT toldUndoable(pinned ? tr("Pinned %n event(s): neither age nor deleting takes them", nullptr, count)
                                   : tr("No longer pinned: %n event(s)", nullptr, count),
                            [this, seqs, pinned] { setPinned(seqs, !pinned); });
    });
}

void EventActions::setNote(qint64 seq, const QString& before, const QString& text)
{
    if (before == text)
        return;
    m_engine.write([seq, text](store::Database& database) { return store::noteEvent(database, seq, text); }, this,
                   [this, seq, before, text](const Result<void>& result) {
                       if (!result) {
                           Q_EMIT failed(result.error());
                           return;
                       }
                       Q_EMIT toldUndoable(text.isEmpty() ? tr("Removed the note") : tr("Noted"),
                                           [this, seq, before, text] { setNote(seq, text, before); });
                   });
}

void EventActions::remove(const Seqs& seqs)
{
    if (m_removing)
        return;
    m_removing = std::make_unique<Removing>();
    m_removing->waiting = seqs;
    removeNext();
}

void EventActions::removeNext()
{
    Removing& all = *m_removing;
    Q_EMIT progress(tr("Deleting"), static_cast<int>(all.at), static_cast<int>(all.waiting.size()));
    if (all.at >= all.waiting.size()) {
        const auto finished = std::move(m_removing);
        Q_EMIT progress({}, 0, 0);
        const store::Deleted& deleted = finished->done.deleted;
        QStringList parts{tr("Deleted %n event(s)", nullptr, static_cast<int>(deleted.events))};
        if (deleted.pinned > 0)
            parts.append(tr("%n pinned one(s) kept", nullptr, static_cast<int>(deleted.pinned)));
        if (deleted.unfinished > 0)
            parts.append(tr("%n with open deliveries kept", nullptr, static_cast<int>(deleted.unfinished)));
        const QString text = parts.join(QStringLiteral(", "));
        if (finished->done.kept.empty())
            Q_EMIT told(text);
        else
            Q_EMIT toldUndoable(text, [this, kept = finished->done.kept] { restore(kept); });
        return;
    }
    const size_t end = std::min(all.waiting.size(), all.at + removedAtOnce);
    const Seqs part(all.waiting.begin() + static_cast<std::ptrdiff_t>(all.at),
                    all.waiting.begin() + static_cast<std::ptrdiff_t>(end));
    all.at = end;
    auto trashed = std::make_shared<store::Trashed>();
    const auto change = [part, trashed](store::Database& database) -> Result<void> {
        auto done = store::trashEvents(database, part);
        if (!done)
            return done.error();
        *trashed = *std::move(done);
        return {};
    };
    m_engine.write(change, this, [this, trashed](const Result<void>& result) {
        store::Trashed& done = m_removing->done;
        if (!result) {
            Q_EMIT failed(result.error());
            m_removing->waiting.resize(m_removing->at); // what is done is told
        }
        done.deleted.events += trashed->deleted.events;
        done.deleted.pinned += trashed->deleted.pinned;
        done.deleted.unfinished += trashed->deleted.unfinished;
        done.kept.insert(done.kept.end(), trashed->kept.begin(), trashed->kept.end());
        removeNext();
    });
}

void EventActions::restore(const Seqs& seqs, size_t at)
{
    const size_t end = std::min(seqs.size(), at + removedAtOnce);
    const Seqs part(seqs.begin() + static_cast<std::ptrdiff_t>(at), seqs.begin() + static_cast<std::ptrdiff_t>(end));
    Q_EMIT progress(tr("Bringing back"), static_cast<int>(at), static_cast<int>(seqs.size()));
    const auto change = [part](store::Database& database) -> Result<void> {
        const auto count = store::restoreEvents(database, part);
        return count ? Result<void>() : count.error();
    };
    m_engine.write(change, this, [this, seqs, end](const Result<void>& result) {
        if (result && end < seqs.size()) {
            restore(seqs, end);
            return;
        }
        Q_EMIT progress({}, 0, 0);
        if (result)
            Q_EMIT told(tr("Brought back %n event(s)", nullptr, static_cast<int>(seqs.size())));
        else
            Q_EMIT failed(result.error());
    });
}

void EventActions::useAsSample(const store::StoredEvent& stored)
{
    if (!stored.run)
        return;
    m_sample = std::make_unique<GoldenMaker>(m_engine, stored);
    connect(m_sample.get(), &GoldenMaker::previewed, this, [this] { m_sample->keep(m_sample->suggestedName()); });
    connect(m_sample.get(), &GoldenMaker::refused, this, &EventActions::failed);
    connect(m_sample.get(), &GoldenMaker::made, this, [this](const QString&, const QString& name) {
        Q_EMIT told(tr("Added the sample %1, without secrets, with what it leads to").arg(name));
    });
    m_sample->setMasks({});
}

void EventActions::exportTo(const QString& path, const Seqs& seqs, ExportKind kind)
{
    m_exported = std::make_shared<std::atomic<int>>(0);
    const QString origin = endpoint().toString();
    const auto work = [database = m_databasePath, path, seqs, kind, origin, counter = m_exported]() -> Result<qint64> {
        auto reader = store::Reader::open(database);
        if (!reader)
            return reader.error();
        if (kind == ExportKind::Requests)
            return engine::writeRequests(*reader, seqs, path, counter.get());
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return Error{ErrorCode::IoError, {path, file.errorString()}};
        const engine::EventExport how{kind == ExportKind::Har ? engine::EventFormat::Har
                                                              : engine::EventFormat::JsonLines,
                                      origin, QCoreApplication::applicationVersion(), counter.get()};
        const auto count = engine::writeEvents(*reader, seqs, how, file);
        if (count && !file.commit())
            return Error{ErrorCode::IoError, {path, file.errorString()}};
        return count;
    };
    apart<Result<qint64>>(work, [this, path](const Result<qint64>& count) {
        m_exported.reset();
        if (!count) {
            if (count.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(count.error());
            return;
        }
        Q_EMIT told(tr("Exported %n event(s) to %1, with signatures, tokens and personal data as they were sent",
                       nullptr, static_cast<int>(*count))
                        .arg(path));
    });
}

QString EventActions::fileToDrag(const Seqs& seqs, const QStringList& ids)
{
    if (!m_dragged)
        m_dragged = std::make_unique<QTemporaryDir>();
    // In a folder of its own: another drag's file may have the same name, and be read still.
    const QString name =
        ids.size() == 1 ? ids.first() + QStringLiteral(".json") : QStringLiteral("%1-events.jsonl").arg(ids.size());
    const QString path = m_dragged->filePath(QStringLiteral("%1/%2").arg(++m_drags).arg(name));
    const auto work = [database = m_databasePath, path, seqs, origin = endpoint().toString()]() -> Result<qint64> {
        auto reader = store::Reader::open(database);
        if (!reader)
            return reader.error();
        if (const auto made = files::makePath(QFileInfo(path).path()); !made)
            return made.error();
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return Error{ErrorCode::IoError, {path, file.errorString()}};
        const auto count = engine::writeEvents(
            *reader, seqs, {engine::EventFormat::JsonLines, origin, QCoreApplication::applicationVersion()}, file);
        if (count && !file.commit())
            return Error{ErrorCode::IoError, {path, file.errorString()}};
        return count;
    };
    apart<Result<qint64>>(work, [this](const Result<qint64>& count) {
        if (!count)
            Q_EMIT failed(count.error());
    });
    return path;
}

void EventActions::cancel()
{
    if (m_again)
        m_again->cancel();
    if (m_sending)
        m_sending->waiting.clear();
    if (m_removing)
        m_removing->waiting.resize(std::min(m_removing->waiting.size(), m_removing->at));
    if (m_exported)
        m_exported->store(std::numeric_limits<int>::min() / 2);
}

} // namespace hw::models
