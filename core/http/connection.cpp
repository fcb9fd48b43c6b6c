#include "core/http/connection.h"

#include "core/http/answerwriter.h"
#include "core/http/headlines.h"

#include <algorithm>

namespace hw::http {

namespace {

// What one connection may have waiting for answers before it is read no further, and unsent before no more is taken.
constexpr size_t mostPending = 32;
constexpr qint64 mostPendingBytes = 4 * 1024 * 1024;
constexpr qsizetype mostUnsent = 1024 * 1024;
// Bodies up to this size travel in one piece with their head.
constexpr qsizetype joinedBody = 8 * 1024;
// One connection's turn, so that a fast sender does not hold up the others.
constexpr int readsPerTurn = 4;

} // namespace

Connection::Connection(std::unique_ptr<ByteStream> stream, ConnectionHost& host, QObject* parent)
    : QObject(parent)
    , m_host(host)
    , m_stream(std::move(stream))
    , m_parser(host.options().limits)
    , m_remote(m_stream->peer())
    , m_quietSince(Steady::now())
{
    connect(m_stream.get(), &ByteStream::readable, this, &Connection::onReadable);
    connect(m_stream.get(), &ByteStream::progressed, this, &Connection::onProgress);
    connect(m_stream.get(), &ByteStream::failed, this, [this] {
        handBroken(std::nullopt);
        close();
    });
}

Connection::~Connection() = default;

void Connection::turnAway(const Answer& answer)
{
    const WireAnswer wire = writeAnswer(answer, {.toHead = false, .keepAlive = false, .date = m_host.date()});
    m_lastRequest = true;
    m_stream->write(wire.head + wire.body);
    finish();
    m_stream->flush();
    onProgress();
}

void Connection::onReadable()
{
    for (int turn = 0; turn < readsPerTurn && !m_paused && m_phase != Phase::Closed; ++turn) {
        const std::span<char> buffer = m_host.scratch();
        const ByteStream::Read read = m_stream->read(buffer);
        switch (read.outcome) {
        case ByteStream::Outcome::Nothing: return;
        case ByteStream::Outcome::Ended: return onEnded();
        case ByteStream::Outcome::Failed: handBroken(std::nullopt); return close();
        case ByteStream::Outcome::Data: process(QByteArrayView(buffer.data(), read.size)); break;
        }
        if (read.size < static_cast<qsizetype>(buffer.size()))
            return;
    }
}

void Connection::onEnded()
{
    m_readEnded = true;
    m_stream->setReading(false);
    if (m_phase == Phase::Lingering)
        return close();
    handBroken(std::nullopt);
    if (m_pending.empty())
        finish();
    onProgress();
}

void Connection::process(QByteArrayView bytes)
{
    while (!bytes.empty() && m_phase == Phase::Open && !m_lastRequest) {
        if (mustPause()) {
            m_paused = true;
            m_stream->setReading(false);
            m_unread = bytes.toByteArray();
            return;
        }
        const RequestParser::State before = m_parser.state();
        if (before == RequestParser::State::Idle) {
            m_requestStart = Steady::now();
            m_receivedAt = m_host.now();
        }
        bytes = bytes.sliced(m_parser.feed(bytes));
        const RequestParser::State state = m_parser.state();
        if (state == RequestParser::State::Complete || state == RequestParser::State::Refused) {
            hand(m_parser.refusal());
        } else if (state == RequestParser::State::Body && before != RequestParser::State::Body) {
            m_bodyStart = Steady::now();
            sendContinue();
        }
    }
}

bool Connection::isMidRequest() const
{
    return m_parser.state() == RequestParser::State::Head || m_parser.state() == RequestParser::State::Body;
}

bool Connection::mustPause() const
{
    return !isMidRequest() &&
           (m_pending.size() >= mostPending || m_pendingSize >= mostPendingBytes || m_stream->unsent() >= mostUnsent);
}

Arrival Connection::makeArrival(std::optional<Refusal> refusal)
{
    Arrival arrival;
    arrival.id = m_host.newRequest(*this);
    arrival.message = m_parser.take();
    arrival.message.remote = m_remote;
    arrival.receivedAt = m_receivedAt;
    arrival.receiveDuration = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - m_requestStart);
    arrival.refusal = std::move(refusal);
    m_continueSent = false;
    return arrival;
}

void Connection::hand(std::optional<Refusal> refusal)
{
    Pending pending;
    pending.keepAlive = !refusal && m_parser.keepAlive();
    Arrival arrival = makeArrival(std::move(refusal));
    pending.id = arrival.id;
    pending.isHead = arrival.message.method == "HEAD";
    pending.size = arrival.message.rawHead.size() + arrival.message.body.size();
    m_pendingSize += pending.size;
    m_lastRequest = !pending.keepAlive;
    m_pending.push_back(std::move(pending));
    m_host.requestArrived(std::move(arrival));
}

