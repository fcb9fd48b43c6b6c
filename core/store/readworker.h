#pragma once

#include "core/store/reader.h"

#include <QThread>
#include <QTimer>

#include <array>
#include <atomic>
#include <functional>
#include <utility>

namespace hw::store {

/// The thread behind ReadThread and its like: opens a Reader there, runs one request after the other and hands the
/// values back to the thread of the owner. `KindCount` is the number of kinds of requests: of one kind only the newest
/// is answered.
template<int KindCount>
class ReadWorker
{
public:
    /// What the owner is told, in its thread.
    struct Tell
    {
        std::function<void(quint64 generation, const Error& error)> failed;
        std::function<void(quint64 generation, qint64 scanned)> progress;
        std::function<void()> changed;
    };

    /// `owner` outlives the worker.
    ReadWorker(QObject* owner, QString path, Tell tell)
        : m_owner(owner)
        , m_path(std::move(path))
        , m_tell(std::move(tell))
    {
        m_object.moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::started, &m_object, [this] { start(); });
        m_thread.start();
    }

    ~ReadWorker()
    {
        for (std::atomic<quint64>& newest : m_newest)
            newest = dropAll;
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(ReadWorker)

    /// Generations count from 1. Runs `read` in the thread, unless a newer request of its kind has come by then, and
    /// hands its value to `tell` in the owner's thread, unless one has come by then.
    template<class Read, class Answer>
    void request(int kind, quint64 generation, Read read, Answer answer)
    {
        newest(kind) = generation;
        QMetaObject::invokeMethod(
            &m_object,
            [this, kind, generation, read = std::move(read), answer = std::move(answer)] {
                if (newest(kind) != generation)
                    return;
                if (const Result<void> opened = ensureOpen(); !opened) {
                    tellFailure(generation, opened.error());
                    return;
                }
                auto result = read(*m_reader, [this, kind, generation](qint64 scanned) {
                    if (newest(kind) != generation)
                        return false;
                    post(kind, generation, [this, generation, scanned] {
                        if (m_tell.progress)
                            m_tell.progress(generation, scanned);
                    });
                    return true;
                });
                post(kind, generation, [this, generation, answer, result = std::move(result)] {
                    if (result)
                        answer(*result);
                    else
                        m_tell.failed(generation, result.error());
                });
            },
            Qt::QueuedConnection);
    }

    /// The newest request of this kind is not answered any more, and broken off where it is being read.
    void cancel(int kind) { newest(kind) = 0; }

private:
    static constexpr int pollMs = 200;
    static constexpr quint64 dropAll = ~quint64(0);

    std::atomic<quint64>& newest(int kind) { return m_newest[static_cast<std::size_t>(kind)]; }

    template<class Call>
    void post(int kind, quint64 generation, Call call)
    {
        QMetaObject::invokeMethod(
            m_owner,
            [this, kind, generation, call = std::move(call)] {
                if (newest(kind) == generation)
                    call();
            },
            Qt::QueuedConnection);
    }

    void start()
    {
        auto* timer = new QTimer(&m_object);
        QObject::connect(timer, &QTimer::timeout, &m_object, [this] { poll(); });
        // The reader belongs to this thread and goes with it.
        QObject::connect(
            &m_thread, &QThread::finished, &m_object,
            [this, timer] {
                m_reader.reset();
                delete timer;
            },
            Qt::DirectConnection);
        timer->start(pollMs);
        poll();
    }

    Result<void> ensureOpen()
    {
        if (m_reader)
            return {};
        Result<Reader> reader = Reader::open(m_path);
        if (!reader)
            return reader.error();
        m_reader = *std::move(reader);
        return {};
    }

    void tellFailure(quint64 generation, const Error& error)
    {
        QMetaObject::invokeMethod(
            m_owner, [this, generation, error] { m_tell.failed(generation, error); }, Qt::QueuedConnection);
    }

    void poll()
    {
        if (const Result<void> opened = ensureOpen(); !opened) {
            if (!std::exchange(m_missing, true))
                tellFailure(0, opened.error());
            return;
        }
        const Result<qint64> version = m_reader->dataVersion();
        if (!version || m_reader->database().isReplaced()) {
            // The file was damaged, or is another one by now: it is opened anew, and what was read is old.
            m_anew = true;
            m_reader.reset();
            m_version.reset();
            return;
        }
        // A database that has come into being is a change too.
        const bool isNews = std::exchange(m_missing, false) || std::exchange(m_anew, false);
        if (isNews || (m_version && *m_version != *version))
            QMetaObject::invokeMethod(
                m_owner, [this] { m_tell.changed(); }, Qt::QueuedConnection);
        m_version = *version;
    }

    QObject* m_owner;
    QString m_path;
    Tell m_tell;
    std::array<std::atomic<quint64>, KindCount> m_newest{};
    // Everything from here on is touched in the thread only.
    std::optional<Reader> m_reader;
    std::optional<qint64> m_version;
    bool m_missing = false; ///< told so already
    bool m_anew = false;    ///< another file is to be opened
    QObject m_object;
    QThread m_thread;
};

} // namespace hw::store
