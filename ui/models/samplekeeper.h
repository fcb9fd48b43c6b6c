#pragma once

#include "core/engine/engine.h"
#include "core/store/rows.h"

#include <QObject>
#include <QStringList>
#include <QThreadPool>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace hw::models {

class GoldenMaker;

/// Samples that are kept with a source, as files of the workspace: made of captured events, of files, or written.
/// Nothing here waits.
class SampleKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SampleKeeper)

public:
    /// MIME type of dragged events: their ids, a line each.
    static constexpr char eventsMimeType[] = "application/x-headwater-events";

    /// The engine outlives it.
    explicit SampleKeeper(engine::Engine& engine, QObject* parent = nullptr);
    ~SampleKeeper() override;

    /// Without secrets, with what they lead to: each is a test, too. Events of other sources are refused.
    void keepEvents(const QString& source, const QStringList& ids);
    /// A request (".http"), or the body of one; the file's name is the sample's.
    void addFile(const QString& source, const QString& path);
    /// A request with this body.
    void write(const QString& source, const QString& name, const QString& body);
    void remove(const QString& source, const QString& name);
    /// Why a sample cannot have this name, for people; empty = it can.
    [[nodiscard]] QString nameProblem(const QString& source, const QString& name) const;

Q_SIGNALS:
    /// For people, with what takes it back.
    void changed(const QString& notice, const std::function<void()>& undo);
    void refused(const QString& why);
    void failed(const hw::Error& error);

private:
    void nextEvent();
    void keep(const store::StoredEvent& stored);
    void save(const QString& source, const QString& name, const QByteArray& request);
    void told(const QString& source, const QString& name);
    [[nodiscard]] const workspace::SourceState* state(const QString& source) const;
    [[nodiscard]] QString freeName(const QString& source, const QString& wanted) const;

    struct Wanted
    {
        QString source;
        QString id;
    };

    engine::Engine& m_engine;
    std::deque<Wanted> m_waiting; ///< the first is under way
    std::unique_ptr<GoldenMaker> m_maker;
    QThreadPool m_pool;
};

} // namespace hw::models