// The connection ends in the middle of a request: what came of it is handed over, nobody is left to answer.
void Connection::handBroken(std::optional<Refusal> refusal)
{
    if (m_phase != Phase::Open || m_lastRequest || !isMidRequest())
        return;
    Arrival arrival = makeArrival(std::move(refusal));
    arrival.connectionLost = true;
    m_host.forgetRequest(arrival.id);
    m_lastRequest = true;
    m_host.requestArrived(std::move(arrival));
}

void Connection::sendContinue()
{
    // Answers to earlier requests go first.
    if (m_phase != Phase::Open || m_continueSent || !m_pending.empty() || !m_parser.expectsContinue())
        return;
    m_continueSent = true;
    m_bodyStart = Steady::now();
    m_stream->write("HTTP/1.1 100 Continue\r\n\r\n");
    m_stream->flush();
}

void Connection::answer(RequestId id, Answer answer)
{
    const auto it = std::find_if(m_pending.begin(), m_pending.end(), [&](const Pending& p) { return p.id == id; });
    if (it != m_pending.end() && !it->answer)
        it->answer = std::move(answer);
}

void Connection::flush()
{
    if (m_phase != Phase::Open)
        return;
    sendAnswers();
    m_stream->flush();
    onProgress();
}

void Connection::sendAnswers()
{
    while (!m_pending.empty() && m_pending.front().answer) {
        Pending done = std::move(m_pending.front());
        m_pending.pop_front();
        m_pendingSize -= done.size;
        m_host.forgetRequest(done.id);
        const bool leaves = m_draining && m_pending.empty() && !isMidRequest();
        const bool asksToClose = headlines::sameName(done.answer->headers.value("connection"), "close");
        const bool keep = done.keepAlive && !leaves && !asksToClose && !(m_readEnded && m_pending.empty());
        WireAnswer wire = writeAnswer(*done.answer, {.toHead = done.isHead, .keepAlive = keep, .date = m_host.date()});
        if (wire.body.size() <= joinedBody) {
            m_stream->write(wire.head.append(wire.body));
        } else {
            m_stream->write(std::move(wire.head));
            m_stream->write(std::move(wire.body));
        }
        m_quietSince = Steady::now();
        if (!keep) {
            finish();
            return;
        }
    }
}

// Called when bytes have left or answers are through: goes on with whatever waited for that.
void Connection::onProgress()
{
    if (m_phase == Phase::Closed)
        return;
    m_quietSince = Steady::now();
    if (m_phase == Phase::Closing && m_stream->unsent() == 0) {
        if (m_readEnded)
            return close();
        m_stream->endWriting();
        m_phase = Phase::Lingering;
        m_stream->setReading(true);
        return;
    }
    if (m_phase != Phase::Open)
        return;
    sendContinue();
    resume();
}

void Connection::resume()
{
    if (!m_paused || mustPause())
        return;
    m_paused = false;
    const QByteArray unread = std::exchange(m_unread, {});
    process(unread);
    if (!m_paused && !m_readEnded && m_phase != Phase::Closed)
        m_stream->setReading(true);
}

// No more answers: closes once everything is sent.
void Connection::finish()
{
    if (m_phase != Phase::Open)
        return;
    m_phase = Phase::Closing;
    m_paused = false;
    m_unread.clear();
    for (const Pending& pending : m_pending)
        m_host.forgetRequest(pending.id);
    m_pending.clear();
    if (!m_readEnded)
        m_stream->setReading(true);
}

void Connection::close()
{
    if (m_phase == Phase::Closed)
        return;
    for (const Pending& pending : m_pending)
        m_host.forgetRequest(pending.id);
    m_pending.clear();
    m_phase = Phase::Closed;
    m_stream->setReading(false);
    m_host.connectionClosed(*this);
}

void Connection::drain()
{
    m_draining = true;
    if (m_phase == Phase::Open && !m_paused && !m_readEnded)
        onReadable(); // what has arrived already counts
    if (m_phase == Phase::Open && m_pending.empty() && !isMidRequest() && m_unread.isEmpty()) {
        finish();
        onProgress();
    }
}

void Connection::cutOff()
{
    handBroken(Refusal{503, "listener_stopping"});
    close();
}

void Connection::checkDeadlines(Steady::time_point now)
{
    const Timeouts& limits = m_host.options().timeouts;
    const bool stalled = now - m_quietSince > (m_phase == Phase::Lingering ? limits.linger : limits.idle);
    if (m_phase != Phase::Open) {
        if (stalled)
            close();
        return;
    }
    if (m_stream->unsent() > 0 && stalled) { // the peer does not read
        handBroken(std::nullopt);
        return close();
    }
    if (m_lastRequest)
        return;
    if (m_parser.state() == RequestParser::State::Head && now - m_requestStart > limits.headers)
        return hand(Refusal{408, "headers_timeout"});
    const bool mayNotSendYet = m_parser.expectsContinue() && !m_continueSent;
    if (m_parser.state() == RequestParser::State::Body && !mayNotSendYet && now - m_bodyStart > limits.body)
        return hand(Refusal{408, "body_timeout"});
    if (m_pending.empty() && !isMidRequest() && !m_paused && stalled) {
        finish();
        onProgress();
    }
}

} // namespace hw::http
