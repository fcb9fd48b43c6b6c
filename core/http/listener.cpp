#include "core/http/listener.h"

#include "core/base/logging.h"
#include "core/http/server.h"

#include <sys/resource.h>

namespace hw::http {

namespace {

// Each connection is an open file, and the usual soft limit of 1,024 is that of our connections alone.
void raiseOpenFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
        qCWarning(logHttp) << "the limit of open files could not be raised";
}

} // namespace

void Listener::QuitAndWait::operator()(QThread* thread) const
{
    thread->quit();
    thread->wait();
    delete thread;
}

Listener::Listener(RequestSink& sink, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_sink(sink)
    , m_clock(clock)
    , m_answers(std::make_shared<AnswerQueue>())
{}

Listener::~Listener()
{
    stop();
}

Result<quint16> Listener::start(const ListenOptions& options)
{
    if (m_thread)
        return Error{ErrorCode::AlreadyExists, {QStringLiteral("listener"), QString::number(m_port)}};
    raiseOpenFileLimit();

    std::unique_ptr<QThread, QuitAndWait> thread(new QThread);
    thread->setObjectName(QStringLiteral("listener"));
    auto* server = new Server(m_sink, m_clock, options, m_answers);
    server->moveToThread(thread.get());
    connect(thread.get(), &QThread::finished, server, &QObject::deleteLater);
    connect(server, &Server::drained, thread.get(), &QThread::quit, Qt::DirectConnection);
    thread->start();

    Result<quint16> port = Error{ErrorCode::Internal, {QStringLiteral("listener")}};
    QMetaObject::invokeMethod(
        server, [&] { port = server->open(); }, Qt::BlockingQueuedConnection);
    if (!port)
        return port;
    m_thread = std::move(thread);
    m_server = server;
    m_port = *port;
    m_stopRequested = false;
    // Late news of an earlier thread must not end this one.
    connect(m_thread.get(), &QThread::finished, this, [this] {
        if (m_thread && m_thread->isFinished())
            stop();
    });
    return port;
}

void Listener::requestStop()
{
    if (!m_server || m_stopRequested)
        return;
    m_stopRequested = true; // from here on the server may be gone at any moment
    QMetaObject::invokeMethod(m_server, &Server::drain, Qt::QueuedConnection);
}

void Listener::stop()
{
    if (!m_thread)
        return;
    requestStop();
    m_thread->wait();
    m_thread.reset();
    m_server = nullptr;
    m_port = 0;
    Q_EMIT stopped();
}

void Listener::answer(RequestId id, Answer answer)
{
    m_answers->push(id, std::move(answer));
}

std::function<void(RequestId, Answer)> Listener::answerLine() const
{
    return [answers = m_answers](RequestId id, Answer answer) { answers->push(id, std::move(answer)); };
}

void Listener::answer(std::vector<std::pair<RequestId, Answer>> answers)
{
    m_answers->push(std::move(answers));
}

} // namespace hw::http
