#pragma once

#include "core/engine/engine.h"
#include "core/engine/eventexport.h"
#include "core/engine/processagain.h"
#include "core/engine/resend.h"
#include "core/http/sender.h"
#include "core/store/rows.h"
#include "ui/models/exchangeview.h"
#include "ui/models/goldenpresenter.h"

#include <QObject>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QUrl>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

/// What processing events again would do, said before it does.
struct AgainPlan
{
    std::vector<qint64> seqs;
    QString title;        ///< "Process 5 events again?"
    QStringList lines;    ///< what would happen, what would be left alone and why
    QString warning;      ///< of destinations outside this machine; empty where there is none
    QString button;       ///< "Process 5 events again"
    bool isEmpty = false; ///< none can be run
};

/// What came back from where an event was sent.
struct ResendAnswer
{
    QString headline; ///< "200 OK in 3.4 ms", or why there is no answer
    bool isOk = false;
    QByteArray body;
};

/// Two requests and what became of them, as texts to be laid beside each other.
struct EventComparison
{
    struct Part
    {
        QString title;
        QString left;
        QString right;
    };

    QString leftTitle;
    QString rightTitle;
    std::vector<Part> parts; ///< body, headers, outcome
};

enum class ExportKind { JsonLines, Har, Requests };

/// What can be done with captured events, one or many. Nothing here waits; bodies are read away from the window.
class EventActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventActions)

public:
    using Seqs = std::vector<qint64>;

    /// All outlive the object; `databasePath` is the workspace's.
    EventActions(engine::Engine& engine, const QString& databasePath, const Clock& clock, QObject* parent = nullptr);
    ~EventActions() override;

    /// A dry run over the events: planned() follows.
    void planAgain(const Seqs& seqs);
    /// For real. progress() while it runs, told() at the end.
    void processAgain(const Seqs& seqs);

    /// Where events are sent by default: this workspace's listener.
    [[nodiscard]] QUrl endpoint() const;
    /// Sends the captured requests, one after the other, oldest first. told() at the end.
    void resend(const Seqs& seqs, const QUrl& to, engine::Resend how);
    /// Sends this request in the place of the event's; `done` comes unless `context` is gone.
    void resendEdited(const store::StoredEvent& stored, const http::Message& message, const QUrl& to,
                      engine::Resend how, QObject* context, std::function<void(const ResendAnswer&)> done);

    void setPinned(const Seqs& seqs, bool pinned);
    void setNote(qint64 seq, const QString& before, const QString& text);
    /// toldUndoable() follows; pinned ones, and those that are still to be delivered, stay.
    void remove(const Seqs& seqs);
    void useAsSample(const store::StoredEvent& stored);
    /// To a file, or for requests to a folder.
    void exportTo(const QString& path, const Seqs& seqs, ExportKind kind);
    /// A file for what is dragged out of the window: one event as JSON, several as JSON lines. It is written while the
    /// pointer is on its way, and goes with this object.
    [[nodiscard]] QString fileToDrag(const Seqs& seqs, const QStringList& ids);
    /// Finds all that match, for what is done with more than is selected; `then` comes unless `context` is gone.
    void findMatching(const store::Filter& filter, QObject* context, std::function<void(const Seqs&)> then);
    /// compared() follows.
    void compare(qint64 left, qint64 right);
    /// The one before of the same source and type on the left: compared() follows, or told() where there is none.
    void compareWithPrevious(const store::StoredEvent& stored);

    /// What came back when the event was forwarded or sent again: exchangesReady() follows, newest first.
    void requestExchanges(qint64 seq);

    /// Ends what is under way.
    void cancel();

Q_SIGNALS:
    void planned(const hw::models::AgainPlan& plan);
    /// Of long work; `total` 0 = it has ended.
    void progress(const QString& what, int done, int total);
    void compared(const hw::models::EventComparison& comparison);
    void exchangesReady(qint64 seq, const std::vector<hw::models::ExchangeView>& exchanges);
    /// One more is there.
    void exchanged(qint64 seq);
    void told(const QString& text);
    void toldUndoable(const QString& text, const std::function<void()>& undo);
    void failed(const hw::Error& error);

private:
    struct Sending;
    struct Removing;

    [[nodiscard]] std::unique_ptr<engine::ProcessAgain> makeAgain(const Seqs& seqs, engine::ProcessAgain::Mode mode);
    void plannedWith(const engine::AgainTotals& totals, const QStringList& actions, const Seqs& seqs);
    void sendNext();
    void removeNext();
    void sent(const Event& event, const QUrl& url, Timestamp at, const Result<http::Response>& response);
    void sendOne(const Event& event, const http::Message& message, const QUrl& to, engine::Resend how,
                 std::function<void(const Result<http::Response>&)> done);
    /// From this one on, some at a time.
    void restore(const Seqs& seqs, size_t at = 0);
    /// Reads the events away from the window; an empty place stands for one that is gone.
    void read(const Seqs& seqs, std::function<void(std::vector<std::optional<store::StoredEvent>>)> then);
    /// Runs `work` in the pool, then `then` here.
    template<class T>
    void apart(std::function<T()> work, std::function<void(const T&)> then);

    engine::Engine& m_engine;
    QString m_databasePath;
    const Clock& m_clock;
    http::Sender m_sender;
    std::unique_ptr<engine::ProcessAgain> m_again;
    std::unique_ptr<GoldenMaker> m_sample;
    std::unique_ptr<Sending> m_sending;
    std::unique_ptr<Removing> m_removing;
    std::unique_ptr<QTemporaryDir> m_dragged;
    int m_drags = 0;
    std::shared_ptr<std::atomic<int>> m_exported; ///< of the export that runs
    QThreadPool m_pool;
};

/// Why a captured event is left alone when it is processed again, in words.
[[nodiscard]] QString againReasonText(const QString& reason);

/// Pure: bodies as indented JSON where they are JSON, cut where they are very long.
[[nodiscard]] EventComparison compareEvents(const store::StoredEvent& left, const store::StoredEvent& right,
                                            Timestamp now);

template<class T>
void EventActions::apart(std::function<T()> work, std::function<void(const T&)> then)
{
    m_pool.start([this, work = std::move(work), then = std::move(then)] {
        auto result = std::make_shared<T>(work());
        QMetaObject::invokeMethod(
            this, [result, then] { then(*result); }, Qt::QueuedConnection);
    });
}

} // namespace hw::models
